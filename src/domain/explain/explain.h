#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/number.h"
#include "domain/calendar/time.h"
#include "domain/register/index.h"
#include "domain/routine/routine.h"

namespace insyn {

/// Why an event was proper, what stands beside it, and what a person should look at (contract 6).
/// The enumerators are in the order of their names, which is the order in which they are shown.

enum class Explanation : std::uint8_t {
  care_relation,
  caseworker,
  co_caseworker,
  deputy,
  duty,
  intake,
  permission,  ///< only if the routine says that permissions explain
  shift_relation,
  unit_relation,
};
inline constexpr std::array<std::string_view, 9> explanation_names{
    "care_relation", "caseworker", "co_caseworker",  "deputy",       "duty",
    "intake",        "permission", "shift_relation", "unit_relation"};

enum class Flag : std::uint8_t {
  after_death,
  case_mismatch,
  closed_case,
  colleague,
  emergency,
  no_consent,
  not_employed,
  off_shift,
  on_leave,
  protected_person,
  public_interest,
  same_address,
  same_surname,
  self,
};
inline constexpr std::array<std::string_view, 14> flag_names{
    "after_death",     "case_mismatch", "closed_case",  "colleague", "emergency",
    "no_consent",      "not_employed",  "off_shift",    "on_leave",  "protected",
    "public_interest", "same_address",  "same_surname", "self"};

/// A set of enumerators in the bits of an integer.
template <class E>
struct Marks {
  std::uint16_t bits = 0;

  void add(E mark) { bits = static_cast<std::uint16_t>(bits | 1U << static_cast<unsigned>(mark)); }
  void add(Marks other) { bits = static_cast<std::uint16_t>(bits | other.bits); }
  bool has(E mark) const { return (bits >> static_cast<unsigned>(mark) & 1U) != 0; }
  Marks without(Marks other) const { return Marks{static_cast<std::uint16_t>(bits & ~other.bits)}; }
  bool any() const { return bits != 0; }
  int count() const { return __builtin_popcount(bits); }
  friend bool operator==(const Marks&, const Marks&) = default;
};

/// What was found for one event. `permission` is a fact: it explains nothing.
struct Findings {
  Marks<Explanation> explanations;
  Marks<Flag> flags;
  bool permission = false;

  /// What is found here and not in the other.
  Findings without(const Findings& other) const {
    return {explanations.without(other.explanations), flags.without(other.flags),
            permission && !other.permission};
  }
  void add(const Findings& other) {
    explanations.add(other.explanations);
    flags.add(other.flags);
    permission = permission || other.permission;
  }
  friend bool operator==(const Findings&, const Findings&) = default;
};

/// Whether matching staff data with client data has been decided; until then the flags that do it
/// (on_leave, off_shift, same_address, same_surname) are off.
enum class Matching { undecided, decided };

/// Explains events by relations that held at that moment. Pure; borrows the index and the rules.
///
/// Events may come in any order. What the registers say of a person and a day is found once and
/// kept for some tens of thousands of them, and of the person's latest client and case on that day
/// as well: what is left for an event is a few looks at memory.
class Explainer {
 public:
  /// `overview` is the text number of `overview`, the resource that an intake explains a look at;
  /// 0 if no event has it.
  Explainer(const RegisterIndex& index, const ExplainRules& rules, Matching matching,
            DayRange window, TextNo overview);

  Findings findings(const ResolvedEvent& event);

  const RegisterIndex& index() const { return index_; }
  const ExplainRules& rules() const { return rules_; }

 private:
  /// What holds for a person, client, case and day, whatever the time and the action.
  struct Held {
    bool is_found = false;
    ClientNo client;
    CaseNo case_no;
    Findings found;
    bool intake = false;               ///< an intake that a look at the overview answers
    std::vector<const Duty*> duties;   ///< in scope; the resource is the event's
    std::vector<const Shift*> shifts;  ///< near the day, at a unit that reaches the client
  };

  /// A unit to which somebody's shift near the day gives reach.
  struct ShiftReach {
    UnitNo unit;
    const Shift* shift = nullptr;
  };

  /// What holds for a person and a day, whomever they look at.
  struct PersonDay {
    std::vector<UnitNo> units;            ///< employed in
    std::vector<UnitNo> reached;          ///< those, and what they cover on the day
    std::vector<ShiftReach> shift_reach;  ///< the same by shifts near the day
    std::vector<const Shift*> shifts;     ///< near the day, that overlap the window
    std::vector<const Duty*> duties;      ///< in force
    std::vector<ClientNo> permitted;      ///< whom a permission names, sorted
    const StaffMember* member = nullptr;  ///< none if the register doesn't have the person
    std::uint32_t rare_surname = 0;       ///< 0: none, or not rare
    bool absent = false;
    bool has_window_shift = false;  ///< some shift overlaps the window, any day of it
    Held held;                      ///< for the latest client and case
  };

  PersonDay& person_day(StaffNo person, Day day);
  void find(PersonDay& who, StaffNo person, Day day) const;
  void find_shifts(PersonDay& who, StaffNo person, Day day) const;
  void find_held(const PersonDay& who, Held& held, const ResolvedEvent& event, Day day) const;
  void explain_by_case(const PersonDay& who, Held& held, const ResolvedEvent& event, Day day) const;
  void explain_by_relation(const PersonDay& who, Held& held, const ResolvedEvent& event,
                           Day day) const;
  void flag_client(const PersonDay& who, Held& held, const ResolvedEvent& event, Day day) const;
  void flag_person_and_client(const PersonDay& who, Held& held, StaffNo person,
                              const Client& client, Day day) const;
  /// Calls `add` with the unit and with each that it covers on the day: one step, no further.
  template <class Add>
  void add_reach(UnitNo unit, Day day, Add add) const;

  const RegisterIndex& index_;
  ExplainRules rules_;
  Matching matching_;
  InstantRange window_;
  TextNo overview_;
  std::unordered_map<std::uint64_t, PersonDay> person_days_;  // by person and day
  std::uint64_t latest_key_ = 0;
  PersonDay* latest_ = nullptr;  // in person_days_
};

}  // namespace insyn
