#include "web/pages/said.h"

#include <algorithm>
#include <iterator>

#include "web/messages/messages.h"

namespace insyn {
namespace {

struct Said {
  std::string_view code, text;
};

// One line an act, each page's together.
constexpr Said sentences[] = {
    // Kontroller
    {"sources-checked", marked("Källorna är kontrollerade.")},
    {"audit-opened", marked("Listan är låst. Nu kan slumptalet komma.")},
    {"audit-drawn", marked("Lottningen är gjord och inskriven i loggboken.")},
    {"lists-routed", marked("Jäv är prövat. Nu är det bestämt vem som läser varje lista.")},
    {"lists-sent", marked("Listorna är skickade.")},
    {"reminded", marked("Påminnelsen är skickad.")},
    {"reviewer-appointed", marked("En annan granskare är utsedd.")},
    {"escalated", marked("De sena listorna är lämnade vidare.")},
    {"left-sample", marked("Personen är borttagen ur urvalet. Skälet finns i loggboken.")},
    {"area-signed-off", marked("Området är godkänt.")},
    {"second-reading-drawn",
     marked("Raderna till den andra läsningen är lottade. De syns hos dem som ska läsa.")},
    {"audit-compiled", marked("Resultatet är sammanställt.")},
    {"audit-reported", marked("Rapporten är antecknad som lämnad.")},
    {"audit-closed", marked("Kontrollen är avslutad.")},
    {"audit-annulled", marked("Kontrollen är avbruten.")},
    {"substitute-named",
     marked("Ersättaren är utsedd. Pröva jäv igen så får ersättaren listorna.")},
    {"deadline-extended", marked("Listan har fått ett senare datum.")},
    // Min sida
    {"deputy-named", marked("Ersättaren är vald.")},
    {"deputy-ended", marked("Ersättaren är borttagen.")},
    {"mail-chosen", marked("Valet är sparat.")},
    // Mina granskningar och misstankar
    {"list-handed-on", marked("Listan är överlämnad till någon annan.")},
    {"support-given", marked("Tack. Ditt svar är skickat.")},
    {"row-answered", marked("Svaret är sparat.")},
    {"question-answered", marked("Tack. Ditt svar är sparat.")},
    {"keys-changed", marked("Inställningen är sparad.")},
    {"suspicion-stamped", marked("Tiden är antecknad.")},
    {"suspicion-returned", marked("Misstanken är återlämnad.")},
    // Rutinen
    {"routine-proposed", marked("Ändringen är föreslagen. Nu behöver någon annan godkänna den.")},
    {"routine-approved", marked("Ändringen är godkänd. Den nya versionen gäller.")},
    {"routine-refused", marked("Ändringen är avslagen. Rutinen är som den var.")},
    {"decision-recorded", marked("Beslutet är infört.")},
    // Användare
    {"user-added", marked("Användaren är tillagd.")},
    {"user-renamed", marked("Namn och e-post är ändrade.")},
    {"user-ended", marked("Användaren är avslutad och kan inte längre logga in.")},
    {"change-proposed", marked("Ändringen är föreslagen. Nu behöver någon annan godkänna den.")},
    {"change-approved", marked("Ändringen är godkänd och gäller nu.")},
    {"change-refused", marked("Ändringen är avslagen.")},
    {"stand-in-named", marked("Ersättaren är utsedd.")},
    // Informerad personal
    {"information-published", marked("Informationstexten är publicerad.")},
    {"informed-recorded", marked("Det är antecknat att medarbetarna är informerade.")},
    {"information-signed", marked("Tack. Du har kvitterat att du har läst informationen.")},
};

}  // namespace

std::string_view sentence_of(std::string_view code) {
  const auto* found = std::ranges::find(sentences, code, &Said::code);
  return found == std::end(sentences) ? std::string_view{} : found->text;
}

}  // namespace insyn
