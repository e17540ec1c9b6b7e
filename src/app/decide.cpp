#include "app/decide.h"

#include "domain/calendar/format.h"

namespace insyn {

Result<json::object> decide_matching(Home& home, const std::string& reason) {
  if (reason.empty())
    return fail(ErrorKind::refused, "reason-missing",
                "Skriv vad som är beslutat, av vem och när, med --reason.");
  json::object words = words_of(home);
  words["reason"] = reason;
  auto act = home.ledger.record({.kind = act::matching_decided,
                                 .open = {{"decision", "matching"}},
                                 .words = std::move(words)},
                                home.now);
  if (!act) return fail(act.error());
  return json::object{
      {"decision", {{"id", "matching"}, {"at", format_instant(home.now)}, {"act", act->seq}}}};
}

}  // namespace insyn
