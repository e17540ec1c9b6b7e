#include <fmt/format.h>

#include "app/decide.h"
#include "app/extract.h"
#include "app/ledger_export.h"
#include "app/verify.h"
#include "base/hex.h"
#include "cli/command.h"
#include "cli/names.h"
#include "cli/table.h"
#include "cli/wording.h"
#include "domain/calendar/format.h"
#include "domain/routine/periods.h"
#include "domain/sampling/record_check.h"

namespace insyn {
namespace {

constexpr std::size_t text_file_max = std::size_t{64} * 1024 * 1024;

std::string text_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string{value->get_string()} : "";
}

json::array texts_json(const std::vector<std::string>& texts) {
  json::array result;
  for (const std::string& text : texts) result.push_back(json::string{text});
  return result;
}

std::string extract_text(const json::object& document, const Names& names) {
  const json::object& period = document.at("period").as_object();
  std::string text = "Vem har öppnat akten? " + text_of(document, "client") + ", " +
                     days_text(text_of(period, "from"), text_of(period, "to")) + "\n\n";
  const auto& entries = document.at("entries").as_array();
  if (entries.empty())
    return text +
           "Brukaren finns inte i loggen. Kontrollera stavning och övriga identiteter innan "
           "du svarar ”ingen”.\n";
  Table table{{{"När"}, {"Vem"}, {"Befattning"}, {"Enhet"}, {"Gjorde"}, {"Vad"}, {"Varför"}}};
  for (const json::value& value : entries) {
    const json::object& entry = value.as_object();
    const std::string staff = text_of(entry, "staff");
    table.add({moment_text(text_of(entry, "time")),
               staff.empty() ? text_of(entry, "account") : names.staff(staff),
               text_of(entry, "title"), names.unit(text_of(entry, "unit")),
               std::string{verb_of(text_of(entry, "action"))}, text_of(entry, "resource"),
               text_of(entry, "reason")});
  }
  text += table.text();
  for (const json::value& value :
       document.at("completeness").as_object().at("sources").as_array()) {
    const json::object& source = value.as_object();
    text += fmt::format("\nKälla {}: {} leveranser", text_of(source, "source"),
                        source.at("deliveries").as_int64());
    if (!text_of(source, "from").empty())
      text +=
          ", " + moment_text(text_of(source, "from")) + " – " + moment_text(text_of(source, "to"));
  }
  return text + "\n";
}

}  // namespace

Result<int> init_command(Call& call) {
  std::string routine = call.program.default_routine;
  if (!call.arguments.routine.empty()) {
    auto text = read_text_file(call, call.arguments.routine, text_file_max);
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
  Table table{{{"Period"}, {"Dagar"}, {"Veckor"}, {"Vad"}}};
  for (const AuditPeriod& period : periods_of(*routine, call.arguments.year)) {
    json::array strata;
    for (const std::string& id : period.strata) strata.push_back(json::string{id});
    const std::string from = format_day(period.days.from);
    const std::string to = format_day(period.days.to);
    periods.push_back(json::object{{"id", period.id},
                                   {"label", period.label},
                                   {"from", from},
                                   {"to", to},
                                   {"weeks", texts_json(period.weeks)},
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

Result<int> extract_command(Call& call) {
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  Home& home = (*open)->home();
  const Arguments& a = call.arguments;
  const auto document = make_extract(home, {.client = a.client,
                                            .from = a.from,
                                            .to = a.to,
                                            .profile = *parse_profile(a.profile),
                                            .ground = a.ground});
  if (!document) return fail(document.error());
  print(call, *document, [&](const json::object& shown) {
    const RegistersAt registers = registers_at(home, home.ledger.size());
    return extract_text(shown, Names{registers});
  });
  return exit_done;
}

Result<int> verify_command(Call& call) {
  std::string against;
  if (!call.arguments.against.empty()) {
    auto text = read_text_file(call, call.arguments.against, text_file_max);
    if (!text) return fail(text.error());
    against = std::move(*text);
    if (against.empty())
      return fail(ErrorKind::unusable, "checkpoint-empty",
                  call.arguments.against + " är tom; en kontrollpunkt har minst fem rader.");
  }
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  const Verification found = verify_home((*open)->home(), against);
  json::object document;
  document["ok"] = found.problems.empty();
  document["size"] = found.size;
  document["root"] = to_hex(found.root);
  document["problems"] = texts_json(found.problems);
  document["warnings"] = texts_json(found.warnings);
  print(call, document, [&](const json::object&) {
    std::string text = found.problems.empty() ? "Allt stämmer: " +
                                                    counted(static_cast<std::int64_t>(found.size),
                                                            "handling", "handlingar") +
                                                    " i liggaren, inget är ändrat.\n"
                                              : "Något stämmer inte:\n";
    for (const std::string& problem : found.problems) text += "  ✗ " + problem + "\n";
    for (const std::string& warning : found.warnings) text += "  Obs: " + warning + "\n";
    return text + "Rot: " + to_hex(found.root) + "\n";
  });
  return found.problems.empty() ? exit_done : exit_findings;
}

Result<int> verify_draw_command(Call& call) {
  const auto text = read_text_file(call, call.arguments.file, text_file_max);
  if (!text) return fail(text.error());
  const auto record = parse_json(*text, call.arguments.file);
  if (!record) return fail(record.error());
  if (!record->is_object() || text_of(record->get_object(), "format").empty())
    return fail(ErrorKind::unusable, "not-a-record",
                call.arguments.file +
                    " är inte ett protokoll över en dragning. Gör ett med "
                    "`insyn audit record`.");
  const auto problems = check_record(*record);
  if (!names_seed_source(*record))
    call.io.err(
        "insyn: varning: protokollet säger inte varifrån fröet skulle komma, så det går "
        "inte att se att det inte valdes.\n");
  print(call, json::object{{"ok", problems.empty()}, {"problems", texts_json(problems)}},
        [&](const json::object&) {
          if (problems.empty())
            return std::string{"Dragningen stämmer: samma ram och frö ger samma lottade.\n"};
          std::string shown = "Dragningen stämmer inte:\n";
          for (const std::string& problem : problems) shown += "  ✗ " + problem + "\n";
          return shown;
        });
  return problems.empty() ? exit_done : exit_findings;
}

Result<int> ledger_export_command(Call& call) {
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  const auto document = export_ledger((*open)->home(), call.arguments.out);
  if (!document) return fail(document.error());
  print(call, *document, [&](const json::object& shown) {
    return fmt::format("{} handlingar ligger i {}: entries, checkpoint och key.\nRot: {}\n",
                       shown.at("size").as_uint64(), call.arguments.out, text_of(shown, "root"));
  });
  return exit_done;
}

}  // namespace insyn
