#include "app/snapshot.h"

#include <algorithm>
#include <utility>

#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

json::object object_in(json::object& words, std::string_view name) {
  json::value* value = words.if_contains(name);
  return value != nullptr && value->is_object() ? std::move(value->get_object()) : json::object{};
}

/// What isn't there was purged.
AuditPapers read_papers(Home& home, const AuditState& audit) {
  AuditPapers papers;
  if (auto routine = routine_of(home, audit))
    papers.routine = std::make_shared<const Routine>(std::move(*routine));
  json::object opening = home.ledger.words(audit.opened);
  papers.opened = object_in(opening, "opened");
  papers.seed_source = text_of(opening, "seed_source");
  papers.reason = text_of(opening, "reason");
  papers.opened_by = text_of(opening, "by");
  if (!audit.drawn) return papers;
  json::object drawing = home.ledger.words(*audit.drawn);
  papers.draw = object_in(drawing, "draw");
  papers.drawn_by = text_of(drawing, "by");
  json::value* lists = drawing.if_contains("lists");
  if (lists != nullptr && lists->is_array()) papers.lists = std::move(lists->get_array());
  if (auto current = drawn_lists(home, audit)) papers.current = std::move(*current);
  return papers;
}

std::shared_ptr<const AuditPapers> papers_of(Home& home, const AuditState& audit,
                                             const Snapshot* before) {
  const AuditState* known = before == nullptr ? nullptr : before->state.audit(audit.id);
  const auto left = [&](const State& state) {
    const AuditProgress* progress = state.progress.audit(audit.id);
    return progress == nullptr ? std::size_t{0} : progress->left.size();
  };
  if (known != nullptr && known->drawn == audit.drawn &&
      left(before->state) == left(home.ledger.state()))
    return before->audits.at(audit.id);
  return std::make_shared<const AuditPapers>(read_papers(home, audit));
}

/// The acts whose words a list's reader sees.
std::vector<std::uint64_t> acts_of_review(const State& state) {
  std::vector<std::uint64_t> acts;
  const auto add = [&](std::optional<std::uint64_t> act) {
    if (act && *act != 0) acts.push_back(*act);
  };
  for (const auto& [id, audit] : state.review.audits) {
    const AuditProgress* progress = state.progress.audit(id);
    if (progress == nullptr || progress->closed) continue;
    for (const auto& list : audit.lists)
      for (const auto& entry : list.second.rows) {
        const RowReview& row = entry.second;
        add(row.act);
        add(row.held_off);
        add(row.countersigned);
        for (const std::uint64_t asked : row.asks) {
          add(asked);
          add(state.review.ask(asked)->answered);
        }
        for (const std::uint64_t correction : row.corrections) add(correction);
        if (row.signed_answer) add(row.signed_answer->act);
      }
    for (const SecondReading& reading : audit.second) add(reading.act);
  }
  for (const SuspicionState& suspicion : state.review.suspicions) {
    add(suspicion.opened);
    add(suspicion.returned);
  }
  return acts;
}

ReviewWords review_words_of(const Home& home, const Snapshot* before) {
  ReviewWords words;
  for (const std::uint64_t act : acts_of_review(home.ledger.state())) {
    if (words.contains(act)) continue;
    const auto known =
        before == nullptr ? ReviewWords::const_iterator{} : before->review_words.find(act);
    words[act] = before != nullptr && known != before->review_words.end()
                     ? known->second
                     : std::make_shared<const json::object>(home.ledger.words(act));
  }
  return words;
}

/// Everything that may have brought a register's row or a text.
std::size_t imports_of(const State& state) {
  return state.deliveries.size() + state.register_imports.size();
}

/// The latest act that may have changed what somebody is called or may do.
std::uint64_t people_acts(const State& state) {
  std::uint64_t latest = 0;
  for (const UserState& user : state.people.users)
    latest = std::max({latest, user.added, user.named, user.identified, user.left.value_or(0)});
  for (const RoleChange& change : state.people.changes)
    latest = std::max(latest, change.decided.value_or(change.proposed));
  return latest;
}

}  // namespace

std::shared_ptr<const Snapshot> snapshot_of(Home& home,
                                            const std::shared_ptr<const Snapshot>& before) {
  std::string sources_now = sources_sha256(home);
  const bool same_sources = before && before->sources_sha256 == sources_now;
  const RoutineVersion* in_force = home.ledger.state().routine.in_force(day_of(home.now));
  const std::uint64_t routine_act = in_force == nullptr ? 0 : in_force->act;
  if (before && same_sources && before->acts == home.ledger.size() &&
      before->routine_act == routine_act)
    return before;

  auto next = std::make_shared<Snapshot>();
  next->acts = home.ledger.size();
  next->state = home.ledger.state();
  next->sources_sha256 = std::move(sources_now);
  if (same_sources)
    next->sources = before->sources;
  else if (auto sources = load_sources(home))
    next->sources = std::move(*sources);
  next->routine_act = routine_act;
  if (before && before->routine_act == next->routine_act)
    next->routine = before->routine;
  else if (auto routine = load_routine(home))
    next->routine = std::make_shared<const Routine>(std::move(*routine));
  if (before && people_acts(before->state) == people_acts(next->state))
    next->people = before->people;
  else
    next->people = std::make_shared<const People>(people_of(home));
  if (before && imports_of(before->state) == imports_of(next->state))
    next->registers = before->registers;
  else
    next->registers = kept_registers_at(home, next->acts);
  if (before && next->registers == before->registers)
    next->names = before->names;
  else
    next->names = std::make_shared<const Names>(*next->registers);
  for (const AuditState& audit : next->state.audits)
    next->audits.emplace(audit.id, papers_of(home, audit, before.get()));
  next->review_words = review_words_of(home, before.get());
  return next;
}

}  // namespace insyn
