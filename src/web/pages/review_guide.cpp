#include "web/pages/review_pages.h"

namespace insyn {
namespace {

/// A part of the guidance that is seen with the answer it belongs to.
Html part_if(std::string_view only_if, std::string_view unless, const Html& body) {
  return el("div",
            {{"class", "gap"},
             when(!only_if.empty(), "data-if", only_if),
             when(!unless.empty(), "data-unless", unless)},
            body);
}

Html never_part(const Visit& visit) {
  std::vector<std::string> texts;
  for (const ReviewCode& code : rules_of(visit).never) {
    if (code.needs_text) continue;  // what is left over is no example
    texts.push_back(code.note.empty() ? code.text + "." : code.text + ". " + code.note);
  }
  return never_box(visit.words.t("Det är aldrig godtagbart"), texts);
}

Html first_part(const Visit& visit, const ListShown& at,
                const std::map<std::string, std::string>& known) {
  const ReviewGuidance& texts = rules_of(visit).guidance;
  return el("h2", {{"id", "h-vagledning"}}, visit.words.t("Vägledning till steg 1")) +
         el("p", {}, at.view.authority ? texts.step1_authority : texts.step1_delivery) +
         el("p", {}, filled_in(texts.step1, known));
}

Html second_part(const Visit& visit, const std::map<std::string, std::string>& known) {
  const Messages& words = visit.words;
  const ReviewGuidance& texts = rules_of(visit).guidance;
  return el("h2", {}, words.t("Vägledning till steg 2")) +
         el("p", {}, filled_in(texts.step2, known)) +
         el("p", {}, el("strong", {}, words.t("Läs upp:")), " ", filled_in(texts.read_out, known)) +
         el("p", {{"class", "small"}}, filled_in(texts.incident, known)) + never_part(visit) +
         el("p", {{"class", "small"}}, words.t("Kunde inte klarläggas: "),
            filled_in(texts.countersign, known));
}

Html third_part(const Visit& visit, const ListShown& at) {
  const Messages& words = visit.words;
  return el("h2", {{"id", "h-vagledning"}}, words.t("Vägledning till steg 3")) +
         el("p", {}, el("strong", {}, words.t("Stanna här.")), " ",
            words.t("Du har gjort din del.")) +
         el("ul", {}, el("li", {}, words.t("Utred inte vidare själv.")),
            el("li", {}, words.t("Berätta inte för fler än du måste.")),
            el("li", {}, words.t("Lova inget om hur det slutar."))) +
         el("h3", {}, words.f("Till {} kan du säga", at.view.first_name)) +
         el("p", {},
            words.t("”Jag lämnar frågan vidare. Du får berätta din version och ta med facket eller "
                    "någon annan.”"));
}

Html unsure_part(const Visit& visit, const ListShown& at,
                 const std::map<std::string, std::string>& known) {
  const Messages& words = visit.words;
  Html body = el("h3", {}, words.t("Osäker?"));
  const auto contacts =
      visit.look.routine ? visit.look.routine->contacts : std::map<std::string, std::string>{};
  Html lines;
  for (const UserRole role : {UserRole::chief_nurse, UserRole::quality_controller}) {
    const auto found = contacts.find(std::string{code_of(role)});
    if (found != contacts.end())
      lines += el("li", {}, role_title(words, role), ": ", found->second);
  }
  if (!lines.empty())
    body += el("ul", {}, lines);
  else if (!visit.config.contact.empty())
    body += el("p", {}, visit.config.contact);
  if (at.view.signed_at) return body;
  auto whole = known;
  whole["raden/listan"] = words.t("listan");
  const Html conflict =
      el("p", {{"class", "small"}}, filled_in(rules_of(visit).guidance.conflict, whole)) +
      el("div", {{"hx-boost", "false"}},
         act_button(visit, at.url + "/jav",
                    {.text = words.t("Lämna över hela listan"), .weight = Weight::secondary}));
  return body + more(words.f("Känner du {} privat? Anmäl jäv", at.view.first_name), conflict);
}

}  // namespace

Html guide_panel(const Visit& visit, const ListShown& at, const RowView* open) {
  const auto known = known_of(visit, at.view, open);
  const bool third =
      open != nullptr && (visit.request.query["steg"] == "3" || visit.request.form["steg"] == "3");
  Html body = third ? third_part(visit, at)
                    : part_if({}, "nej", first_part(visit, at, known)) +
                          part_if("nej", {}, second_part(visit, known));
  body += more(visit.words.t("Vad lagen säger"),
               el("p", {{"class", "small"}},
                  visit.words.t("10 § lagen om behandling av personuppgifter inom socialtjänsten "
                                "och 4 kap. 1 § patientdatalagen: bara den som behöver uppgifterna "
                                "för sitt arbete får läsa.")));
  body += unsure_part(visit, at, known);
  return el("aside",
            {{"class", "panel guide"}, {"id", "vagledning"}, {"aria-labelledby", "h-vagledning"}},
            body);
}

}  // namespace insyn
