#include "simulate/town.h"

#include <algorithm>

#include "base/check.h"

namespace insyn {

DaySpan common(const DaySpan& a, const DaySpan& b) {
  const int from = std::max(a.from, b.from);
  return {from, std::max(from, std::min(a.to, b.to))};
}

int Town::holder(int position_index, int day_number) const {
  if (position_index == nobody) return nobody;
  for (const TownTenure& tenure : position(position_index).tenures)
    if (tenure.days.contains(day_number)) return tenure.person;
  return nobody;
}

int Town::unit_of(int person_index, int day_number) const {
  const auto& employments = person(person_index).employments;
  for (const TownEmployment& employment : employments)
    if (day_number < employment.days.to) return employment.unit;
  return employments.back().unit;
}

int Town::head_of(int unit_index, int day_number) const {
  const TownUnit& of = unit(unit_index);
  return day_number >= of.head_changes ? of.next_head : of.head;
}

bool Town::heads(int position_index, int unit_index, int day_number) const {
  for (int at = unit_index; at != nobody; at = unit(at).parent)
    if (head_of(at, day_number) == position_index) return true;
  return false;
}

bool Town::serves(int unit_index, int care_unit) const {
  if (unit_index == care_unit) return true;
  const auto& covers = unit(unit_index).covers;
  return std::find(covers.begin(), covers.end(), care_unit) != covers.end();
}

std::string numbered(std::string_view prefix, int number, std::size_t digits) {
  std::string figures = std::to_string(number);
  if (figures.size() < digits) figures.insert(0, digits - figures.size(), '0');
  return std::string{prefix} + figures;
}

namespace {

constexpr int numbers_a_day = 22;
constexpr int first_birth_year = 1900;

char luhn_digit(std::string_view nine) {
  int sum = 0;
  for (std::size_t i = 0; i < nine.size(); ++i) {
    const int doubled = (nine[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += doubled / 10 + doubled % 10;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace

std::string test_personal_number(Town& town, int birth_year, SeededRandom& random) {
  const auto start = std::chrono::local_days{std::chrono::year{first_birth_year} / 1 / 1};
  const auto born = std::chrono::local_days{std::chrono::year{birth_year} / 1 / 1} +
                    std::chrono::days{random.below(365)};
  auto index = static_cast<std::size_t>((born - start).count());
  if (town.numbers_used.size() <= index) town.numbers_used.resize(index + 1);
  while (town.numbers_used[index] == numbers_a_day) {
    if (++index == town.numbers_used.size()) town.numbers_used.push_back(0);
  }
  const int given = town.numbers_used[index]++;
  // The first number of a day varies, so that not everybody is 980.
  const int nth = (given + static_cast<int>(mixed(index) % numbers_a_day)) % numbers_a_day;
  const int individual = nth < 2 ? 238 + nth : 978 + nth;
  const std::chrono::year_month_day date{start + std::chrono::days{static_cast<int>(index)}};
  std::string digits = std::to_string(static_cast<int>(date.year()));
  digits += numbered("", static_cast<int>(static_cast<unsigned>(date.month())), 2);
  digits += numbered("", static_cast<int>(static_cast<unsigned>(date.day())), 2);
  digits += std::to_string(individual);
  digits += luhn_digit(std::string_view{digits}.substr(2));
  check(digits.size() == 12, "a personal number has twelve digits");
  return digits;
}

}  // namespace insyn
