#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "domain/calendar/time.h"

namespace insyn {

/// The words of the pages. The source text is Swedish and stands in the code, as the user reads it;
/// `i18n/en.po` has the English, and a text that it lacks fails the build (docs/adr/0015).
///
///   words.t("Kontroller")
///   words.n("{} rad", "{} rader", count)      // {} is the number, with thin spaces in thousands
///   words.f("Svar senast {}", words.date(day))  // {} in order; translations may use {0} {1}
///
/// Immutable, shared by all threads.
class Messages {
 public:
  virtual ~Messages() = default;

  virtual std::string_view language() const = 0;  ///< `sv`, `en`: the page's lang attribute
  virtual std::string t(std::string_view text) const = 0;
  virtual std::string n(std::string_view one, std::string_view many, std::int64_t count) const = 0;

  virtual std::string date(Day day) const = 0;        ///< `2 februari 2026`
  virtual std::string short_date(Day day) const = 0;  ///< `2 februari`
  virtual std::string weekday(Day day) const = 0;     ///< `måndag`
  virtual std::string clock(Instant at) const = 0;    ///< `kl. 08.15`
  std::string moment(Instant at) const;               ///< `2 februari 2026 kl. 08.15`
  /// `2–15 februari 2026` of a half-open range.
  virtual std::string days(DayRange days) const = 0;
  virtual std::string weeks(DayRange days) const = 0;        ///< `vecka 6–7`
  virtual std::string number(std::int64_t value) const = 0;  ///< `1 234`
  /// A share in tenths of a percent: `15 %`, `7,5 %`.
  virtual std::string share(std::int64_t per_mille) const = 0;
  /// The order of two texts in this language (å ä ö last in Swedish): for sorting names.
  virtual bool before(std::string_view left, std::string_view right) const = 0;

  /// The text translated, with its places {} filled in order.
  template <class... Values>
  std::string f(std::string_view text, const Values&... values) const {
    return filled(t(text), {std::string{values}...});
  }

 protected:
  static std::string filled(std::string text, std::initializer_list<std::string> values);
};

/// The languages there are; `sv` for any other name. Lives as long as the program.
const Messages& messages_in(std::string_view language);

}  // namespace insyn
