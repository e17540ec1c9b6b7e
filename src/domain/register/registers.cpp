#include "domain/register/registers.h"

#include <algorithm>

#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

/// Reads the cells of one row in the order of its schema.
class Cells {
 public:
  explicit Cells(const RegisterRow& row) : cells_{row.cells} {}

  template <class N>
  N number() {
    return N{static_cast<std::uint32_t>(cells_[next_++])};
  }
  bool flag() { return cells_[next_++] == 1; }
  std::int64_t count_or(std::int64_t otherwise) {
    const auto cell = cells_[next_++];
    return cell == empty_cell ? otherwise : cell;
  }
  std::optional<Day> day() {
    const auto cell = cells_[next_++];
    if (cell == empty_cell) return std::nullopt;
    return Day{std::chrono::days{cell}};
  }
  Instant instant() { return Instant{std::chrono::microseconds{cells_[next_++]}}; }
  template <class E>
  std::optional<E> choice() {
    const auto cell = cells_[next_++];
    if (cell == empty_cell) return std::nullopt;
    return static_cast<E>(cell);
  }
  DayRange validity() {
    const Day from = *day();
    return {from, day().value_or(day_never)};
  }
  void skip() { ++next_; }
  /// The day from which the register had the row no more (domain/register/snapshot.h).
  Day gone_on() const {
    return next_ < cells_.size() ? Day{std::chrono::days{cells_.back()}} : day_never;
  }

 private:
  const std::vector<std::int64_t>& cells_;
  std::size_t next_ = 0;
};

void add_organisation(Registers& all, Register id, Cells cells, bool listed) {
  if (id == Register::units) {
    Unit unit;
    unit.id = cells.number<UnitNo>();
    unit.name = cells.number<TextNo>();
    unit.parent = cells.number<UnitNo>();
    unit.kind = *cells.choice<UnitKind>();
    unit.head = cells.number<StaffNo>();
    all.units.push_back(unit);
  } else if (id == Register::unit_covers) {
    UnitCover cover;
    cover.unit = cells.number<UnitNo>();
    cover.covers = cells.number<UnitNo>();
    cover.valid = cells.validity();
    all.unit_covers.push_back(cover);
  } else if (id == Register::staff) {
    StaffMember member;
    member.id = cells.number<StaffNo>();
    member.name = cells.number<TextNo>();
    member.email = cells.number<TextNo>();
    member.personal_number = cells.number<TextNo>();
    member.address_key = cells.number<TextNo>();
    member.is_protected = cells.flag();
    all.staff.push_back(member);
  } else if (id == Register::employments) {
    Employment employment;
    employment.staff = cells.number<StaffNo>();
    employment.unit = cells.number<UnitNo>();
    employment.title = cells.number<TextNo>();
    employment.group = *cells.choice<Group>();
    employment.manager = cells.number<StaffNo>();
    employment.valid = cells.validity();
    employment.listed = listed;
    all.employments.push_back(employment);
  } else if (id == Register::absences) {
    Absence absence;
    absence.staff = cells.number<StaffNo>();
    cells.skip();  // The kind of an absence is never used and never shown.
    absence.valid = cells.validity();
    all.absences.push_back(absence);
  } else if (id == Register::shifts) {
    Shift shift;
    shift.staff = cells.number<StaffNo>();
    shift.starts = cells.instant();
    shift.ends = cells.instant();
    shift.unit = cells.number<UnitNo>();
    all.shifts.push_back(shift);
  }
}

void add_access(Registers& all, Register id, Cells cells) {
  if (id == Register::accounts) {
    Account account;
    account.system = cells.number<SystemNo>();
    account.account = cells.number<AccountNo>();
    account.staff = cells.number<StaffNo>();
    account.valid = cells.validity();
    all.accounts.push_back(account);
  } else if (id == Register::permissions) {
    Permission permission;
    permission.staff = cells.number<StaffNo>();
    permission.system = cells.number<SystemNo>();
    permission.scope = cells.number<TextNo>();
    permission.clients = cells.count_or(1);
    permission.valid = cells.validity();
    all.permissions.push_back(permission);
  } else if (id == Register::duties) {
    Duty duty;
    duty.staff = cells.number<StaffNo>();
    duty.unit = cells.number<UnitNo>();
    duty.duty = cells.number<TextNo>();
    duty.scope = cells.number<UnitNo>();
    duty.resource = cells.number<TextNo>();
    duty.valid = cells.validity();
    all.duties.push_back(duty);
  }
}

