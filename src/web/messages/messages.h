#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "domain/calendar/time.h"

namespace insyn {

/// The words of the pages. The source text is Swedish and stands in the code, as the user reads it;
/// `i18n/en/*.po` has the English, and a text that it lacks fails the tests (docs/adr/0015).
///
///   words.t("Kontroller")
///   words.n("{} rad", "{} rader", count)           // the first {} is the number
///   words.n("{} rad till {}", "{} rader till {}", count, name)
///   words.f("Svar senast {}", words.date(day))     // {} in order; translations may use {0} {1}
///
/// The texts are literals in the call; one that stands elsewhere, as in a table, is wrapped there
/// in `marked("…")`. What is given for a {} is put in as it is, never read as a text with places.
/// Days are Swedish days and ranges half-open. Spaces that mustn't break are U+00A0.
///
/// Immutable, shared by all threads.
class Messages {
 public:
  virtual ~Messages() = default;

  virtual std::string_view language() const = 0;  ///< `sv`, `en`: the page's lang attribute
  virtual std::string t(std::string_view text) const = 0;

  virtual std::string date(Day day) const = 0;           ///< `2 februari 2026`
  virtual std::string short_date(Day day) const = 0;     ///< `2 februari`
  virtual std::string weekday(Day day) const = 0;        ///< `måndag`
  virtual std::string month(unsigned number) const = 0;  ///< 1–12: `februari`
  virtual std::string clock(Instant at) const = 0;       ///< `kl. 08.15`
  std::string moment(Instant at) const;                  ///< `2 februari 2026 kl. 08.15`
  std::string short_moment(Instant at) const;            ///< `2 februari kl. 08.15`
  /// `2–15 februari 2026`; `från 2 februari 2026` if the end is `day_never`.
  virtual std::string days(DayRange days) const = 0;
  virtual std::string weeks(DayRange days) const = 0;        ///< ISO 8601: `vecka 6–7`
  virtual std::string number(std::int64_t value) const = 0;  ///< `1 234`
  /// A share in tenths of a percent: `15 %`, `7,5 %`.
  virtual std::string share(std::int64_t per_mille) const = 0;
  /// The order of two texts in this language (å ä ö last in Swedish): for sorting names.
  virtual bool before(std::string_view left, std::string_view right) const = 0;

  /// The text for one or for many, with the number and then the values in its places.
  template <class... Values>
  std::string n(std::string_view one, std::string_view many, std::int64_t count,
                const Values&... values) const {
    return filled(plural(one, many, count), {number(count), std::string{values}...});
  }

  /// The text translated, with its places {} filled in order.
  template <class... Values>
  std::string f(std::string_view text, const Values&... values) const {
    return filled(t(text), {std::string{values}...});
  }

 protected:
  virtual std::string plural(std::string_view one, std::string_view many,
                             std::int64_t count) const = 0;
  /// A place without a value stays as it is.
  static std::string filled(std::string_view text, std::initializer_list<std::string> values);
};

/// Does nothing; `tests/i18n.py` finds the text by it.
constexpr std::string_view marked(std::string_view text) { return text; }

/// The languages there are; `sv` for any other name. Lives as long as the program.
const Messages& messages_in(std::string_view language);

}  // namespace insyn
