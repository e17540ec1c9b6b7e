#include "app/review_state.h"

#include <algorithm>

#include "app/progress_state.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

constexpr std::chrono::minutes longest_pause{5};

/// Where an act happened: its audit, list and part, as far as it names them.
struct Place {
  AuditReview& audit;
  ListReview& list;
  PartReview& part;
  std::int64_t row;
};

Place place_of(ReviewState& state, const Act& act) {
  AuditReview& audit = state.audits[text_of(act.open, "audit")];
  ListReview& list = audit.lists[text_of(act.open, "list")];
  return {audit, list, list.parts[text_of(act.open, "part")], integer_of(act.open, "row")};
}

void work_on(PartReview& part, Instant at) {
  const auto pause = part.last == Instant{} ? std::chrono::microseconds{0} : at - part.last;
  const auto worked =
      std::clamp<std::chrono::microseconds>(pause, std::chrono::microseconds{0}, longest_pause);
  part.seconds += std::chrono::duration_cast<std::chrono::seconds>(worked).count();
  part.last = at;
}

void answer(RowReview& row, const Act& act, Standing standing) {
  row.standing = standing;
  row.code = text_of(act.open, "code");
  row.act = act.seq;
  row.at = act.at;
  row.by = text_of(act.open, "by");
  row.from_paper = flag_of(act.open, "from_paper");
  row.late_deputy = act.kind == act::deputy_entered;
}

/// What a new reader begins with; a suspicion stands, whoever reads.
void begin_anew(RowReview& row) {
  if (row.standing == Standing::suspected) return;
  const RowReview before = row;
  row = {};
  row.held_off = before.held_off;
  row.held_off_at = before.held_off_at;
  row.held_off_by = before.held_off_by;
  row.suspicion = before.suspicion;
  row.asks = before.asks;
}

void confirm(const Place& place, const Act& act) {
  place.part.question = act.seq;
  for (const std::int64_t row : integers_in(act.open, "rows"))
    answer(place.list.rows[row], act, Standing::confirmed);
  for (const std::int64_t row : integers_in(act.open, "taken_out"))
    place.list.rows[row].taken_out = true;
}

void take_out(RowReview& row) {
  if (row.standing == Standing::confirmed) row.standing = Standing::unanswered;
  row.taken_out = true;
}

void undo(RowReview& row) {
  row.standing = Standing::unanswered;
  row.code.clear();
  row.from_paper = row.late_deputy = false;
}

void countersign(RowReview& row, const Act& act) {
  row.countersigned = act.seq;
  if (!flag_of(act.open, "agrees"))
    row.standing = Standing::unanswered;
  else
    row.standing =
        row.standing == Standing::not_asked ? Standing::not_asked_agreed : Standing::unclear_agreed;
}

void keep_signed(RowReview& row) {
  if (!row.signed_answer) row.signed_answer = {row.standing, row.code, row.act, row.at};
}

void correct(RowReview& row, const Act& act) {
  keep_signed(row);
  if (const auto standing = parse_standing(text_of(act.open, "answer")))
    answer(row, act, *standing);
  row.corrections.push_back(act.seq);
}

/// Rows that a conflict moved, or all of a list that another reader was appointed to.
void move(ReviewState& state, const Act& act) {
  const Place place = place_of(state, act);
  const bool declared = act.kind == act::conflict_declared;
  if (!declared || act.open.contains("whole")) {
    for (const std::int64_t row : integers_in(act.open, "anew")) {
      const auto found = place.list.rows.find(row);
      if (found != place.list.rows.end()) begin_anew(found->second);
    }
    place.part = {};
    return;
  }
  work_on(place.part, act.at);
  place.part.handed_on.insert(place.row);
  begin_anew(place.list.rows[place.row]);
}

void ask(ReviewState& state, const Act& act, AskState::Kind kind) {
  const Place place = place_of(state, act);
  work_on(place.part, act.at);
  AskState& asked = state.asks[act.seq];
  asked.asked = act.seq;
  asked.at = act.at;
  asked.kind = kind;
  asked.audit = text_of(act.open, "audit");
  asked.list = text_of(act.open, "list");
  asked.row = place.row;
  asked.by = text_of(act.open, "by");
  asked.to = text_of(act.open, "to");
  place.list.rows[place.row].asks.push_back(act.seq);
}

void answer_ask(ReviewState& state, const Act& act) {
  const auto found = state.asks.find(static_cast<std::uint64_t>(integer_of(act.open, "asked")));
  if (found == state.asks.end() || !found->second.is_open()) return;
  found->second.answered = act.seq;
  found->second.opinion = text_of(act.open, "opinion");
}

