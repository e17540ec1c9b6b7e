#include <algorithm>
#include <map>

#include "simulate/names.h"
#include "simulate/town.h"

namespace insyn {
namespace {

/// Makes people and gives them accounts; one for a town.
class Staffing {
 public:
  explicit Staffing(Town& town)
      : town_{town},
        random_{random_for(town, Topic::people)},
        year_{static_cast<int>(town.date(0).year())} {}

  void fill_posts();
  void move_some();
  void hire_temps();
  void add_former();
  void plant_faults();
  void give_accounts();

 private:
  int hire(int birth_year, int unit, DaySpan days);
  void hire_temps_of(int year);
  std::string account_name(const TownPerson& person);
  void give_account(int person);
  bool reuse_account(int person);

  Town& town_;
  SeededRandom random_;
  int year_;
  std::map<std::string, int> account_names_;
  std::vector<int> ended_;  ///< persons whose account may be given to somebody else
};

int Staffing::hire(int birth_year, int unit, DaySpan days) {
  TownPerson person;
  person.id = numbered("p", static_cast<int>(town_.people.size()) + 1, 4);
  person.birth_year = birth_year;
  person.first = first_name(birth_year, random_);
  person.last = surname(random_);
  person.mail_name = plain_letters(person.first) + '.' + plain_letters(person.last);
  person.personal_number = test_personal_number(town_, birth_year, random_);
  person.address = random_.below(town_.options.clients * 6 / 5);
  person.is_protected = random_.chance(40);
  person.employments.push_back({unit, days});
  town_.people.push_back(std::move(person));
  return static_cast<int>(town_.people.size()) - 1;
}

/// Every post has somebody all the time; 8 % of the posts change hands in a year.
void Staffing::fill_posts() {
  const int days = town_.options.days;
  const auto posts = static_cast<int>(town_.positions.size());
  std::vector<std::vector<int>> changes(town_.positions.size());
  for (int left = random_.scaled(posts, 8 * std::min(days, 3650), 36'500); left > 0; --left) {
    const auto post = static_cast<std::size_t>(random_.below(posts));
    // A manager's coming and going is a change of the unit's head, made in units.cpp.
    if (town_.positions[post].role != StaffRole::manager)
      changes[post].push_back(random_.below(days));
  }
  for (std::size_t i = 0; i < town_.positions.size(); ++i) {
    std::sort(changes[i].begin(), changes[i].end());
    changes[i].erase(std::unique(changes[i].begin(), changes[i].end()), changes[i].end());
    changes[i].push_back(day_open);
    int from = -random_.between(60, 5000);
    for (const int to : changes[i]) {
      if (to <= from) continue;
      const int born = year_ - (from < 0 ? random_.between(26, 63) : random_.between(21, 50));
      const int person = hire(born, town_.positions[i].unit, {from, to});
      town_.positions[i].tenures.push_back({person, {from, to}});
      from = to;
    }
  }
}

/// Two persons of one role change units with each other: 4 % of the staff in a year, and at least
/// eight persons where there are units to change between.
void Staffing::move_some() {
  const int days = town_.options.days;
  const auto posts = static_cast<int>(town_.positions.size());
  int pairs = random_.scaled(posts, 2 * days, 36'500);
  if (days >= 60) pairs = std::max(pairs, 4);
  for (int tries = 0; pairs > 0 && tries < 20'000; ++tries) {
    TownPosition& one = town_.position(random_.below(posts));
    TownPosition& other = town_.position(random_.below(posts));
    // Where each role has one unit only, home care and a residence change with each other.
    const bool same_work =
        one.role == other.role ||
        (tries > 10'000 && one.role < StaffRole::night && other.role < StaffRole::night);
    if (!same_work || one.unit == other.unit || one.role > StaffRole::disability ||
        one.tenures.size() != 1 || other.tenures.size() != 1)
      continue;
    const int day = random_.between(days / 10, std::max(days / 10, days * 6 / 10));
    if (day < 1) return;
    for (TownPosition* post : {&one, &other}) {
      post->tenures[0].days.to = day;
      const TownPosition& target = post == &one ? other : one;
      TownPerson& person = town_.person(post->tenures[0].person);
      person.employments[0].days.to = day;
      person.employments.push_back({target.unit, {day, day_open}});
    }
    const int moved = one.tenures[0].person;
    one.tenures.push_back({other.tenures[0].person, {day, day_open}});
    other.tenures.push_back({moved, {day, day_open}});
    --pairs;
  }
}

void Staffing::hire_temps() {
  const int last_year = static_cast<int>(town_.date(town_.options.days - 1).year());
  for (int year = year_; year <= last_year; ++year) hire_temps_of(year);
}

/// 130 temps with 600 posts, where the shifts are; half were here last summer, half are new.
void Staffing::hire_temps_of(int year) {
  constexpr std::array<StaffRole, 10> roles{
      StaffRole::home_care, StaffRole::home_care,  StaffRole::residence, StaffRole::home_care,
      StaffRole::home_care, StaffRole::disability, StaffRole::residence, StaffRole::home_care,
      StaffRole::residence, StaffRole::home_care};
  const auto june = std::chrono::local_days{std::chrono::year{year} / 6 / 8};
  const auto august = std::chrono::local_days{std::chrono::year{year} / 8 / 8};
  const int first = static_cast<int>((june - town_.options.from).count());
  const int last = static_cast<int>((august - town_.options.from).count());
  const int temps = std::max(1, town_.options.staff * 130 / 600);
  for (int i = 0; i < temps; ++i) {
    const StaffRole role = roles[static_cast<std::size_t>(i) % roles.size()];
    std::vector<int> units;
    for (std::size_t u = 0; u < town_.units.size(); ++u)
      if (town_.units[u].role == role && !town_.units[u].positions.empty() &&
          town_.units[u].kind == TownUnitKind::unit)
        units.push_back(static_cast<int>(u));
    const int unit = random_.pick(units);
    const DaySpan days{first + random_.below(13), last + random_.below(15)};
    if (days.to <= 0 || days.from >= town_.options.days) continue;
    const bool is_new = i % 2 == 0;
    const int person =
        hire(year - (is_new ? random_.between(18, 25) : random_.between(20, 60)), unit, days);
    TownPerson& temp = town_.person(person);
    temp.temporary = true;
    if (!is_new) {
      const int before = days.from - 365;
      temp.employments.insert(temp.employments.begin(), {unit, {before, before + 60}});
    }
    TownPosition post;
    post.role = role;
    post.unit = unit;
    post.tenures.push_back({person, days});
    town_.positions.push_back(post);
  }
}

/// People who had left before the window: the registers remember them.
void Staffing::add_former() {
  const int regular = town_.options.staff;
  for (int i = 0; i < std::max(1, regular / 40); ++i) {
    const int unit = town_.position(random_.below(regular)).unit;
    const int to = -random_.between(60, 500);
    const int from = to - random_.between(200, 4000);
    hire(year_ - random_.between(25, 66), unit, {from, to});
  }
}

void Staffing::plant_faults() {
  const int regular = town_.options.staff;
  for (TownPerson& person : town_.people)
    if (random_.chance(200)) person.new_last = surname(random_);
  // Posts of delivery only: a manager without permissions would be noticed the first day.
  const auto someone = [&]() -> TownPerson& {
    for (;;) {
      const TownPosition& post = town_.position(random_.below(regular));
      if (!model_of(post.role).authority) return town_.person(post.tenures.front().person);
    }
  };
  for (int i = random_.scaled(regular, 35, 10'000); i > 0; --i) someone().no_permissions = true;
  for (int i = random_.scaled(regular, 17, 10'000); i > 0; --i) someone().no_employment = true;
}

std::string Staffing::account_name(const TownPerson& person) {
  const std::string name =
      plain_letters(person.first).substr(0, 3) + plain_letters(person.last).substr(0, 3);
  return numbered(name, ++account_names_[name], 2);
}

/// Gives the account of somebody who left at least a month before; false if there is none.
bool Staffing::reuse_account(int person) {
  TownPerson& taker = town_.person(person);
  for (std::size_t i = 0; i < ended_.size(); ++i) {
    const TownAccount& old = town_.person(ended_[i]).accounts.front();
    const DaySpan days = taker.last_stay();
    if (old.days.to > days.from - 30) continue;
    taker.accounts.push_back({old.name, {days.from, days.to == day_open ? day_open : days.to + 2}});
    ended_.erase(ended_.begin() + static_cast<std::ptrdiff_t>(i));
    return true;
  }
  return false;
}

void Staffing::give_account(int person) {
  TownPerson& owner = town_.person(person);
  const DaySpan employed = owner.last_stay();
  // A night shift of the last day ends on the next; hence two days more.
  int to = employed.to == day_open ? day_open : employed.to + 2;
  if (owner.temporary && random_.chance(1000)) {
    to = employed.to + random_.between(31, 70);
    town_.leavers_with_account.push_back(person);
  }
  owner.accounts.push_back({account_name(owner), {employed.from, to}});
  if (random_.chance(400))
    owner.accounts.push_back({account_name(owner), {employed.from, to}});
  else if (to != day_open && !owner.temporary)
    ended_.push_back(person);
}

void Staffing::give_accounts() {
  std::vector<int> order;
  for (std::size_t i = 0; i < town_.people.size(); ++i) order.push_back(static_cast<int>(i));
  // In order of leaving and coming, so that an account is free before it is given again.
  std::stable_sort(order.begin(), order.end(), [this](int a, int b) {
    return town_.person(a).last_stay().from < town_.person(b).last_stay().from;
  });
  auto reused = static_cast<int>(town_.people.size()) / 100;
  for (const int person : order) {
    const bool newcomer = town_.person(person).last_stay().from >= -40;
    if (newcomer && reused > 0 && random_.chance(2500) && reuse_account(person))
      --reused;
    else
      give_account(person);
  }
  if (!town_.leavers_with_account.empty()) return;
  // Some account is always forgotten: without temps it is a regular's who left early.
  for (std::size_t i = 0; i < town_.people.size(); ++i) {
    TownPerson& person = town_.people[i];
    const int left = person.employed().to;
    if (left <= 0 || left >= town_.options.days * 3 / 4 || person.accounts.size() > 1) continue;
    person.accounts.front().days.to = left + 60;
    town_.leavers_with_account.push_back(static_cast<int>(i));
    return;
  }
}

}  // namespace

void build_people(Town& town) {
  Staffing staffing{town};
  staffing.fill_posts();
  staffing.move_some();
  staffing.hire_temps();
  staffing.add_former();
  staffing.plant_faults();
  staffing.give_accounts();
}

}  // namespace insyn
