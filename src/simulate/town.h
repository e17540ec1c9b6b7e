#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "domain/calendar/time.h"
#include "simulate/roles.h"
#include "simulate/seeded_random.h"
#include "simulate/simulate.h"

namespace insyn {

/// The invented municipality while it is being made. Everything is an index into one of the vectors
/// of `Town`; `nobody` is none. Days are numbered from the window's first (0), earlier ones are
/// negative; ranges are half-open.

inline constexpr int nobody = -1;
inline constexpr int day_open = std::numeric_limits<int>::max();

struct DaySpan {
  int from = 0;
  int to = day_open;
  bool contains(int day) const { return from <= day && day < to; }
};

/// What both have in common; empty if nothing.
DaySpan common(const DaySpan& a, const DaySpan& b);

enum class TownUnitKind { department, area, unit, provider };

struct TownUnit {
  std::string id;
  std::string name;
  TownUnitKind kind = TownUnitKind::unit;
  int parent = nobody;
  StaffRole role{};            ///< of its staff; meaningless for areas
  bool alarm = false;          ///< the alarm centre: clients, no staff
  std::vector<int> covers;     ///< units whose clients it also serves
  std::vector<int> positions;  ///< its posts
  int head = nobody;           ///< position
  int next_head = nobody;      ///< position, from `head_changes`
  int head_changes = day_open;
};

struct TownTenure {
  int person = nobody;
  DaySpan days;
};

/// A post in the staff plan. People come and go on it; the work stays the same.
struct TownPosition {
  StaffRole role{};
  int unit = nobody;
  std::vector<TownTenure> tenures;  ///< in order of time
};

struct TownEmployment {
  int unit = nobody;
  DaySpan days;
};

struct TownAccount {
  std::string name;
  DaySpan days;
};

struct TownPerson {
  std::string id;
  std::string first;
  std::string last;
  std::string new_last;  ///< after a change of name, else empty
  std::string mail_name;
  std::string personal_number;
  int birth_year = 0;
  int address = 0;
  bool is_protected = false;
  bool temporary = false;       ///< a summer temp
  bool no_employment = false;   ///< a fault: never put into the register of employments
  bool no_permissions = false;  ///< a fault: active without any permission
  int own_record = nobody;      ///< client
  std::vector<int> kin;         ///< clients
  std::vector<TownEmployment> employments;
  std::vector<TownAccount> accounts;

  /// The last uninterrupted employment: a temp of earlier summers was away in between.
  DaySpan last_stay() const { return temporary ? employments.back().days : employed(); }
  DaySpan employed() const { return {employments.front().days.from, employments.back().days.to}; }
};

enum class Segment {
  home_care,
  residence,
  alarm_only,
  disability,
  income_support,
  child_welfare,
  adult_welfare,
  supported_living,
  health_only,
};

struct TownCase {
  std::string id;
  int client = nobody;
  std::string_view law;
  int unit = nobody;
  DaySpan days;
  int handler = nobody;  ///< position
  int co_handler = nobody;
};

struct TownClient {
  std::string id;
  std::string name;
  std::string personal_number;
  int birth_year = 0;
  int address = 0;
  bool is_protected = false;
  bool public_interest = false;
  int deceased = day_open;
};

/// One client's time with the services: what stands behind nearly all work.
struct ClientPlacement {
  int client = nobody;
  int slot = nobody;
  DaySpan days;
  int main_case = nobody;
  int extra_case = nobody;
  int health_case = nobody;
  int old_case = nobody;      ///< closed long before
  bool unregistered = false;  ///< a fault: no care relation in the register
  int registered_late = 0;    ///< days between the true start or end and the register's
  int ended_late = 0;
};

/// A place in the services (a flat in a residence, a place on a round): when one client leaves it
/// another takes it over, so that the number of clients served stays the same.
struct TownSlot {
  Segment segment{};
  int care_unit = nobody;
  int handler = nobody;  ///< position
  int co_handler = nobody;
  int contact = nobody;    ///< position: the client's contact person
  int therapist = nobody;  ///< position
  int health_unit = nobody;
  std::vector<int> placements;  ///< in order of time
};

struct TownShift {
  int person = nobody;
  int day = 0;
  int start_min = 0;
  int end_min = 0;
  int unit = nobody;           ///< where the work was
  bool registered = true;      ///< in the register of shifts
  bool unit_known = true;      ///< with its unit
  bool part_absence = false;   ///< the person was also registered as absent that day
  bool introduction = false;   ///< a new temp beside somebody
  int beside = nobody;         ///< whom: index among the day's shifts
  int stands_in_for = nobody;  ///< position of an absent caseworker
};

struct TownAbsence {
  int person = nobody;
  std::string_view kind;
  DaySpan days;
};

struct TownDeputy {
  int absent = nobody;
  int deputy = nobody;
  DaySpan days;
};

struct TownIntake {
  int client = nobody;
  int day = 0;
  int minute = 0;
  int person = nobody;  ///< or the reception's unit
  bool report = false;
};

struct Town {
  SimulationOptions options;
  std::vector<TownUnit> units;
  std::vector<TownPosition> positions;
  std::vector<TownPerson> people;
  std::vector<TownClient> clients;
  std::vector<TownCase> cases;
  std::vector<TownSlot> slots;
  std::vector<ClientPlacement> placements;
  std::vector<std::vector<TownShift>> shifts;  ///< by day of the window
  std::vector<TownAbsence> absences;
  std::vector<TownDeputy> deputies;
  std::vector<TownIntake> intakes;         ///< in order of time
  std::vector<int> leavers_with_account;   ///< persons whose account outlived their employment
  int provider = nobody;                   ///< unit of kind provider: the region
  std::vector<std::uint8_t> numbers_used;  ///< personal numbers given out, by day of birth

