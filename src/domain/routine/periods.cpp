#include "domain/routine/periods.h"

#include <algorithm>
#include <chrono>

#include "base/text.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

namespace chrono = std::chrono;

Day day_at(int year, unsigned month, unsigned day) {
  // A fixed date such as 29 February that a year lacks becomes the month's last day.
  chrono::year_month_day date{chrono::year{year}, chrono::month{month}, chrono::day{day}};
  if (!date.ok()) date = chrono::year{year} / chrono::month{month} / chrono::last;
  return Day{date};
}

DayRange month_of(int year, unsigned month) {
  const chrono::year_month first{chrono::year{year}, chrono::month{month}};
  return {Day{first / 1}, Day{(first + chrono::months{1}) / 1}};
}

DayRange days_of(const WholeWeeks& rule, int year) {
  const DayRange month = month_of(year, rule.month);
  const chrono::days weeks{7 * rule.count};
  if (rule.end == WholeWeeks::End::first) {
    const chrono::weekday weekday{month.from};
    const Day monday = month.from + (chrono::Monday - weekday);
    return {monday, monday + weeks};
  }
  const Day last = month.to - chrono::days{1};
  const chrono::weekday weekday{last};
  const Day sunday = last - (weekday - chrono::Sunday);
  return {sunday + chrono::days{1} - weeks, sunday + chrono::days{1}};
}

DayRange days_of(const FixedDates& rule, int year) {
  const Day from = day_at(year, rule.from_month, rule.from_day);
  const Day to = day_at(year, rule.to_month, rule.to_day);
  return {from, to > from ? to : day_at(year + 1, rule.to_month, rule.to_day)};
}

DayRange days_of(const WholeMonth& rule, int year) { return month_of(year, rule.month); }

DayRange days_of(const DaysBack& rule, int year) {
  const Day to = day_at(year, rule.month, rule.day);
  return {to - chrono::days{rule.days}, to};
}

}  // namespace

DayRange resolve(const PeriodRule& rule, int year) {
  return std::visit([&](const auto& when) { return days_of(when, year); }, rule.when);
}

std::vector<AuditPeriod> periods_of(const Routine& routine, int year) {
  std::vector<AuditPeriod> periods;
  for (const PeriodRule& rule : routine.periods) {
    AuditPeriod period;
    period.id = std::to_string(year) + "-" + rule.key;
    period.label = rule.label;
    period.days = resolve(rule, year);
    for (Day day = period.days.from; day < period.days.to; day += chrono::days{1}) {
      std::string week = iso_week(day);
      if (period.weeks.empty() || period.weeks.back() != week)
        period.weeks.push_back(std::move(week));
    }
    for (const StratumRule& stratum : routine.strata)
      if (std::ranges::find(stratum.periods, rule.key) != stratum.periods.end())
        period.strata.push_back(stratum.id);
    periods.push_back(std::move(period));
  }
  return periods;
}

std::optional<AuditPeriod> find_period(const Routine& routine, std::string_view id) {
  if (id.size() < 6 || id[4] != '-') return std::nullopt;
  const auto year = parse_integer(id.substr(0, 4));
  // The years in which Swedish time is known (domain/calendar/sweden.h).
  if (!year || *year < 1996 || *year > 2100) return std::nullopt;
  for (AuditPeriod& period : periods_of(routine, static_cast<int>(*year)))
    if (period.id == id) return std::move(period);
  return std::nullopt;
}

}  // namespace insyn
