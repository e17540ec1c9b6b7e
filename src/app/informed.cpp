#include "app/informed.h"

#include <algorithm>
#include <set>

#include "app/people.h"
#include "base/hex.h"
#include "base/text.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

/// Longer than any text that somebody reads through.
constexpr std::size_t text_bytes_max = std::size_t{100} * 1024;

Error refused(std::string_view code, std::string text) {
  return {ErrorKind::refused, std::string{code}, std::move(text)};
}

Result<const InformationVersion*> find_version(const Home& home, int version) {
  const auto& all = home.ledger.state().routine.information;
  const auto found = std::ranges::find(all, version, &InformationVersion::version);
  if (found == all.end())
    return fail(refused("information-unknown",
                        "Informationstexten har ingen version " + std::to_string(version) + "."));
  return &*found;
}

void note(std::map<std::string, InformedPerson>& people, const std::string& staff, const Act& act,
          const json::object& words) {
  const int version = static_cast<int>(integer_of(act.open, "version"));
  InformedPerson& person = people[staff];
  if (act.kind == act::information_signed) {
    if (version < person.signed_version) return;
    person.signed_version = version;
    person.signed_day = day_of(act.at);
  }
  // Who signs has read it: that is being told, too.
  if (version < person.version) return;
  person.version = version;
  person.day = parse_day(text_of(act.open, "day")).value_or(day_of(act.at));
  person.way = text_of(words, "way");
}

}  // namespace

Result<int> publish_information(Home& home, const std::string& text) {
  if (auto may = require_right(home.ledger.state().people, home.user, Right::publish_information);
      !may)
    return fail(may.error());
  if (trimmed(text).empty() || text.size() > text_bytes_max || !is_utf8(text))
    return fail(refused("information-text", "Texten ska inte vara tom, högst 100 kB och i UTF-8."));
  json::object words = words_of(home);
  words["text"] = text;
  const auto act =
      home.ledger.record({.kind = act::information_published,
                          .open = {{"by", home.user}, {"sha256", to_hex(sha256(text))}},
                          .words = std::move(words)},
                         home.now);
  if (!act) return fail(act.error());
  return home.ledger.state().routine.information.back().version;
}

Result<std::string> information_text(const Home& home, int version) {
  const auto found = find_version(home, version);
  if (!found) return fail(found.error());
  return text_of(home.ledger.words((*found)->act), "text");
}

Result<std::size_t> record_informed(Home& home, const InformedBatch& batch) {
  if (auto may = require_right(home.ledger.state().people, home.user, Right::record_informed); !may)
    return fail(may.error());
  if (auto known = find_version(home, batch.version); !known) return fail(known.error());
  if (std::ranges::find(informed_ways, batch.way) == std::end(informed_ways))
    return fail(refused("informed-way", "Välj hur de informerades."));
  if (batch.day > day_of(home.now))
    return fail(refused("informed-day", "Dagen kan inte ligga efter i dag."));
  std::set<std::string> staff{batch.staff.begin(), batch.staff.end()};
  staff.erase("");
  if (staff.empty()) return fail(refused("informed-nobody", "Välj minst en medarbetare."));
  json::object words = words_of(home);
  words["staff"] = to_array({staff.begin(), staff.end()});
  words["way"] = batch.way;
  const auto act = home.ledger.record({.kind = act::staff_informed,
                                       .open = {{"by", home.user},
                                                {"version", batch.version},
                                                {"count", staff.size()},
                                                {"day", format_day(batch.day)}},
                                       .words = std::move(words)},
                                      home.now);
  if (!act) return fail(act.error());
  return staff.size();
}

Result<Done> sign_information(Home& home, int version) {
  if (auto known = find_version(home, version); !known) return fail(known.error());
  const People people = people_of(home);
  const Person* person = people.find(home.user);
  if (person == nullptr || !person->active || person->details.staff.empty())
    return fail(
        refused("not-staff",
                "Den som skriver under ska vara inloggad och knuten till personalregistret. "
                "Be administratören om det."));
  json::object words = words_of(home);
  words["staff"] = to_array({person->details.staff});
  const auto act = home.ledger.record({.kind = act::information_signed,
                                       .open = {{"by", home.user}, {"version", version}},
                                       .words = std::move(words)},
                                      home.now);
  if (!act) return fail(act.error());
  return Done{};
}

std::map<std::string, InformedPerson> informed_staff(const Home& home) {
  std::map<std::string, InformedPerson> people;
  for (const std::uint64_t seq : home.ledger.state().routine.informed) {
    const auto act = parse_leaf(home.ledger.stored(seq).leaf);
    const json::object words = home.ledger.words(seq);
    if (!act) continue;
    for (const std::string& id : texts_in(words, "staff")) note(people, id, *act, words);
  }
  return people;
}

std::vector<std::string> not_informed(const std::map<std::string, InformedPerson>& informed,
                                      const std::vector<std::string>& staff, int version) {
  std::vector<std::string> missing;
  for (const std::string& id : staff) {
    const auto found = informed.find(id);
    if (found == informed.end() || found->second.version < version) missing.push_back(id);
  }
  return missing;
}

}  // namespace insyn
