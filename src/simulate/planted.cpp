#include "simulate/planted.h"

#include <algorithm>

namespace insyn {
namespace {

/// How often each kind happens in a year with 600 staff.
struct KindModel {
  PlantedKind kind{};
  int persons = 0;
  int openings = 0;  ///< each
  int in_shift = 0;  ///< percent inside a shift of the person
  int served = 0;    ///< percent that touch a client whom the person's unit serves
};

constexpr std::array<KindModel, planted_names.size()> kinds{{
    {PlantedKind::own_record, 6, 2, 70, 0},
    {PlantedKind::relative, 5, 6, 60, 0},
    {PlantedKind::colleague, 3, 3, 75, 0},
    {PlantedKind::neighbour, 4, 3, 60, 50},
    {PlantedKind::former_partner, 1, 14, 55, 0},
    {PlantedKind::public_person, 8, 1, 75, 0},
    {PlantedKind::bulk_curiosity, 1, 110, 45, 60},
    {PlantedKind::after_transfer, 4, 5, 70, 0},
    {PlantedKind::after_employment, 1, 6, 0, 60},
    {PlantedKind::borrowed_login, 2, 4, 0, 60},
    {PlantedKind::phone_number, 5, 1, 70, 20},
}};

class Mischief {
 public:
  Mischief(const Town& town, const std::vector<int>& without_log);
  void plant(const KindModel& model);
  std::vector<PlantedOpening> take();

 private:
  struct Culprit {
    int person = nobody;
    int client = nobody;
    DaySpan days;
  };

  Culprit find(const KindModel& model, int nth);
  bool suits(const KindModel& model, int person, Culprit& culprit);
  bool colleague_of(int person, Culprit& culprit);
  int client_for(const KindModel& model, const Culprit& culprit, int day);
  bool open(const KindModel& model, const Culprit& culprit);
  bool time_for(const KindModel& model, const Culprit& culprit, PlannedOpening& opening, int& day);
  const TownShift* shift_on(int person, int day) const;
  bool is_lost(int day) const;
  bool serves(int unit, const ClientPlacement& placement) const;

