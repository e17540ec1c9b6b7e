#include <algorithm>

#include "app/audit_acts.h"
#include "app/routing.h"

namespace insyn {
namespace {

tl::unexpected<Error> refuse(std::string_view code, std::string text) {
  return fail(ErrorKind::refused, code, std::move(text));
}

/// Rows that a new reader of a list begins anew.
json::array unsigned_rows(const ListProgress& list) {
  json::array rows;
  for (std::int64_t row = 0; row < list.rows; ++row)
    if (!list.is_row_signed(row)) rows.push_back(row);
  return rows;
}

}  // namespace

Result<Done> name_substitute(Home& home, const std::string& staff, const std::string& reason) {
  if (reason.empty())
    return refuse("reason-missing", "Skriv vem som har beslutat om ersättaren och varför.");
  const auto registers = kept_registers_at(home, home.ledger.size());
  if (registers->index.member(StaffNo{find_text(home, staff).value}) == nullptr)
    return refuse("staff-unknown", "Personen finns inte i personalregistret.");
  return record_done(home, act::substitute_named, {{"by", home.user}},
                     {{"staff", staff}, {"reason", reason}});
}

Result<json::object> route_audit(Home& home, const std::string& id) {
  const auto going = drawn_audit(home, id);
  if (!going) return fail(going.error());
  const AuditProgress& progress = *going->progress;
  if (progress.all_sent()) return refuse("all-sent", "Alla listor är redan skickade.");
  const auto ground = routing_ground(home, *going);
  if (!ground) return fail(ground.error());
  auto lists = current_lists(home, *going->audit, ground->frame);
  if (!lists) return fail(lists.error());
  // What was sent stays with its reader.
  std::erase_if(*lists, [&](const CurrentList& list) {
    const auto known = progress.lists.find(list.code);
    return known != progress.lists.end() && known->second.sent;
  });
  std::vector<ListToRoute> to_routes;
  for (const CurrentList& list : *lists) to_routes.push_back(list_to_route(home, *ground, list));
  const std::vector<ListRoute> routes = routes_of(home, *ground, to_routes);

  json::array open_lists;
  json::array words_lists;
  std::int64_t moved = 0;
  std::int64_t moved_rows = 0;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    RouteParts parts = parts_of(*ground, (*lists)[i], to_routes[i].role, routes[i]);
    open_lists.push_back(std::move(parts.open));
    words_lists.push_back(std::move(parts.words));
    moved += !routes[i].reasons.empty();
    for (const RowRoute& one : routes[i].rows)
      moved_rows += static_cast<std::int64_t>(one.rows.size());
  }
  json::object document{{"audit", going->audit->id},
                        {"lists", routes.size()},
                        {"moved", moved},
                        {"moved_rows", moved_rows}};
  json::object open = open_of(home, *going->audit);
  open["lists"] = std::move(open_lists);
  if (auto done = record_done(home, act::lists_routed, std::move(open),
                              {{"lists", std::move(words_lists)}});
      !done)
    return fail(done.error());
  return document;
}

Result<Done> appoint_reviewer(Home& home, const std::string& id, const std::string& code,
                              const std::string& staff, const std::string& reason) {
  const auto going = drawn_audit(home, id);
  if (!going) return fail(going.error());
  if (reason.empty()) return refuse("reason-missing", "Skriv varför en annan ska granska.");
  const auto known = going->progress->lists.find(code);
  if (known == going->progress->lists.end())
    return refuse("list-unknown", "Listan finns inte i kontrollen. Ladda om sidan.");
  if (known->second.signed_off) return refuse("list-signed", "Listan är redan underskriven.");
  if (!known->second.role.empty())
    return refuse("list-of-role", "Listan läses av den som har rollen. Ändra rollen i stället.");
  const auto ground = routing_ground(home, *going);
  if (!ground) return fail(ground.error());
  const auto lists = current_lists(home, *going->audit, ground->frame);
  if (!lists) return fail(lists.error());
  const auto list = std::ranges::find(*lists, code, &CurrentList::code);
  const StaffNo reader{find_text(home, staff).value};
  if (ground->registers->index.member(reader) == nullptr || list == lists->end())
    return refuse("staff-unknown", "Personen finns inte i personalregistret.");
  const std::string back = ground->frame.reader_code(list->staff);
  const auto own =
      going->progress->lists.find(ground->frame.list_code(staff, name_of(ReviewRole::manager)));
  if (own != going->progress->lists.end() && own->second.reader == back)
    return refuse("conflict", "De två skulle granska varandra. Utse någon annan.");
  ListToRoute only = list_to_route(home, *ground, *list);
  std::vector<StaffNo> upward{reader};
  std::ranges::remove_copy(only.line, std::back_inserter(upward), reader);
  only.line = std::move(upward);
  const ListRoute route = routes_of(home, *ground, {only}).front();
  if (route.reader != reader)
    return refuse("conflict",
                  "Personen kan inte granska listan: ledig, har slutat eller gäller listan dem "
                  "själva. Utse någon annan.");
  RouteParts parts = parts_of(*ground, *list, ReviewRole::manager, route);
  json::object open = open_of(home, *going->audit);
  open["reason"] = "appointed";
  open["before"] = known->second.reader;
  open["anew"] = unsigned_rows(known->second);
  for (const char* name : {"list", "reader", "moved"}) open[name] = parts.open.at(name);
  parts.words["reason"] = reason;
  return record_done(home, act::reviewer_appointed, std::move(open), std::move(parts.words));
}

}  // namespace insyn
