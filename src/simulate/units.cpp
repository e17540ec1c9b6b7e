#include <algorithm>

#include "simulate/town.h"

namespace insyn {
namespace {

enum Area { home_area, residence_area, disability_area, family_area, staff_area, area_count };

constexpr std::array<std::string_view, area_count> area_names{
    "Hemtjänst", "Särskilt boende och hälso- och sjukvård", "Funktionsstöd", "Individ och familj",
    "Förvaltningsstab"};

constexpr std::array<std::string_view, 8> home_places{"Norr",    "Söder",  "Öster",  "Väster",
                                                      "Centrum", "Bruket", "Byarna", "Sjösidan"};
constexpr std::array<std::string_view, 8> residence_places{
    "Ängsgården", "Björkbacken", "Forsgläntan", "Linden",
    "Solgården",  "Kvarnen",     "Tallmon",     "Hagaberg"};
constexpr std::array<std::string_view, 14> disability_places{
    "Ekvägen", "Almvägen", "Rönnen", "Sippan",  "Vinkeln", "Hyttan", "Smedjan",
    "Åkern",   "Brinken",  "Dammen", "Klockan", "Lyktan",  "Stigen", "Tornet"};

struct UnitPlan {
  StaffRole role;
  Area area;
  std::string_view name;
};

constexpr std::array<UnitPlan, staff_role_count - 1> plans{{
    {StaffRole::home_care, home_area, "Hemtjänst"},
    {StaffRole::residence, residence_area, "Särskilt boende"},
    {StaffRole::night, home_area, "Nattpatrull"},
    {StaffRole::disability, disability_area, "Gruppbostad"},
    {StaffRole::supported_living, disability_area, "Boendestöd"},
    {StaffRole::pool, home_area, "Resurspool"},
    {StaffRole::nurse, residence_area, "Hemsjukvård"},
    {StaffRole::nurse_on_call, residence_area, "Sjuksköterskor jour"},
    {StaffRole::therapist, residence_area, "Rehabilitering"},
    {StaffRole::elder_assessor, family_area, "Bistånd äldre"},
    {StaffRole::disability_assessor, family_area, "LSS-handläggning"},
    {StaffRole::child_welfare, family_area, "Barn och unga"},
    {StaffRole::adult_welfare, family_area, "Vuxen"},
    {StaffRole::income_support, family_area, "Ekonomiskt bistånd"},
    {StaffRole::reception, family_area, "Mottagning"},
    {StaffRole::fees, staff_area, "Avgifter"},
    {StaffRole::administrator, staff_area, "Administration"},
    {StaffRole::specialist, staff_area, "System och kvalitet"},
}};

template <std::size_t n>
std::string_view nth(const std::array<std::string_view, n>& names, int index) {
  return names[static_cast<std::size_t>(index) % n];
}

std::string unit_name(const UnitPlan& plan, int index, int count) {
  std::string name{plan.name};
  if (plan.role == StaffRole::home_care) name += ' ', name += nth(home_places, index);
  if (plan.role == StaffRole::residence) name += ' ', name += nth(residence_places, index);
  if (plan.role == StaffRole::disability) name += ' ', name += nth(disability_places, index);
  const bool has_place = name.size() > plan.name.size();
  const int places = plan.role == StaffRole::disability ? 14 : 8;
  if (has_place && index >= places) name += ' ', name += std::to_string(index / places + 1);
  if (!has_place && count > 1) name += ' ', name += std::to_string(index + 1);
  return name;
}

int add_unit(Town& town, std::string name, TownUnitKind kind, int parent, StaffRole role) {
  TownUnit unit;
  unit.id = numbered("enhet-", static_cast<int>(town.units.size()) + 1, 2);
  unit.name = std::move(name);
  unit.kind = kind;
  unit.parent = parent;
  unit.role = role;
  town.units.push_back(std::move(unit));
  return static_cast<int>(town.units.size()) - 1;
}

std::vector<int> units_of(const Town& town, StaffRole role) {
  std::vector<int> found;
  for (std::size_t i = 0; i < town.units.size(); ++i)
    if (town.units[i].kind == TownUnitKind::unit && town.units[i].role == role &&
        !town.units[i].alarm)
      found.push_back(static_cast<int>(i));
  return found;
}

void add_covers(Town& town) {
  const auto homes = units_of(town, StaffRole::home_care);
  const auto residences = units_of(town, StaffRole::residence);
  const auto nights = units_of(town, StaffRole::night);
  const auto nurses = units_of(town, StaffRole::nurse);
  std::vector<int> alarms;
  for (std::size_t i = 0; i < town.units.size(); ++i)
    if (town.units[i].alarm) alarms.push_back(static_cast<int>(i));
  // Every second night patrol drives, every second walks the residences; a single one does both.
  const auto share = [&town](const std::vector<int>& of, const std::vector<int>& among) {
    for (std::size_t i = 0; i < of.size() && !among.empty(); ++i)
      town.unit(among[i % among.size()]).covers.push_back(of[i]);
  };
  std::vector<int> driving;
  std::vector<int> walking;
  for (std::size_t i = 0; i < nights.size(); ++i)
    (i % 2 == 0 ? driving : walking).push_back(nights[i]);
  if (walking.empty()) walking = driving;
  share(homes, driving);
  share(alarms, driving);
  share(residences, walking);
  share(nurses, units_of(town, StaffRole::nurse_on_call));
  for (std::size_t i = 0; i < homes.size(); ++i)
    town.unit(homes[i]).covers.push_back(alarms[i % alarms.size()]);
  const auto pools = units_of(town, StaffRole::pool);
  for (std::size_t i = 0; i < pools.size(); ++i)
    town.unit(pools[i]).covers.push_back(alarms[i % alarms.size()]);
}

/// How many units of the role one manager heads: small ones are led together.
std::size_t units_a_manager(StaffRole role) {
  if (role == StaffRole::disability || role == StaffRole::supported_living) return 2;
  return role == StaffRole::nurse ? 3 : 1;
}

void add_heads(Town& town, const std::vector<int>& managers) {
  std::size_t next = 0;
  const auto manager_or = [&](int otherwise) {
    return next < managers.size() ? managers[next++] : otherwise;
  };
  const int director = manager_or(nobody);
  for (TownUnit& unit : town.units) {
    if (unit.kind == TownUnitKind::department) unit.head = director;
    if (unit.kind == TownUnitKind::area)
      unit.head = unit.name == area_names[staff_area] ? director : manager_or(director);
  }
  for (const UnitPlan& plan : plans) {
    const auto units = units_of(town, plan.role);
    int head = nobody;
    for (std::size_t i = 0; i < units.size(); ++i) {
      TownUnit& unit = town.unit(units[i]);
      // Where the managers don't suffice, a team leader among the staff heads the unit.
      if (i % units_a_manager(plan.role) == 0)
        head = manager_or(unit.positions.empty() ? director : unit.positions.front());
      unit.head = head;
      if (plan.area == staff_area) unit.head = director;
    }
  }
  const int night_head = town.unit(units_of(town, StaffRole::night).front()).head;
  for (TownUnit& unit : town.units)
    if (unit.alarm) unit.head = night_head;
}

int add_position(Town& town, StaffRole role, int unit) {
  TownPosition position;
  position.role = role;
  position.unit = unit;
  town.positions.push_back(position);
  return static_cast<int>(town.positions.size()) - 1;
}

/// A manager's post belongs to the first unit that they head.
void settle_managers(Town& town, const std::vector<int>& managers) {
  for (const int manager : managers) {
    int home = 0;
    for (std::size_t i = town.units.size(); i-- > 0;)
      if (town.units[i].head == manager) home = static_cast<int>(i);
    town.position(manager).unit = home;
    town.unit(home).positions.push_back(manager);
  }
}

/// 6 % of the units get another manager within a year, one at least in a year.
void change_heads(Town& town, const std::vector<int>& managers, SeededRandom& random) {
  std::vector<int> units;
  for (std::size_t i = 0; i < town.units.size(); ++i)
    if (town.units[i].kind == TownUnitKind::unit && !town.units[i].positions.empty())
      units.push_back(static_cast<int>(i));
  const int days = town.options.days;
  int changes = random.scaled(static_cast<int>(units.size()), 6 * days, 36'500);
  if (days >= 300) changes = std::max(changes, 1);
  random.shuffle(units);
  for (int i = 0; i < changes && i < static_cast<int>(units.size()); ++i) {
    TownUnit& unit = town.unit(units[static_cast<std::size_t>(i)]);
    unit.next_head = random.pick(managers);
    if (unit.next_head != unit.head) unit.head_changes = random.between(days / 10, days - 1);
  }
}

}  // namespace

void build_units(Town& town) {
  SeededRandom random = random_for(town, Topic::units);
  const auto persons = persons_by_role(town.options.staff);
  const int department =
      add_unit(town, "Socialförvaltningen i Ljungfors", TownUnitKind::department, nobody, {});
  std::vector<int> areas;
  areas.reserve(area_count);
  for (const std::string_view name : area_names)
    areas.push_back(add_unit(town, std::string{name}, TownUnitKind::area, department, {}));
  for (const UnitPlan& plan : plans) {
    const int posts = persons[static_cast<std::size_t>(plan.role)];
    const int size = model_of(plan.role).unit_size;
    const int count = std::max(1, (posts + size / 2) / size);
    std::vector<int> units;
    units.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
      units.push_back(add_unit(town, unit_name(plan, i, count), TownUnitKind::unit,
                               areas[plan.area], plan.role));
    for (int i = 0; i < posts; ++i) {
      const int unit = units[static_cast<std::size_t>(i % count)];
      town.unit(unit).positions.push_back(add_position(town, plan.role, unit));
    }
  }
  const auto homes = static_cast<int>(units_of(town, StaffRole::home_care).size());
  for (int i = 0; i < std::max(1, homes / 5); ++i) {
    const int alarm =
        add_unit(town, i == 0 ? "Trygghetslarm" : numbered("Trygghetslarm ", i + 1, 1),
                 TownUnitKind::unit, areas[home_area], StaffRole::night);
    town.unit(alarm).alarm = true;
  }
  town.provider = add_unit(town, "Region Ljungälven", TownUnitKind::provider, nobody, {});
  const int manager_count = persons[static_cast<std::size_t>(StaffRole::manager)];
  std::vector<int> managers;
  managers.reserve(static_cast<std::size_t>(manager_count));
  for (int i = 0; i < manager_count; ++i)
    managers.push_back(add_position(town, StaffRole::manager, department));
  add_covers(town);
  add_heads(town, managers);
  settle_managers(town, managers);
  change_heads(town, managers, random);
}

}  // namespace insyn
