#include <algorithm>

#include "simulate/town.h"

namespace insyn {
namespace {

/// A client to be somebody's relative or to be a member of staff: half of them have services now.
int some_client(const Town& town, SeededRandom& random) {
  if (random.chance(5000)) return random.pick(town.placements).client;
  return random.below(town.options.clients);
}

}  // namespace

/// A small town: 3 % of the staff are clients themselves, 18 % have kin among the clients, half of
/// them with another surname and address.
void build_kin(Town& town) {
  SeededRandom random = random_for(town, Topic::kin);
  std::vector<bool> taken(town.clients.size());
  const auto year = static_cast<int>(town.date(0).year());
  for (std::size_t i = 0; i < town.people.size(); ++i) {
    TownPerson& person = town.people[i];
    // The first four always are clients, so that a town of any size has an own record to read.
    if (i >= 4 && !random.chance(290)) continue;
    for (int tries = 0; tries < 200; ++tries) {
      const int chosen = some_client(town, random);
      TownClient& client = town.client(chosen);
      const int age = year - client.birth_year;
      if (age < 19 || age > 66 || client.deceased != day_open ||
          taken[static_cast<std::size_t>(chosen)])
        continue;
      taken[static_cast<std::size_t>(chosen)] = true;
      client.name = person.first + ' ' + person.last;
      client.personal_number = person.personal_number;
      client.birth_year = person.birth_year;
      client.address = person.address;
      person.own_record = chosen;
      break;
    }
  }
  for (std::size_t i = 0; i < town.people.size(); ++i) {
    TownPerson& person = town.people[i];
    if (i < 4 || i >= 12) {
      if (!random.chance(1800)) continue;
    }
    for (int left = random.between(1, 2); left > 0; --left) {
      const int chosen = some_client(town, random);
      if (taken[static_cast<std::size_t>(chosen)]) continue;
      taken[static_cast<std::size_t>(chosen)] = true;
      TownClient& client = town.client(chosen);
      person.kin.push_back(chosen);
      if (random.chance(5000)) continue;
      client.name = client.name.substr(0, client.name.rfind(' ') + 1) + person.last;
      client.address = person.address;
    }
  }
}

}  // namespace insyn
