#include <algorithm>
#include <map>
#include <set>

#include "app/audit_acts.h"
#include "app/audit_rows.h"
#include "app/frozen_lists.h"
#include "app/going_audit.h"
#include "domain/calendar/sweden.h"
#include "domain/review/conflicts.h"
#include "domain/routine/schedule.h"

namespace insyn {
namespace {

tl::unexpected<Error> refuse(std::string_view code, std::string text) {
  return fail(ErrorKind::refused, code, std::move(text));
}

/// What routing looks things up in: the registers as believed now, since it is about who is there
/// on the day of the sending.
struct Ground {
  std::shared_ptr<const RegistersAt> registers;
  CommittedFrame frame;
  AuditPeriod period;
  RowSetting setting;  ///< of the days that are reviewed
  StaffNo substitute;
};

Result<Ground> ground_of(Home& home, const GoingAudit& going) {
  auto frame = committed_frame(home, *going.audit);
  if (!frame) return fail(frame.error());
  auto routine = routine_of(home, *going.audit);
  if (!routine) return fail(routine.error());
  const auto period = find_period(*routine, going.audit->period);
  if (!period) return refuse("period-unknown", "Perioden finns inte i rutinen.");
  const DayRange days = review_days(*routine, period->days, day_of(going.progress->opened_at));
  const State& state = home.ledger.state();
  Ground ground{
      kept_registers_at(home, home.ledger.size()),
      std::move(*frame),
      *period,
      row_setting(home, std::move(*routine), days, known_when_opened(state, going.audit->opened)),
      {}};
  if (state.progress.substitute) {
    const json::object words = home.ledger.words(*state.progress.substitute);
    ground.substitute = StaffNo{find_text(home, text_of(words, "staff")).value};
  }
  return ground;
}

std::optional<Group> group_of(const Ground& ground, const std::string& pseudonym) {
  const auto member = ground.frame.members.find(pseudonym);
  if (member == ground.frame.members.end()) return std::nullopt;
  if (member->second.group == "authority") return Group::authority;
  if (member->second.group == "delivery") return Group::delivery;
  return std::nullopt;
}

ListToRoute to_route(Home& home, const Ground& ground, const CurrentList& list) {
  const RegisterIndex& index = ground.registers->index;
  ListToRoute result;
  result.staff = StaffNo{find_text(home, list.staff).value};
  if (list.role == name_of(ReviewRole::chief_nurse)) result.role = ReviewRole::chief_nurse;
  if (list.role == name_of(ReviewRole::quality_controller))
    result.role = ReviewRole::quality_controller;
  const UnitNo unit = placement_of(index, result.staff, group_of(ground, list.pseudonym),
                                   ground.period.days, ground.registers->texts)
                          .unit;
  const StaffNo reviewer{find_text(home, list.reviewer).value};
  if (result.role == ReviewRole::manager)
    result.line = review_line(index, result.staff, reviewer, unit);
  for (const json::value& value : list.list.at("rows").as_array()) {
    const json::object& row = value.as_object();
    const Case* of_case = index.find_case(CaseNo{find_text(home, text_of(row, "case")).value});
    result.rows.push_back({ClientNo{find_text(home, text_of(row, "client")).value},
                           of_case != nullptr && of_case->law == Law::hsl});
  }
  return result;
}

/// The clients whose records these people opened in the reviewed days without an explanation.
std::map<StaffNo, std::set<ClientNo>> opened_unexplained(Home& home, const RowSetting& setting,
                                                         const std::set<StaffNo>& readers) {
  std::map<StaffNo, std::set<ClientNo>> opened;
  const std::vector<StaffNo> staff{readers.begin(), readers.end()};
  if (staff.empty()) return opened;
  for (const Row& row : rows_in(setting, events_of_staff(home, setting, staff)))
    if (!row.explained && row.staff) opened[row.staff].insert(row.client);
  return opened;
}

std::vector<ListRoute> routes_of(Home& home, const Ground& ground,
                                 const std::vector<ListToRoute>& lists) {
  RoutingFacts facts;
  facts.sending = day_of(home.now);
  facts.substitute = ground.substitute;
  std::set<StaffNo> readers;
  for (const ListToRoute& list : lists) readers.insert(list.line.begin(), list.line.end());
  if (ground.substitute) readers.insert(ground.substitute);
  facts.opened_unexplained = opened_unexplained(home, ground.setting, readers);
  return route_lists(ground.registers->index, lists, facts);
}

/// As everyone may see it: that somebody is a client, or whose neighbour, stays in the words.
json::array public_reasons(const std::set<Conflict>& reasons) {
  std::set<std::string_view> codes;
  for (const Conflict reason : reasons)
    codes.insert(reason == Conflict::is_client || reason == Conflict::same_address
                     ? "confidential"
                     : code_of(reason));
  json::array result;
  for (const std::string_view code : codes) result.push_back(json::string{code});
  return result;
}

json::array reason_codes(const std::set<Conflict>& reasons) {
  json::array result;
  for (const Conflict reason : reasons) result.push_back(json::string{code_of(reason)});
  return result;
}

std::string role_or_none(ReviewRole role) {
  return role == ReviewRole::manager ? "" : std::string{name_of(role)};
}

/// A route in both parts of an act.
struct RouteParts {
  json::object open, words;
};

RouteParts parts_of(const Ground& ground, const CurrentList& list, ReviewRole role,
                    const ListRoute& route) {
  const TextTable& texts = ground.registers->texts;
  const auto code = [&](StaffNo reader) {
    return reader ? ground.frame.reader_code(texts[reader.value]) : std::string{};
  };
  json::array moved_open;
  json::array moved_words;
  for (const RowRoute& one : route.rows) {
    json::array rows;
    for (const std::size_t row : one.rows) rows.push_back(row);
    moved_open.push_back(json::object{{"reader", code(one.reader)},
                                      {"role", role_or_none(one.role)},
                                      {"rows", rows},
                                      {"reasons", public_reasons(one.reasons)}});
    moved_words.push_back(json::object{{"reader", texts[one.reader.value]},
                                       {"role", role_or_none(one.role)},
                                       {"rows", std::move(rows)},
                                       {"reasons", reason_codes(one.reasons)}});
  }
  RouteParts parts;
  parts.open = {{"list", list.code},
                {"area", list.area},
                {"reader", code(route.reader)},
                {"role", role_or_none(role)},
                {"rows", list.list.at("rows").as_array().size()},
                {"reasons", public_reasons(route.reasons)},
                {"moved", std::move(moved_open)}};
  parts.words = {{"list", list.code},
                 {"staff", list.staff},
                 {"role", list.role},
                 {"reader", texts[route.reader.value]},
                 {"reasons", reason_codes(route.reasons)},
                 {"moved", std::move(moved_words)}};
  return parts;
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
  const auto ground = ground_of(home, *going);
  if (!ground) return fail(ground.error());
  auto lists = current_lists(home, *going->audit, ground->frame);
  if (!lists) return fail(lists.error());
  // What was sent stays with its reader.
  std::erase_if(*lists, [&](const CurrentList& list) {
    const auto known = progress.lists.find(list.code);
    return known != progress.lists.end() && known->second.sent;
  });
  std::vector<ListToRoute> to_routes;
  for (const CurrentList& list : *lists) to_routes.push_back(to_route(home, *ground, list));
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
  const auto ground = ground_of(home, *going);
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
  ListToRoute only = to_route(home, *ground, *list);
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
  for (const char* name : {"list", "reader", "moved"}) open[name] = parts.open.at(name);
  parts.words["reason"] = reason;
  return record_done(home, act::reviewer_appointed, std::move(open), std::move(parts.words));
}

}  // namespace insyn
