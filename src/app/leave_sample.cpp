#include <algorithm>
#include <set>

#include "app/audit_acts.h"
#include "app/frozen_lists.h"
#include "app/going_audit.h"
#include "base/hex.h"

namespace insyn {
namespace {

tl::unexpected<Error> refuse(std::string_view code, std::string text) {
  return fail(ErrorKind::refused, code, std::move(text));
}

std::set<std::string> pseudonyms_in(const json::object& stratum, const char* part) {
  std::set<std::string> found;
  for (const json::value& value : stratum.at(part).as_array())
    found.insert(text_of(value.as_object(), "pseudonym"));
  return found;
}

/// Who comes next in the person's stratum: the first of the reserve that hasn't come yet; empty if
/// it is used up.
Result<std::string> next_of_reserve(const json::object& draw, const AuditProgress& progress,
                                    const std::string& pseudonym, const std::string& stratum) {
  std::set<std::string> came;
  for (const LeftSample& one : progress.left) {
    if (one.pseudonym == pseudonym)
      return refuse("left-already", "Personen har redan lämnat urvalet.");
    came.insert(one.replacement);
  }
  for (const json::value& value : draw.at("strata").as_array()) {
    const json::object& entry = value.as_object();
    if (text_of(entry, "id") != stratum) continue;
    if (!pseudonyms_in(entry, "selected").contains(pseudonym) && !came.contains(pseudonym)) break;
    for (const json::value& one : entry.at("reserve").as_array())
      if (std::string next = text_of(one.as_object(), "pseudonym"); !came.contains(next))
        return next;
    return std::string{};
  }
  return refuse("not-in-sample", "Personen är inte med i urvalet.");
}

}  // namespace

Result<json::object> remove_from_sample(Home& home, const std::string& id,
                                        const std::string& pseudonym, const std::string& ground,
                                        const std::string& reason) {
  const auto going = drawn_audit(home, id);
  if (!going) return fail(going.error());
  if (ground != "robot" && ground != "wrong_identity" && ground != "double")
    return refuse("ground",
                  "Bara ett fel i underlaget tar någon ur urvalet: ett konto som ingen människa "
                  "använder, fel identitet eller samma person två gånger. Ledighet, sjukdom och "
                  "avslutad anställning är inga skäl; öppningarna kan granskas ändå.");
  if (reason.empty()) return refuse("reason-missing", "Skriv vad som är fel i underlaget.");
  if (going->progress->compiled)
    return refuse("compiled", "Resultatet är redan sammanställt. Urvalet ändras inte längre.");
  const auto frame = committed_frame(home, *going->audit);
  if (!frame) return fail(frame.error());
  const auto member = frame->members.find(pseudonym);
  if (member == frame->members.end())
    return refuse("not-in-sample", "Personen är inte med i urvalet.");
  const json::object drawn = home.ledger.words(*going->audit->drawn);
  if (!drawn.contains("draw")) return fail(purged(*going->audit));
  const auto next = next_of_reserve(drawn.at("draw").as_object(), *going->progress, pseudonym,
                                    member->second.stratum);
  if (!next) return fail(next.error());
  const auto now = current_lists(home, *going->audit, *frame);
  if (!now) return fail(now.error());
  std::vector<std::string> withdrawn;
  for (const CurrentList& list : *now)
    if (list.pseudonym == pseudonym) withdrawn.push_back(list.code);
  json::array lists;
  if (!next->empty()) {
    auto frozen = frozen_lists(home, *going->audit, *frame, std::vector<std::string>{*next});
    if (!frozen) return fail(frozen.error());
    lists = std::move(*frozen);
  }
  json::object open = open_of(home, *going->audit);
  open["pseudonym"] = pseudonym;
  open["ground"] = ground;
  open["stratum"] = member->second.stratum;
  open["replacement"] = *next;
  open["withdrawn"] = to_array(withdrawn);
  open["withdrawn_lists"] = withdrawn.size();
  open["added"] = lists.size();
  open["lists_sha256"] = to_hex(sha256(canonical_json(lists)));
  json::object words{
      {"staff", member->second.staff}, {"reason", reason}, {"lists", std::move(lists)}};
  if (auto done = record_done(home, act::left_sample, std::move(open), std::move(words)); !done)
    return fail(done.error());
  return json::object{{"audit", going->audit->id}, {"replacement", *next}};
}

}  // namespace insyn
