#include <algorithm>
#include <vector>

#include "web/pages/frame.h"
#include "web/pages/handbook_pages.h"
#include "web/pages/routes.h"

namespace insyn {
namespace {

struct RoleHelp {
  UserRole role;
  std::string_view heading, first, second;
};

constexpr RoleHelp role_help[] = {
    {UserRole::administrator, marked("För dig som är administratör"),
     marked("Fyra gånger om året: se under Källor att loggarna är kompletta, öppna kontrollen, "
            "lotta och skicka listorna. Varje steg säger vad som saknas och vem som kan göra det."),
     marked("Du ser inte svaren i misstankar. En ändrad roll eller rutin behöver alltid en andra "
            "person.")},
    {UserRole::manager, marked("För dig som är chef"),
     marked(
         "Du får en länk när dina listor är klara. Det mesta har redan stöd i registren: bekräfta "
         "det i ett steg och bedöm resten rad för rad."),
     marked(
         "Personerna är lottade. Ingen är misstänkt. Allt du gör sparas genast, och du kan lämna "
         "listan och fortsätta senare.")},
    {UserRole::area_head, marked("För dig som är verksamhetsområdeschef"),
     marked("Under Kontroller ser du hur många listor i ditt område som är klara. Du kan påminna, "
            "utse en annan granskare och skriva under när alla är klara."),
     marked(
         "Du ser hur många rader som avviker i ditt område, inte raderna. De granskas av chefen.")},
    {UserRole::chief_nurse, marked("För dig som är medicinskt ansvarig sjuksköterska"),
     marked(
         "Rader inom hälso- och sjukvård som en chef inte ska se kommer till dig, till exempel om "
         "brukaren är en medarbetare eller har skyddade uppgifter."),
     marked("Berätta bara för chefen om något behöver göras.")},
    {UserRole::quality_controller, marked("För dig som är kvalitetscontroller"),
     marked("Rader inom socialtjänst och LSS som en chef inte ska se kommer till dig, till exempel "
            "om brukaren är en medarbetare eller har skyddade uppgifter."),
     marked("Berätta bara för chefen om något behöver göras.")},
    {UserRole::compiler, marked("För dig som sammanställer"),
     marked(
         "När alla områden har skrivit under kan du sammanställa resultatet och lämna rapporten. "
         "Du ser antal, inte personer."),
     marked("I januari sammanställer du hela året.")},
    {UserRole::director, marked("För dig som är socialchef"),
     marked("Du får rapporten efter varje kontroll och misstankar genast. Du godkänner ändringar i "
            "rutinen och i roller som någon annan har föreslagit."),
     marked("Är du borta: utse en ersättare under Användare.")},
    {UserRole::hr, marked("För dig på personalavdelningen"),
     marked(
         "Du ser ett ärende först när en åtgärd mot någon övervägs. Då visas också tidsfristerna."),
     marked("En chef som har lämnat över en rad väntar på att du ringer.")},
    {UserRole::data_protection_officer, marked("För dig som är dataskyddsombud"),
     marked(
         "Under Insyns egen logg ser du vilka som har tittat på uppgifter om personer. En gång om "
         "året får du listan för hela året."),
     marked("Du ser tidsfrister och beslut i misstankar, inte raderna.")},
    {UserRole::disclosure_officer, marked("För dig som lämnar ut loggutdrag"),
     marked(
         "Du tar fram vem som har öppnat en brukares akt, på brukarens begäran. Pröva sekretessen "
         "rad för rad innan något lämnas ut."),
     marked("Brukaren väljer själv vem som hjälper till att läsa.")},
    {UserRole::auditor, marked("För dig som är revisor"),
     marked("Du kan göra om varje lottning från dess protokoll och kontrollera att ingenting har "
            "tagits bort eller ändrats i handlingslistan."),
     marked("Du ser antal och steg. Namn ser du bara där lottningen ska kunna kontrolleras.")},
};

Html text_panel(const Messages& words, std::string_view id, std::string_view heading,
                const std::vector<std::string_view>& texts) {
  Html body;
  for (const std::string_view text : texts) body += el("p", {}, words.t(text));
  return panel({.heading = words.t(heading), .id = std::string{id}}, inset(body));
}

Html links_to(const Messages& words, const std::vector<const Chapter*>& chapters) {
  Html items;
  for (const Chapter* chapter : chapters) items += el("li", {}, chapter_link(words, *chapter));
  return el("ul", {}, items);
}

/// The visitor's chapters first, then the rest.
Html handbook_panel(const Visit& visit) {
  const Messages& words = visit.words;
  const auto own = own_chapters(visit);
  std::vector<const Chapter*> others;
  for (const Chapter& chapter : handbook_chapters())
    if (std::ranges::find(own, &chapter) == own.end()) others.push_back(&chapter);
  return panel({.heading = words.t("Handboken"),
                .id = "handbook",
                .sentence = words.t("Två sidor för varje roll: vad du gör, när, och vad du gör när "
                                    "något är fel.")},
               inset(el("h3", {}, words.t("För dig")) + links_to(words, own) +
                     el("h3", {}, words.t("För andra roller")) + links_to(words, others)));
}

HttpResponse help_page(const Visit& visit) {
  const Messages& words = visit.words;
  Html panels = handbook_panel(visit);
  for (const RoleHelp& help : role_help)
    if (has_role(visit.visitor.holder.grants, help.role))
      panels += text_panel(words, code_of(help.role), help.heading, {help.first, help.second});
  panels += text_panel(
      words, "words", marked("Ord som används här"),
      {marked("En öppning är en gång som någon tittade i en brukares akt. Läsningar med högst en "
              "halvtimme emellan räknas som en öppning."),
       marked("En rad är en medarbetares öppningar av en brukares ärende. Att en rad behöver din "
              "bedömning betyder bara att registren inte visar varför den öppnades."),
       marked("En misstanke är något som ska utredas vidare. Insyn avgör aldrig om något är ett "
              "brott.")});
  Html contact = el("p", {}, words.t("Fråga den som är administratör för Insyn hos er."));
  if (!visit.config.contact.empty()) contact = el("p", {}, visit.config.contact);
  const Html guide = panel({.heading = words.t("Behöver du hjälp?"), .id = "ask", .guide = true},
                           contact + el("p", {}, link(words.t("Läs rutinen"), "/rutinen")));
  return show(visit, {.title = words.t("Hjälp"),
                      .sentence = words.t("Det viktigaste för din roll, på en sida."),
                      .entry = "/hjalp",
                      .body = split(stack(panels), guide)});
}

HttpResponse accessibility_page(const Visit& visit) {
  const Messages& words = visit.words;
  Html report = el("p", {}, words.t("Hittar du något som inte går att använda, så säg till."));
  if (!visit.config.contact.empty()) report += el("p", {}, visit.config.contact);
  report +=
      el("p", {},
         words.t("Myndigheten för digital förvaltning har tillsyn. Du kan anmäla brister till "
                 "dem om du inte är nöjd med svaret."));
  const Html body =
      text_panel(words, "state", marked("Hur tillgängligt är Insyn?"),
                 {marked("Insyn följer WCAG 2.1 på nivå AA. Alla sidor fungerar utan skript, med "
                         "tangentbord, i 200 procents förstoring och på en telefon."),
                  marked("Sidorna har prövats med ett automatiskt verktyg och för hand med "
                         "tangentbord. De har inte prövats av personer med olika skärmläsare.")}) +
      panel({.heading = words.t("Rapportera brister"), .id = "report"}, inset(report)) +
      text_panel(words, "law", marked("Lagen"),
                 {marked("Redogörelsen följer lagen (2018:1937) om tillgänglighet till digital "
                         "offentlig service.")});
  return show(visit, {.title = words.t("Tillgänglighet"),
                      .sentence = words.t("Tillgänglighetsredogörelse för Insyn."),
                      .body = body});
}

HttpResponse processing_page(const Visit& visit) {
  const Messages& words = visit.words;
  const Html body =
      text_panel(
          words, "why", marked("Varför uppgifterna behandlas"),
          {marked("Kommunen måste regelbundet kontrollera vilka som har öppnat uppgifter om "
                  "brukare. Det följer av patientdatalagen (2008:355) 4 kap. 3 § och av "
                  "rutinen för loggkontroll."),
           marked("Uppgifterna används bara till det. De används inte för att mäta hur någon "
                  "arbetar.")}) +
      text_panel(
          words, "what", marked("Vilka uppgifter"),
          {marked("Loggar ur de system som kontrolleras: vem som öppnade vems akt, när och hur. "
                  "Register över medarbetare, enheter, brukare och ärenden."),
           marked("Innehållet i akterna finns inte här.")}) +
      text_panel(words, "who", marked("Vilka som ser dem"),
                 {marked("Var och en ser det som rollen behöver. En chef ser sina egna listor. Den "
                         "som granskas granskar aldrig sig själv."),
                  marked("Varje gång någon ser uppgifter om en person antecknas det i Insyns egen "
                         "logg, som dataskyddsombudet läser.")}) +
      text_panel(
          words, "rights", marked("Dina rättigheter"),
          {marked("Du kan se när du själv har lottats under Min sida, och begära ett utdrag av "
                  "uppgifterna om dig. Vänd dig till dataskyddsombudet, eller klaga hos "
                  "Integritetsskyddsmyndigheten.")});
  return show(visit, {.title = words.t("Så behandlas uppgifter"),
                      .sentence = words.t("Om personuppgifterna i Insyn."),
                      .body = body});
}

}  // namespace

std::vector<PageRoute> help_routes() {
  return {
      {Method::get, "/hjalp", Right::sign_informed, help_page},
      {Method::get, "/hjalp/handbok/:kapitel", Right::sign_informed, chapter_page},
      {Method::get, "/tillganglighet", Right::sign_informed, accessibility_page},
      {Method::get, "/sa-behandlas-uppgifter", Right::sign_informed, processing_page},
  };
}

}  // namespace insyn
