#include "app/directed_audit.h"

#include <array>

#include "app/audit_rows.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

Result<RowSetting> setting_now(Home& home, DayRange days) {
  auto routine = load_routine(home);
  if (!routine) return fail(routine.error());
  return row_setting(home, std::move(*routine), days,
                     known_when_opened(home.ledger.state(), home.ledger.size()));
}

Result<json::object> finish(Home& home, const RowSetting& setting,
                            std::vector<ResolvedEvent> events, std::string_view about,
                            const std::string& id, const std::string& ground) {
  json::array rows;
  for (const Row& row : rows_in(setting, std::move(events)))
    rows.push_back(to_json(row, setting.registers->texts));
  json::object words = words_of(home);
  words[about] = id;
  words["ground"] = ground;
  auto act = home.ledger.record({.kind = act::directed_audit,
                                 .open = {{"about", about},
                                          {"from", format_day(setting.window.from)},
                                          {"to", format_day(setting.window.to)},
                                          {"rows", rows.size()}},
                                 .words = std::move(words)},
                                home.now);
  if (!act) return fail(act.error());
  return json::object{{"rows", std::move(rows)}};
}

}  // namespace

Result<json::object> audit_of_staff(Home& home, const std::string& staff, DayRange days,
                                    const std::string& ground) {
  const auto setting = setting_now(home, days);
  if (!setting) return fail(setting.error());
  std::vector<ResolvedEvent> events;
  if (const StaffNo person{find_text(home, staff).value})
    events = events_of_staff(home, *setting, std::array{person});
  return finish(home, *setting, std::move(events), "staff", staff, ground);
}

Result<json::object> audit_of_client(Home& home, const std::string& client, DayRange days,
                                     const std::string& ground) {
  const auto setting = setting_now(home, days);
  if (!setting) return fail(setting.error());
  std::vector<ResolvedEvent> events;
  if (const ClientNo identity{find_text(home, client).value})
    events = events_of_client(home, *setting,
                              setting->registers->index.client_of(identity, day_of(home.now)));
  return finish(home, *setting, std::move(events), "client", client, ground);
}

}  // namespace insyn