void add_client(Registers& all, Register id, Cells cells, bool listed) {
  if (id == Register::clients) {
    Client client;
    client.id = cells.number<ClientNo>();
    client.name = cells.number<TextNo>();
    client.personal_number = cells.number<TextNo>();
    client.address_key = cells.number<TextNo>();
    client.is_protected = cells.flag();
    client.public_interest = cells.flag();
    client.deceased_on = cells.day();
    client.listed = listed;
    all.clients.push_back(client);
  } else if (id == Register::client_ids) {
    ClientIdentity identity;
    identity.client = cells.number<ClientNo>();
    cells.skip();  // kind
    identity.value = cells.number<TextNo>();
    identity.until = cells.gone_on();
    all.client_ids.push_back(identity);
  } else if (id == Register::care_relations) {
    CareRelation relation;
    relation.client = cells.number<ClientNo>();
    relation.staff = cells.number<StaffNo>();
    relation.unit = cells.number<UnitNo>();
    relation.kind = cells.number<TextNo>();
    relation.valid = cells.validity();
    all.care_relations.push_back(relation);
  } else if (id == Register::intakes) {
    Intake intake;
    intake.client = cells.number<ClientNo>();
    intake.received = day_of(cells.instant());
    intake.staff = cells.number<StaffNo>();
    intake.unit = cells.number<UnitNo>();
    cells.skip();  // kind: enquiry or report
    intake.until = cells.gone_on();
    all.intakes.push_back(intake);
  } else if (id == Register::consents) {
    Consent consent;
    consent.client = cells.number<ClientNo>();
    cells.skip();  // provider
    cells.skip();  // kind
    consent.valid = cells.validity();
    all.consents.push_back(consent);
  }
}

void add_case(Registers& all, Register id, Cells cells) {
  if (id == Register::cases) {
    Case entry;
    entry.id = cells.number<CaseNo>();
    entry.client = cells.number<ClientNo>();
    entry.law = cells.choice<Law>();
    entry.unit = cells.number<UnitNo>();
    cells.skip();  // opened
    entry.closed = cells.day();
    all.cases.push_back(entry);
  } else if (id == Register::case_roles) {
    CaseRole role;
    role.case_no = cells.number<CaseNo>();
    role.staff = cells.number<StaffNo>();
    role.kind = *cells.choice<CaseRoleKind>();
    role.valid = cells.validity();
    all.case_roles.push_back(role);
  } else if (id == Register::deputies) {
    Deputyship deputyship;
    deputyship.absent = cells.number<StaffNo>();
    deputyship.deputy = cells.number<StaffNo>();
    deputyship.case_no = cells.number<CaseNo>();
    deputyship.valid = cells.validity();
    all.deputies.push_back(deputyship);
  }
}

}  // namespace

void add_row(Registers& registers, Register id, const RegisterRow& row, bool listed) {
  const Cells cells{row};
  switch (id) {
    case Register::units:
    case Register::unit_covers:
    case Register::staff:
    case Register::employments:
    case Register::absences:
    case Register::shifts:
      return add_organisation(registers, id, cells, listed);
    case Register::accounts:
    case Register::permissions:
    case Register::duties:
      return add_access(registers, id, cells);
    case Register::clients:
    case Register::client_ids:
    case Register::care_relations:
    case Register::intakes:
    case Register::consents:
      return add_client(registers, id, cells, listed);
    case Register::cases:
    case Register::case_roles:
    case Register::deputies:
      return add_case(registers, id, cells);
    case Register::passages:
      return;
  }
}

}  // namespace insyn
