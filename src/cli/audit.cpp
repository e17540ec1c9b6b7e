#include "app/audit.h"

#include <fmt/format.h>

#include "app/directed_audit.h"
#include "app/registers_at.h"
#include "app/wording.h"
#include "app/written_file.h"
#include "cli/command.h"
#include "cli/list_text.h"
#include "cli/table.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

std::string percent(std::int64_t tenths) {
  return tenths % 10 == 0 ? std::to_string(tenths / 10) + " %"
                          : fmt::format("{},{} %", tenths / 10, tenths % 10);
}

/// `ungefär 34 fall av 100`.
std::string of_hundred(double probability) {
  return fmt::format("{:.0f} fall av 100", probability * 100);
}

std::string detection_text(const json::array& detection, std::size_t width) {
  std::string one;
  std::string five;
  for (const json::value& value : detection) {
    const json::object& entry = value.as_object();
    if (text_of(entry, "stratum") != "all") continue;
    const double probability = entry.at("probability").to_number<double>();
    if (entry.at("k").as_int64() == 1) one = of_hundred(probability);
    if (entry.at("k").as_int64() == 5) five = of_hundred(probability);
  }
  if (one.empty()) return "";
  std::string text =
      "Om en enda av dem hade öppnat akter utan rätt under perioden kommer personen "
      "med i urvalet i ungefär " +
      one;
  if (!five.empty()) text += "; om fem hade gjort det kommer minst en med i ungefär " + five;
  text += ". Talet säger vilka som granskas, inte att granskaren märker felet.";
  return wrapped(text, width, 0) + "\n";
}

std::string opened_text(const json::object& document, std::size_t width) {
  const json::object& window = document.at("window").as_object();
  std::string text = "Kontroll " + text_of(document, "audit") +
                     " är öppnad: " + days_text(text_of(window, "from"), text_of(window, "to")) +
                     "\n\n";
  TextColumns table{{{"Skikt"},
                     {"Använde systemet", Align::right},
                     {"Andel", Align::right},
                     {"Lottas", Align::right}}};
  std::int64_t population = 0;
  std::int64_t drawn = 0;
  for (const json::value& value : document.at("strata").as_array()) {
    const json::object& stratum = value.as_object();
    table.add({text_of(stratum, "label"), std::to_string(stratum.at("population").as_int64()),
               percent(stratum.at("share").as_int64()),
               std::to_string(stratum.at("sample_size").as_int64())});
    population += stratum.at("population").as_int64();
    drawn += stratum.at("sample_size").as_int64();
  }
  table.add({"Tillsammans", std::to_string(population), "", std::to_string(drawn)});
  text += table.text(2) + "\n";
  text += detection_text(document.at("detection").as_array(), width);
  text += "\nUrvalsramen är låst med kontrollsumman\n  " + text_of(document, "frame_root") + "\n";
  for (const json::value& warning : document.at("warnings").as_array())
    text += "\nObs: " + wrapped(warning.as_string(), width - 5, 5);
  if (!document.at("warnings").as_array().empty()) text += "\n";
  return text + "\nNästa steg: insyn audit draw --audit " + text_of(document, "audit") +
         " --seed FRÖ\n";
}

std::string drawn_text(const json::object& document, const Names& names) {
  std::string text = "Kontroll " + text_of(document, "audit") + " är dragen med fröet " +
                     text_of(document, "seed") + "\n";
  for (const json::value& value : document.at("strata").as_array()) {
    const json::object& stratum = value.as_object();
    const auto& selected = stratum.at("selected").as_array();
    text += "\n" + text_of(stratum, "id") + ": " +
            counted(static_cast<std::int64_t>(selected.size()), "lottad", "lottade") + "\n";
    if (selected.empty()) continue;
    TextColumns table{{{"Id"}, {"Namn"}, {"Lott"}}};
    for (const json::value& one : selected) {
      const json::object& drawn = one.as_object();
      const std::string staff = text_of(drawn, "staff");
      table.add({staff, names.staff(staff), text_of(drawn, "ticket").substr(0, 11) + "…"});
    }
    text += table.text(2);
  }
  return text +
         "\nVem som helst kan göra om dragningen: insyn audit record, sedan insyn verify "
         "draw.\n";
}

/// What was believed when the audit was opened: whose names its lists show.
std::shared_ptr<const RegistersAt> registers_of(Home& home, const AuditState& audit) {
  return kept_registers_at(home, audit.opened);
}

bool is_wanted(const Arguments& arguments, const json::object& list) {
  return (arguments.reviewer.empty() || text_of(list, "reviewer") == arguments.reviewer) &&
         (arguments.staff.empty() || text_of(list, "staff") == arguments.staff);
}

