#include <algorithm>

#include "simulate/town.h"

namespace insyn {
namespace {

bool is_caseworker(StaffRole role) {
  return role >= StaffRole::elder_assessor && role <= StaffRole::income_support;
}

class Rostering {
 public:
  explicit Rostering(Town& town) : town_{town}, random_{random_for(town, Topic::rosters)} {}

  void add_absences();
  void add_shifts();
  void pair_introductions();
  void add_deputies();

 private:
  void add_absence(int person, std::string_view kind, DaySpan days);
  void add_holidays(int person, int year);
  void roster(int position, const TownTenure& tenure);
  TownShift shift_of(int position, int person, int day);
  int pool_unit(int person, int day);
  bool absent(int person, int day) const;

  Town& town_;
  SeededRandom random_;
  std::vector<std::vector<DaySpan>> away_;  ///< by person
  std::vector<int> pool_targets_;
};

void Rostering::add_absence(int person, std::string_view kind, DaySpan days) {
  const DaySpan employed = town_.person(person).employed();
  days.from = std::max(days.from, employed.from);
  days.to = std::min(days.to, employed.to);
  if (days.from >= days.to || days.to <= 0 || days.from >= town_.options.days) return;
  town_.absences.push_back({person, kind, days});
  away_[static_cast<std::size_t>(person)].push_back(days);
}

/// Two or three whole weeks of the nine in the summer, which is 28 % of the regulars each week, and
/// one week at another time.
void Rostering::add_holidays(int person, int year) {
  const auto june = std::chrono::local_days{std::chrono::year{year} / 6 / 15};
  int first = static_cast<int>((june - town_.options.from).count());
  while (town_.weekday(first) != 0) ++first;
  const int weeks = random_.between(2, 3);
  const int start = first + 7 * random_.below(10 - weeks);
  add_absence(person, "semester", {start, start + 7 * weeks});
  const auto january = std::chrono::local_days{std::chrono::year{year} / 1 / 1};
  int other = static_cast<int>((january - town_.options.from).count()) + 7 * random_.below(52);
  while (town_.weekday(other) != 0) ++other;
  if (!town_.summer(other)) add_absence(person, "semester", {other, other + 7});
}

void Rostering::add_absences() {
  away_.resize(town_.people.size());
  const int days = town_.options.days;
  const auto first_year = static_cast<int>(town_.date(0).year());
  const auto last_year = static_cast<int>(town_.date(days - 1).year());
  for (std::size_t i = 0; i < town_.people.size(); ++i) {
    const int person = static_cast<int>(i);
    if (town_.people[i].temporary) continue;
    for (int year = first_year; year <= last_year; ++year) add_holidays(person, year);
    for (int spells = random_.scaled(2, days, 365); spells > 0; --spells) {
      const int day = random_.below(days);
      add_absence(person, "sjukfrånvaro", {day, day + random_.between(1, 5)});
    }
  }
}

bool Rostering::absent(int person, int day) const {
  const auto& spans = away_[static_cast<std::size_t>(person)];
  return std::any_of(spans.begin(), spans.end(),
                     [day](const DaySpan& span) { return span.contains(day); });
}

/// A pool temp goes to the same few units again and again.
int Rostering::pool_unit(int person, int day) {
  const auto usual = mixed(town_.options.rng, static_cast<std::uint64_t>(person),
                           static_cast<std::uint64_t>(random_.below(3)));
  const auto any = mixed(town_.options.rng, static_cast<std::uint64_t>(person),
                         static_cast<std::uint64_t>(day) + 100);
  const std::uint64_t choice = random_.chance(8500) ? usual : any;
  return pool_targets_[static_cast<std::size_t>(choice % pool_targets_.size())];
}

TownShift Rostering::shift_of(int position, int person, int day) {
  const TownPosition& post = town_.position(position);
  const RoleModel& model = model_of(post.role);
  TownShift shift;
  shift.person = person;
  shift.day = day;
  shift.unit = town_.unit_of(person, day);
  int total = 0;
  for (const ShiftHours& hours : model.hours) total += hours.weight;
  int at = random_.below(total);
  for (const ShiftHours& hours : model.hours) {
    if (at >= 0 && at < hours.weight) {
      shift.start_min = hours.start_min;
      shift.end_min = hours.end_min;
    }
    at -= hours.weight;
  }
  // Swaps and extra shifts that nobody enters are why proper openings lie outside the shifts.
  shift.registered = !model.authority && !random_.chance(310);
  if (post.role == StaffRole::pool) {
    shift.unit = pool_unit(person, day);
    shift.unit_known = !random_.chance(450);
  } else if (post.role <= StaffRole::residence && random_.chance(150)) {
    shift.unit = pool_unit(person, day);
    shift.unit_known = !random_.chance(1500);
  }
  return shift;
}

/// Shifts lie evenly: each day adds its part of a shift, and a whole one is worked.
void Rostering::roster(int position, const TownTenure& tenure) {
  const TownPosition& post = town_.position(position);
  const RoleModel& model = model_of(post.role);
  const int weekday_part = model.shift_tenths * 100'000 / (1000 + 4 * model.weekend);
  int credit = random_.below(10'000);
  const TownPerson& person = town_.person(tenure.person);
  const int first = std::max(0, tenure.days.from);
  const int last = std::min(town_.options.days, tenure.days.to);
  int introductions =
      person.temporary && person.employments.size() == 1 ? random_.between(2, 4) : 0;
  for (int day = first; day < last; ++day) {
    const int part = town_.weekday(day) < 5 ? weekday_part : weekday_part * model.weekend / 100;
    // An office's rare weekends are exceptions, not a part of anybody's pattern.
    const bool office_weekend = town_.weekday(day) >= 5 && model.weekend < 10;
    if (office_weekend && !random_.chance(part)) continue;
    if (!office_weekend) {
      credit += person.temporary ? part * 5 / 4 : part;
      if (credit + random_.between(-2500, 2500) < 10'000) continue;
      credit -= 10'000;
    }
    if (absent(tenure.person, day)) continue;
    TownShift shift = shift_of(position, tenure.person, day);
    shift.introduction = introductions-- > 0;
    if (random_.chance(50)) {
      shift.part_absence = true;
      add_absence(tenure.person, "vård av barn", {day, day + 1});
    }
    town_.shifts[static_cast<std::size_t>(day)].push_back(shift);
  }
}

void Rostering::add_shifts() {
  town_.shifts.resize(static_cast<std::size_t>(town_.options.days));
  for (std::size_t i = 0; i < town_.units.size(); ++i) {
    const TownUnit& unit = town_.units[i];
    if (unit.kind == TownUnitKind::unit && unit.role <= StaffRole::residence && !unit.alarm)
      pool_targets_.push_back(static_cast<int>(i));
  }
  for (std::size_t i = 0; i < town_.positions.size(); ++i)
    for (std::size_t t = 0; t < town_.positions[i].tenures.size(); ++t)
      roster(static_cast<int>(i), TownTenure{town_.positions[i].tenures[t]});
}

/// A new temp's first shifts are worked beside a regular of the unit, at the same hours.
void Rostering::pair_introductions() {
  for (auto& shifts : town_.shifts)
    for (TownShift& shift : shifts) {
      if (!shift.introduction) continue;
      std::vector<int> regulars;
      for (std::size_t i = 0; i < shifts.size(); ++i)
        if (shifts[i].unit == shift.unit && !town_.person(shifts[i].person).temporary)
          regulars.push_back(static_cast<int>(i));
      if (regulars.empty()) continue;
      shift.beside = random_.pick(regulars);
      shift.start_min = shifts[static_cast<std::size_t>(shift.beside)].start_min;
      shift.end_min = shifts[static_cast<std::size_t>(shift.beside)].end_min;
    }
}

/// Somebody always takes over an absent caseworker's clients; only half of it is registered.
void Rostering::add_deputies() {
  for (std::size_t i = 0; i < town_.positions.size(); ++i) {
    const TownPosition& post = town_.positions[i];
    if (!is_caseworker(post.role)) continue;
    std::vector<int> colleagues;
    for (const int other : town_.unit(post.unit).positions)
      if (other != static_cast<int>(i) && town_.position(other).role == post.role)
        colleagues.push_back(other);
    // Alone on the unit: another caseworker of the office.
    for (std::size_t other = 0; other < town_.positions.size() && colleagues.empty(); ++other)
      if (other != i && is_caseworker(town_.positions[other].role))
        colleagues.push_back(static_cast<int>(other));
    for (const TownTenure& tenure : post.tenures)
      for (const DaySpan& span : away_[static_cast<std::size_t>(tenure.person)]) {
        if (span.to - span.from < 3) continue;
        const int first = std::max(0, span.from);
        const int stand_in = town_.holder(random_.pick(colleagues), first);
        if (stand_in == nobody) continue;
        if (random_.chance(5000)) town_.deputies.push_back({tenure.person, stand_in, span});
        for (int day = first; day < std::min(span.to, town_.options.days); ++day)
          for (TownShift& shift : town_.shifts[static_cast<std::size_t>(day)])
            if (shift.person == stand_in) shift.stands_in_for = static_cast<int>(i);
      }
  }
}

/// Enquiries and reports that come in on working days; local news doubles them for two days, three
/// times a year.
void add_intakes(Town& town, SeededRandom& random) {
  std::vector<int> news;
  for (int i = random.scaled(3, town.options.days, 365); i > 0; --i)
    news.push_back(random.below(town.options.days));
  std::size_t next = 0;
  std::vector<std::pair<int, int>> coming;  // first day of a placement, client
  for (const ClientPlacement& placement : town.placements)
    if (placement.days.from > 0) coming.emplace_back(placement.days.from, placement.client);
  std::sort(coming.begin(), coming.end());
  for (int day = 0; day < town.options.days; ++day) {
    if (town.weekday(day) > 4) continue;
    int count = random.scaled(random.between(14, 22), town.options.staff, 600);
    for (const int burst : news)
      if (day == burst || day == burst + 1) count *= 2;
    for (; next < coming.size() && coming[next].first < day + 3; ++next)
      town.intakes.push_back({coming[next].second, day, random.between(480, 960), nobody, true});
    for (; count > 0; --count)
      town.intakes.push_back({random.chance(4000) ? random.pick(town.placements).client
                                                  : random.below(town.options.clients),
                              day, random.between(480, 960), nobody, random.chance(3500)});
  }
  std::stable_sort(town.intakes.begin(), town.intakes.end(),
                   [](const TownIntake& a, const TownIntake& b) {
                     return std::pair{a.day, a.minute} < std::pair{b.day, b.minute};
                   });
  for (TownIntake& intake : town.intakes) {
    if (!random.chance(4000)) continue;
    std::vector<int> there;
    for (const TownShift& shift : town.shifts[static_cast<std::size_t>(intake.day)])
      if (town.unit(shift.unit).role == StaffRole::reception) there.push_back(shift.person);
    if (!there.empty()) intake.person = random.pick(there);
  }
}

}  // namespace

void build_rosters(Town& town) {
  Rostering rostering{town};
  rostering.add_absences();
  rostering.add_shifts();
  rostering.pair_introductions();
  rostering.add_deputies();
  SeededRandom random{town.options.rng, static_cast<std::uint64_t>(Topic::temps)};
  add_intakes(town, random);
}

}  // namespace insyn
