#include "simulate/openings.h"

#include <algorithm>

#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

bool is_caseworker(StaffRole role) {
  return role >= StaffRole::elder_assessor && role <= StaffRole::income_support;
}

/// Days after the end of a placement on which somebody still may open it.
constexpr int closed_days = 60;

}  // namespace

std::int64_t seconds_at(const Town& town, int day, int second) {
  CivilTime time = town.day(day) + std::chrono::seconds{second};
  if (civil_kind(time) == CivilKind::skipped) time += std::chrono::hours{1};
  return std::chrono::duration_cast<std::chrono::seconds>(from_civil(time).time_since_epoch())
      .count();
}

WorkPlanner::WorkPlanner(const Town& town)
    : town_{town},
      random_{random_for(town, Topic::openings)},
      served_(town.units.size()),
      health_(town.units.size()),
      handled_(town.positions.size()),
      contact_(town.positions.size()),
      closed_(town.units.size()),
      last_case_(town.clients.size(), nobody),
      position_now_(town.people.size(), nobody),
      next_placement_(town.slots.size()) {
  for (std::size_t i = 0; i < town.cases.size(); ++i)
    last_case_[static_cast<std::size_t>(town.cases[i].client)] = static_cast<int>(i);
}

void WorkPlanner::refresh(int day) {
  day_ = day;
  for (auto* lists : {&served_, &health_, &handled_, &contact_, &closed_})
    for (auto& list : *lists) list.clear();
  active_.clear();
  const auto add = [](std::vector<std::vector<int>>& lists, int to, int placement) {
    if (to != nobody) lists[static_cast<std::size_t>(to)].push_back(placement);
  };
  for (std::size_t s = 0; s < town_.slots.size(); ++s) {
    const TownSlot& slot = town_.slots[s];
    auto& next = next_placement_[s];
    while (next < slot.placements.size() &&
           town_.placement(slot.placements[next]).days.to <= day - closed_days)
      ++next;
    for (std::size_t i = next; i < slot.placements.size(); ++i) {
      const int index = slot.placements[i];
      const ClientPlacement& placement = town_.placement(index);
      if (placement.days.from > day) break;
      if (!placement.days.contains(day)) {
        const int unit = slot.care_unit != nobody ? slot.care_unit
                         : slot.handler != nobody ? town_.position(slot.handler).unit
                                                  : slot.health_unit;
        add(closed_, unit, index);
        if (slot.handler != nobody && slot.care_unit != nobody)
          add(closed_, town_.position(slot.handler).unit, index);
        continue;
      }
      active_.push_back(index);
      add(served_, slot.care_unit, index);
      add(handled_, slot.handler, index);
      add(handled_, slot.co_handler, index);
      add(contact_, slot.contact, index);
      if (placement.health_case == nobody) continue;
      add(health_, slot.health_unit, index);
      add(contact_, slot.therapist, index);
    }
  }
  std::fill(position_now_.begin(), position_now_.end(), nobody);
  for (std::size_t i = 0; i < town_.positions.size(); ++i)
    for (const TownTenure& tenure : town_.positions[i].tenures)
      if (tenure.days.contains(day))
        position_now_[static_cast<std::size_t>(tenure.person)] = static_cast<int>(i);
  const auto& intakes = town_.intakes;
  while (intake_to_ < intakes.size() && intakes[intake_to_].day <= day) ++intake_to_;
  while (intake_from_ < intake_to_ && intakes[intake_from_].day + 7 < day) ++intake_from_;
}

