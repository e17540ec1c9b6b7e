#include "app/decide.h"
#include "app/wording.h"
#include "cli/command.h"
#include "cli/table.h"
#include "domain/calendar/format.h"
#include "domain/routine/periods.h"

namespace insyn {
namespace {

constexpr std::size_t routine_file_max = std::size_t{1024} * 1024;

}  // namespace

Result<int> init_command(Call& call) {
  std::string routine = call.program.default_routine;
  if (!call.arguments.routine.empty()) {
    auto text = read_text_file(call, call.arguments.routine, routine_file_max);
    if (!text) return fail(text.error());
    routine = std::move(*text);
  }
  const auto open = call.program.homes.create(call.root, call.now, call.actor, routine);
  if (!open) {
    Error error = open.error();
    // The routine was read from a file that the user named: say which.
    if (error.kind == ErrorKind::unusable && error.text.starts_with("rutinen"))
      error.text.replace(0, std::string_view{"rutinen"}.size(), call.arguments.routine);
    return fail(error);
  }
  const auto adopted = load_routine((*open)->home());
  if (!adopted) return fail(adopted.error());
  print(call,
        json::object{
            {"home", call.root.string()}, {"routine", adopted->id}, {"version", adopted->version}},
        [&](const json::object&) {
          return "Hemmet är skapat i " + call.root.string() + " med rutinen ”" + adopted->label +
                 "”.\nNycklarna ligger i keys/. En säkerhetskopia av hemmet går inte att läsa utan "
                 "dem:\nspara dem för sig, aldrig i samma kopia.\n";
        });
  return exit_done;
}

Result<int> calendar_command(Call& call) {
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  const auto routine = load_routine((*open)->home());
  if (!routine) return fail(routine.error());
  json::array periods;
  TextColumns table{{{"Period"}, {"Dagar"}, {"Veckor"}, {"Vad"}}};
  for (const AuditPeriod& period : periods_of(*routine, call.arguments.year)) {
    json::array strata;
    for (const std::string& id : period.strata) strata.push_back(json::string{id});
    const std::string from = format_day(period.days.from);
    const std::string to = format_day(period.days.to);
    periods.push_back(json::object{{"id", period.id},
                                   {"label", period.label},
                                   {"from", from},
                                   {"to", to},
                                   {"weeks", to_array(period.weeks)},
                                   {"strata", std::move(strata)}});
    std::string weeks;
    for (const std::string& week : period.weeks)
      weeks += (weeks.empty() ? "v" : ", v") + week.substr(6);
    table.add({period.id, days_text(from, to), weeks, period.label});
  }
  print(call, json::object{{"periods", std::move(periods)}},
        [&](const json::object&) { return table.text(); });
  return exit_done;
}

Result<int> maintain_command(Call& call) {
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  const bool reclustered = (*open)->home().stores.events.recluster();
  print(call, json::object{{"reclustered", reclustered}}, [&](const json::object&) {
    return std::string{reclustered ? "Händelserna är ordnade efter brukare.\n"
                                   : "Händelserna var redan ordnade; det fanns inget att göra.\n"};
  });
  return exit_done;
}

Result<int> decide_matching_command(Call& call) {
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  const auto document = decide_matching((*open)->home(), call.arguments.reason);
  if (!document) return fail(document.error());
  print(call, *document, [](const json::object&) {
    return std::string{
        "Beslutet är antecknat. Kontroller som öppnas härefter får visa samma adress, samma "
        "efternamn, frånvaro och arbetspass.\n"};
  });
  return exit_done;
}

}  // namespace insyn
