#include "papers/audit_material.h"

#include <algorithm>
#include <set>
#include <utility>

#include "app/frozen_lists.h"
#include "app/registers_at.h"
#include "domain/calendar/sweden.h"
#include "domain/routine/periods.h"
#include "domain/routine/schedule.h"

namespace insyn {
namespace {

Drawn drawn_of(const json::value& value) {
  const json::object& entry = value.as_object();
  return {text_of(entry, "pseudonym"), text_of(entry, "ticket")};
}

std::vector<DrawnStratum> draw_of(const json::object& document) {
  std::vector<DrawnStratum> strata;
  for (const json::value& value : document.at("strata").as_array()) {
    const json::object& entry = value.as_object();
    DrawnStratum& stratum = strata.emplace_back();
    stratum.id = text_of(entry, "id");
    for (const json::value& one : entry.at("selected").as_array())
      stratum.selected.push_back(drawn_of(one));
    for (const json::value& one : entry.at("reserve").as_array())
      stratum.reserve.push_back(drawn_of(one));
  }
  return strata;
}

ListMaterial material_of(const CurrentList& list, const CommittedFrame& frame) {
  ListMaterial material;
  material.code = list.code;
  material.pseudonym = list.pseudonym;
  material.area = list.area;
  material.role = list.role;
  const auto member = frame.members.find(list.pseudonym);
  if (member != frame.members.end()) material.stratum = member->second.stratum;
  material.denied = integer_of(list.list, "denied");
  for (const json::value& value : list.list.at("rows").as_array()) {
    const json::object& row = value.as_object();
    material.rows.push_back({row.at("explained").as_bool(), integer_of(row, "openings")});
  }
  return material;
}

bool is_temporary(const RegisterIndex& index, StaffNo staff, DayRange window) {
  bool any = false;
  for (const Employment& employment : index.employments(staff)) {
    if (!employment.valid.overlaps(window)) continue;
    if (employment.valid.to == day_never) return false;
    any = true;
  }
  return any;
}

/// Adds the permissions of one drawn person; `opened`: the clients whose records they opened.
void add_permissions(PermissionUse& use, const RegisterIndex& index, StaffNo staff, DayRange window,
                     const std::set<std::uint32_t>& opened) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> held, groups;  // by system, scope
  for (const Permission& permission : index.permissions(staff)) {
    if (!permission.valid.overlaps(window)) continue;
    const Day day = std::max(permission.valid.from, window.from);
    const ClientNo scope{permission.scope.value};
    const std::uint32_t client = index.client_of(scope, day).value;
    const bool is_client = opened.contains(client) || index.known_client(scope, day).value != 0;
    (is_client ? held : groups).insert({permission.system.value, client});
  }
  use.groups += std::ssize(groups);
  use.held += std::ssize(held);
  use.opened +=
      std::ranges::count_if(held, [&](const auto& one) { return opened.contains(one.second); });
}

void add_staff(Home& home, AuditMaterial& material, const AuditState& audit,
               const CommittedFrame& frame, const std::vector<CurrentList>& lists) {
  const auto registers = kept_registers_at(home, audit.opened);
  const RegisterIndex& index = registers->index;
  std::map<std::string_view, std::set<std::uint32_t>> opened;  // clients by pseudonym of the drawn
  for (const CurrentList& list : lists) {
    auto& clients = opened[list.pseudonym];
    for (const json::value& row : list.list.at("rows").as_array())
      clients.insert(find_text(home, text_of(row.as_object(), "client")).value);
  }
  for (const auto& [pseudonym, member] : frame.members) {
    const StaffNo staff{find_text(home, member.staff).value};
    const auto drawn = opened.find(pseudonym);
    if (is_temporary(index, staff, material.window)) {
      TemporaryStaff& temporary = material.temporary[member.stratum];
      ++temporary.active;
      if (drawn != opened.end()) ++temporary.drawn;
    }
    if (drawn != opened.end())
      add_permissions(material.permissions, index, staff, material.window, drawn->second);
  }
  for (const Unit& unit : index.registers().units)
    if (unit.kind == UnitKind::area)
      material.areas[registers->texts[unit.id.value]] = registers->texts[unit.name.value];
}

Result<Done> add_draw(Home& home, AuditMaterial& material, const AuditState& audit,
                      const CommittedFrame& frame) {
  const auto lists = current_lists(home, audit, frame);
  if (!lists) return fail(lists.error());
  const json::object words = home.ledger.words(*audit.drawn);
  material.draw = draw_of(words.at("draw").as_object());
  material.seed = text_of(words, "seed");
  material.drawn_by = text_of(words, "by");
  material.drawn_checkpoint = home.ledger.stored(*audit.drawn).checkpoint;
  for (const CurrentList& list : *lists) material.lists.push_back(material_of(list, frame));
  add_staff(home, material, audit, frame, *lists);
  return Done{};
}

void add_signatures(const Home& home, AuditMaterial& material) {
  const AuditProgress* progress = home.ledger.state().progress.audit(material.audit);
  if (progress == nullptr) return;
  const auto note = [&](const std::optional<std::uint64_t>& seq) {
    if (!seq) return;
    if (const auto act = parse_leaf(home.ledger.stored(*seq).leaf))
      material.signed_at[*seq] = act->at;
  };
  for (const auto& entry : progress->lists) {
    note(entry.second.signed_off);
    for (const MovedRows& moved : entry.second.moved) note(moved.signed_off);
  }
}

}  // namespace

Result<AuditMaterial> audit_material(Home& home, const std::string& id) {
  const auto found = find_audit(home, id);
  if (!found) return fail(found.error());
  const AuditState& audit = **found;
  auto frame = committed_frame(home, audit);
  if (!frame) return fail(frame.error());
  auto routine = routine_of(home, audit);
  if (!routine) return fail(routine.error());
  const auto period = period_in(*routine, audit.period);
  if (!period) return fail(period.error());
  const State& state = home.ledger.state();
  const AuditProgress* progress = state.progress.audit(audit.id);
  const json::object words = home.ledger.words(audit.opened);

  AuditMaterial material;
  material.audit = audit.id;
  material.period = audit.period;
  material.window = period->days;
  material.review = review_days(*routine, period->days,
                                day_of(progress == nullptr ? home.now : progress->opened_at));
  material.routine = std::move(*routine);
  material.opened = words.at("opened").as_object();
  material.frame = frame->lines;
  if (frame->seed_source.is_string()) material.seed_source = frame->seed_source.as_string();
  material.opened_by = text_of(words, "by");
  if (progress != nullptr) {
    material.opened_at = progress->opened_at;
    material.drawn_at = progress->drawn_at;
  }
  material.opening_reason = text_of(words, "reason");
  material.opened_checkpoint = home.ledger.stored(audit.opened).checkpoint;
  const bool closed = progress != nullptr && progress->closed;
  material.checkpoint =
      home.ledger.stored(closed ? *progress->closed : home.ledger.size() - 1).checkpoint;
  const auto checked = state.progress.checked.find(audit.period);
  if (checked != state.progress.checked.end())
    material.sources_reason = text_of(home.ledger.words(checked->second.seq), "reason");
  if (audit.drawn)
    if (auto done = add_draw(home, material, audit, *frame); !done) return fail(done.error());
  add_signatures(home, material);
  return material;
}

}  // namespace insyn
