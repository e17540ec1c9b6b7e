#include <algorithm>

#include "simulate/names.h"
#include "simulate/town.h"

namespace insyn {
namespace {

struct SegmentModel {
  Segment segment{};
  int stock = 0;        ///< open at a time, of 5,000 clients in the register
  int inflow = 0;       ///< new ones a year, as many as leave
  int health = 0;       ///< percent with a health care case too
  int second_case = 0;  ///< percent with a second case of the same law
  int death = 0;        ///< percent of those who leave
  int age_from = 0, age_to = 0;
  StaffRole care{};     ///< role of the unit that serves, or manager: none
  StaffRole handler{};  ///< role of the caseworker, or manager: none
};

using R = StaffRole;
constexpr R none = R::manager;

constexpr std::array<SegmentModel, 9> segments{{
    {Segment::home_care, 230, 60, 62, 25, 40, 70, 97, R::home_care, R::elder_assessor},
    {Segment::residence, 120, 45, 97, 15, 85, 75, 99, R::residence, R::elder_assessor},
    {Segment::alarm_only, 250, 70, 28, 20, 25, 70, 95, R::night, R::elder_assessor},
    {Segment::disability, 100, 8, 38, 30, 15, 20, 64, R::disability, R::disability_assessor},
    {Segment::income_support, 150, 250, 0, 8, 0, 20, 63, none, R::income_support},
    {Segment::child_welfare, 120, 150, 0, 45, 0, 1, 17, none, R::child_welfare},
    {Segment::adult_welfare, 60, 60, 0, 35, 3, 19, 62, none, R::adult_welfare},
    {Segment::supported_living, 60, 25, 20, 20, 2, 20, 64, R::supported_living,
     R::disability_assessor},
    {Segment::health_only, 60, 80, 100, 0, 30, 60, 95, none, none},
}};

class Clientele {
 public:
  explicit Clientele(Town& town)
      : town_{town},
        random_{random_for(town, Topic::clients)},
        year_{static_cast<int>(town.date(0).year())} {}

  void number_clients();
  void fill(const SegmentModel& model);
  void add_closed();
  void mark();

 private:
  std::vector<int> units_of(StaffRole role) const;
  std::vector<int> posts_of(StaffRole role) const;
  TownSlot make_slot(const SegmentModel& model, int index);
  void place(const SegmentModel& model, int slot, DaySpan days);
  int add_case(int client, std::string_view law, int unit, DaySpan days, const TownSlot* slot);
  int new_client(int age_from, int age_to);