/// The clients that the shift may work with, in `candidates_`.
void WorkPlanner::gather(const TownShift& shift, StaffRole role) {
  candidates_.clear();
  const auto add = [this](const std::vector<int>& list) {
    candidates_.insert(candidates_.end(), list.begin(), list.end());
  };
  const TownUnit& unit = town_.unit(shift.unit);
  const int position = position_now_[static_cast<std::size_t>(shift.person)];
  if (role == StaffRole::nurse) {
    add(of_unit(health_, shift.unit));
  } else if (role == StaffRole::nurse_on_call) {
    for (const int covered : unit.covers) add(of_unit(health_, covered));
  } else if (role == StaffRole::therapist) {
    for (const int index : active_) {
      const int therapist = town_.slot(town_.placement(index).slot).therapist;
      if (therapist != nobody && town_.position(therapist).unit == shift.unit &&
          town_.placement(index).health_case != nobody)
        candidates_.push_back(index);
    }
  } else if (is_caseworker(role)) {
    if (position != nobody) add(of_unit(handled_, position));
  } else if (role == StaffRole::fees) {
    for (const int index : active_)
      if (town_.slot(town_.placement(index).slot).segment <= Segment::disability)
        candidates_.push_back(index);
  } else if (role == StaffRole::manager) {
    gather_headed(shift);
  } else if (role == StaffRole::administrator) {
    // Each administrator works for one of the four areas.
    for (const int index : active_) {
      const TownSlot& slot = town_.slot(town_.placement(index).slot);
      const int segment = static_cast<int>(slot.segment);
      constexpr std::array<int, 9> area_of_segment{0, 1, 0, 2, 3, 3, 3, 2, 1};
      if (area_of_segment[static_cast<std::size_t>(segment)] == position % 4)
        candidates_.push_back(index);
    }
  } else if (role == StaffRole::specialist) {
    add(active_);
  } else {
    add(of_unit(served_, shift.unit));
    for (const int covered : unit.covers)
      if (!town_.unit(covered).alarm) add(of_unit(served_, covered));
  }
  thin_out(shift, model_of(role));
  random_.shuffle(candidates_);
  next_candidate_ = 0;
}

/// A manager looks at the clients of the units that they head, or of their area if those units have
/// none of their own, as the pool.
void WorkPlanner::gather_headed(const TownShift& shift) {
  const int position = position_now_[static_cast<std::size_t>(shift.person)];
  const auto add_unit = [this, position](std::size_t index) {
    const bool own_unit = town_.head_of(static_cast<int>(index), day_) == position;
    for (const auto* lists : {&served_, &health_})
      candidates_.insert(candidates_.end(), (*lists)[index].begin(), (*lists)[index].end());
    for (const int post : town_.units[index].positions) {
      for (const int placement : of_unit(handled_, post))
        if (own_unit || town_.slot(town_.placement(placement).slot).care_unit == nobody)
          candidates_.push_back(placement);
    }
  };
  int area = nobody;
  for (std::size_t i = 0; i < town_.units.size(); ++i) {
    if (!town_.heads(position, static_cast<int>(i), day_)) continue;
    add_unit(i);
    area = town_.units[i].parent;
  }
  for (std::size_t i = 0; i < town_.units.size() && candidates_.empty(); ++i)
    if (area != nobody && town_.units[i].parent == area && !town_.units[i].alarm) add_unit(i);
  if (candidates_.empty()) candidates_ = active_;
}

/// Nobody meets all of a unit's clients in a week: some are always theirs, some this week's.
void WorkPlanner::thin_out(const TownShift& shift, const RoleModel& model) {
  const auto person = static_cast<std::uint64_t>(shift.person);
  const int week = (day_ + town_.weekday(0)) / 7;
  const auto seen = [&](int index) {
    const auto slot = static_cast<std::uint64_t>(town_.placement(index).slot);
    const auto steady = mixed(town_.options.rng, person, slot) % 1000;
    if (steady < static_cast<std::uint64_t>(model.steady)) return true;
    const auto weekly = mixed(person, slot, static_cast<std::uint64_t>(week) + 7919) % 1000;
    return weekly < static_cast<std::uint64_t>(model.weekly);
  };
  std::vector<int>& all = candidates_;
  // With a handful of clients, as in a very small town, everybody meets everybody.
  if (all.size() <= 6) return;
  const int first = all.front();
  all.erase(std::remove_if(all.begin(), all.end(), [&seen](int index) { return !seen(index); }),
            all.end());
  if (all.empty()) all.push_back(first);
}

int WorkPlanner::openings_in(const TownShift& shift, StaffRole role) {
  const RoleModel& model = model_of(role);
  // A little above 100: absences take it back.
  int percent = random_.between(69, 143);
  // Holidays: authority runs at 60 %, of which the absences make 72.
  if (model.authority && town_.summer(day_)) percent = percent * 83 / 100;
  if (town_.new_year(day_) && (role == StaffRole::fees || role == StaffRole::administrator))
    percent = percent * 16 / 10;
  if (shift.stands_in_for != nobody) percent = percent * 11 / 10;
  return random_.scaled(model.openings, percent, 100);
}

