#include "app/extract.h"

#include <fmt/format.h>

#include "app/names.h"
#include "app/wording.h"
#include "cli/command.h"
#include "cli/table.h"

namespace insyn {
namespace {

std::string extract_text(const json::object& document, const Names& names) {
  const json::object& period = document.at("period").as_object();
  std::string text = "Vem har öppnat akten? " + text_of(document, "client") + ", " +
                     days_text(text_of(period, "from"), text_of(period, "to")) + "\n\n";
  const auto& entries = document.at("entries").as_array();
  if (entries.empty())
    return text +
           "Brukaren finns inte i loggen. Kontrollera stavning och övriga identiteter innan "
           "du svarar ”ingen”.\n";
  TextColumns table{{{"När"}, {"Vem"}, {"Befattning"}, {"Enhet"}, {"Gjorde"}, {"Vad"}, {"Varför"}}};
  for (const json::value& value : entries) {
    const json::object& entry = value.as_object();
    const std::string staff = text_of(entry, "staff");
    table.add({dated_moment_text(text_of(entry, "time")),
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
    const auto registers = kept_registers_at(home, home.ledger.size());
    return extract_text(shown, Names{*registers});
  });
  return exit_done;
}

}  // namespace insyn