  Day day(int number) const { return options.from + std::chrono::days{number}; }
  std::chrono::year_month_day date(int number) const {
    return std::chrono::year_month_day{day(number)};
  }
  /// 0 is Monday.
  int weekday(int number) const {
    return static_cast<int>(std::chrono::weekday{day(number)}.iso_encoding()) - 1;
  }
  /// The holidays, when regulars are off, temps stand in and authority runs at 60 %.
  bool summer(int number) const {
    const auto date_of_day = date(number);
    const unsigned key =
        static_cast<unsigned>(date_of_day.month()) * 100 + static_cast<unsigned>(date_of_day.day());
    return key >= 615 && key <= 815;
  }
  bool new_year(int number) const {
    const auto date_of_day = date(number);
    const unsigned key =
        static_cast<unsigned>(date_of_day.month()) * 100 + static_cast<unsigned>(date_of_day.day());
    return key >= 1215 || key <= 115;
  }

  TownPerson& person(int i) { return people[static_cast<std::size_t>(i)]; }
  const TownPerson& person(int i) const { return people[static_cast<std::size_t>(i)]; }
  TownUnit& unit(int i) { return units[static_cast<std::size_t>(i)]; }
  const TownUnit& unit(int i) const { return units[static_cast<std::size_t>(i)]; }
  const TownPosition& position(int i) const { return positions[static_cast<std::size_t>(i)]; }
  TownPosition& position(int i) { return positions[static_cast<std::size_t>(i)]; }
  const TownSlot& slot(int i) const { return slots[static_cast<std::size_t>(i)]; }
  const ClientPlacement& placement(int i) const { return placements[static_cast<std::size_t>(i)]; }
  const TownClient& client(int i) const { return clients[static_cast<std::size_t>(i)]; }
  TownClient& client(int i) { return clients[static_cast<std::size_t>(i)]; }
  const TownCase& case_of(int i) const { return cases[static_cast<std::size_t>(i)]; }

  /// Who holds the post on the day, or nobody.
  int holder(int position_index, int day_number) const;
  /// Where the person is employed on the day (before and after: the nearest).
  int unit_of(int person_index, int day_number) const;
  /// The position that heads the unit on the day.
  int head_of(int unit_index, int day_number) const;
  /// Whether the position heads the unit or one above it.
  bool heads(int position_index, int unit_index, int day_number) const;
  /// Whose clients the unit serves: its own and those of the units that it covers.
  bool serves(int unit_index, int care_unit) const;
};

/// A twelve-digit personal number of the tax agency's test series (individual numbers 238, 239 and
/// 980–999), never given out before. The birth date moves on when all 22 of a day are taken.
std::string test_personal_number(Town& town, int birth_year, SeededRandom& random);

/// Sequences of random numbers, one a part of the model: never renumber.
enum class Topic : std::uint64_t {
  units = 1,
  people,
  clients,
  rosters,
  registers,
  openings,
  planted,
  log,
  temps,
  kin
};

inline SeededRandom random_for(const Town& town, Topic topic) {
  return {town.options.rng, static_cast<std::uint64_t>(topic)};
}

/// A number with zeros in front: `p0042`.
std::string numbered(std::string_view prefix, int number, std::size_t digits);

// The parts of the model, in the order in which they build upon each other.
void build_units(Town& town);    // units, posts
void build_people(Town& town);   // staff, employments, accounts, temps
void build_clients(Town& town);  // clients, cases, placements
void build_kin(Town& town);      // staff who are clients, relatives
void build_rosters(Town& town);  // absences, shifts, deputies, intakes

/// All eighteen registers of contract 3, as they are known after the window's last day, faults
/// included. Throws if a file can't be written.
void write_registers(const Town& town);
void write_client_registers(const Town& town);  // what is about clients; part of the above

}  // namespace insyn
