#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/number.h"
#include "domain/access/event.h"
#include "domain/register/by_key.h"
#include "domain/register/registers.h"

namespace insyn {

/// Texts by their number; the index of the empty text is 0. Names and ids are read from it where
/// the contract asks for an order or compares words.
using TextTable = std::vector<std::string>;

/// An access event with what the registers say of its identities (contract 4): the person is who
/// the staff id or the account was on the event's day (0: unresolved), the client is the one that
/// the identity belongs to (as written if none or several).
struct ResolvedEvent {
  Instant at{};
  StaffNo person;
  AccountNo account;
  ClientNo client;
  CaseNo case_no;
  SystemNo system;
  Action action = Action::unknown;
  bool emergency = false;
  UnitNo unit;
  TextNo provider, resource, purpose;
  std::uint32_t delivery = 0;
  std::uint32_t row = 0;
};

/// The registers as they are looked up when events are explained: by person, by client, by case,
/// by unit; each group in the order of its start. Immutable; built once for a position of the
/// ledger.
class RegisterIndex {
 public:
  RegisterIndex(Registers registers, const TextTable& texts);

  ResolvedEvent resolve(const AccessEvent& event) const;

  /// The person whose account it was on the day; 0 if nobody's or several people's.
  StaffNo person_of(SystemNo system, AccountNo account, Day day) const;
  /// The one client that the registers know by this identity on the day; 0 if none or several.
  ClientNo known_client(ClientNo identity, Day day) const;
  /// The same, or the identity itself.
  ClientNo client_of(ClientNo identity, Day day) const;
  /// Every identity under which the client may stand in a log, its id first.
  std::vector<ClientNo> identities_of(ClientNo client) const;
  /// Every account that was ever this person's, in any system.
  std::vector<AccountNo> accounts_of(StaffNo person) const;

  const Unit* unit(UnitNo id) const;
  const StaffMember* member(StaffNo id) const;
  const Client* client(ClientNo id) const;
  const Case* find_case(CaseNo id) const;

  std::span<const Employment> employments(StaffNo id) const { return employments_.of(id.value); }
  std::span<const Employment> employed_in(UnitNo id) const { return employed_in_.of(id.value); }
  std::span<const Permission> permissions(StaffNo id) const { return permissions_.of(id.value); }
  std::span<const UnitCover> covers(UnitNo id) const { return covers_.of(id.value); }
  std::span<const CaseRole> roles_in(CaseNo id) const { return case_roles_.of(id.value); }
  std::span<const Deputyship> deputyships(StaffNo deputy) const {
    return deputies_.of(deputy.value);
  }
  std::span<const CareRelation> relations(ClientNo id) const { return relations_.of(id.value); }
  std::span<const Duty> duties_of(StaffNo id) const { return staff_duties_.of(id.value); }
  std::span<const Duty> duties_of(UnitNo id) const { return unit_duties_.of(id.value); }
  std::span<const Intake> intakes(ClientNo id) const { return intakes_.of(id.value); }
  std::span<const Absence> absences(StaffNo id) const { return absences_.of(id.value); }
  std::span<const Shift> shifts(StaffNo id) const { return shifts_.of(id.value); }
  /// Those of them that can touch the range, both ends included; some that don't may be among them.
  std::span<const Shift> shifts_near(StaffNo id, InstantRange range) const;
  std::span<const Consent> consents(ClientNo id) const { return consents_.of(id.value); }

  /// Whether `upper` is the unit or one above it. Stops at a cycle.
  bool is_same_or_above(UnitNo upper, UnitNo unit) const;

  /// Members of staff with this personal number.
  std::span<const StaffMember> staff_with_number(TextNo personal_number) const {
    return staff_by_number_.of(personal_number.value);
  }

  /// A number for the person's surname if fewer than `per_mille` in 1,000 of the clients bear it;
  /// else, and of no surname, 0.
  std::uint32_t rare_surname(StaffNo person, int per_mille) const;
  /// The same number for a client's, rare or not.
  std::uint32_t surname(const Client& client) const;

  const Registers& registers() const { return registers_; }

 private:
  void build_identities();
  ClientNo owner_on(ClientNo identity, Day day) const;
  void build_surnames(const TextTable& texts);

  Registers registers_;  // only the registers that have one row an id are left in it
  std::vector<std::uint32_t> unit_at_, member_at_, client_at_, case_at_;  // number -> 1 + index
  std::vector<std::uint32_t> client_of_;                // identity -> client; 0: as written
  std::unordered_set<std::uint32_t> ended_identities_;  // that some client had and has no more
  ByKey<ClientIdentity> identities_, owners_;           // by client, by identity
  ByKey<Employment> employments_, employed_in_;
  ByKey<Account> accounts_by_name_, accounts_by_staff_;
  ByKey<Permission> permissions_;
  ByKey<UnitCover> covers_;
  ByKey<CaseRole> case_roles_;
  ByKey<Deputyship> deputies_;
  ByKey<CareRelation> relations_;
  ByKey<Duty> staff_duties_, unit_duties_;
  ByKey<Intake> intakes_;
  ByKey<Absence> absences_;
  ByKey<Shift> shifts_;
  std::chrono::microseconds longest_shift_{0};
  ByKey<Consent> consents_;
  ByKey<StaffMember> staff_by_number_;
  std::vector<std::uint32_t> member_surname_, client_surname_;  // by index in registers_
  std::vector<std::int64_t> surname_bearers_;                   // clients that bear a surname
  std::int64_t clients_listed_ = 0;
};

}  // namespace insyn
