#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/number.h"
#include "domain/calendar/time.h"
#include "domain/register/schema.h"

namespace insyn {

/// The registers of contract 3 as typed rows: what is believed of staff, units, clients and how
/// they belong together. Ids are text numbers; a number without a row points nowhere and is no
/// error. Validities are half-open; an open one ends with `day_never`.

enum class UnitKind : std::uint8_t { department, area, unit, provider };
enum class Group : std::uint8_t { authority, delivery };
enum class Law : std::uint8_t { sol, lss, hsl, lvu, lvm };
enum class CaseRoleKind : std::uint8_t { caseworker, co_caseworker };

struct Unit {
  UnitNo id;
  TextNo name;
  UnitNo parent;
  UnitKind kind = UnitKind::unit;
  StaffNo head;
};

struct UnitCover {
  UnitNo unit, covers;
  DayRange valid;
};

struct StaffMember {
  StaffNo id;
  TextNo name, email, personal_number, address_key;
  bool is_protected = false;
};

struct Employment {
  StaffNo staff;
  UnitNo unit;
  TextNo title;
  Group group = Group::delivery;
  StaffNo manager;
  DayRange valid;
  bool listed = true;  ///< in the register now; of two that say the same but for this, it is right
};

struct Account {
  SystemNo system;
  AccountNo account;
  StaffNo staff;
  DayRange valid;
};

struct Permission {
  StaffNo staff;
  SystemNo system;
  TextNo scope;
  std::int64_t clients = 1;
  DayRange valid;
};

struct Client {
  ClientNo id;
  TextNo name, personal_number, address_key;
  bool is_protected = false;
  bool public_interest = false;
  std::optional<Day> deceased_on;
  bool listed = true;  ///< in the register now; false: gone from it, its row kept
};

struct ClientIdentity {
  ClientNo client;
  TextNo value;
  Day until = day_never;  ///< excluded; the day from which the register didn't have it any more
};

struct Case {
  CaseNo id;
  ClientNo client;
  std::optional<Law> law;
  UnitNo unit;
  std::optional<Day> closed;
};

struct CaseRole {
  CaseNo case_no;
  StaffNo staff;
  CaseRoleKind kind = CaseRoleKind::caseworker;
  DayRange valid;
};

struct Deputyship {
  StaffNo absent, deputy;
  CaseNo case_no;  ///< 0: all cases of the absent caseworker
  DayRange valid;
};

struct CareRelation {
  ClientNo client;
  StaffNo staff;
  UnitNo unit;
  TextNo kind;
  DayRange valid;
};

struct Duty {
  StaffNo staff;
  UnitNo unit;
  TextNo duty;
  UnitNo scope;     ///< 0: everywhere
  TextNo resource;  ///< 0: every resource
  DayRange valid;
};

struct Intake {
  ClientNo client;
  Day received{};
  Day until = day_never;  ///< excluded; the day from which the register didn't have it any more
  StaffNo staff;
  UnitNo unit;
  TextNo kind;
};

struct Absence {
  StaffNo staff;
  DayRange valid;
};

struct Shift {
  StaffNo staff;
  Instant starts{}, ends{};
  UnitNo unit;
};

struct Consent {
  ClientNo client;
  DayRange valid;
};

struct Registers {
  std::vector<Unit> units;
  std::vector<UnitCover> unit_covers;
  std::vector<StaffMember> staff;
  std::vector<Employment> employments;
  std::vector<Account> accounts;
  std::vector<Permission> permissions;
  std::vector<Client> clients;
  std::vector<ClientIdentity> client_ids;
  std::vector<Case> cases;
  std::vector<CaseRole> case_roles;
  std::vector<Deputyship> deputies;
  std::vector<CareRelation> care_relations;
  std::vector<Duty> duties;
  std::vector<Intake> intakes;
  std::vector<Absence> absences;
  std::vector<Shift> shifts;
  std::vector<Consent> consents;
};

/// Adds one believed row to its register. Where a register has one row an id (units, staff,
/// clients, cases), the last one added stands: add the rows that are gone from the register before
/// the listed ones. Passages take part in no rule and are left out.
void add_row(Registers& registers, Register id, const RegisterRow& row, bool listed);

}  // namespace insyn
