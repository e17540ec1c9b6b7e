#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
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

/// The employments' units on a day and what they cover: found once for a person and a day.
struct PersonDay {
  std::vector<UnitNo> units;  ///< employed in
  std::vector<const Duty*> duties;
  bool absent = false;
};

/// Explains events by relations that held at that moment. Pure; borrows the index and the rules.
/// Fastest when events come ordered by person, client, case and time: what holds for a whole day
/// of the same three is found once.
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
  /// What holds for person, client, case and day, whatever the time and the action.
  struct Held {
    StaffNo person;
    ClientNo client;
    CaseNo case_no;
    Day day{};
    Findings found;
    bool intake = false;               ///< an intake that a look at the overview answers
    std::vector<const Duty*> duties;   ///< in scope; the resource is the event's
    std::vector<const Shift*> shifts;  ///< near the day, at a unit that reaches the client
  };

  void find_person_day(StaffNo person, Day day);
  void find_held(const ResolvedEvent& event, Day day);
  void explain_by_case(const ResolvedEvent& event, Day day);
  void explain_by_relation(const ResolvedEvent& event, Day day);
  void flag_client(const ResolvedEvent& event, Day day);
  void flag_person_and_client(const ResolvedEvent& event, Day day);
  bool unit_reaches(UnitNo unit, ClientNo client, Day day) const;
  bool off_shift(StaffNo person, Instant at);

  const RegisterIndex& index_;
  ExplainRules rules_;
  Matching matching_;
  InstantRange window_;
  TextNo overview_;
  bool has_day_ = false;
  StaffNo day_person_;
  Day day_{};
  PersonDay person_day_;
  bool has_held_ = false;
  Held held_;
  StaffNo shifts_person_;
  std::vector<Shift> window_shifts_;
};

}  // namespace insyn
