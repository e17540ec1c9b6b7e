#include "app/progress_state.h"

#include <algorithm>

#include "base/json.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

/// Does something with each list that the act names and the audit has.
template <class Change>
void each_list(AuditProgress& audit, const Act& act, Change change) {
  std::vector<std::string> codes = texts_in(act.open, "lists");
  if (std::string one = text_of(act.open, "list"); !one.empty()) codes.push_back(std::move(one));
  for (const std::string& code : codes)
    if (const auto found = audit.lists.find(code); found != audit.lists.end())
      change(found->second);
}

std::vector<MovedRows> moved_in(const json::object& entry) {
  std::vector<MovedRows> result;
  for (const json::value& value : array_of(entry, "moved")) {
    if (!value.is_object()) continue;
    const json::object& part = value.get_object();
    MovedRows moved;
    moved.reader = text_of(part, "reader");
    moved.role = text_of(part, "role");
    moved.rows = integers_in(part, "rows");
    moved.reasons = texts_in(part, "reasons");
    result.push_back(std::move(moved));
  }
  return result;
}

void route(AuditProgress& audit, const Act& act) {
  audit.routed = act.seq;
  for (const json::value& value : array_of(act.open, "lists")) {
    if (!value.is_object()) continue;
    const json::object& entry = value.get_object();
    ListProgress list;
    list.area = text_of(entry, "area");
    list.reader = text_of(entry, "reader");
    list.role = text_of(entry, "role");
    list.rows = integer_of(entry, "rows");
    list.reasons = texts_in(entry, "reasons");
    list.moved = moved_in(entry);
    // A list that came after the area's sign-off isn't covered by it.
    audit.areas_signed.erase(list.area);
    audit.lists[text_of(entry, "list")] = std::move(list);
  }
}

void leave(AuditProgress& audit, const Act& act) {
  audit.left.push_back({text_of(act.open, "pseudonym"), text_of(act.open, "ground"),
                        text_of(act.open, "replacement"), act.seq});
  for (const std::string& code : texts_in(act.open, "withdrawn")) audit.lists.erase(code);
  const std::int64_t added = integer_of(act.open, "added");
  audit.lists_drawn += added - integer_of(act.open, "withdrawn_lists");
  // What came instead has no reader before it is routed.
  if (added > 0) audit.routed.reset();
}

/// Gives rows to whom an act moves them; what somebody has signed stays theirs.
void move_rows(ListProgress& list, std::vector<MovedRows> moved) {
  for (MovedRows& one : moved) {
    std::erase_if(one.rows, [&](std::int64_t row) { return list.is_row_signed(row); });
    for (MovedRows& before : list.moved)
      std::erase_if(before.rows, [&](std::int64_t row) {
        return std::ranges::find(one.rows, row) != one.rows.end();
      });
    if (!one.rows.empty()) list.moved.push_back(std::move(one));
  }
  std::erase_if(list.moved, [](const MovedRows& one) { return one.rows.empty(); });
}

/// Whoever comes new to a list begins it anew.
void appoint(ListProgress& list, const Act& act) {
  list.reader = text_of(act.open, "reader");
  list.role = text_of(act.open, "role");
  list.reasons = {text_of(act.open, "reason")};
  std::erase_if(list.moved, [](const MovedRows& one) { return !one.signed_off; });
  move_rows(list, moved_in(act.open));
  list.opened.reset();
}

/// The reader declared a conflict: about rows, or (with `whole`) about the list's own part.
void declare(ListProgress& list, const Act& act) {
  if (act.open.contains("whole"))
    appoint(list, act);
  else
    move_rows(list, moved_in(act.open));
}

/// Does something with the marks of a part: of the list's own or of rows that were moved.
template <class Change>
void each_mark(ListProgress& list, const Act& act, Change change) {
  const std::string part = text_of(act.open, "part");
  if (part.empty()) return change(list);
  for (MovedRows& moved : list.moved)
    if (moved.part() == part) change(moved);
}

bool apply_to_lists(AuditProgress& audit, const Act& act) {
  if (act.kind == act::lists_sent) {
    if (!audit.sent_at) audit.sent_at = act.at;
    each_list(audit, act, [&](ListProgress& list) {
      list.sent = true;
      list.sent_at = act.at;
    });
  } else if (act.kind == act::list_opened) {
    each_list(audit, act, [&](ListProgress& list) {
      each_mark(list, act, [&](auto& marked) {
        if (!marked.opened) marked.opened = act.seq;
      });
    });
  } else if (act.kind == act::list_signed) {
    each_list(audit, act, [&](ListProgress& list) {
      each_mark(list, act, [&](auto& marked) {
        if (!marked.signed_off) marked.signed_off = act.seq;
      });
    });
  } else if (act.kind == act::reminder_sent) {
    each_list(audit, act, [&](ListProgress& list) {
      ++list.reminders;
      if (act.open.contains("days"))
        list.reminded_on.insert(static_cast<int>(integer_of(act.open, "days")));
    });
  } else if (act.kind == act::reviewer_appointed) {
    each_list(audit, act, [&](ListProgress& list) { appoint(list, act); });
  } else if (act.kind == act::conflict_declared) {
    each_list(audit, act, [&](ListProgress& list) { declare(list, act); });
  } else if (act.kind == act::deadline_extended) {
    each_list(audit, act, [&](ListProgress& list) {
      if (const auto day = parse_day(text_of(act.open, "answer_by"))) {
        list.answer_by = day;
        list.reminded_on.clear();
      }
    });
  } else if (act.kind == act::escalated) {
    each_list(audit, act,
              [&](ListProgress& list) { list.escalated.insert(text_of(act.open, "to")); });
  } else {
    return false;
  }
  return true;
}