void open_suspicion(ReviewState& state, const Act& act) {
  const Place place = place_of(state, act);
  RowReview& row = place.list.rows[place.row];
  if (!flag_of(act.open, "correction")) work_on(place.part, act.at);
  SuspicionState suspicion;
  suspicion.opened = act.seq;
  suspicion.at = act.at;
  suspicion.by = text_of(act.open, "by");
  suspicion.audit = text_of(act.open, "audit");
  suspicion.list = text_of(act.open, "list");
  suspicion.row = place.row;
  suspicion.code = text_of(act.open, "code");
  suspicion.evidence_sha256 = text_of(act.open, "evidence_sha256");
  suspicion.stamps.signal = row.held_off_at.value_or(act.at);
  state.suspicions.push_back(std::move(suspicion));
  if (flag_of(act.open, "correction")) keep_signed(row);
  answer(row, act, Standing::suspected);
  row.suspicion = act.seq;
  if (flag_of(act.open, "correction")) row.corrections.push_back(act.seq);
  for (const std::int64_t asked : integers_in(act.open, "closes"))
    if (const auto found = state.asks.find(static_cast<std::uint64_t>(asked));
        found != state.asks.end() && found->second.is_open())
      found->second.closed = act.seq;
}

SuspicionState* find_suspicion(ReviewState& state, const Act& act) {
  const auto opened = static_cast<std::uint64_t>(integer_of(act.open, "suspicion"));
  const auto found = std::ranges::find(state.suspicions, opened, &SuspicionState::opened);
  return found == state.suspicions.end() ? nullptr : &*found;
}

void stamp(ReviewState& state, const Act& act) {
  SuspicionState* suspicion = find_suspicion(state, act);
  const auto kind = parse_stamp(text_of(act.open, "stamp"));
  if (suspicion == nullptr || !kind) return;
  suspicion->stamps.at(*kind) = parse_time(text_of(act.open, "at")).at;
  suspicion->stamped.push_back(act.seq);
}

void return_suspicion(ReviewState& state, const Act& act) {
  SuspicionState* suspicion = find_suspicion(state, act);
  if (suspicion == nullptr || suspicion->returned) return;
  suspicion->returned = act.seq;
  // What was signed stands as it was signed until its reader corrects it.
  if (!flag_of(act.open, "reopens")) return;
  undo(state.audits[suspicion->audit].lists[suspicion->list].rows[suspicion->row]);
}

void draw_second(ReviewState& state, const Act& act) {
  AuditReview& audit = state.audits[text_of(act.open, "audit")];
  audit.second_drawn = act.seq;
  for (const json::value& value : array_of(act.open, "rows")) {
    if (!value.is_object()) continue;
    const json::object& entry = value.get_object();
    SecondReading reading;
    reading.list = text_of(entry, "list");
    reading.row = integer_of(entry, "row");
    reading.role = text_of(entry, "role");
    reading.reader = text_of(entry, "reader");
    reading.first = audit.standing(reading.list, reading.row);
    audit.second.push_back(std::move(reading));
  }
}

void read_again(ReviewState& state, const Act& act) {
  AuditReview& audit = state.audits[text_of(act.open, "audit")];
  for (SecondReading& reading : audit.second) {
    if (reading.list != text_of(act.open, "list") || reading.row != integer_of(act.open, "row"))
      continue;
    if (reading.second) return;
    reading.second = parse_standing(text_of(act.open, "answer"));
    reading.act = act.seq;
  }
}

void sign(const Place& place, const Act& act) {
  work_on(place.part, act.at);
  place.part.signed_from_paper = flag_of(act.open, "from_paper");
  place.part.signed_at = act.at;
  place.part.signed_by = text_of(act.open, "by");
  Tally& tally = place.part.signed_tally;
  tally.handed_on = static_cast<std::int64_t>(place.part.handed_on.size());
  for (const std::int64_t row : integers_in(act.open, "rows")) tally.add(place.list.standing(row));
}

/// What a reader does with a row or a part.
bool apply_reading(ReviewState& state, const Act& act) {
  if (act.kind == act::list_opened) {
    // What nobody reads in Insyn leaves no list in the state.
    if (text_of(act.open, "list").empty()) return true;
    work_on(place_of(state, act).part, act.at);
  } else if (act.kind == act::rows_confirmed) {
    const Place place = place_of(state, act);
    work_on(place.part, act.at);
    confirm(place, act);
  } else if (act.kind == act::row_taken_out || act.kind == act::row_undone) {
    const Place place = place_of(state, act);
    work_on(place.part, act.at);
    RowReview& row = place.list.rows[place.row];
    act.kind == act::row_taken_out ? take_out(row) : undo(row);
  } else if (act.kind == act::row_judged) {
    const Place place = place_of(state, act);
    work_on(place.part, act.at);
    if (const auto standing = parse_standing(text_of(act.open, "answer")))
      answer(place.list.rows[place.row], act, *standing);
  } else if (act.kind == act::deputy_entered) {
    const Place place = place_of(state, act);
    work_on(place.part, act.at);
    for (const std::int64_t row : integers_in(act.open, "rows"))
      answer(place.list.rows[row], act, Standing::needed);
  } else if (act.kind == act::list_signed) {
    sign(place_of(state, act), act);
  } else {
    return false;
  }
  return true;
}

