#include "domain/calendar/workdays.h"

#include <chrono>

namespace insyn {
namespace {

namespace chrono = std::chrono;

constexpr chrono::days one_day{1};

Day date(int year, unsigned month, unsigned day) {
  return Day{chrono::year{year} / chrono::month{month} / chrono::day{day}};
}

/// The Saturday of the week that begins with the day.
Day saturday_from(Day day) { return day + (chrono::Saturday - chrono::weekday{day}); }

}  // namespace

Day easter_sunday(int year) {
  const int golden = year % 19;
  const int century = year / 100;
  const int of_century = year % 100;
  const int leaps = (century + 8) / 25;
  const int moon = (century - leaps + 1) / 3;
  const int epact = (19 * golden + century - century / 4 - moon + 15) % 30;
  const int weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
  const int late = (golden + 11 * epact + 22 * weekday) / 451;
  const int both = epact + weekday - 7 * late + 114;
  return date(year, static_cast<unsigned>(both / 31), static_cast<unsigned>(both % 31 + 1));
}

bool is_red_day(Day day) {
  if (chrono::weekday{day} == chrono::Sunday) return true;
  const chrono::year_month_day parts{day};
  const int year = static_cast<int>(parts.year());
  const auto is = [&](unsigned month, unsigned of_month) {
    return day == date(year, month, of_month);
  };
  if (is(1, 1) || is(1, 6) || is(5, 1) || is(12, 25) || is(12, 26)) return true;
  if (year >= 2005 && is(6, 6)) return true;
  if (day == saturday_from(date(year, 6, 20)) || day == saturday_from(date(year, 10, 31)))
    return true;
  const auto after_easter = day - easter_sunday(year);
  return after_easter == chrono::days{-2} || after_easter == one_day ||
         after_easter == chrono::days{39} || (year < 2005 && after_easter == chrono::days{50});
}

bool is_workday(Day day) {
  if (chrono::weekday{day} == chrono::Saturday || is_red_day(day)) return false;
  const int year = static_cast<int>(chrono::year_month_day{day}.year());
  return day != saturday_from(date(year, 6, 20)) - one_day && day != date(year, 12, 24) &&
         day != date(year, 12, 31);
}

Day workday_from(Day day) {
  while (!is_workday(day)) day += one_day;
  return day;
}

Day workday_until(Day day) {
  while (!is_workday(day)) day -= one_day;
  return day;
}

Day add_workdays(Day day, int count) {
  for (int left = count; left > 0; --left) day = workday_from(day + one_day);
  return day;
}

}  // namespace insyn
