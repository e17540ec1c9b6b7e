#include "app/audit_acts.h"

#include <algorithm>
#include <set>

#include "app/audit_steps.h"
#include "app/going_audit.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"
#include "domain/sampling/beacon.h"

namespace insyn {
namespace {

tl::unexpected<Error> refuse(std::string_view code, std::string text) {
  return fail(ErrorKind::refused, code, std::move(text));
}

/// Refuses unless every code is a list that was sent and isn't signed yet.
Result<Done> check_waiting(const AuditProgress& audit, const std::vector<std::string>& lists) {
  if (lists.empty()) return refuse("no-lists", "Välj minst en lista.");
  for (const std::string& code : lists) {
    const auto found = audit.lists.find(code);
    if (found == audit.lists.end())
      return refuse("list-unknown", "Listan finns inte i kontrollen. Ladda om sidan.");
    if (!found->second.sent) return refuse("list-not-sent", "Listan är inte skickad än.");
    const ListProgress& list = found->second;
    if (list.is_managers() ? list.managers_signed() : list.all_signed())
      return refuse("list-signed", "Listan är redan underskriven. Ladda om sidan.");
  }
  return Done{};
}

json::object with_lists(json::object open, const std::vector<std::string>& lists) {
  open["lists"] = to_array(lists);
  return open;
}

}  // namespace

Result<GoingAudit> going_audit(const Home& home, const std::string& id) {
  const auto found = find_audit(home, id);
  if (!found) return fail(found.error());
  const GoingAudit going{*found, home.ledger.state().progress.audit((*found)->id)};
  if (going.audit->annulled || going.progress == nullptr)
    return refuse("audit-annulled",
                  "Kontrollen " + going.audit->id + " är avbruten och går inte vidare.");
  if (going.progress->closed)
    return refuse("audit-closed", "Kontrollen " + going.audit->id + " är avslutad.");
  return going;
}

Result<GoingAudit> drawn_audit(const Home& home, const std::string& id) {
  auto going = going_audit(home, id);
  if (going && !going->audit->drawn)
    return refuse("audit-not-drawn", "Kontrollen " + going->audit->id + " är inte dragen än.");
  return going;
}

json::object open_of(const Home& home, const AuditState& audit) {
  return {{"audit", audit.id}, {"by", home.user}};
}

Result<Done> record_done(Home& home, std::string_view kind, json::object open, json::object words) {
  for (auto& entry : words_of(home)) words[entry.key()] = std::move(entry.value());
  auto act = home.ledger.record({kind, std::move(open), std::move(words)}, home.now);
  if (!act) return fail(act.error());
  return Done{};
}

Result<json::object> draw_with(Home& home, const std::string& id, std::string_view typed) {
  const auto going = going_audit(home, id);
  if (!going) return fail(going.error());
  const json::object words = home.ledger.words(going->audit->opened);
  const auto seed = seed_for(text_of(words, "seed_source"), typed, home.now);
  if (!seed) return fail(seed.error());
  return draw_audit(home, going->audit->id, *seed);
}

Result<json::object> send_lists(Home& home, const std::string& id) {
  const auto going = drawn_audit(home, id);
  if (!going) return fail(going.error());
  const AuditProgress& progress = *going->progress;
  if (!progress.routed)
    return refuse("not-routed", "Jäv är inte prövat än. Gör det först, så vet alla vem som läser.");
  if (progress.all_sent()) return refuse("all-sent", "Alla listor är redan skickade.");
  std::vector<std::string> codes;
  std::set<std::string> readers;
  std::int64_t rows = 0;
  for (const auto& [code, list] : progress.lists) {
    if (list.sent) continue;
    if (!list.has_reader())
      return refuse(
          "no-reader",
          "En lista har ingen som kan granska den. Utse en ersättare och pröva jäv igen.");
    codes.push_back(code);
    readers.insert(list.reader + "/" + list.role);
    rows += list.rows;
  }
  auto routine = routine_of(home, *going->audit);
  if (!routine) return fail(routine.error());
  const auto period = period_in(*routine, going->audit->period);
  if (!period) return fail(period.error());
  AuditDays days;
  days.sent = day_of(progress.sent_at.value_or(home.now));
  json::object document{
      {"audit", going->audit->id},
      {"lists", codes.size()},
      {"rows", rows},
      {"readers", readers.size()},
      {"answer_by", format_day(schedule_of(*routine, period->days, days).answer_by)}};
  json::object open = with_lists(open_of(home, *going->audit), codes);
  for (const char* name : {"rows", "readers", "answer_by"}) open[name] = document.at(name);
  if (auto done = record_done(home, act::lists_sent, std::move(open)); !done)
    return fail(done.error());
  return document;
}

Result<Done> remind(Home& home, const std::string& id, const std::vector<std::string>& lists,
                    std::optional<int> days) {
  const auto going = drawn_audit(home, id);
  if (!going) return fail(going.error());
  if (auto fine = check_waiting(*going->progress, lists); !fine) return fine;
  json::object open = with_lists(open_of(home, *going->audit), lists);
  if (days) open["days"] = *days;
  return record_done(home, act::reminder_sent, std::move(open));
}

Result<Done> escalate(Home& home, const std::string& id, const std::vector<std::string>& lists,
                      const std::string& to) {
  const auto going = drawn_audit(home, id);
  if (!going) return fail(going.error());
  if (to != code_of(UserRole::area_head) && to != code_of(UserRole::director))
    return refuse("escalate-to", "Sena listor lämnas till VO-chefen eller socialchefen.");
  if (auto fine = check_waiting(*going->progress, lists); !fine) return fine;
  json::object open = with_lists(open_of(home, *going->audit), lists);
  open["to"] = to;
  return record_done(home, act::escalated, std::move(open));
}

Result<Done> sign_off_area(Home& home, const std::string& id, const std::string& area) {
  const auto going = drawn_audit(home, id);
  if (!going) return fail(going.error());
  const AuditProgress& progress = *going->progress;
  if (!progress.all_sent()) return refuse("not-sent", "Listorna är inte skickade än.");
  if (!progress.areas().contains(area))
    return refuse("area-unknown", "Området har inga listor i den här kontrollen.");
  if (progress.areas_signed.contains(area))
    return refuse("area-signed", "Området är redan godkänt.");
  if (const auto left = progress.unsigned_lists(area); left > 0)
    return refuse("lists-unsigned", std::to_string(left) +
                                        " av områdets listor är inte underskrivna. Vänta in dem, "
                                        "påminn eller utse en annan granskare.");
  json::object open = open_of(home, *going->audit);
  open["area"] = area;
  return record_done(home, act::area_signed_off, std::move(open));
}

Result<Done> compile_audit(Home& home, const std::string& id) {
  const auto going = drawn_audit(home, id);
  if (!going) return fail(going.error());
  const AuditProgress& progress = *going->progress;
  if (progress.compiled) return refuse("compiled", "Resultatet är redan sammanställt.");
  if (!progress.all_sent() || !std::ranges::includes(progress.areas_signed, progress.areas()))
    return refuse("areas-unsigned",
                  "Alla verksamhetsområden har inte godkänt än. Sammanställ när de har gjort det.");
  if (!progress.all_signed())
    return refuse("review-unfinished",
                  "Alla granskningar är inte klara än. Sammanställ när de är det.");
  const auto routine = routine_of(home, *going->audit);
  if (!routine) return fail(routine.error());
  const AuditReview* review = home.ledger.state().review.audit(going->audit->id);
  if (routine->review.second_reading_share > 0 && (review == nullptr || !review->second_drawn))
    return refuse("second-reading-not-drawn",
                  "Raderna till den andra läsningen är inte lottade. Gör det först.");
  return record_done(home, act::compiled, open_of(home, *going->audit));
}

Result<Done> report_audit(Home& home, const std::string& id) {
  const auto going = drawn_audit(home, id);
  if (!going) return fail(going.error());
  if (going->progress->reported) return refuse("reported", "Rapporten är redan lämnad.");
  if (!going->progress->compiled)
    return refuse("not-compiled", "Resultatet är inte sammanställt än. Gör det först.");
  return record_done(home, act::reported, open_of(home, *going->audit));
}

Result<Done> close_audit(Home& home, const std::string& id) {
  const auto going = drawn_audit(home, id);
  if (!going) return fail(going.error());
  if (!going->progress->reported)
    return refuse("not-reported", "Rapporten är inte lämnad än. Gör det först.");
  return record_done(home, act::closed, open_of(home, *going->audit));
}

}  // namespace insyn
