#include <algorithm>

#include "app/second_reading.h"
#include "base/text.h"
#include "web/pages/review_pages.h"

namespace insyn {
namespace {

/// The row as its first reader met it, without any answer; the `number`th on this page.
Html bare_row(const Visit& visit, const RowView& row, int number, const Html& check) {
  ListRow shown;
  shown.number = number;
  shown.number_word = visit.words.t("Rad");
  shown.heading =
      row.born.empty() ? row.client : visit.words.f("{}, född {}", row.client, row.born);
  shown.about = row.case_text;
  shown.what = row.opened;
  shown.why = reasons_of(visit.words, row);
  shown.check = check;
  return list_rows({shown});
}

/// A form inside a row: a choice, a text, a button. Of several on a page each has its `place`,
/// which ends the names of its fields, so that their labels find them.
struct RowForm {
  std::string url, legend, help, name;
  std::vector<Option> options;
  std::string text_label, button;
  bool filled = true;
  std::string place{};
  std::string chosen{}, text{};  ///< what was entered, if the form is shown once more
};

/// What was entered in a form's field, whatever its place was.
std::string entered(const Visit& visit, std::string_view name) {
  for (const NameValue& field : visit.request.form.all)
    if (field.name == name || field.name.starts_with(std::string{name} + "-"))
      return std::string{trimmed(field.value)};
  return {};
}

Html row_form(const Visit& visit, const RowForm& it, const Slip& slip) {
  Html choices;
  int digit = 0;
  for (const Option& option : it.options)
    choices += choice({.name = it.name + it.place,
                       .value = option.value,
                       .label = option.label,
                       .help = option.help,
                       .chosen = option.value == it.chosen,
                       .digit = ++digit});
  const Form about{.url = it.url, .csrf = visit.visitor.form_token, .plain = true};
  return check_box(form(
      about, slip_note(visit.words, slip) +
                 check_step({.legend = it.legend, .help = it.help},
                            choices + step_text({.name = "text" + it.place,
                                                 .label = it.text_label,
                                                 .value = it.text,
                                                 .rows = 3})) +
                 check_foot(submit({.text = it.button,
                                    .weight = it.filled ? Weight::primary : Weight::secondary}))));
}

// ---- A question about a row that somebody else judges.

std::optional<QuestionView> question_of_path(const Visit& visit) {
  const auto asked = position_in(visit.path["fraga"]);
  for (QuestionView& question : questions_to(visit.look, visit.visitor.user))
    if (asked && question.ask.asked == *asked && question.row &&
        question.ask.kind != AskState::Kind::employee)
      return std::move(question);
  return std::nullopt;
}

HttpResponse question_page(const Visit& visit, const QuestionView& question, const Slip& slip) {
  const Messages& words = visit.words;
  const AskState* state = visit.look.state.review.ask(question.ask.asked);
  log_rows(visit, "question", state == nullptr ? std::string{} : state->audit, question.staff,
           {question.row->client_id});
  Html check;
  if (question.ask.open)
    check = row_form(visit,
                     {.url = "/granskningar/fraga/" + std::to_string(question.ask.asked),
                      .legend = words.f("Behövde {} öppna akten i sitt arbete?", question.person),
                      .help = words.t("Ditt svar är ett råd. Den som frågar bedömer raden."),
                      .name = "omdome",
                      .options = {{"needed", words.t("Ja, det behövdes"), {}},
                                  {"not_needed", words.t("Nej"), {}},
                                  {"unsure", words.t("Jag kan inte avgöra"), {}}},
                      .text_label = words.t("Vad vet du om saken?"),
                      .button = words.t("Svara"),
                      .chosen = entered(visit, "omdome"),
                      .text = entered(visit, "text")},
                     slip);
  const Html body =
      panel({.heading = words.t("Frågan"), .id = "fragan"},
            inset(el("p", {}, question.ask.text) +
                  el("p", {{"class", "small dim"}},
                     words.f("{}, {}.", question.asker, words.moment(question.ask.at))))) +
      panel({.heading = words.t("Raden"), .id = "raden"}, bare_row(visit, *question.row, 1, check));
  return show(visit, {.title = words.t("En annan chef ber om ditt omdöme"),
                      .faulty = slip.error.has_value(),
                      .sentence = words.t("Du ser bara den här raden."),
                      .entry = "/granskningar",
                      .way = {{words.t("Mina granskningar"), "/granskningar"}},
                      .body = body});
}

HttpResponse show_question(const Visit& visit) {
  const auto question = question_of_path(visit);
  return question ? question_page(visit, *question, {}) : not_there(visit);
}

HttpResponse answer_question(const Visit& visit) {
  const auto question = question_of_path(visit);
  if (!question) return not_there(visit);
  const std::string opinion = entered(visit, "omdome");
  if (opinion.empty())
    return question_page(visit, *question,
                         {.error = Error{ErrorKind::unusable, "opinion-missing",
                                         std::string{marked("Välj ett svar.")}}});
  const std::function<Result<Done>(Home&)> work = [&](Home& home) {
    return give_support(home, question->ask.asked, opinion, entered(visit, "text"));
  };
  const auto result = visit.desk.ask(visit.actor(), work);
  return result ? done("/granskningar", "support-given")
                : question_page(visit, *question, {.error = result.error()});
}

// ---- Rows to countersign and to read again: each with its form.

std::string url_of(const RowAt& at) {
  return at.audit + "/" + at.list + "/" + std::to_string(at.row);
}

const RowToRead* row_of_path(const Visit& visit, const std::vector<RowToRead>& rows) {
  const auto number = position_in(visit.path["rad"]);
  const auto found = std::ranges::find_if(rows, [&](const RowToRead& one) {
    return number && one.at.audit == visit.path["kontroll"] && one.at.list == visit.path["lista"] &&
           one.at.row == static_cast<std::int64_t>(*number);
  });
  return found == rows.end() ? nullptr : &*found;
}

/// How the two kinds of rows differ.
struct Kind {
  std::string url, title, sentence, none;
  RowForm fields;
};

Kind countersigning(const Visit& visit) {
  const Messages& words = visit.words;
  return {.url = "/granskningar/medgiv",
          .title = words.t("Rader som inte kunde klarläggas"),
          .sentence = words.t("Håll med, eller skicka tillbaka raden med skäl. De räknas för sig i "
                              "rapporten."),
          .none = words.t("Ingen rad väntar på dig."),
          .fields = {.url = {},
                     .legend = words.t("Håller du med?"),
                     .help = words.t("Raden avslutas bara om du håller med."),
                     .name = "svar",
                     .options = {{"ja", words.t("Ja, den kan inte klarläggas"), {}},
                                 {"nej", words.t("Nej, skicka tillbaka den"),
                                  words.t("Skriv vad granskaren ska göra.")}},
                     .text_label = words.t("Skäl"),
                     .button = words.t("Spara"),
                     .filled = false}};
}

Kind reading_again(const Visit& visit) {
  const Messages& words = visit.words;
  return {.url = "/granskningar/andra-lasning",
          .title = words.t("Rader att läsa en andra gång"),
          .sentence = words.t("De är lottade ur bedömda rader. Du ser inte det första svaret, och "
                              "ditt ändrar det inte."),
          .none = words.t("Ingen rad väntar på dig."),
          .fields = {.url = {},
                     .legend = words.t("Hur hade du bedömt raden?"),
                     .help = {},
                     .name = "svar",
                     .options = {{"needed", words.t("Den behövdes i arbetet"), {}},
                                 {"acceptable", words.t("Godtagbar förklaring"), {}},
                                 {"suspected", words.t("Borde utredas"), {}}},
                     .text_label = words.t("Skäl (frivilligt)"),
                     .button = words.t("Spara"),
                     .filled = false}};
}

HttpResponse rows_page(const Visit& visit, const Kind& kind, const std::vector<RowToRead>& rows,
                       const RowAt* tried, const Slip& slip) {
  const Messages& words = visit.words;
  Html body;
  int number = 0;
  for (const RowToRead& row : rows) {
    ++number;
    log_rows(visit, "row", row.at.audit, row.staff, {row.row.client_id});
    RowForm fields = kind.fields;
    fields.url = kind.url + "/" + url_of(row.at);
    fields.place = "-" + std::to_string(number);
    const bool is_tried = tried != nullptr && url_of(*tried) == url_of(row.at);
    if (is_tried) {
      fields.chosen = entered(visit, fields.name);
      fields.text = entered(visit, "text");
    }
    Html said = row.row.text.empty() ? Html{} : el("p", {}, "”" + row.row.text + "”");
    body += panel(
        {.heading = words.f("{}, kontroll {}", row.person, row.at.audit),
         .id = "lista" + fields.place},
        bare_row(visit, row.row, number, said + row_form(visit, fields, is_tried ? slip : Slip{})));
  }
  if (rows.empty())
    body = panel({.label = kind.title}, empty_state({.icon = Icon::check, .title = kind.none}));
  return show(visit, {.title = kind.title,
                      .faulty = slip.error.has_value(),
                      .sentence = kind.sentence,
                      .entry = "/granskningar",
                      .way = {{words.t("Mina granskningar"), "/granskningar"}},
                      .body = body});
}

template <class Work>
HttpResponse answered(const Visit& visit, const Kind& kind, const std::vector<RowToRead>& rows,
                      const Work& work) {
  const RowToRead* row = row_of_path(visit, rows);
  if (row == nullptr) return not_there(visit);
  const std::string answer = entered(visit, kind.fields.name);
  if (answer.empty())
    return rows_page(visit, kind, rows, &row->at,
                     {.error = Error{ErrorKind::unusable, "answer-missing",
                                     std::string{marked("Välj ett svar.")}}});
  const std::function<Result<Done>(Home&)> act = [&](Home& home) {
    return work(home, row->at, answer);
  };
  const auto result = visit.desk.ask(visit.actor(), act);
  return result ? done(kind.url, "row-answered")
                : rows_page(visit, kind, rows, &row->at, {.error = result.error()});
}

HttpResponse countersign_page(const Visit& visit) {
  return rows_page(visit, countersigning(visit), to_countersign(visit.look, visit.visitor.user),
                   nullptr, {});
}

HttpResponse countersign_row(const Visit& visit) {
  return answered(visit, countersigning(visit), to_countersign(visit.look, visit.visitor.user),
                  [&](Home& home, const RowAt& at, const std::string& answer) {
                    return countersign(home, at, answer == "ja", entered(visit, "text"));
                  });
}

HttpResponse again_page(const Visit& visit) {
  return rows_page(visit, reading_again(visit), to_read_again(visit.look, visit.visitor.user),
                   nullptr, {});
}

HttpResponse again_row(const Visit& visit) {
  return answered(visit, reading_again(visit), to_read_again(visit.look, visit.visitor.user),
                  [&](Home& home, const RowAt& at, const std::string& answer) {
                    // A value that no form of ours sends is refused as unanswered.
                    return read_again(home, at,
                                      parse_standing(answer).value_or(Standing::unanswered),
                                      entered(visit, "text"));
                  });
}

}  // namespace

std::vector<PageRoute> review_asked_routes() {
  return {
      {Method::get, "/granskningar/fraga/:fraga", Right::give_support, show_question},
      {Method::post, "/granskningar/fraga/:fraga", Right::give_support, answer_question},
      {Method::get, "/granskningar/medgiv", Right::countersign_unclear, countersign_page},
      {Method::post, "/granskningar/medgiv/:kontroll/:lista/:rad", Right::countersign_unclear,
       countersign_row},
      {Method::get, "/granskningar/andra-lasning", Right::read_again, again_page},
      {Method::post, "/granskningar/andra-lasning/:kontroll/:lista/:rad", Right::read_again,
       again_row},
  };
}

}  // namespace insyn
