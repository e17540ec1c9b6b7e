#include "papers/wording.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "domain/calendar/format.h"
#include "report/document.h"

namespace insyn {
namespace {

constexpr std::string_view no_break_space = "\u00a0";

/// The words of a date with the spaces that mustn't break.
std::string unbroken(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == ' ')
      result += no_break_space;
    else
      result += c;
  }
  return result;
}

}  // namespace

std::string number_text(std::int64_t value) { return paper::number_cell(value).text; }
std::string share_text(std::int64_t per_mille) { return paper::share_cell(per_mille).text; }

std::string how_many(std::int64_t count, std::string_view one, std::string_view many) {
  return number_text(count).append(no_break_space).append(count == 1 ? one : many);
}

std::string of_text(std::int64_t part, std::int64_t whole) {
  return number_text(part).append(no_break_space).append("av").append(no_break_space) +
         number_text(whole);
}

std::int64_t per_mille_of(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0 : (part * 2000 + whole) / (whole * 2);
}

std::string of_hundred(std::int64_t millionths) {
  if (millionths <= 0) return "0";
  if (millionths >= 1'000'000) return "100";
  const std::int64_t hundredths = (millionths + 5000) / 10'000;
  if (hundredths == 0) return "färre än\u00a01";
  if (hundredths == 100) return "fler än\u00a099";
  return std::to_string(hundredths);
}

std::string decimal_text(double value) {
  const auto hundredths = static_cast<std::int64_t>(std::lround(value * 100));
  std::string digits = std::to_string(std::abs(hundredths) % 100);
  if (digits.size() == 1) digits.insert(0, "0");
  return (hundredths < 0 ? "−" : "") + std::to_string(std::abs(hundredths) / 100) + "," + digits;
}

std::string work_text(std::int64_t minutes) {
  if (minutes < 120) return how_many(minutes, "minut", "minuter");
  return how_many((minutes + 30) / 60, "timme", "timmar");
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) text += i + 1 == parts.size() ? " och " : ", ";
    text += parts[i];
  }
  return text;
}

std::string date_text(Day day) { return unbroken(swedish_date(day)); }

std::string days_text(DayRange days) {
  const Day last = days.to - std::chrono::days{1};
  const std::string from = swedish_date(days.from);
  const std::string to = swedish_date(last);
  if (last <= days.from) return unbroken(from);
  const std::chrono::year_month_day first{days.from};
  const std::chrono::year_month_day end{last};
  const std::size_t day_ends = from.find(' ');
  if (first.year() == end.year() && first.month() == end.month())
    return unbroken(from.substr(0, day_ends) + "–" + to);
  if (first.year() == end.year())
    return unbroken(from.substr(0, from.rfind(' '))) + " – " + unbroken(to);
  return unbroken(from) + " – " + unbroken(to);
}

std::string moment_text(Instant at) {
  return date_text(day_of(at)) + " kl.\u00a0" + swedish_clock(at);
}

std::string filled(std::string_view text, const std::vector<Place>& places) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t opens = text.find('{', at);
    const std::size_t closes = opens == std::string_view::npos ? opens : text.find('}', opens);
    if (closes == std::string_view::npos) return result.append(text.substr(at));
    result.append(text.substr(at, opens - at));
    const std::string_view name = text.substr(opens + 1, closes - opens - 1);
    const auto place = std::ranges::find(places, name, &Place::name);
    if (place == places.end())
      result.append(name);
    else
      result.append(place->text);
    at = closes + 1;
  }
  return result;
}

}  // namespace insyn
