#include "app/progress_state.h"

#include <algorithm>

#include "base/json.h"

namespace insyn {
namespace {

const json::array& array_of(const json::object& object, std::string_view name) {
  static const json::array none;
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_array() ? value->get_array() : none;
}

std::vector<std::string> texts_in(const json::object& object, std::string_view name) {
  std::vector<std::string> texts;
  for (const json::value& value : array_of(object, name))
    if (value.is_string()) texts.emplace_back(value.get_string());
  return texts;
}

std::vector<std::int64_t> integers_in(const json::object& object, std::string_view name) {
  std::vector<std::int64_t> integers;
  for (const json::value& value : array_of(object, name)) {
    boost::system::error_code problem;
    const auto number = value.to_number<std::int64_t>(problem);
    if (!problem) integers.push_back(number);
  }
  return integers;
}

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
    result.push_back({text_of(part, "reader"), text_of(part, "role"), integers_in(part, "rows"),
                      texts_in(part, "reasons")});
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

void appoint(ListProgress& list, const Act& act) {
  list.reader = text_of(act.open, "reader");
  list.role.clear();
  list.reasons = {text_of(act.open, "reason")};
  list.moved = moved_in(act.open);
  // Whoever comes new to a list begins it anew.
  list.opened.reset();
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
      if (!list.opened) list.opened = act.seq;
    });
  } else if (act.kind == act::list_signed) {
    each_list(audit, act, [&](ListProgress& list) {
      if (!list.signed_off) list.signed_off = act.seq;
    });
  } else if (act.kind == act::reminder_sent) {
    each_list(audit, act, [&](ListProgress& list) {
      ++list.reminders;
      if (act.open.contains("days"))
        list.reminded_on.insert(static_cast<int>(integer_of(act.open, "days")));
    });
  } else if (act.kind == act::reviewer_appointed) {
    each_list(audit, act, [&](ListProgress& list) { appoint(list, act); });
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
  return all_sent() && std::ranges::all_of(lists, [](const auto& entry) {
           return entry.second.signed_off.has_value();
         });
}

std::set<std::string, std::less<>> AuditProgress::areas() const {
  std::set<std::string, std::less<>> areas;
  for (const auto& [code, list] : lists) areas.insert(list.area);
  return areas;
}

std::int64_t AuditProgress::unsigned_lists(std::string_view area) const {
  return std::ranges::count_if(lists, [&](const auto& entry) {
    return entry.second.area == area && !entry.second.signed_off;
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
