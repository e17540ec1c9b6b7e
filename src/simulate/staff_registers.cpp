#include <algorithm>

#include "simulate/openings.h"
#include "simulate/permissions.h"
#include "simulate/register_csv.h"

namespace insyn {
namespace {

std::string_view id_or_empty(const Town& town, int person) {
  return person == nobody ? std::string_view{} : std::string_view{town.person(person).id};
}

void write_units(const Town& town) {
  RegisterCsv units{town, "units", "unit_id;name;parent_id;kind;head_id"};
  RegisterCsv covers{town, "unit_covers", "unit_id;covers_unit_id;valid_from;valid_to"};
  constexpr std::array<std::string_view, 4> kinds{"department", "area", "unit", "provider"};
  const int last = town.options.days - 1;
  for (std::size_t i = 0; i < town.units.size(); ++i) {
    const TownUnit& unit = town.units[i];
    const int head = town.holder(town.head_of(static_cast<int>(i), last), last);
    units.row(
        {unit.id, unit.name,
         unit.parent == nobody ? std::string_view{} : std::string_view{town.unit(unit.parent).id},
         kinds[static_cast<std::size_t>(unit.kind)], id_or_empty(town, head)});
    for (const int covered : unit.covers)
      covers.row({unit.id, town.unit(covered).id, day_text(town, -2000), ""});
  }
  units.close();
  covers.close();
}

void write_staff(const Town& town) {
  RegisterCsv staff{town, "staff", "staff_id;name;email;personal_number;address_key;protected"};
  RegisterCsv accounts{town, "accounts", "system;account;staff_id;valid_from;valid_to"};
  for (std::size_t i = 0; i < town.people.size(); ++i) {
    const TownPerson& person = town.people[i];
    const std::string name =
        person.first + ' ' + (person.new_last.empty() ? person.last : person.new_last);
    const std::string email = person.mail_name + std::to_string(i + 1) + "@ljungfors.example";
    staff.row({person.id, name, email, person.personal_number, numbered("adr-", person.address, 5),
               person.is_protected ? "1" : "0"});
    for (const TownAccount& account : person.accounts)
      accounts.row({"viva", account.name, person.id, day_text(town, account.days.from),
                    day_text(town, account.days.to)});
  }
  accounts.row({"viva", "viva-batch", "system", day_text(town, -2000), ""});
  staff.close();
  accounts.close();
}

/// The days on which the manager of a unit's staff may change.
std::vector<int> manager_changes(const Town& town, int unit_index, const DaySpan& days) {
  std::vector<int> changes{days.from};
  for (int at = unit_index; at != nobody; at = town.unit(at).parent) {
    const TownUnit& unit = town.unit(at);
    std::vector<int> found{unit.head_changes};
    for (const int head : {unit.head, unit.next_head})
      if (head != nobody)
        for (const TownTenure& tenure : town.position(head).tenures)
          found.push_back(tenure.days.from);
    for (const int day : found)
      if (day > days.from && day < days.to && day != day_open) changes.push_back(day);
  }
  std::sort(changes.begin(), changes.end());
  changes.erase(std::unique(changes.begin(), changes.end()), changes.end());
  return changes;
}

/// The head of the unit or of the nearest one above it who is somebody else.
int manager_on(const Town& town, int person, int unit, int day) {
  for (int at = unit; at != nobody; at = town.unit(at).parent) {
    const int head = town.holder(town.head_of(at, day), day);
    if (head != nobody && head != person) return head;
  }
  return nobody;
}

std::string_view title_of(const Town& town, int person, int unit, StaffRole role) {
  constexpr std::array<std::string_view, 5> specialists{
      "Systemförvaltare", "Medicinskt ansvarig sjuksköterska", "Kvalitetscontroller",
      "Systemadministratör", "IT-strateg"};
  if (town.person(person).temporary) return "Vikarie";
  if (role == StaffRole::specialist) return specialists[static_cast<std::size_t>(person) % 5];
  if (role != StaffRole::manager) return model_of(role).title;
  const TownUnitKind kind = town.unit(unit).kind;
  if (kind == TownUnitKind::unit) return model_of(role).title;
  return kind == TownUnitKind::area ? "Verksamhetschef" : "Socialchef";
}

void write_employments(const Town& town, const std::vector<StaffRole>& roles) {
  RegisterCsv out{town, "employments",
                  "staff_id;unit_id;title;group;manager_id;valid_from;valid_to"};
  for (std::size_t i = 0; i < town.people.size(); ++i) {
    const TownPerson& person = town.people[i];
    const int index = static_cast<int>(i);
    if (person.no_employment) continue;
    for (const TownEmployment& employment : person.employments) {
      const auto changes = manager_changes(town, employment.unit, employment.days);
      // A change of somebody else's manager leaves this row whole: equal neighbours are joined.
      for (std::size_t c = 0; c < changes.size();) {
        const int manager = manager_on(town, index, employment.unit, changes[c]);
        std::size_t next = c + 1;
        while (next < changes.size() &&
               manager_on(town, index, employment.unit, changes[next]) == manager)
          ++next;
        const int to = next < changes.size() ? changes[next] : employment.days.to;
        out.row({person.id, town.unit(employment.unit).id,
                 title_of(town, index, employment.unit, roles[i]),
                 model_of(roles[i]).authority ? "authority" : "delivery",
                 id_or_empty(town, manager), day_text(town, changes[c]), day_text(town, to)});
        c = next;
      }
    }
  }
  out.close();
}

/// Where a head of the unit has a duty: the unit, everywhere (empty), or the area.
std::string_view scope_of(const Town& town, const TownUnit& unit) {
  if (unit.kind != TownUnitKind::unit) return unit.id;
  switch (unit.role) {
    // Who leads the assessors follows their clients into every unit that serves them.
    case StaffRole::elder_assessor:
    case StaffRole::disability_assessor:
      return {};
    // Units without clients of their own work for the rest of their area.
    case StaffRole::night:
    case StaffRole::pool:
    case StaffRole::nurse_on_call:
    case StaffRole::therapist:
      return town.unit(unit.parent).id;
    default:
      return unit.id;
  }
}

void add_manager_duties(const Town& town, int position, const TownTenure& tenure,
                        RegisterCsv& out) {
  for (const TownUnit& unit : town.units)
    for (const auto& [head, headed] : {std::pair{unit.head, DaySpan{-2000, unit.head_changes}},
                                       std::pair{unit.next_head, DaySpan{unit.head_changes}}}) {
      const DaySpan days = common(headed, tenure.days);
      if (head == position && days.from < days.to)
        out.row({town.person(tenure.person).id, "", "egenkontroll", scope_of(town, unit), "",
                 day_text(town, days.from), day_text(town, days.to)});
    }
}

void add_duties(const Town& town, std::size_t position, const TownTenure& tenure,
                RegisterCsv& out) {
  const StaffRole role = town.positions[position].role;
  const std::string_view staff = town.person(tenure.person).id;
  const std::string from = day_text(town, tenure.days.from);
  const std::string to = day_text(town, tenure.days.to);
  if (role == StaffRole::specialist) out.row({staff, "", "support", "", "", from, to});
  if (role == StaffRole::manager) add_manager_duties(town, static_cast<int>(position), tenure, out);
  if (role != StaffRole::administrator) return;
  // The areas are the units after the department; their order is that of the planner's.
  const std::string_view scope = town.unit(1 + static_cast<int>(position % 4)).id;
  const bool limited = position % 5 < 2;
  if (!limited) out.row({staff, "", "administration", scope, "", from, to});
  for (const std::string_view resource : {"overview", "beslut", "dokument"})
    if (limited) out.row({staff, "", "administration", scope, resource, from, to});
}

void write_duties(const Town& town, SeededRandom& random) {
  RegisterCsv out{town, "duties",
                  "staff_id;unit_id;duty;scope_unit_id;resource;valid_from;valid_to"};
  const std::string since = day_text(town, -400);
  for (const TownUnit& unit : town.units) {
    if (unit.kind != TownUnitKind::unit) continue;
    if (unit.role == StaffRole::fees)
      for (const std::string_view resource : {"overview", "avgift", "beslut"})
        out.row({"", unit.id, "avgifter", "", resource, since, ""});
    if (unit.role == StaffRole::reception)
      out.row({"", unit.id, "mottagning", "", "overview", since, ""});
  }
  for (std::size_t p = 0; p < town.positions.size(); ++p)
    for (const TownTenure& tenure : town.positions[p].tenures) {
      // A few of the persons' duties nobody has thought of entering.
      if (town.positions[p].role < StaffRole::manager || random.chance(600)) continue;
      add_duties(town, p, tenure, out);
    }
  out.close();
}

void write_time(const Town& town) {
  RegisterCsv absences{town, "absences", "staff_id;kind;valid_from;valid_to"};
  for (const TownAbsence& absence : town.absences)
    absences.row({town.person(absence.person).id, absence.kind, day_text(town, absence.days.from),
                  day_text(town, absence.days.to)});
  absences.close();
  RegisterCsv deputies{town, "deputies", "absent_id;deputy_id;case_id;valid_from;valid_to"};
  for (const TownDeputy& deputy : town.deputies)
    deputies.row({town.person(deputy.absent).id, town.person(deputy.deputy).id, "",
                  day_text(town, deputy.days.from), day_text(town, deputy.days.to)});
  deputies.close();
  RegisterCsv shifts{town, "shifts", "staff_id;starts_at;ends_at;unit_id"};
  RegisterCsv passages{town, "passages", "staff_id;door;passed_at;result"};
  for (const auto& day : town.shifts)
    for (const TownShift& shift : day) {
      const TownPerson& person = town.person(shift.person);
      const std::string_view unit = town.unit(shift.unit).id;
      const std::int64_t start = seconds_at(town, shift.day, shift.start_min * 60);
      if (shift.registered)
        shifts.row({person.id, instant_text(start),
                    instant_text(seconds_at(town, shift.day, shift.end_min * 60)),
                    shift.unit_known ? unit : std::string_view{}});
      // Only the residences have doors with a reader, and many follow somebody in.
      const auto luck =
          mixed(static_cast<std::uint64_t>(start), static_cast<std::uint64_t>(shift.person), 3) %
          100;
      if (town.unit(shift.unit).role != StaffRole::residence || luck >= 60) continue;
      passages.row({person.id, std::string{unit} + "-huvudentré",
                    instant_text(start - static_cast<std::int64_t>(luck) * 11),
                    luck == 0 ? "nekad" : "godkänd"});
    }
  shifts.close();
  passages.close();
}

}  // namespace

void write_registers(const Town& town) {
  SeededRandom random = random_for(town, Topic::registers);
  std::vector<StaffRole> roles(town.people.size());
  for (std::size_t i = 0; i < town.people.size(); ++i) {
    const TownUnit& unit = town.unit(town.people[i].employments.back().unit);
    roles[i] = unit.kind == TownUnitKind::unit ? unit.role : StaffRole::manager;
  }
  for (const TownPosition& position : town.positions)
    for (const TownTenure& tenure : position.tenures)
      roles[static_cast<std::size_t>(tenure.person)] = position.role;
  write_units(town);
  write_staff(town);
  write_employments(town, roles);
  write_duties(town, random);
  write_permissions(town, random);
  write_time(town);
  write_client_registers(town);
}

}  // namespace insyn
