#include "app/routing.h"

#include <algorithm>

#include "domain/calendar/sweden.h"
#include "domain/routine/schedule.h"

namespace insyn {

Result<RoutingGround> routing_ground(Home& home, const GoingAudit& going) {
  auto frame = committed_frame(home, *going.audit);
  if (!frame) return fail(frame.error());
  auto routine = routine_of(home, *going.audit);
  if (!routine) return fail(routine.error());
  const auto period = period_in(*routine, going.audit->period);
  if (!period) return fail(period.error());
  const DayRange days = review_days(*routine, period->days, day_of(going.progress->opened_at));
  const State& state = home.ledger.state();
  RoutingGround ground{
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

namespace {

std::optional<Group> group_of(const RoutingGround& ground, const std::string& pseudonym) {
  const auto member = ground.frame.members.find(pseudonym);
  if (member == ground.frame.members.end()) return std::nullopt;
  if (member->second.group == "authority") return Group::authority;
  if (member->second.group == "delivery") return Group::delivery;
  return std::nullopt;
}

}  // namespace

ListToRoute list_to_route(Home& home, const RoutingGround& ground, const CurrentList& list) {
  const RegisterIndex& index = ground.registers->index;
  ListToRoute result;
  result.staff = StaffNo{find_text(home, list.staff).value};
  result.role = role_named(list.role);
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

namespace {

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

}  // namespace

RoutingFacts routing_facts(Home& home, const RoutingGround& ground,
                           const std::vector<ListToRoute>& lists) {
  RoutingFacts facts;
  facts.sending = day_of(home.now);
  facts.substitute = ground.substitute;
  std::set<StaffNo> readers;
  for (const ListToRoute& list : lists) readers.insert(list.line.begin(), list.line.end());
  if (ground.substitute) readers.insert(ground.substitute);
  facts.opened_unexplained = opened_unexplained(home, ground.setting, readers);
  return facts;
}

std::vector<ListRoute> routes_of(Home& home, const RoutingGround& ground,
                                 const std::vector<ListToRoute>& lists) {
  return route_lists(ground.registers->index, lists, routing_facts(home, ground, lists));
}

namespace {

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

}  // namespace

RouteParts parts_of(const RoutingGround& ground, const CurrentList& list, ReviewRole role,
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

ReviewRole role_named(std::string_view name) {
  if (name == name_of(ReviewRole::chief_nurse)) return ReviewRole::chief_nurse;
  if (name == name_of(ReviewRole::quality_controller)) return ReviewRole::quality_controller;
  return ReviewRole::manager;
}

}  // namespace insyn
