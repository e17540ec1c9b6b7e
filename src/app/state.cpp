#include "app/state.h"

#include <algorithm>

namespace insyn {
namespace {

AuditState* find_audit(State& state, const std::string& id) {
  const auto found = std::ranges::find(state.audits, id, &AuditState::id);
  return found == state.audits.end() ? nullptr : &*found;
}

}  // namespace

const AuditState* State::audit(std::string_view id) const {
  const auto found = std::ranges::find(audits, id, &AuditState::id);
  return found == audits.end() ? nullptr : &*found;
}

const AuditState* State::audit_of_period(std::string_view period) const {
  const auto found = std::ranges::find_if(
      audits, [&](const AuditState& audit) { return audit.period == period && !audit.annulled; });
  return found == audits.end() ? nullptr : &*found;
}

void apply(State& state, const Act& act) {
  apply(state.people, act);
  apply(state.progress, act);
  apply(state.routine, act);
  apply(state.review, act);
  if (act.kind == act::home_made) {
    state.made = act.seq;
  } else if (act.kind == act::delivery_imported) {
    DeliveryState delivery;
    delivery.number = static_cast<std::uint32_t>(integer_of(act.open, "delivery"));
    delivery.seq = act.seq;
    delivery.at = act.at;
    delivery.sha256 = text_of(act.open, "sha256");
    delivery.source = text_of(act.open, "source");
    delivery.open = act.open;
    state.deliveries.push_back(std::move(delivery));
  } else if (act.kind == act::register_imported) {
    state.register_imports.push_back(act.seq);
  } else if (act.kind == act::matching_decided) {
    if (!state.matching_decided) state.matching_decided = act.seq;
  } else if (act.kind == act::audit_opened) {
    AuditState audit;
    audit.id = text_of(act.open, "audit");
    audit.period = text_of(act.open, "period");
    audit.opened = act.seq;
    audit.open = act.open;
    state.audits.push_back(std::move(audit));
  } else if (act.kind == act::audit_drawn) {
    if (AuditState* audit = find_audit(state, text_of(act.open, "audit"))) audit->drawn = act.seq;
  } else if (act.kind == act::audit_annulled) {
    if (AuditState* audit = find_audit(state, text_of(act.open, "audit")))
      audit->annulled = act.seq;
  }
}

}  // namespace insyn
