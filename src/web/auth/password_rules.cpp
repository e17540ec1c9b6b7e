#include "web/auth/password_rules.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>

#include "base/person_number.h"
#include "base/text.h"

namespace insyn {
namespace {

constexpr std::size_t bytes_most = password_most * 4;
/// `sommarsommar2026` is two words and a year; four words from the list are a passphrase.
constexpr int words_too_few = 3;
/// A login name or a municipality shorter than this would be found in anything.
constexpr std::size_t known_least = 4;

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<std::uint8_t>(c) & 0xC0) != 0x80;
  }));
}

/// Whether each byte follows the one before by the same step: `123456…`, `zyx…`. A zero after nine
/// goes on counting.
bool is_sequence(std::string_view text) {
  for (const int step : {-1, 1}) {
    bool holds = true;
    for (std::size_t at = 1; at < text.size() && holds; ++at)
      holds = text[at] - text[at - 1] == step || (step == 1 && text.substr(at - 1, 2) == "90") ||
              (step == -1 && text.substr(at - 1, 2) == "09");
    if (holds) return true;
  }
  return false;
}

/// Whether a few characters come again and again: `aaaa…`, `202620262026`.
bool is_repetition(std::string_view text) {
  constexpr std::size_t period_most = 4;
  for (std::size_t period = 1; period <= period_most; ++period)
    if (text.substr(period) == text.substr(0, text.size() - period)) return true;
  return false;
}

bool is_filling(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return byte < 0x80 && !(c >= 'a' && c <= 'z');
}

/// How few words the text is made of, with digits and signs between them for nothing; more than
/// words_too_few if it isn't made of them.
int words_needed(std::string_view text, const std::vector<std::string>& words) {
  std::vector<int> needed(text.size() + 1, words_too_few + 1);
  needed[0] = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (needed[at] > words_too_few) continue;
    if (is_filling(text[at])) needed[at + 1] = std::min(needed[at + 1], needed[at]);
    for (const std::string& word : words)
      if (text.substr(at).starts_with(word))
        needed[at + word.size()] = std::min(needed[at + word.size()], needed[at] + 1);
  }
  return needed[text.size()];
}

}  // namespace

std::optional<std::string> normalised_password(std::string_view typed) {
  if (typed.size() > bytes_most || !is_utf8(typed)) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status) != 0) return std::nullopt;
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece{typed.data(), static_cast<std::int32_t>(typed.size())});
  std::string normalised;
  nfkc->normalize(text, status).toUTF8String(normalised);
  if (U_FAILURE(status) != 0) return std::nullopt;
  return normalised;
}

std::optional<PasswordProblem> problem_of(std::string_view normalised,
                                          const std::vector<std::string>& known) {
  if (!is_utf8(normalised)) return PasswordProblem::unreadable;
  const std::size_t length = characters_in(normalised);
  if (length < password_least) return PasswordProblem::too_short;
  if (length > password_most) return PasswordProblem::too_long;
  std::vector<std::string> words = common_passwords();
  for (const std::string& word : known)
    if (word.size() >= known_least) words.push_back(case_folded(word));
  const std::string folded = case_folded(normalised);
  const int needed = words_needed(folded, words);
  if (is_sequence(folded) || is_repetition(folded) || is_personal_number(folded) ||
      (needed > 0 && needed < words_too_few))
    return PasswordProblem::too_common;
  return std::nullopt;
}

}  // namespace insyn
