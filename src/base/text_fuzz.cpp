#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/person_number.h"
#include "base/text.h"

namespace insyn {
namespace {

void check_integer(std::string_view text) {
  const auto number = parse_integer(text);
  if (!number) return;
  const std::size_t zeros = std::min(text.find_first_not_of('0'), text.size() - 1);
  check(*number >= 0 && std::to_string(*number) == text.substr(zeros), "a number is its digits");
}

void check_pieces(std::string_view text) {
  std::string joined;
  for (const std::string& part : split(text, ';')) joined += part + ";";
  check(joined == std::string{text} + ';', "the parts of a text are all of it");
  const std::string_view inner = trimmed(text);
  check(text.find(inner) != std::string_view::npos && trimmed(inner) == inner,
        "trimming takes from the ends, once");
}

void check_names(std::string_view text) {
  const std::string surname = folded_surname(text);
  check(display_width(text) <= text.size(), "no character is wider than its bytes");
  if (!is_utf8(text)) return;  // no reader lets such a value in
  check(is_utf8(surname) && is_utf8(case_folded(text)), "what is folded is UTF-8");
  check(case_folded(surname) == surname, "a folded name is folded");
}

/// A check digit finds every single wrong digit.
void check_person_number(std::string_view text) {
  const std::string digits = without_separator(text);
  check(without_separator(digits) == digits, "a separator is left out once");
  if (!is_personal_number(text)) return;
  check((digits.size() == 10 || digits.size() == 12) && parse_integer(digits).has_value(),
        "a personal number is ten or twelve digits");
  check(is_personal_number(digits), "a separator says nothing");
  for (std::size_t i = digits.size() - 10; i < digits.size(); ++i)
    for (char other = '0'; other <= '9'; ++other) {
      if (other == digits[i]) continue;
      std::string wrong = digits;
      wrong[i] = other;
      check(!is_personal_number(wrong), "one wrong digit is found");
    }
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  insyn::check_integer(text);
  insyn::check_pieces(text);
  insyn::check_names(text);
  insyn::check_person_number(text);
  return 0;
}
