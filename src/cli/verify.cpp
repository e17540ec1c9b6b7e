#include "app/verify.h"

#include <fmt/format.h>

#include "app/ledger_export.h"
#include "app/wording.h"
#include "base/hex.h"
#include "cli/command.h"
#include "domain/sampling/record_check.h"

namespace insyn {
namespace {

/// A record of 20,000 members of staff is 2 MB.
constexpr std::size_t text_file_max = std::size_t{64} * 1024 * 1024;

}  // namespace

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
  document["problems"] = to_array(found.problems);
  document["warnings"] = to_array(found.warnings);
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
  print(call, json::object{{"ok", problems.empty()}, {"problems", to_array(problems)}},
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
