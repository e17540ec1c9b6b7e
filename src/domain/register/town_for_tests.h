#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "domain/calendar/format.h"
#include "domain/register/index.h"

namespace insyn {

/// A town of a few rows for tests: identities are written as words, and only what a rule is about
/// need be said. Not part of the product.

/// `2026-02-03`.
inline Day day(std::string_view text) { return parse_day(text).value(); }

/// A time as a canonical log has it: `2026-02-03 08:15` is Swedish civil time.
inline Instant at(std::string_view text) {
  const ParsedTime parsed = parse_time(text);
  check(parsed.fault == TimeFault::none, "a test writes a time that exists");
  return parsed.at;
}

/// Half-open, as validities are; from the day on if there is no end.
inline DayRange days(std::string_view from, std::string_view to = "") {
  return {day(from), to.empty() ? day_never : day(to)};
}

inline const DayRange always = days("1990-01-01");

class RegisterTown {
 public:
  /// The number of a text; the same text is always the same number.
  template <class N = TextNo>
  N no(std::string_view text) {
    const auto found = std::ranges::find(texts, text);
    const auto place = static_cast<std::uint32_t>(found - texts.begin());
    if (found == texts.end()) texts.emplace_back(text);
    return N{place};
  }
  StaffNo staff(std::string_view id) { return no<StaffNo>(id); }
  ClientNo client(std::string_view id) { return no<ClientNo>(id); }
  CaseNo case_no(std::string_view id) { return no<CaseNo>(id); }
  UnitNo unit(std::string_view id) { return no<UnitNo>(id); }

  Unit& add_unit(std::string_view id, std::string_view parent = "",
                 UnitKind kind = UnitKind::unit) {
    return add(registers.units, {unit(id), no(id), unit(parent), kind, {}});
  }
  void covers(std::string_view by, std::string_view covered, DayRange valid = always) {
    add(registers.unit_covers, {unit(by), unit(covered), valid});
  }
  StaffMember& add_member(std::string_view id, std::string_view name = "") {
    return add(registers.staff, {staff(id), no(name), {}, {}, {}, false});
  }
  Employment& employ(std::string_view person, std::string_view in, DayRange valid = always) {
    return add(registers.employments,
               {staff(person), unit(in), {}, Group::delivery, {}, valid, true});
  }
  void account(std::string_view system, std::string_view name, std::string_view person,
               DayRange valid = always) {
    add(registers.accounts, {no<SystemNo>(system), no<AccountNo>(name), staff(person), valid});
  }
  Permission& permit(std::string_view person, std::string_view scope, DayRange valid = always) {
    return add(registers.permissions, {staff(person), no<SystemNo>("viva"), no(scope), 1, valid});
  }
  Client& add_client(std::string_view id, std::string_view name = "") {
    return add(registers.clients, {client(id), no(name), {}, {}, false, false, {}, true});
  }
  void identity(std::string_view of, std::string_view value, Day until = day_never) {
    add(registers.client_ids, {client(of), no(value), until});
  }
  Case& add_case(std::string_view id, std::string_view of, std::string_view in = "") {
    return add(registers.cases, {case_no(id), client(of), {}, unit(in), {}});
  }
  void role(std::string_view in, std::string_view person, DayRange valid = always,
            CaseRoleKind kind = CaseRoleKind::caseworker) {
    add(registers.case_roles, {case_no(in), staff(person), kind, valid});
  }
  void deputy(std::string_view absent, std::string_view deputy, std::string_view only_case = "",
              DayRange valid = always) {
    add(registers.deputies, {staff(absent), staff(deputy), case_no(only_case), valid});
  }
  /// A care relation with a person, a unit, or either.
  CareRelation& relation(std::string_view of, std::string_view person, std::string_view in,
                         DayRange valid = always) {
    return add(registers.care_relations, {client(of), staff(person), unit(in), {}, valid});
  }
  Duty& duty(std::string_view person, std::string_view in, DayRange valid = always) {
    return add(registers.duties, {staff(person), unit(in), no("fees"), {}, {}, valid});
  }
  Intake& intake(std::string_view of, std::string_view received, std::string_view person,
                 std::string_view in = "") {
    return add(registers.intakes,
               {client(of), day(received), day_never, staff(person), unit(in), {}});
  }
  void absence(std::string_view person, DayRange valid) {
    add(registers.absences, {staff(person), valid});
  }
  void shift(std::string_view person, std::string_view starts, std::string_view ends,
             std::string_view in = "") {
    add(registers.shifts, {staff(person), at(starts), at(ends), unit(in)});
  }
  void consent(std::string_view of, DayRange valid) {
    add(registers.consents, {client(of), valid});
  }

  /// A reading in the system `viva`.
  ResolvedEvent event(std::string_view time, std::string_view person, std::string_view of,
                      std::string_view in_case = "") {
    ResolvedEvent result;
    result.at = at(time);
    result.person = staff(person);
    result.client = client(of);
    result.case_no = case_no(in_case);
    result.system = no<SystemNo>("viva");
    result.action = Action::read;
    return result;
  }

  RegisterIndex index() const { return RegisterIndex{registers, texts}; }

  TextTable texts{""};
  Registers registers;

 private:
  template <class Row>
  static Row& add(std::vector<Row>& rows, Row row) {
    rows.push_back(row);
    return rows.back();
  }
};

}  // namespace insyn
