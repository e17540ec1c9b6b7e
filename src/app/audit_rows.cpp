#include "app/audit_rows.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/two_threads.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

json::string text_of(const TextTable& texts, std::uint32_t number) {
  return json::string{texts[number]};
}

json::value text_or_null(const TextTable& texts, std::uint32_t number) {
  return number == 0 ? json::value{} : json::value(text_of(texts, number));
}

template <class E, std::size_t N>
json::array names_of(Marks<E> marks, const std::array<std::string_view, N>& names) {
  json::array result;
  for (std::size_t i = 0; i < N; ++i)
    if (marks.has(static_cast<E>(i))) result.push_back(json::string{names[i]});
  return result;
}

json::array action_list(Marks<Action> actions) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < action_names.size(); ++i)
    if (actions.has(static_cast<Action>(i))) names.push_back(action_names[i]);
  std::ranges::sort(names);
  json::array result;
  for (const std::string_view name : names) result.push_back(json::string{name});
  return result;
}

json::object evidence_json(const Evidence& evidence, const TextTable& texts) {
  json::object object{{"kind", evidence.kind}};
  if (evidence.from) object["from"] = format_day(*evidence.from);
  if (evidence.to && *evidence.to != day_never) object["to"] = format_day(*evidence.to);
  if (evidence.starts) object["starts"] = format_instant(*evidence.starts);
  if (evidence.ends) object["ends"] = format_instant(*evidence.ends);
  if (evidence.unit) object["unit"] = text_of(texts, evidence.unit.value);
  if (evidence.staff) object["staff"] = text_of(texts, evidence.staff.value);
  if (evidence.what) object["what"] = text_of(texts, evidence.what.value);
  if (evidence.number != 0) object["number"] = evidence.number;
  return object;
}

}  // namespace

RowSetting row_setting(Home& home, Routine routine, DayRange window, const KnownAt& known) {
  RowSetting setting{.registers = kept_registers_at(home, known.acts),
                     .routine = std::move(routine),
                     .window = window,
                     .deliveries_to = known.deliveries_to,
                     .matching = known.matching_decided ? Matching::decided : Matching::undecided,
                     .overview = find_text(home, "overview"),
                     .insyn = find_text(home, "insyn").value};
  return setting;
}

std::vector<ResolvedEvent> events_of_staff(Home& home, const RowSetting& setting,
                                           std::span<const StaffNo> staff) {
  const RegisterIndex& index = setting.registers->index;
  const std::unordered_set<StaffNo> wanted{staff.begin(), staff.end()};
  std::vector<AccountNo> accounts;
  for (const StaffNo person : staff) {
    const auto theirs = index.accounts_of(person);
    accounts.insert(accounts.end(), theirs.begin(), theirs.end());
  }
  // Reading is most of the work and is done by the thread that asks: two halves, two threads.
  const DayRange& window = setting.window;
  const Day middle = window.from + (window.to - window.from) / 2;
  const std::array<DayRange, 2> halves{{{window.from, middle}, {middle, window.to}}};
  std::array<std::vector<ResolvedEvent>, 2> found;
  on_two_threads(halves.size(), [&](std::size_t half) {
    const auto take = [&](const EventColumns& columns) {
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (setting.insyn != 0 && columns.source[i] == setting.insyn) continue;
        const ResolvedEvent event = index.resolve(columns.event(i));
        if (wanted.contains(event.person)) found[half].push_back(event);
      }
    };
    home.stores.events.of_staff({instants(halves[half]), setting.deliveries_to}, staff, accounts,
                                take);
  });
  found[0].insert(found[0].end(), found[1].begin(), found[1].end());
  return std::move(found[0]);
}

std::vector<ResolvedEvent> events_of_client(Home& home, const RowSetting& setting,
                                            ClientNo client) {
  const RegisterIndex& index = setting.registers->index;
  std::vector<ResolvedEvent> events;
  home.stores.events.of_clients({instants(setting.window), setting.deliveries_to},
                                index.identities_of(client), [&](const EventColumns& columns) {
                                  for (std::size_t i = 0; i < columns.size(); ++i) {
                                    if (setting.insyn != 0 && columns.source[i] == setting.insyn)
                                      continue;
                                    const ResolvedEvent event = index.resolve(columns.event(i));
                                    if (event.client == client) events.push_back(event);
                                  }
                                });
  return events;
}

std::vector<Row> rows_in(const RowSetting& setting, std::vector<ResolvedEvent> events) {
  Explainer explainer{setting.registers->index, setting.routine.explain, setting.matching,
                      setting.window, setting.overview};
  return rows_of(std::move(events), explainer, setting.registers->texts,
                 setting.routine.opening_gap_minutes);
}

json::object to_json(const Row& row, const TextTable& texts) {
  json::array systems;
  for (const SystemNo system : row.systems) systems.push_back(text_of(texts, system.value));
  json::array facts;
  if (row.findings.permission) facts.push_back("permission");
  json::object object;
  object.reserve(18);  // as many as are found without a hash table
  object["staff"] = text_of(texts, row.staff.value);
  if (row.account) object["account"] = text_of(texts, row.account.value);
  object["client"] = text_of(texts, row.client.value);
  object["case"] = text_of(texts, row.case_no.value);
  object["systems"] = std::move(systems);
  object["first"] = format_instant(row.first);
  object["last"] = format_instant(row.last);
  object["events"] = row.events;
  object["openings"] = row.openings;
  object["actions"] = action_list(row.actions);
  object["emergency"] = row.emergency;
  object["explanations"] = names_of(row.findings.explanations, explanation_names);
  object["facts"] = std::move(facts);
  object["flags"] = names_of(row.findings.flags, flag_names);
  object["explained"] = row.explained;
  json::array evidence;
  for (const Evidence& entry : row.evidence) evidence.push_back(evidence_json(entry, texts));
  object["evidence"] = std::move(evidence);
  if (row.unexplained_events != 0 && row.unexplained_events != row.events)
    object["unexplained_events"] = row.unexplained_events;
  return object;
}

json::object to_json(const ReviewList& list, const TextTable& texts) {
  json::array rows;
  rows.reserve(list.rows.size());
  for (const Row& row : list.rows) rows.push_back(to_json(row, texts));
  json::object object;
  object["area"] = text_or_null(texts, list.area.value);
  object["reviewer"] = text_or_null(texts, list.reviewer.value);
  object["role"] = name_of(list.role);
  object["staff"] = text_of(texts, list.staff.value);
  object["denied"] = list.denied;
  object["rows"] = std::move(rows);
  return object;
}

}  // namespace insyn
