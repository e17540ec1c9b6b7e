#include "web/pages/information_pages.h"

#include <algorithm>

#include "app/informed.h"
#include "base/text.h"
#include "web/pages/frame.h"
#include "web/pages/names.h"

namespace insyn {
namespace {

/// What somebody who has no text of their own begins with; Swedish, since that is what staff reads.
constexpr std::string_view first_text =
    "Vi kontrollerar vilka akter som öppnas\n\n"
    "Kommunen måste regelbundet kontrollera vilka som har öppnat uppgifter om brukare. Det gäller "
    "alla som använder verksamhetssystemen, även chefer.\n\n"
    "Så går det till: Fyra gånger om året lottas några av dem som har använt systemet under två "
    "veckor. Den som lottas får sina öppningar granskade av sin närmaste chef. Att bli lottad är "
    "ingen misstanke.\n\n"
    "Det som jämförs är loggarna med register över anställningar, arbetspass, ärenden och "
    "vårdrelationer. Hur fort eller hur mycket någon arbetar mäts inte.\n\n"
    "Behövde du inte uppgiften för en arbetsuppgift just då, så fick du inte öppna akten. Det "
    "gäller också din egen akt, en kollegas och en anhörigs, även om personen har sagt att det går "
    "bra.\n\n"
    "Ser det ut som om en akt har öppnats utan skäl pratar chefen med dig. Finns ingen godtagbar "
    "förklaring lämnas saken vidare och kan bli ett ärende om sekretessbrott eller "
    "dataintrång.\n\n"
    "I Insyn ser du under Min sida när du själv har lottats. Frågor ställer du till din chef eller "
    "till dataskyddsombudet.";

/// Blank lines part paragraphs; the first is the heading.
Html text_as_paper(const Visit& visit, const std::string& text, const std::string& below) {
  Html body;
  std::string paragraph;
  bool first = true;
  const auto flush = [&] {
    if (trimmed(paragraph).empty()) return;
    body += el(first ? "h2" : "p", {}, trimmed(paragraph));
    first = false;
    paragraph.clear();
  };
  for (const std::string& line : split(text, '\n')) {
    if (trimmed(line).empty())
      flush();
    else
      paragraph += (paragraph.empty() ? "" : " ") + line;
  }
  flush();
  return el("article", {{"class", "doc"}, {"lang", "sv"}},
            el("header", {}, el("p", {}, visit.config.municipality), el("p", {}, below)), body);
}

HttpResponse text_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto number = parse_integer(visit.path["version"]);
  const auto& versions = visit.look.state.routine.information;
  const auto found = std::ranges::find_if(
      versions, [&](const InformationVersion& one) { return number && one.version == *number; });
  if (found == versions.end()) return not_there(visit);
  const std::function<Result<std::string>(Home&)> read = [&](Home& home) {
    return information_text(home, found->version);
  };
  const auto text = visit.desk.read(read);
  if (!text) return sorry(visit, text.error(), "/min-sida");
  return show(
      visit,
      {.title = words.t("Information om loggkontroll"),
       .sentence =
           words.f("Version {}, {}.", words.number(found->version), words.moment(found->at)),
       .body = text_as_paper(visit, *text, words.f("Version {}", words.number(found->version)))});
}

HttpResponse publish_form(const Visit& visit, const std::string& text,
                          const std::vector<FieldError>& errors) {
  const Messages& words = visit.words;
  constexpr int rows = 24;
  const Html fields =
      error_summary(words, errors) +
      text_area(words,
                {.name = "text",
                 .label = words.t("Text"),
                 .value = text,
                 .help = words.t("En tom rad skiljer stycken. Det första stycket blir rubrik."),
                 .error = errors.empty() ? Html{} : errors.front().text},
                rows) +
      acts(submit({.text = words.t("Publicera")}) + link(words.t("Avbryt"), "/informerad"));
  return show(visit, {.title = words.t("Publicera information"),
                      .faulty = !errors.empty(),
                      .sentence = words.t("En ny version behöver läsas av alla på nytt."),
                      .entry = "/informerad",
                      .way = {{words.t("Informerad personal"), "/informerad"}},
                      .body = panel({.label = words.t("Informationstexten")},
                                    inset(form_to(visit, "/informerad/publicera", fields)))});
}

HttpResponse publish_page(const Visit& visit) {
  const auto& versions = visit.look.state.routine.information;
  if (versions.empty()) return publish_form(visit, std::string{first_text}, {});
  const std::function<Result<std::string>(Home&)> read = [&](Home& home) {
    return information_text(home, versions.back().version);
  };
  const auto text = visit.desk.read(read);
  return text ? publish_form(visit, *text, {}) : sorry(visit, text.error(), "/informerad");
}

HttpResponse publish(const Visit& visit) {
  std::string text{trimmed(visit.request.form["text"])};
  std::erase(text, '\r');
  if (text.empty())
    return publish_form(visit, text, {{"text", visit.words.t("Skriv texten som ska publiceras.")}});
  const std::function<Result<int>(Home&)> work = [&](Home& home) {
    return publish_information(home, text);
  };
  const auto version = visit.desk.ask(visit.actor(), work);
  if (!version)
    return publish_form(visit, text, {{"text", told(visit.words, version.error().text)}});
  return done("/informerad", "information-published");
}

struct TemplatePart {
  std::string_view heading, question;
};

// The parts that article 35.7 of the GDPR asks for.
constexpr TemplatePart assessment_parts[] = {
    {marked("1. Behandlingen"),
     marked(
         "Loggar ur verksamhetssystemen jämförs med register över medarbetare, enheter, ärenden, "
         "vårdrelationer och arbetspass. Vilka system, vilka register, hur länge?")},
    {marked("2. Ändamål och rättslig grund"),
     marked("Kontrollen krävs av patientdatalagen 4 kap. 3 § och av socialtjänstens "
            "dataskyddsregler. Vilket beslut i nämnden bygger den på?")},
    {marked("3. Behov och proportion"),
     marked("Urvalet lottas. Behörighet räknas inte som skäl. Arbetstakt mäts inte. Varför räcker "
            "inte mindre?")},
    {marked("4. Risker för medarbetare och brukare"),
     marked("En chef kan få veta att en medarbetare är brukare. Någon kan bli misstänkt utan skäl. "
            "Vilka fler risker finns hos er?")},
    {marked("5. Åtgärder"),
     marked("Känsliga rader går till MAS eller kvalitetscontroller. Varje visning loggas. Roller "
            "och rutin ändras av två personer. Vad gör ni utöver det?")},
    {marked("6. Samråd"),
     marked("Dataskyddsombudets råd, de fackliga organisationernas synpunkter och hur de har "
            "beaktats.")},
    {marked("7. Beslut"), marked("Vem beslutade, vilken dag, och när bedömningen ses över.")},
};

HttpResponse assessment_page(const Visit& visit) {
  const Messages& words = visit.words;
  Html body = el("header", {}, el("p", {}, visit.config.municipality),
                 el("p", {}, words.t("Mall att fylla i"))) +
              el("p", {{"class", "lead"}},
                 words.t("Konsekvensbedömning enligt artikel 35 i dataskyddsförordningen, för "
                         "loggkontroll med Insyn."));
  for (const TemplatePart& part : assessment_parts)
    body += el("h2", {}, words.t(part.heading)) + el("p", {}, words.t(part.question)) +
            el("div", {{"class", "box calm"}}, el("p", {}, words.t("Ert svar:")), void_el("br", {}),
               void_el("br", {}), void_el("br", {}));
  return show(visit, {.title = words.t("Mall för konsekvensbedömning"),
                      .sentence = words.t("Skriv ut sidan och fyll i den tillsammans med "
                                          "dataskyddsombudet."),
                      .entry = "/informerad",
                      .way = {{words.t("Informerad personal"), "/informerad"}},
                      .body = el("article", {{"class", "doc"}}, body)});
}

}  // namespace

std::vector<PageRoute> information_routes() {
  return {
      // Everyone may read what they are to sign for.
      {Method::get, "/informerad/text/:version", Right::sign_informed, text_page},
      {Method::get, "/informerad/publicera", Right::publish_information, publish_page},
      {Method::post, "/informerad/publicera", Right::publish_information, publish},
      {Method::get, "/informerad/konsekvensbedomning", Right::see_informed, assessment_page},
  };
}

}  // namespace insyn