std::string lists_text(const json::object& document, const Call& call, const Names& names,
                       const DayRange& window) {
  std::string text;
  if (call.arguments.summary) return lists_summary(document.at("lists").as_array(), names);
  for (const json::value& value : document.at("lists").as_array()) {
    if (!is_wanted(call.arguments, value.as_object())) continue;
    if (!text.empty()) text += std::string(60, '=') + "\n";
    text += list_text(value.as_object(), window, names, static_cast<std::size_t>(call.io.width));
  }
  return text.empty() ? "Inga listor.\n" : text;
}

DayRange window_of(const AuditState& audit) {
  const json::object& window = audit.open.at("window").as_object();
  return {parse_day(text_of(window, "from")).value_or(Day{}),
          parse_day(text_of(window, "to")).value_or(Day{})};
}

Result<int> directed(Call& call, const std::string& id,
                     Result<json::object> (*use_case)(Home&, const std::string&, DayRange,
                                                      const std::string&)) {
  const DayRange days{*call.arguments.from, *call.arguments.to};
  if (days.from >= days.to)
    return fail(ErrorKind::refused, "period-empty", "--from ska vara en dag före --to.");
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  Home& home = (*open)->home();
  const auto document = use_case(home, id, days, call.arguments.ground);
  if (!document) return fail(document.error());
  print(call, *document, [&](const json::object& shown) {
    const auto registers = kept_registers_at(home, home.ledger.size());
    return rows_text(shown.at("rows").as_array(), Names{*registers},
                     static_cast<std::size_t>(call.io.width));
  });
  return exit_done;
}

}  // namespace

Result<int> audit_open_command(Call& call) {
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  const Arguments& a = call.arguments;
  const auto document =
      open_audit((*open)->home(),
                 {.period = a.period,
                  .seed_source = a.seed_source.value_or("").empty() ? std::nullopt : a.seed_source,
                  .reason = a.reason,
                  .frame_key = a.frame_key});
  if (!document) return fail(document.error());
  print(call, *document, [&](const json::object& shown) {
    return opened_text(shown, static_cast<std::size_t>(call.io.width));
  });
  return exit_done;
}

Result<int> audit_draw_command(Call& call) {
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  Home& home = (*open)->home();
  const auto document = draw_audit(home, call.arguments.audit, call.arguments.seed);
  if (!document) return fail(document.error());
  print(call, *document, [&](const json::object& shown) {
    const auto registers = registers_of(home, **find_audit(home, call.arguments.audit));
    return drawn_text(shown, Names{*registers});
  });
  return exit_done;
}

Result<int> audit_annul_command(Call& call) {
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  const auto document = annul_audit((*open)->home(), call.arguments.audit, call.arguments.reason);
  if (!document) return fail(document.error());
  print(call, *document, [](const json::object& shown) {
    return "Kontroll " + text_of(shown, "audit") +
           " är avslutad. Allt som gjorts i den finns kvar i liggaren.\n";
  });
  return exit_done;
}

Result<int> audit_lists_command(Call& call) {
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  Home& home = (*open)->home();
  const auto document = audit_lists(home, call.arguments.audit);
  if (!document) return fail(document.error());
  print(call, *document, [&](const json::object& shown) {
    const AuditState& audit = **find_audit(home, call.arguments.audit);
    const auto registers = registers_of(home, audit);
    return lists_text(shown, call, Names{*registers}, window_of(audit));
  });
  return exit_done;
}

Result<int> audit_frame_command(Call& call) {
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  const auto document = audit_frame((*open)->home(), call.arguments.audit);
  if (!document) return fail(document.error());
  print(call, *document, [](const json::object& shown) {
    TextColumns table{{{"Rad i ramen"}, {"Medarbetare"}}};
    const json::object& staff = shown.at("staff").as_object();
    for (const json::value& line : shown.at("lines").as_array()) {
      const std::string text{line.as_string()};
      table.add({text, text_of(staff, text.substr(text.rfind('/') + 1))});
    }
    return "Nyckel: " + text_of(shown, "frame_key") + "\n" + table.text();
  });
  return exit_done;
}

Result<int> audit_record_command(Call& call) {
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  const auto record = audit_record((*open)->home(), call.arguments.audit);
  if (!record) return fail(record.error());
  if (auto written = write_out((*open)->home(), call.arguments.out, pretty_json(*record)); !written)
    return fail(written.error());
  print(call, json::object{{"out", call.arguments.out}}, [&](const json::object&) {
    return "Protokollet ligger i " + call.arguments.out + ". Det får vara offentligt.\n";
  });
  return exit_done;
}

Result<int> audit_staff_command(Call& call) {
  return directed(call, call.arguments.staff, audit_of_staff);
}

Result<int> audit_client_command(Call& call) {
  return directed(call, call.arguments.client, audit_of_client);
}

}  // namespace insyn