bool apply_talk(ReviewState& state, const Act& act) {
  if (act.kind == act::support_asked) {
    ask(state, act,
        text_of(act.open, "kind") == "owning_unit" ? AskState::Kind::owning_unit
                                                   : AskState::Kind::support);
  } else if (act.kind == act::employee_asked) {
    ask(state, act, AskState::Kind::employee);
  } else if (act.kind == act::support_given || act.kind == act::employee_answered) {
    answer_ask(state, act);
  } else if (act.kind == act::talk_held_off) {
    const Place place = place_of(state, act);
    work_on(place.part, act.at);
    RowReview& row = place.list.rows[place.row];
    row.held_off = act.seq;
    if (!row.held_off_at) row.held_off_at = act.at;
    row.held_off_by = text_of(act.open, "by");
  } else {
    return false;
  }
  return true;
}

}  // namespace

const RowReview* ListReview::row(std::int64_t number) const {
  const auto found = rows.find(number);
  return found == rows.end() ? nullptr : &found->second;
}

Standing ListReview::standing(std::int64_t number) const {
  const RowReview* found = row(number);
  return found == nullptr ? Standing::unanswered : found->standing;
}

const ListReview* AuditReview::list(std::string_view code) const {
  const auto found = lists.find(code);
  return found == lists.end() ? nullptr : &found->second;
}

Standing AuditReview::standing(std::string_view code, std::int64_t row) const {
  const ListReview* found = list(code);
  return found == nullptr ? Standing::unanswered : found->standing(row);
}

namespace {

template <class Counts>
std::int64_t count_rows(const AuditReview& audit, Counts counts) {
  std::int64_t count = 0;
  for (const auto& list : audit.lists)
    for (const auto& row : list.second.rows) count += counts(row.second);
  return count;
}

}  // namespace

std::int64_t AuditReview::incident_lines() const {
  return count_rows(*this,
                    [](const RowReview& row) { return row.standing == Standing::acceptable; });
}

std::int64_t AuditReview::late_deputies() const {
  return count_rows(*this, [](const RowReview& row) { return row.late_deputy; });
}

std::int64_t AuditReview::corrections() const {
  return count_rows(*this, [](const RowReview& row) {
    return static_cast<std::int64_t>(row.corrections.size());
  });
}

std::int64_t AuditReview::seconds() const {
  std::int64_t sum = 0;
  for (const auto& list : lists)
    for (const auto& part : list.second.parts) sum += part.second.seconds;
  return sum;
}

std::int64_t AuditReview::fast_parts(int seconds_per_row) const {
  std::int64_t count = 0;
  for (const auto& list : lists)
    for (const auto& part : list.second.parts) {
      const Tally& tally = part.second.signed_tally;
      count += tally.rows > 0 && !part.second.signed_from_paper &&
               part.second.seconds < tally.rows * seconds_per_row;
    }
  return count;
}

Tally AuditReview::tally() const {
  Tally sum;
  for (const auto& list : lists)
    for (const auto& part : list.second.parts) sum.add(part.second.signed_tally);
  return sum;
}

const AuditReview* ReviewState::audit(std::string_view id) const {
  const auto found = audits.find(id);
  return found == audits.end() ? nullptr : &found->second;
}

const AskState* ReviewState::ask(std::uint64_t asked) const {
  const auto found = asks.find(asked);
  return found == asks.end() ? nullptr : &found->second;
}

const SuspicionState* ReviewState::suspicion(std::uint64_t opened) const {
  const auto found = std::ranges::find(suspicions, opened, &SuspicionState::opened);
  return found == suspicions.end() ? nullptr : &*found;
}

void apply(ReviewState& state, const Act& act) {
  if (apply_reading(state, act) || apply_talk(state, act)) return;
  if (act.kind == act::row_countersigned) {
    const Place place = place_of(state, act);
    countersign(place.list.rows[place.row], act);
  } else if (act.kind == act::row_corrected) {
    const Place place = place_of(state, act);
    correct(place.list.rows[place.row], act);
  } else if (act.kind == act::conflict_declared || act.kind == act::reviewer_appointed) {
    move(state, act);
  } else if (act.kind == act::suspicion_opened) {
    open_suspicion(state, act);
  } else if (act.kind == act::suspicion_stamped) {
    stamp(state, act);
  } else if (act.kind == act::suspicion_returned) {
    return_suspicion(state, act);
  } else if (act.kind == act::second_reading_drawn) {
    draw_second(state, act);
  } else if (act.kind == act::read_again) {
    read_again(state, act);
  }
}

}  // namespace insyn
