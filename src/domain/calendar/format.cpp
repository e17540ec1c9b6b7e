#include "domain/calendar/format.h"

#include <array>
#include <cstddef>

namespace insyn {

namespace {

using std::chrono::days;
using std::chrono::microseconds;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> month_names{
    "januari", "februari", "mars",      "april",   "maj",      "juni",
    "juli",    "augusti",  "september", "oktober", "november", "december"};
constexpr std::array<std::string_view, 7> weekday_names{"söndag",  "måndag", "tisdag", "onsdag",
                                                        "torsdag", "fredag", "lördag"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void append_padded(std::string& out, long long number, int width) {
  std::array<char, 20> digits{};
  int count = 0;
  for (; number > 0 || count < width; number /= 10)
    digits[static_cast<std::size_t>(count++)] = static_cast<char>('0' + number % 10);
  while (count > 0) out += digits[static_cast<std::size_t>(--count)];
}

void append_date(std::string& out, year_month_day date) {
  append_padded(out, static_cast<int>(date.year()), 4);
  out += '-';
  append_padded(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  append_padded(out, static_cast<unsigned>(date.day()), 2);
}

/// Reads a text from left to right; what isn't there leaves the place where it was.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : at_{text.data()}, end_{text.data() + text.size()} {}

  bool at_end() const { return at_ == end_; }

  bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }

  /// Exactly `count` digits as a number, or -1.
  int number(int count) {
    if (end_ - at_ < count) return -1;
    int value = 0;
    for (int i = 0; i < count; ++i) {
      if (!is_digit(at_[i])) return -1;
      value = value * 10 + (at_[i] - '0');
    }
    at_ += count;
    return value;
  }

  /// One to six digits after a decimal point as microseconds, or -1.
  int fraction() {
    int value = 0;
    int count = 0;
    for (; count < 6 && at_ != end_ && is_digit(*at_); ++count) value = value * 10 + (*at_++ - '0');
    if (count == 0) return -1;
    for (; count < 6; ++count) value *= 10;
    return value;
  }

 private:
  const char* at_;
  const char* end_;
};

/// A time as written, before anything is known of its sense.
struct Written {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction = 0;
  enum class Zone { civil, utc, east, west } zone = Zone::civil;
  int offset_hour = 0, offset_minute = 0;
};

bool read_zone(Scanner& scanner, Written& out) {
  if (scanner.at_end()) return true;
  if (scanner.take('Z')) {
    out.zone = Written::Zone::utc;
    return scanner.at_end();
  }
  if (scanner.take('+'))
    out.zone = Written::Zone::east;
  else if (scanner.take('-'))
    out.zone = Written::Zone::west;
  else
    return false;
  if ((out.offset_hour = scanner.number(2)) < 0 || !scanner.take(':')) return false;
  return (out.offset_minute = scanner.number(2)) >= 0 && scanner.at_end();
}

bool read_date(Scanner& scanner, Written& out) {
  return (out.year = scanner.number(4)) >= 0 && scanner.take('-') &&
         (out.month = scanner.number(2)) >= 0 && scanner.take('-') &&
         (out.day = scanner.number(2)) >= 0;
}

bool read_time(Scanner& scanner, Written& out) {
  if (!read_date(scanner, out) || !(scanner.take('T') || scanner.take(' '))) return false;
  if ((out.hour = scanner.number(2)) < 0 || !scanner.take(':')) return false;
  if ((out.minute = scanner.number(2)) < 0) return false;
  if (scanner.take(':')) {
    if ((out.second = scanner.number(2)) < 0) return false;
    if (scanner.take('.') && (out.fraction = scanner.fraction()) < 0) return false;
  }
  return read_zone(scanner, out);
}

year_month_day date_of(const Written& written) {
  return {std::chrono::year{written.year}, std::chrono::month{static_cast<unsigned>(written.month)},
          std::chrono::day{static_cast<unsigned>(written.day)}};
}

}  // namespace

std::string format_day(Day day) {
  std::string out;
  append_date(out, year_month_day{day});
  return out;
}

std::optional<Day> parse_day(std::string_view text) {
  Scanner scanner{text};
  Written written;
  if (!read_date(scanner, written) || !scanner.at_end()) return std::nullopt;
  const year_month_day date = date_of(written);
  if (written.year < 1900 || written.year > 2999 || !date.ok()) return std::nullopt;
  return Day{date};
}

std::string format_instant(Instant at) {
  const auto day = std::chrono::floor<days>(at);
  auto rest = (at - day).count();
  const auto fraction = rest % 1'000'000;
  rest /= 1'000'000;
  std::string out;
  out.reserve(27);
  append_date(out, year_month_day{day});
  out += 'T';
  append_padded(out, rest / 3600, 2);
  out += ':';
  append_padded(out, rest / 60 % 60, 2);
  out += ':';
  append_padded(out, rest % 60, 2);
  if (fraction != 0) {
    out += '.';
    append_padded(out, fraction, 6);
    while (out.back() == '0') out.pop_back();
  }
  out += 'Z';
  return out;
}

ParsedTime parse_time(std::string_view text) {
  Scanner scanner{text};
  Written written;
  if (!read_time(scanner, written)) return {{}, TimeFault::shape};
  if (written.hour > 23 || written.minute > 59 || written.second > 59 || written.offset_hour > 23 ||
      written.offset_minute > 59)
    return {{}, TimeFault::no_such};
  const year_month_day date = date_of(written);
  if (!date.ok()) return {{}, TimeFault::no_such};
  if (written.year < 1996 || written.year > 2100) return {{}, TimeFault::year};
  const CivilTime clock = Day{date} + std::chrono::hours{written.hour} +
                          std::chrono::minutes{written.minute} +
                          std::chrono::seconds{written.second} + microseconds{written.fraction};
  if (written.zone == Written::Zone::civil) {
    if (civil_kind(clock) == CivilKind::skipped) return {{}, TimeFault::skipped};
    return {from_civil(clock), TimeFault::none};
  }
  const auto offset =
      std::chrono::hours{written.offset_hour} + std::chrono::minutes{written.offset_minute};
  const Instant as_utc{clock.time_since_epoch()};
  return {written.zone == Written::Zone::west ? as_utc + offset : as_utc - offset, TimeFault::none};
}

std::string swedish_date(Day day) {
  const year_month_day date{day};
  std::string out = std::to_string(static_cast<unsigned>(date.day())) + " ";
  out += month_names[static_cast<unsigned>(date.month()) - 1];
  return out + " " + std::to_string(static_cast<int>(date.year()));
}

std::string swedish_clock(Instant at) {
  const CivilTime clock = to_civil(at);
  const auto minutes =
      std::chrono::floor<std::chrono::minutes>(clock - std::chrono::floor<days>(clock)).count();
  std::string out;
  append_padded(out, minutes / 60, 2);
  out += '.';
  append_padded(out, minutes % 60, 2);
  return out;
}

std::string_view swedish_weekday(Day day) {
  return weekday_names[std::chrono::weekday{day}.c_encoding()];
}

std::string iso_week(Day day) {
  // A week belongs to the year in which its Thursday lies (ISO 8601).
  const auto monday = day - (std::chrono::weekday{day} - std::chrono::Monday);
  const Day thursday = monday + days{3};
  const auto year = year_month_day{thursday}.year();
  const Day first{year / std::chrono::January / 1};
  std::string out;
  append_padded(out, static_cast<int>(year), 4);
  out += "-W";
  append_padded(out, (thursday - first).count() / 7 + 1, 2);
  return out;
}

}  // namespace insyn
