#include <algorithm>

#include "app/review_acts.h"
#include "app/review_ground.h"
#include "app/routing.h"

namespace insyn {
namespace {

/// Whom rows of a role go to when its holder mustn't judge: the two stand in for each other.
ReviewRole other_role(std::string_view role) {
  return role_named(role) == ReviewRole::chief_nurse ? ReviewRole::quality_controller
                                                     : ReviewRole::chief_nurse;
}

/// The role that reads a part; empty: a person does.
std::string role_of_part(const ListAt& at, const std::string& part) {
  if (part.empty()) return at.progress->role;
  for (const MovedRows& moved : at.progress->moved)
    if (moved.part() == part) return moved.role;
  return {};
}

Result<Done> recorded(Home& home, json::object open, json::object words) {
  if (auto act = record_review(home, act::conflict_declared, std::move(open), std::move(words));
      !act)
    return fail(act.error());
  return Done{};
}

json::array anew(const ListAt& at) {
  json::array rows;
  for (std::int64_t row = 0; row < at.progress->rows; ++row)
    if (!at.progress->is_row_signed(row)) rows.push_back(row);
  return rows;
}

/// The list's own part goes to whoever is above its reader.
Result<Done> pass_whole(Home& home, const ListAt& at) {
  const auto ground = routing_ground(home, at.going);
  if (!ground) return fail(ground.error());
  ListToRoute to_route = list_to_route(home, *ground, *at.list);
  ListRoute route;
  if (to_route.role == ReviewRole::manager) {
    const StaffNo reader{find_text(home, at.user.staff).value};
    const auto place = std::ranges::find(to_route.line, reader);
    if (place != to_route.line.end())
      to_route.line.erase(to_route.line.begin(), place + 1);
    else
      std::erase(to_route.line, StaffNo{find_text(home, at.list->reviewer).value});
    // The substitute reads where the line ends, but not what they pass on themselves.
    RoutingGround without = *ground;
    if (without.substitute == reader) without.substitute = {};
    route = routes_of(home, without, {to_route}).front();
  } else {
    to_route.role = other_role(at.list->role);
  }
  RouteParts parts = parts_of(*ground, *at.list, to_route.role, route);
  json::object open = open_of(home, *at.going.audit);
  open["whole"] = true;
  open["before"] = at.progress->reader;
  open["reason"] = "declared";
  open["anew"] = anew(at);
  for (const char* name : {"list", "reader", "role", "moved"}) open[name] = parts.open.at(name);
  return recorded(home, std::move(open), std::move(parts.words));
}

}  // namespace

Result<Done> declare_row_conflict(Home& home, const RowAt& row) {
  const auto at = row_to_read(home, row);
  if (!at) return fail(at.error());
  const RowNow now = at->now(row.row);
  if (now.signed_off || now.standing == Standing::suspected) return check_undo(now);
  const auto ground = routing_ground(home, at->going);
  if (!ground) return fail(ground.error());
  const ListToRoute to_route = list_to_route(home, *ground, *at->list);
  const auto place = static_cast<std::size_t>(row.row);
  RowRoute moved;
  if (const std::string role = role_of_part(*at, *at->progress->part_of(row.row)); !role.empty()) {
    moved.role = other_role(role);
    moved.reasons = {Conflict::declared};
    moved.rows = {place};
  } else {
    moved = route_past(ground->registers->index, to_route,
                       StaffNo{find_text(home, at->user.staff).value}, place,
                       routing_facts(home, *ground, {to_route}));
  }
  ListRoute route;
  route.rows = {std::move(moved)};
  RouteParts parts = parts_of(*ground, *at->list, to_route.role, route);
  json::object open = row_open(home, *at, row.row);
  open["moved"] = parts.open.at("moved");
  return recorded(home, std::move(open),
                  {{"staff", at->list->staff}, {"moved", parts.words.at("moved")}});
}

Result<Done> declare_list_conflict(Home& home, const PartAt& part) {
  const auto at = part_to_read(home, part);
  if (!at) return fail(at.error());
  if (at->progress->is_signed(part.part))
    return refuse_review("list-signed", "Listan är redan underskriven. Kontakta din chef.");
  if (part.part.empty()) return pass_whole(home, *at);
  for (const std::int64_t row : at->progress->rows_of(part.part)) {
    const RowNow now = at->now(row);
    if (now.signed_off || now.standing == Standing::suspected) continue;
    if (auto done = declare_row_conflict(home, {part.audit, part.list, row}); !done) return done;
  }
  return Done{};
}

}  // namespace insyn