/// Fortieths of the clock's minutes, weighted by the role's day; some writing is done afterwards.
int WorkPlanner::second_of(const TownShift& shift, StaffRole role, OpeningKind kind) {
  const bool writes = kind == OpeningKind::care || kind == OpeningKind::handling;
  // 15 % of the writing, which is 40 % of the openings, happens 0–90 minutes after the shift.
  if (writes && random_.chance(600)) return shift.end_min * 60 + random_.below(90 * 60);
  // Reports are read before the morning shift begins; a few come much earlier or leave later.
  if (writes && shift.start_min <= 435 && random_.chance(700))
    return shift.start_min * 60 - random_.between(300, 1200);
  if (random_.chance(230)) return shift.start_min * 60 - random_.between(60, 118) * 60;
  const auto& curve = day_curve(role);
  const auto weight = [&](int hour) {
    const int from = std::max(shift.start_min, hour * 60);
    const int to = std::min(shift.end_min, hour * 60 + 60);
    return to > from ? (to - from) * curve[static_cast<std::size_t>(hour % 24)] : 0;
  };
  const int first_hour = shift.start_min / 60;
  const int last_hour = (shift.end_min - 1) / 60;
  int total = 0;
  for (int hour = first_hour; hour <= last_hour; ++hour) total += weight(hour);
  int at = random_.below(total);
  for (int hour = first_hour; hour <= last_hour; ++hour) {
    const int part = weight(hour);
    if (at < part) {
      const int from = std::max(shift.start_min, hour * 60);
      const int to = std::min(shift.end_min, hour * 60 + 60);
      return from * 60 + random_.below((to - from) * 60);
    }
    at -= part;
  }
  return shift.start_min * 60;
}

void WorkPlanner::plan(int day, std::vector<PlannedOpening>& into) {
  refresh(day);
  const auto& shifts = town_.shifts[static_cast<std::size_t>(day)];
  std::vector<std::pair<std::size_t, std::size_t>> made(shifts.size());
  for (std::size_t i = 0; i < shifts.size(); ++i) {
    const std::size_t from = into.size();
    const auto beside = static_cast<std::size_t>(std::max(0, shifts[i].beside));
    if (shifts[i].beside != nobody && beside < i)
      shadow(shifts[i], made[beside].first, made[beside].second, into);
    else
      work(shifts[i], into);
    made[i] = {from, into.size()};
  }
}

/// A new temp reads what the colleague beside them reads, a few minutes later.
void WorkPlanner::shadow(const TownShift& shift, std::size_t from, std::size_t to,
                         std::vector<PlannedOpening>& into) {
  for (std::size_t i = from; i < to; ++i) {
    PlannedOpening copy = into[i];
    copy.person = shift.person;
    copy.at += random_.between(60, 600);
    if (copy.client != nobody || copy.kind >= OpeningKind::login) into.push_back(copy);
  }
}

void WorkPlanner::work(const TownShift& shift, std::vector<PlannedOpening>& into) {
  const int position = position_now_[static_cast<std::size_t>(shift.person)];
  if (position == nobody) return;
  const StaffRole role = town_.position(position).role;
  const RoleModel& model = model_of(role);
  gather(shift, role);
  const TownPerson& person = town_.person(shift.person);
  const std::size_t first = into.size();
  for (int left = openings_in(shift, role); left > 0; --left) {
    Choice choice =
        role == StaffRole::reception ? choose_at_reception(shift) : choose(shift, model);
    if (choice.placement != nobody) settle_case(choice, role);
    if (choice.client == nobody || choice.client == person.own_record) continue;
    PlannedOpening opening;
    opening.person = shift.person;
    opening.client = choice.client;
    opening.case_index = choice.case_index;
    opening.unit = shift.unit;
    opening.kind = choice.kind;
    opening.health = choice.case_index != nobody && town_.case_of(choice.case_index).law == "HSL";
    opening.emergency = random_.chance(5);
    opening.at = seconds_at(town_, day_, second_of(shift, role, choice.kind));
    into.push_back(opening);
    if (!random_.chance(25)) continue;
    PlannedOpening refused = opening;
    refused.kind = OpeningKind::denied;
    refused.client = random_.below(town_.options.clients);
    refused.case_index = nobody;
    refused.at -= random_.between(120, 600);
    into.push_back(refused);
  }
  if (into.size() == first) return;
  std::int64_t earliest = into[first].at;
  std::int64_t latest = earliest;
  for (std::size_t i = first; i < into.size(); ++i) {
    earliest = std::min(earliest, into[i].at);
    latest = std::max(latest, into[i].at);
  }
  PlannedOpening session;
  session.person = shift.person;
  session.unit = shift.unit;
  session.kind = OpeningKind::login;
  session.at = earliest - random_.between(5, 90);
  into.push_back(session);
  session.kind = OpeningKind::logout;
  session.at = latest + random_.between(900, 1800);
  if (random_.chance(7500)) into.push_back(session);
}

}  // namespace insyn