  const Town& town_;
  SeededRandom random_;
  const std::vector<int>& without_log_;
  std::vector<PlantedOpening> made_;
  std::vector<bool> guilty_;
  std::array<int, 2> burst_clients_{nobody, nobody};
  std::array<int, 2> burst_days_{0, 0};
};

Mischief::Mischief(const Town& town, const std::vector<int>& without_log)
    : town_{town},
      random_{random_for(town, Topic::planted)},
      without_log_{without_log},
      guilty_(town.people.size()) {
  std::vector<int> known;
  for (std::size_t i = 0; i < town.clients.size(); ++i)
    if (town.clients[i].public_interest) known.push_back(static_cast<int>(i));
  for (std::size_t i = 0; i < 2; ++i) {
    burst_clients_[i] = random_.pick(known);
    burst_days_[i] = random_.below(std::max(1, town.options.days - 2));
  }
}

bool Mischief::is_lost(int day) const {
  return std::find(without_log_.begin(), without_log_.end(), day) != without_log_.end();
}

const TownShift* Mischief::shift_on(int person, int day) const {
  if (day < 0 || day >= town_.options.days) return nullptr;
  for (const TownShift& shift : town_.shifts[static_cast<std::size_t>(day)])
    if (shift.person == person) return &shift;
  return nullptr;
}

/// A colleague who is a client, on the days when both are employed in the same unit.
bool Mischief::colleague_of(int person, Culprit& culprit) {
  const DaySpan window{0, town_.options.days};
  std::vector<Culprit> found;
  for (std::size_t i = 0; i < town_.people.size(); ++i) {
    const TownPerson& other = town_.people[i];
    if (static_cast<int>(i) == person || other.own_record == nobody || other.no_employment)
      continue;
    for (const TownEmployment& theirs : other.employments)
      for (const TownEmployment& mine : town_.person(person).employments) {
        const DaySpan both = common(window, common(theirs.days, mine.days));
        if (theirs.unit == mine.unit && both.to - both.from >= window.to / 3)
          found.push_back({person, other.own_record, both});
      }
  }
  if (found.empty()) return false;
  culprit = random_.pick(found);
  return true;
}

/// Whether the person can do this; sets the client, if it is always the same one, and the days.
bool Mischief::suits(const KindModel& model, int person_index, Culprit& culprit) {
  const TownPerson& person = town_.person(person_index);
  const int days = town_.options.days;
  culprit.person = person_index;
  culprit.days = {std::max(0, person.employed().from), std::min(days, person.employed().to)};
  switch (model.kind) {
    case PlantedKind::own_record:
      culprit.client = person.own_record;
      return culprit.client != nobody && culprit.days.to > culprit.days.from;
    case PlantedKind::relative:
      if (person.kin.empty()) return false;
      culprit.client = random_.pick(person.kin);
      break;
    case PlantedKind::colleague:
      return !person.temporary && colleague_of(person_index, culprit);
    case PlantedKind::former_partner:
    case PlantedKind::neighbour:
    case PlantedKind::phone_number:
    case PlantedKind::public_person:
    case PlantedKind::bulk_curiosity:
    case PlantedKind::borrowed_login:
      break;
    case PlantedKind::after_transfer:
      if (person.employments.size() != 2 || person.temporary) return false;
      culprit.days.from = person.employments[1].days.from + 7;
      culprit.days.to = std::min({days, culprit.days.from + 120, person.employed().to});
      return culprit.days.to > culprit.days.from;
    case PlantedKind::after_employment: {
      const auto& open = town_.leavers_with_account;
      if (std::find(open.begin(), open.end(), person_index) == open.end()) return false;
      culprit.days = {person.employed().to + 1, std::min(days, person.accounts.front().days.to)};
      return culprit.days.from >= 0 && culprit.days.to > culprit.days.from;
    }
  }
  // The rest are regulars, there all the time, so that a pattern over months is possible.
  return !person.temporary && culprit.days.from == 0 && culprit.days.to == days;
}

Mischief::Culprit Mischief::find(const KindModel& model, int nth) {
  const int people = static_cast<int>(town_.people.size());
  for (int tries = 0; tries < 4 * people + 400; ++tries) {
    // A small town has fewer people than kinds of mischief: the same one may do two things then.
    const int person = tries < 3 * people ? random_.below(people) : tries % people;
    const bool again = guilty_[static_cast<std::size_t>(person)];
    if (again && tries < 2 * people && model.kind != PlantedKind::after_transfer) continue;
    Culprit culprit;
    if (!suits(model, person, culprit)) continue;
    guilty_[static_cast<std::size_t>(person)] = true;
    if (model.kind == PlantedKind::public_person) {
      const auto burst = static_cast<std::size_t>(nth % 2);
      culprit.client = burst_clients_[burst];
      culprit.days = {burst_days_[burst], burst_days_[burst] + 2};
    }
    if (model.kind == PlantedKind::former_partner)
      culprit.client = random_.pick(town_.placements).client;
    const int span = model.kind == PlantedKind::bulk_curiosity   ? 91
                     : model.kind == PlantedKind::former_partner ? 243
                                                                 : town_.options.days;
    if (culprit.days.to - culprit.days.from > span) {
      culprit.days.from += random_.below(culprit.days.to - culprit.days.from - span);
      culprit.days.to = culprit.days.from + span;
    }
    return culprit;
  }
  return {};
}

bool Mischief::serves(int unit, const ClientPlacement& placement) const {
  const TownSlot& slot = town_.slot(placement.slot);
  return town_.serves(unit, slot.care_unit) ||
         (placement.health_case != nobody && town_.serves(unit, slot.health_unit));
}

/// The client of kinds that aren't about one person only.
int Mischief::client_for(const KindModel& model, const Culprit& culprit, int day) {
  if (culprit.client != nobody) return culprit.client;
  const bool moved = model.kind == PlantedKind::after_transfer;
  const int unit_now = town_.unit_of(culprit.person, day);
  const int unit_then = moved ? town_.person(culprit.person).employments[0].unit : unit_now;
  const bool served = moved || random_.chance(model.served * 100);
  int found = nobody;
  for (int tries = 0; tries < 4000; ++tries) {
    const ClientPlacement& placement = random_.pick(town_.placements);
    if (!placement.days.contains(day)) continue;
    found = placement.client;
    // Who moved looks at clients of the old unit whom the new one has nothing to do with.
    if (serves(unit_then, placement) == served && !(moved && serves(unit_now, placement))) break;
  }
  return found;
}

bool Mischief::time_for(const KindModel& model, const Culprit& culprit, PlannedOpening& opening,
                        int& day) {
  const bool in_shift = random_.chance(model.in_shift * 100);
  for (int tries = 0; tries < 400; ++tries) {
    day = culprit.days.from + random_.below(culprit.days.to - culprit.days.from);
    if (day < 0 || day >= town_.options.days || is_lost(day)) continue;
    const TownShift* shift = shift_on(culprit.person, day);
    // Towards the end the wish for a shift is given up: there may be none on the days that suit.
    if (in_shift && shift == nullptr && tries < 300) continue;
    const bool away = !in_shift && shift == nullptr && shift_on(culprit.person, day - 1) == nullptr;
    if (!in_shift && !away && tries < 300) continue;
    int second = random_.between(18 * 3600, 23 * 3600);
    if (in_shift && shift != nullptr) {
      const int from = model.kind == PlantedKind::bulk_curiosity
                           ? std::max(shift->start_min, shift->end_min - 180)
                           : shift->start_min;
      second = random_.between(from * 60, shift->end_min * 60 - 1);
    } else if (model.kind == PlantedKind::borrowed_login || !random_.chance(6000)) {
      second = random_.between(8 * 3600, 17 * 3600);
    }
    opening.at = seconds_at(town_, day, second);
    const int night_day = second >= 86'400 ? day + 1 : day;
    return night_day < town_.options.days && !is_lost(night_day);
  }
  return false;
}

bool Mischief::open(const KindModel& model, const Culprit& culprit) {
  PlantedOpening planted;
  planted.kind = model.kind;
  PlannedOpening& opening = planted.opening;
  if (!time_for(model, culprit, opening, planted.day)) return false;
  opening.person = culprit.person;
  opening.client = client_for(model, culprit, planted.day);
  if (opening.client == nobody) return false;
  opening.unit = town_.unit_of(culprit.person, planted.day);
  opening.kind = OpeningKind::care;
  if (model.kind == PlantedKind::phone_number) opening.kind = OpeningKind::overview;
  if (model.kind == PlantedKind::own_record || random_.chance(3000))
    opening.kind = OpeningKind::short_look;
  if (model.kind == PlantedKind::phone_number) opening.kind = OpeningKind::overview;
  std::vector<int> cases;
  for (std::size_t i = 0; i < town_.cases.size(); ++i)
    if (town_.cases[i].client == opening.client) cases.push_back(static_cast<int>(i));
  if (opening.kind != OpeningKind::overview && !cases.empty())
    opening.case_index = random_.pick(cases);
  opening.health = opening.case_index != nobody && town_.case_of(opening.case_index).law == "HSL";
  made_.push_back(planted);
  return true;
}

void Mischief::plant(const KindModel& model) {
  const std::int64_t days = town_.options.days;
  const std::int64_t staff = town_.options.staff;
  constexpr std::int64_t year_of_work = std::int64_t{600} * 365;
  const std::int64_t whole = std::int64_t{model.persons} * model.openings;
  int total = static_cast<int>((whole * staff * days + year_of_work / 2) / year_of_work);
  if (days >= 300) total = std::max(total, 1);
  // The rates are of persons; what one person does grows with time only up to the model's number.
  int persons = static_cast<int>((model.persons * staff * days + year_of_work / 2) / year_of_work);
  persons = std::max(1, std::min(persons, total));
  for (int i = 0; i < persons && total > 0; ++i) {
    const int mine = (total + persons - i - 1) / (persons - i);
    total -= mine;
    const Culprit culprit = find(model, i);
    if (culprit.person == nobody) continue;
    for (int n = 0; n < mine; ++n) open(model, culprit);
  }
}

std::vector<PlantedOpening> Mischief::take() {
  std::stable_sort(
      made_.begin(), made_.end(),
      [](const PlantedOpening& a, const PlantedOpening& b) { return a.opening.at < b.opening.at; });
  for (std::size_t i = 0; i < made_.size(); ++i) made_[i].opening.planted = static_cast<int>(i);
  return std::move(made_);
}

}  // namespace

std::vector<PlantedOpening> plan_improper(const Town& town, const std::vector<int>& without_log) {
  Mischief mischief{town, without_log};
  for (const KindModel& model : kinds) mischief.plant(model);
  return mischief.take();
}

}  // namespace insyn
