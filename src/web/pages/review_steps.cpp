#include <algorithm>

#include "web/pages/review_pages.h"

namespace insyn {
namespace {

/// What stands in the fields of the open row: what was typed and refused, else what was answered,
/// else what the address says.
struct Typed {
  std::string first, ground, ground_text, second, second_text, never, never_text, ask_to, ask_text,
      reason;
};

bool has_code(const std::vector<ReviewCode>& codes, std::string_view code) {
  return std::ranges::any_of(codes, [&](const ReviewCode& one) { return one.code == code; });
}

Typed typed_of(const Visit& visit, const RowView& row) {
  Typed typed;
  const Fields& form = visit.request.form;
  if (visit.request.method == Method::post && form.has("steg")) {
    const auto of = [&](std::string_view name) { return std::string{form[name]}; };
    typed = {of("steg1"),  of("grund"),       of("grund-text"), of("steg2"), of("steg2-text"),
             of("aldrig"), of("aldrig-text"), of("stod-till"),  of("stod"),  of("orsak")};
    return typed;
  }
  const ReviewRules& rules = rules_of(visit);
  if (has_code(rules.grounds, row.review.code)) {
    typed.first = "ja";
    typed.ground = row.review.code;
    typed.ground_text = row.text;
  } else if (!row.review.code.empty()) {
    typed.first = "nej";
    typed.second = row.review.code;
    typed.second_text = row.text;
  }
  if (visit.request.query["svar"] == "nej") typed.first = "nej";
  return typed;
}

std::string post_url(const ListShown& at, const RowView& row, const char* act = "") {
  return at.url + "/rad/" + std::to_string(row.number) + act;
}

Html codes_of(const std::string& name, const std::vector<ReviewCode>& codes,
              const std::string& chosen, int& digit) {
  Html all_choices;
  for (const ReviewCode& code : codes)
    all_choices += choice({.name = name,
                           .value = code.code,
                           .label = label_of(code),
                           .help = code.note,
                           .chosen = code.code == chosen,
                           .digit = digit < 9 ? ++digit : 0});
  return all_choices;
}

Html first_step(const Visit& visit, const ListShown& at, const Typed& typed) {
  const Messages& words = visit.words;
  const auto one = [&](const char* value, std::string label, int digit) {
    return choice({.name = "steg1",
                   .value = value,
                   .label = std::move(label),
                   .chosen = typed.first == value,
                   .digit = digit});
  };
  Html choices = one("ja", words.t("Ja, det behövdes"), 1) + one("nej", words.t("Nej"), 2);
  if (!at.view.signed_at)
    choices +=
        one("vet-inte", words.t("Jag kan inte avgöra"), 3) + one("jav", words.t("Jag är jävig"), 4);
  return check_step(
      {.legend = words.f("1. Behövde {} öppna akten i sitt arbete?", at.view.first_name),
       .help = words.t("Det räcker inte att systemet tillät det.")},
      choices_in_line(choices));
}

Html ground_step(const Visit& visit, const Typed& typed, const Slip& slip) {
  const Messages& words = visit.words;
  int digit = 0;
  return check_step({.legend = words.t("Varför behövdes det?"),
                     .help = words.t("Vid svar med * behövs några ord."),
                     .only_if = "ja"},
                    codes_of("grund", rules_of(visit).grounds, typed.ground, digit) +
                        step_text({"grund-text", words.t("Skriv kort"), typed.ground_text,
                                   fault_in(slip, typed.first == "ja", typed.ground_text)}));
}

Html second_step(const Visit& visit, const ListShown& at, const RowView& row, const Typed& typed,
                 const Slip& slip) {
  const Messages& words = visit.words;
  const ReviewRules& rules = rules_of(visit);
  const auto known = known_of(visit, at.view, &row);
  int digit = 0;
  Html choices = codes_of("steg2", rules.acceptable, typed.second, digit);
  choices += choice({.name = "steg2",
                     .value = "nej",
                     .label = words.t("Nej, ingen godtagbar förklaring"),
                     .help = words.t("Går vidare till steg 3."),
                     .chosen = typed.second == "nej",
                     .digit = ++digit});
  if (!row.facts.flagged) choices += codes_of("steg2", rules.unclear, typed.second, digit);
  choices += codes_of("steg2", rules.not_asked, typed.second, digit);
  const Html wait = note(Tone::late, el("p", {}, filled_in(rules.guidance.wait, known)));
  const Html help =
      all(words.t("Fråga öppet: berätta hur det kom sig att du öppnade akten."), " ",
          el("a", {{"class", "tohelp"}, {"href", "#vagledning"}}, words.t("Läs vägledningen")));
  return check_step(
      {.legend = words.f("2. Prata med {}. Finns en godtagbar förklaring?", at.view.first_name),
       .help = help,
       .only_if = "nej"},
      wait + choices +
          step_text({"steg2-text",
                     words.f("Svaret med {} egna ord", possessive(words, at.view.first_name)),
                     typed.second_text, fault_in(slip, typed.first == "nej", typed.second_text)}));
}

Html support_step(const Visit& visit, const ListShown& at, const RowView& row, const Typed& typed,
                  const Slip& slip) {
  const Messages& words = visit.words;
  const std::string role = reader_by_law(words, row.health_care);
  Html choices = choice({.name = "stod-till",
                         .value = "roll",
                         .label = role,
                         .chosen = typed.ask_to != "enhet",
                         .digit = 1});
  if (!row.unit.empty())
    choices += choice({.name = "stod-till",
                       .value = "enhet",
                       .label = words.f("Chefen för {}", row.unit),
                       .chosen = typed.ask_to == "enhet",
                       .digit = 2});
  return check_step(
             {.legend = words.t("Be om stöd"),
              .help = filled_in(rules_of(visit).guidance.support, known_of(visit, at.view, &row)),
              .only_if = "vet-inte"},
             choices_in_line(choices) +
                 step_text({"stod", words.t("Vad vill du ha hjälp med?"), typed.ask_text,
                            fault_in(slip, typed.first == "vet-inte", typed.ask_text)})) +
         check_step(
             {.legend = words.t("Lämna över raden"),
              .help = filled_in(rules_of(visit).guidance.conflict, known_of(visit, at.view, &row)),
              .only_if = "jav"},
             el("p", {{"class", "small"}},
                words.f("Raden går till {}. Ingen får veta varför.", at.view.next_in_line)));
}

Html third_step(const Visit& visit, const ListShown& at, const RowView& row, const Typed& typed,
                const Slip& slip) {
  const Messages& words = visit.words;
  const ReviewRules& rules = rules_of(visit);
  const auto known = known_of(visit, at.view, &row);
  const std::string back =
      at.url + "?rad=" + std::to_string(row.number) + "&svar=nej#rad-" + std::to_string(row.number);
  int digit = 0;
  const Html chosen = codes_of("aldrig", rules.never, typed.never, digit);
  const Html fields =
      hidden("steg", "3") + paper_field(at) +
      check_step(
          {.legend = words.t("3. Misstänker du sekretessbrott?"),
           .help = filled_in(rules.guidance.step3, known)},
          slip_note(words, slip) +
              note(Tone::plain,
                   el("p", {}, el("strong", {}, words.t("Det här händer när du lämnar över"))) +
                       el("p", {}, filled_in(rules.guidance.hand_over, known)))) +
      check_step({.legend = words.f("Vad sa {}?", at.view.first_name),
                  .help = words.t("Det är aldrig godtagbart. Välj det som ligger närmast.")},
                 chosen +
                     step_text({"aldrig-text", words.t("Skriv vad som sades, inte din tolkning"),
                                typed.never_text, fault_in(slip, true, typed.never_text)}) +
                     choice({.name = "socialchef",
                             .value = "ja",
                             .label = words.t("Socialchefen kan vara inblandad eller jävig"),
                             .help = words.t("Då får den som är utsedd i stället veta det."),
                             .box = true})) +
      check_foot(submit({.text = words.t("Lämna över som misstanke")}) +
                 link_button(words.t("Tillbaka till steg 2"), back, Weight::tertiary));
  return check_answered(all(el("strong", {}, "1. "), words.t("Behövdes inte i arbetet."), " ",
                            link(words.t("Ändra"), back))) +
         check_answered(all(el("strong", {}, "2. "), words.t("Ingen godtagbar förklaring."), " ",
                            link(words.t("Ändra"), back))) +
         form({.url = post_url(at, row, "/misstanke"),
               .csrf = visit.visitor.form_token,
               .plain = true},
              fields);
}

/// A form inside a disclosure under the steps.
Html aside_form(const Visit& visit, const ListShown& at, const RowView& row, const char* act,
                const std::string& summary, const Html& fields, const std::string& button) {
  const Html whole =
      form({.url = post_url(at, row, act), .csrf = visit.visitor.form_token, .plain = true},
           paper_field(at) + fields + acts(submit({.text = button, .weight = Weight::secondary})));
  return more(summary, whole);
}

Html more_to_do(const Visit& visit, const ListShown& at, const RowView& row) {
  const Messages& words = visit.words;
  const ReviewGuidance& guidance = rules_of(visit).guidance;
  const auto known = known_of(visit, at.view, &row);
  Html parts;
  if (row.may_undo)
    parts +=
        act_button(visit, post_url(at, row, "/angra"),
                   {.text = words.t("Ångra svaret"), .weight = Weight::tertiary}, paper_field(at));
  if (row.review.standing == Standing::unanswered && !row.review.held_off) {
    parts += aside_form(visit, at, row, "/fraga", words.f("Fråga {} i Insyn", at.view.first_name),
                        el("p", {{"class", "small"}},
                           words.f("{} ser när öppningen var och din fråga, inte vem brukaren är.",
                                   at.view.first_name),
                           " ", filled_in(guidance.read_out, known)) +
                            step_text({"fraga", words.t("Din fråga"), {}}),
                        words.t("Skicka frågan"));
    parts += aside_form(visit, at, row, "/vanta", words.t("Vänta med samtalet"),
                        el("p", {{"class", "small"}}, filled_in(guidance.wait, known)) +
                            step_text({"vanta", words.t("Vad HR behöver veta (frivilligt)"), {}}),
                        words.t("Säkra loggen och kontakta HR"));
  }
  if (row.review.standing == Standing::unanswered)
    parts += el("p", {},
                link_away(words.t("En ersättare var utsedd men inte registrerad"),
                          at.url + "/ersattare?rad=" + std::to_string(row.number)));
  return parts.empty() ? Html{} : el("div", {{"class", "also"}}, parts);
}

}  // namespace

Html steps_of(const Visit& visit, const ListShown& at, const RowView& row, const Slip& slip) {
  const Messages& words = visit.words;
  const Typed typed = typed_of(visit, row);
  const bool corrects = at.view.signed_at.has_value();
  const bool third = visit.request.form["steg"] == "3" || visit.request.query["steg"] == "3";
  if (third) return check_box(third_step(visit, at, row, typed, slip));
  Html fields = hidden("steg", "1") + hidden("sedan", std::to_string(row.review.act)) +
                paper_field(at) + slip_note(words, slip) + first_step(visit, at, typed) +
                ground_step(visit, typed, slip) + second_step(visit, at, row, typed, slip);
  if (corrects)
    fields += check_step({.legend = words.t("Rättelse"),
                          .help = words.t("Det första svaret står kvar bredvid rättelsen.")},
                         step_text({"orsak", words.t("Varför rättas svaret?"), typed.reason,
                                    fault_in(slip, true, typed.reason)}));
  else
    fields += support_step(visit, at, row, typed, slip);
  fields +=
      check_later(all(el("strong", {}, words.t("3. Misstanke om sekretessbrott.")), " ",
                      words.t("Öppnas bara om du svarar ”Nej, ingen godtagbar förklaring”.")));
  fields +=
      check_foot(submit({.text = corrects ? words.t("Rätta svaret")
                                          : words.t("Spara och gå till nästa rad")}) +
                 link_button(words.t("Stäng raden"), at.url + "#rad-" + std::to_string(row.number),
                             Weight::tertiary));
  const Form about{.url = post_url(at, row, corrects ? "/ratta" : ""),
                   .csrf = visit.visitor.form_token,
                   .id = "steg",
                   .plain = true};
  return check_box(form(about, fields) + (corrects ? Html{} : more_to_do(visit, at, row)));
}

Html alike_panel(const Visit& visit, const ListShown& at, const Slip& slip) {
  const Messages& words = visit.words;
  const auto alike = std::ranges::count_if(at.view.rows, [](const RowView& row) {
    return !is_bulk(row) && !row.facts.flagged && is_unanswered(row);
  });
  if (alike < 2 || at.view.signed_at) return {};
  const ReviewRules& rules = rules_of(visit);
  const bool tried = slip.part == "lika";
  const std::string chosen{tried ? visit.request.form["svar"] : std::string_view{}};
  const std::string typed{tried ? visit.request.form["lika-text"] : std::string_view{}};
  int none = 9;
  const Html fields =
      paper_field(at) + (tried ? slip_note(words, slip) : Html{}) +
      check_step({.legend = words.t("Det behövdes i arbetet")},
                 codes_of("svar", rules.grounds, chosen, none)) +
      check_step({.legend = words.t("Det behövdes inte, men förklaringen är godtagbar")},
                 codes_of("svar", rules.acceptable, chosen, none)) +
      step_text({"lika-text", words.t("Skriv kort"), typed}) +
      check_foot(submit({.text = words.t("Spara samma svar"), .weight = Weight::secondary}));
  const Form about{
      .url = at.url + "/lika", .csrf = visit.visitor.form_token, .id = "lika", .plain = true};
  return el("details", {{"class", "more"}, {"id", "lika-svar"}, flag("open", tried)},
            el("summary", {}, words.t("Samma svar för liknande rader")),
            el("p", {{"class", "small"}},
               words.f("Kryssa för raderna ovan som har samma skäl, högst {}. Rader att titta "
                       "särskilt på bedöms en och en.",
                       words.number(rules.alike_max))),
            check_box(form(about, fields)));
}

}  // namespace insyn