void apply_to_audit(AuditProgress& audit, const Act& act) {
  if (apply_to_lists(audit, act)) return;
  if (act.kind == act::audit_drawn) {
    audit.drawn_at = act.at;
    audit.lists_drawn = integer_of(act.open, "lists");
  } else if (act.kind == act::audit_annulled) {
    audit.annulled = act.seq;
  } else if (act.kind == act::left_sample) {
    leave(audit, act);
  } else if (act.kind == act::lists_routed) {
    route(audit, act);
  } else if (act.kind == act::area_signed_off) {
    audit.areas_signed.insert(text_of(act.open, "area"));
  } else if (act.kind == act::compiled) {
    audit.compiled = act.seq;
  } else if (act.kind == act::reported) {
    audit.reported = act.seq;
  } else if (act.kind == act::closed) {
    audit.closed = act.seq;
  }
}

}  // namespace

bool AuditProgress::all_sent() const {
  return routed.has_value() && sent_at.has_value() &&
         std::ranges::all_of(lists, [](const auto& entry) { return entry.second.sent; });
}

bool AuditProgress::all_signed() const {
  return all_sent() &&
         std::ranges::all_of(lists, [](const auto& entry) { return entry.second.all_signed(); });
}

std::set<std::string, std::less<>> AuditProgress::areas() const {
  std::set<std::string, std::less<>> areas;
  for (const auto& [code, list] : lists)
    if (list.is_managers()) areas.insert(list.area);
  return areas;
}

std::int64_t AuditProgress::unsigned_lists(std::string_view area) const {
  return std::ranges::count_if(lists, [&](const auto& entry) {
    return entry.second.is_managers() && entry.second.area == area &&
           !entry.second.managers_signed();
  });
}

std::int64_t AuditProgress::managers_lists() const {
  return std::ranges::count_if(lists, [](const auto& entry) { return entry.second.is_managers(); });
}

std::int64_t AuditProgress::unsigned_lists() const {
  return std::ranges::count_if(lists, [](const auto& entry) {
    return entry.second.is_managers() && !entry.second.managers_signed();
  });
}

std::optional<std::string> ListProgress::part_of(std::int64_t row) const {
  if (row < 0 || row >= rows) return std::nullopt;
  for (const MovedRows& one : moved)
    if (std::ranges::find(one.rows, row) != one.rows.end()) return one.part();
  return std::string{};
}

std::vector<std::int64_t> ListProgress::rows_of(std::string_view part) const {
  std::vector<std::int64_t> result;
  for (std::int64_t row = 0; row < rows; ++row)
    if (part_of(row) == part) result.push_back(row);
  return result;
}

bool ListProgress::is_signed(std::string_view part) const {
  if (part.empty()) return signed_off.has_value();
  bool any = false;
  for (const MovedRows& one : moved) {
    if (one.part() != part) continue;
    if (!one.signed_off) return false;
    any = true;
  }
  return any;
}

bool ListProgress::is_row_signed(std::int64_t row) const {
  for (const MovedRows& one : moved)
    if (std::ranges::find(one.rows, row) != one.rows.end()) return one.signed_off.has_value();
  return signed_off.has_value();
}

bool ListProgress::managers_signed() const {
  return signed_off.has_value() && std::ranges::all_of(moved, [](const MovedRows& one) {
           return one.reader.empty() || one.signed_off.has_value();
         });
}

bool ListProgress::all_signed() const {
  return signed_off.has_value() && std::ranges::all_of(moved, [](const MovedRows& one) {
           return one.signed_off.has_value();
         });
}

const AuditProgress* ProgressState::audit(std::string_view id) const {
  const auto found = audits.find(id);
  return found == audits.end() ? nullptr : &found->second;
}

void apply(ProgressState& state, const Act& act) {
  if (act.kind == act::sources_checked) {
    state.checked[text_of(act.open, "period")] = {act.seq, act.at, integer_of(act.open, "gaps"),
                                                  integer_of(act.open, "behind")};
  } else if (act.kind == act::substitute_named) {
    state.substitute = act.seq;
  } else if (act.kind == act::audit_opened) {
    AuditProgress& audit = state.audits[text_of(act.open, "audit")];
    audit.opened_at = act.at;
    audit.seed_source = !text_of(act.open, "seed_source_sha256").empty();
  } else if (const auto found = state.audits.find(text_of(act.open, "audit"));
             found != state.audits.end()) {
    apply_to_audit(found->second, act);
  }
}

}  // namespace insyn
