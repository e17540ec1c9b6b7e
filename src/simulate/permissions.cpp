#include "simulate/permissions.h"

#include <algorithm>

#include "simulate/register_csv.h"

namespace insyn {
namespace {

enum class Tier { high, medium, low };

class Permitting {
 public:
  Permitting(const Town& town, SeededRandom& random)
      : town_{town},
        random_{random},
        out_{town, "permissions", "staff_id;system;scope;clients;valid_from;valid_to"} {}

  void permit(std::size_t position);
  void close() { out_.close(); }

 private:
  Tier tier_of(std::size_t position) const;
  std::vector<int> slots_for(std::size_t position) const;
  void give(const TownTenure& tenure, Tier tier, const std::vector<int>& slots, int unit);
  void give_slot(const TownTenure& tenure, int slot);
  void give_group(const TownTenure& tenure, int unit, std::size_t clients);

  const Town& town_;
  SeededRandom& random_;
  RegisterCsv out_;
};

/// The pool's members have worked long or short: two thirds have gathered many permissions.
Tier Permitting::tier_of(std::size_t position) const {
  const TownPosition& post = town_.positions[position];
  switch (post.role) {
    case StaffRole::residence:
    case StaffRole::supported_living:
      return Tier::medium;
    case StaffRole::disability:
      return Tier::low;
    case StaffRole::pool: {
      const auto& posts = town_.unit(post.unit).positions;
      const auto at = std::find(posts.begin(), posts.end(), static_cast<int>(position));
      const auto percent = (at - posts.begin()) * 100 / static_cast<std::ptrdiff_t>(posts.size());
      return percent < 64 ? Tier::high : percent < 89 ? Tier::medium : Tier::low;
    }
    default:
      return Tier::high;
  }
}

std::vector<int> Permitting::slots_for(std::size_t position) const {
  const TownPosition& post = town_.positions[position];
  std::vector<int> slots;
  for (std::size_t i = 0; i < town_.slots.size(); ++i) {
    const TownSlot& slot = town_.slots[i];
    const bool health = post.role >= StaffRole::nurse && post.role <= StaffRole::therapist;
    const bool served = town_.serves(post.unit, health ? slot.health_unit : slot.care_unit);
    const bool own = slot.therapist == static_cast<int>(position);
    const bool anyone = post.role == StaffRole::pool && slot.segment <= Segment::residence;
    if ((served && !(slot.care_unit != nobody && town_.unit(slot.care_unit).alarm)) || own ||
        anyone)
      slots.push_back(static_cast<int>(i));
  }
  return slots;
}

void Permitting::give_slot(const TownTenure& tenure, int slot) {
  for (const int index : town_.slot(slot).placements) {
    const ClientPlacement& placement = town_.placement(index);
    DaySpan days = placement.days;
    // Taken back when somebody thinks of it.
    if (days.to != day_open) days.to += random_.below(30);
    days = common(days, tenure.days);
    if (days.from >= days.to) continue;
    out_.row({town_.person(tenure.person).id, "viva", town_.client(placement.client).id, "",
              day_text(town_, days.from), day_text(town_, days.to)});
  }
}

void Permitting::give_group(const TownTenure& tenure, int unit, std::size_t clients) {
  out_.row({town_.person(tenure.person).id, "viva", "grupp-" + town_.unit(unit).id.substr(6),
            std::to_string(std::max<std::size_t>(1, clients)), day_text(town_, tenure.days.from),
            day_text(town_, tenure.days.to)});
}

void Permitting::give(const TownTenure& tenure, Tier tier, const std::vector<int>& slots,
                      int unit) {
  std::vector<int> chosen = slots;
  random_.shuffle(chosen);
  std::size_t most = tier == Tier::high     ? static_cast<std::size_t>(random_.between(20, 60))
                     : tier == Tier::medium ? static_cast<std::size_t>(random_.between(6, 10))
                                            : static_cast<std::size_t>(random_.between(0, 3));
  if (chosen.size() > most) chosen.resize(most);
  for (const int slot : chosen) give_slot(tenure, slot);
  if (tier != Tier::high) give_group(tenure, unit, slots.size());
  // In a small town the unit's clients are fewer than the tier needs: old ones were never removed.
  const std::size_t least = tier == Tier::high ? 20 : tier == Tier::medium ? 6 : 0;
  for (std::size_t given = chosen.size(); given < least; ++given) {
    const std::size_t client =
        (given * 131 + static_cast<std::size_t>(tenure.person) * 17) % town_.clients.size();
    out_.row({town_.person(tenure.person).id, "viva", town_.clients[client].id, "",
              day_text(town_, tenure.days.from), day_text(town_, tenure.days.to)});
  }
}

void Permitting::permit(std::size_t position) {
  const TownPosition& post = town_.positions[position];
  for (const TownTenure& tenure : post.tenures) {
    if (town_.person(tenure.person).no_permissions) continue;
    if (model_of(post.role).authority)
      give_group(tenure, post.unit, town_.slots.size() / 2);
    else
      give(tenure, tier_of(position), slots_for(position), post.unit);
  }
}

}  // namespace

void write_permissions(const Town& town, SeededRandom& random) {
  Permitting permitting{town, random};
  for (std::size_t i = 0; i < town.positions.size(); ++i) permitting.permit(i);
  permitting.close();
}

}  // namespace insyn
