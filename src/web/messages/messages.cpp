#include "web/messages/messages.h"

#include <array>
#include <chrono>
#include <memory>
#include <vector>

#include "base/check_page.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"
#include "web/messages/catalogue.h"

namespace insyn {

namespace {

using std::chrono::year_month_day;

constexpr std::string_view no_break = "\u00A0";

/// How a language writes what isn't words of a page.
struct Custom {
  std::string_view code;
  std::array<std::string_view, 12> months;
  std::array<std::string_view, 7> weekdays;  ///< from Sunday
  std::string_view before_clock;
  char between_hours;
  std::string_view thousands, decimal, percent;
  std::string_view week, weeks, from;
};

constexpr Custom swedish{"sv",
                         {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
                          "september", "oktober", "november", "december"},
                         {"söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"},
                         "kl.\u00A0",
                         '.',
                         no_break,
                         ",",
                         "\u00A0%",
                         "vecka",
                         "vecka",
                         "från"};

constexpr Custom english{
    "en",
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"},
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
    "",
    ':',
    ",",
    ".",
    "%",
    "week",
    "weeks",
    "from"};

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const std::string_view part : parts) out += part;
  return out;
}

std::string day_number(year_month_day date) {
  return std::to_string(static_cast<unsigned>(date.day()));
}
std::string year_number(year_month_day date) {
  return std::to_string(static_cast<int>(date.year()));
}

class LanguageMessages : public Messages {
 public:
  LanguageMessages(const Custom& custom, std::string_view compiled)
      : custom_{custom}, catalogue_{open_catalogue(custom.code, compiled)} {}

  std::string_view language() const override { return custom_.code; }
  std::string t(std::string_view text) const override { return catalogue_->text(text); }

  std::string date(Day day) const override {
    return joined({short_date(day), " ", year_number(year_month_day{day})});
  }
  std::string short_date(Day day) const override {
    const year_month_day date{day};
    return joined({day_number(date), no_break, month(static_cast<unsigned>(date.month()))});
  }
  std::string weekday(Day day) const override {
    return std::string{custom_.weekdays[std::chrono::weekday{day}.c_encoding()]};
  }
  std::string month(unsigned number) const override {
    check_page(number >= 1 && number <= 12, "a month is one of twelve");
    return std::string{custom_.months[number - 1]};
  }
  std::string clock(Instant at) const override {
    std::string time = swedish_clock(at);
    time[2] = custom_.between_hours;
    return joined({custom_.before_clock, time});
  }
  std::string days(DayRange days) const override;
  std::string weeks(DayRange days) const override;
  std::string number(std::int64_t value) const override;
  std::string share(std::int64_t per_mille) const override;
  bool before(std::string_view left, std::string_view right) const override {
    return catalogue_->before(left, right);
  }

 protected:
  std::string plural(std::string_view one, std::string_view many,
                     std::int64_t count) const override {
    return catalogue_->plural(one, many, count);
  }

 private:
  const Custom& custom_;
  std::unique_ptr<const Catalogue> catalogue_;
};

std::string LanguageMessages::days(DayRange days) const {
  if (days.to == day_never) return joined({custom_.from, " ", date(days.from)});
  const Day last_day = days.to - std::chrono::days{1};
  if (last_day <= days.from) return date(days.from);
  const year_month_day first{days.from}, last{last_day};
  if (first.year() != last.year()) return joined({date(days.from), no_break, "– ", date(last_day)});
  if (first.month() != last.month())
    return joined({short_date(days.from), no_break, "– ", date(last_day)});
  return joined({day_number(first), "–", date(last_day)});
}

std::string LanguageMessages::weeks(DayRange days) const {
  // `2026-W06`: the number is what stands after the W, without its zero.
  const auto week = [](Day day) {
    const std::string text = iso_week(day);
    return text.substr(text[6] == '0' ? 7 : 6);
  };
  const std::string first = week(days.from), last = week(days.to - std::chrono::days{1});
  if (first == last) return joined({custom_.week, no_break, first});
  return joined({custom_.weeks, no_break, first, "–", last});
}

std::string LanguageMessages::number(std::int64_t value) const {
  std::string digits = std::to_string(value);
  const bool negative = digits.front() == '-';
  if (negative) digits.erase(0, 1);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, custom_.thousands);
  return negative ? "\u2212" + digits : digits;
}

std::string LanguageMessages::share(std::int64_t per_mille) const {
  check_page(per_mille >= 0, "a share isn't negative");
  const std::string whole = number(per_mille / 10);
  if (per_mille % 10 == 0) return joined({whole, custom_.percent});
  return joined({whole, custom_.decimal, std::to_string(per_mille % 10), custom_.percent});
}

}  // namespace

std::string Messages::moment(Instant at) const { return date(day_of(at)) + " " + clock(at); }

std::string Messages::short_moment(Instant at) const {
  return short_date(day_of(at)) + " " + clock(at);
}

std::string Messages::filled(std::string_view text, std::initializer_list<std::string> values) {
  std::string out;
  std::size_t next = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    const std::string_view inside =
        end == std::string_view::npos ? "-" : text.substr(i + 1, end - i - 1);
    const bool one_digit = inside.size() == 1 && inside[0] >= '0' && inside[0] <= '9';
    const std::size_t index = one_digit ? static_cast<std::size_t>(inside[0] - '0') : next;
    if ((!inside.empty() && !one_digit) || index >= values.size()) {
      out += text[i];
      continue;
    }
    out += values.begin()[index];
    if (inside.empty()) ++next;
    i = end;
  }
  return out;
}

const Messages& messages_in(std::string_view language) {
  static const LanguageMessages in_swedish{swedish, {}};
  static const LanguageMessages in_english{english, translation_files("en.mo")};
  if (language == english.code) return in_english;
  return in_swedish;
}

}  // namespace insyn
