#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/edited_for_tests.h"
#include "domain/sampling/good_record_for_tests.h"
#include "domain/sampling/record_check.h"

namespace insyn {
namespace {

/// All of a record that is committed to. A note may carry further signatures, and JSON other space.
std::string meaning(const json::value& value) {
  DrawRecord record = read_record(value).record;
  for (std::string* note : {&record.opened, &record.drawn}) *note = parse_note(*note)->text;
  return canonical_json(record_json(record));
}

// A genuine record with changes: as long as it names the same key, a record in which nothing is
// found wrong means what was published.
void fuzz_one(std::string_view script) {
  static const DrawRecord genuine = good_record();
  static const std::string text = canonical_json(record_json(genuine));
  static const std::string meant = meaning(*parse_json(text, "genuine"));
  const auto value = parse_json(edited(text, script), "forged");
  if (!value || !check_record(*value).empty()) {
    check(!script.empty() || value.has_value(), "nothing is wrong with the genuine record");
    return;
  }
  if (read_record(*value).record.key == genuine.key)
    check(meaning(*value) == meant, "a forged record is found out");
}

/// A line of a frame is written as it was read.
void check_line(std::string_view text) {
  const auto line = parse_frame_line(text);
  if (!line) return;
  check(frame_line(line->period, line->stratum, line->pseudonym) == text, "a line is its parts");
  check(line->period.find('/') == std::string_view::npos, "a period has no slash");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  insyn::fuzz_one(input);
  insyn::check_line(input);
  return 0;
}