  Town& town_;
  SeededRandom random_;
  int year_;
  int used_ = 0;
};

std::vector<int> Clientele::units_of(StaffRole role) const {
  std::vector<int> found;
  for (std::size_t i = 0; i < town_.units.size(); ++i) {
    const TownUnit& unit = town_.units[i];
    // The alarm's clients belong to the alarm centre, not to the patrols that cover it.
    if (unit.kind == TownUnitKind::unit && unit.role == role && unit.alarm == (role == R::night))
      found.push_back(static_cast<int>(i));
  }
  return found;
}

std::vector<int> Clientele::posts_of(StaffRole role) const {
  std::vector<int> found;
  for (std::size_t i = 0; i < static_cast<std::size_t>(town_.options.staff); ++i)
    if (town_.positions[i].role == role) found.push_back(static_cast<int>(i));
  return found;
}

/// Identities don't follow the order of admission.
void Clientele::number_clients() {
  std::vector<int> numbers;
  for (int i = 1; i <= town_.options.clients; ++i) numbers.push_back(i);
  random_.shuffle(numbers);
  for (const int number : numbers) {
    TownClient client;
    client.id = numbered("k", number, 5);
    town_.clients.push_back(std::move(client));
  }
}

int Clientele::new_client(int age_from, int age_to) {
  TownClient& client = town_.client(used_);
  client.birth_year = year_ - random_.between(age_from, age_to);
  client.name = first_name(client.birth_year, random_);
  client.name += ' ' + surname(random_);
  client.personal_number = test_personal_number(town_, client.birth_year, random_);
  client.address = random_.below(town_.options.clients * 6 / 5);
  return used_++;
}

TownSlot Clientele::make_slot(const SegmentModel& model, int index) {
  const auto nth = [index](const std::vector<int>& of, int offset) {
    return of.empty() ? nobody : of[static_cast<std::size_t>(index + offset) % of.size()];
  };
  TownSlot slot;
  slot.segment = model.segment;
  const auto handlers = model.handler == none ? std::vector<int>{} : posts_of(model.handler);
  slot.handler = nth(handlers, 0);
  const bool pairs = model.handler == R::child_welfare || model.handler == R::adult_welfare ||
                     model.handler == R::income_support;
  if (pairs && handlers.size() > 1)
    slot.co_handler = nth(handlers, 1 + (index / static_cast<int>(handlers.size())) %
                                            (static_cast<int>(handlers.size()) - 1));
  slot.health_unit = nth(units_of(R::nurse), 0);
  if (random_.chance(6000)) slot.therapist = nth(posts_of(R::therapist), index / 3);
  if (model.care == none) return slot;
  const auto units = units_of(model.care);
  slot.care_unit = nth(units, 0);
  std::vector<int> carers;
  for (const int post : town_.unit(slot.care_unit).positions)
    if (town_.position(post).role == model.care) carers.push_back(post);
  if (!carers.empty())
    slot.contact = carers[static_cast<std::size_t>(index) / units.size() % carers.size()];
  return slot;
}

void Clientele::fill(const SegmentModel& model) {
  const int clients = town_.options.clients;
  const int days = town_.options.days;
  // Ninety days before the window too, so that its first weeks have cases that have just closed.
  constexpr int before = 90;
  const int stock = std::max(1, random_.scaled(model.stock, clients, 5000));
  const int yearly = random_.scaled(model.inflow, clients, 5000);
  const int changes = random_.scaled(yearly, days + before, 365);
  std::vector<std::vector<int>> ends(static_cast<std::size_t>(stock));
  for (int i = 0; i < changes; ++i) {
    auto& slot_ends = ends[static_cast<std::size_t>(random_.below(stock))];
    slot_ends.push_back(random_.between(-before, days - 1));
  }
  for (int i = 0; i < stock; ++i) {
    town_.slots.push_back(make_slot(model, i));
    auto& mine = ends[static_cast<std::size_t>(i)];
    std::sort(mine.begin(), mine.end());
    mine.push_back(day_open);
    int from = -random_.between(before + 20, model.inflow > model.stock ? 700 : 2200);
    for (const int to : mine) {
      // Never the whole register: some clients must have nothing but the past.
      if (to <= from + 2 || used_ >= clients * 19 / 20) continue;
      place(model, static_cast<int>(town_.slots.size()) - 1, {from, to});
      from = to == day_open ? to : to + random_.below(6);
    }
  }
}

int Clientele::add_case(int client, std::string_view law, int unit, DaySpan days,
                        const TownSlot* slot) {
  TownCase added;
  added.id = numbered("a", static_cast<int>(town_.cases.size()) + 1, 6);
  added.client = client;
  added.law = law;
  added.unit = unit;
  added.days = days;
  if (slot != nullptr) {
    added.handler = slot->handler;
    added.co_handler = slot->co_handler;
  }
  town_.cases.push_back(std::move(added));
  return static_cast<int>(town_.cases.size()) - 1;
}

void Clientele::place(const SegmentModel& model, int slot_index, DaySpan days) {
  const TownSlot& slot = town_.slot(slot_index);
  ClientPlacement placement;
  placement.slot = slot_index;
  placement.days = days;
  const int client = placement.client = new_client(model.age_from, model.age_to);
  if (days.to != day_open && random_.chance(model.death * 100))
    town_.client(client).deceased = days.to - random_.below(3);
  const int closed = days.to == day_open ? day_open : days.to + random_.below(8);
  const DaySpan open{days.from - random_.below(20), closed};
  std::string_view law = model.segment == Segment::disability ? "LSS" : "SoL";
  if (model.segment == Segment::child_welfare && random_.chance(1300)) law = "LVU";
  if (model.segment == Segment::adult_welfare && random_.chance(900)) law = "LVM";
  const int handling_unit = slot.handler == nobody ? nobody : town_.position(slot.handler).unit;
  const int unit = slot.care_unit == nobody ? handling_unit : slot.care_unit;
  if (model.segment != Segment::health_only)
    placement.main_case = add_case(client, law, unit, open, &slot);
  if (random_.chance(model.second_case * 100))
    placement.extra_case = add_case(client, law, handling_unit, open, &slot);
  if (random_.chance(model.health * 100))
    placement.health_case = add_case(client, "HSL", slot.health_unit, open, nullptr);
  if (placement.main_case == nobody) placement.main_case = placement.health_case;
  if (random_.chance(3500)) {
    const int end = open.from - random_.between(35, 500);
    placement.old_case = add_case(client, model.segment == Segment::health_only ? "HSL" : law,
                                  unit == nobody ? slot.health_unit : unit,
                                  {end - random_.between(60, 900), end}, &slot);
  }
  placement.unregistered = random_.chance(160);
  if (days.from > -30 && random_.chance(3500)) placement.registered_late = random_.between(2, 14);
  if (days.to != day_open) placement.ended_late = random_.below(41);
  town_.placements.push_back(placement);
  town_.slots.back().placements.push_back(static_cast<int>(town_.placements.size()) - 1);
}

/// The rest of the register: one or two cases, closed long ago, of every kind.
void Clientele::add_closed() {
  while (used_ < town_.options.clients) {
    const SegmentModel& model = segments[static_cast<std::size_t>(random_.below(9))];
    const int client = new_client(model.age_from, model.age_to);
    int end = -random_.between(100, 2500);
    if (random_.chance(model.death * 60)) town_.client(client).deceased = end;
    const bool health = model.segment == Segment::health_only;
    const auto units = units_of(health               ? R::nurse
                                : model.care == none ? model.handler
                                                     : model.care);
    for (int i = random_.between(1, 2); i > 0; --i) {
      const int start = end - random_.between(40, 900);
      add_case(client,
               health                                 ? "HSL"
               : model.segment == Segment::disability ? "LSS"
                                                      : "SoL",
               random_.pick(units), {start, end}, nullptr);
      end = start - random_.between(20, 400);
    }
  }
}

/// Protected identities, and people whom the town talks about.
void Clientele::mark() {
  const int clients = town_.options.clients;
  for (int i = 0; i < std::max(1, clients * 4 / 1000); ++i)
    town_.client(random_.below(clients)).is_protected = true;
  for (int i = 0; i < std::max(2, clients / 1000); ++i) {
    const auto& placement = random_.pick(town_.placements);
    town_.client(i % 2 == 0 ? placement.client : random_.below(clients)).public_interest = true;
  }
}

}  // namespace

void build_clients(Town& town) {
  Clientele clientele{town};
  clientele.number_clients();
  for (const SegmentModel& model : segments) clientele.fill(model);
  clientele.add_closed();
  clientele.mark();
}

}  // namespace insyn
