#include "web/pages/own_questions.h"

#include "app/review_acts.h"
#include "app/review_view.h"
#include "base/text.h"
#include "web/pages/frame.h"
#include "web/pages/names.h"
#include "web/pages/review_pages.h"

namespace insyn {
namespace {

Html question_part(const Visit& visit, const QuestionView& question,
                   const std::optional<AnswerSlip>& slip) {
  const Messages& words = visit.words;
  const std::string number = std::to_string(question.ask.asked);
  Html body =
      el("h3", {}, words.f("Från {}, {}", question.asker, words.short_moment(question.ask.at))) +
      el("p", {}, question.when) + el("p", {}, "”" + question.ask.text + "”");
  if (!question.ask.open) {
    body += question.ask.answer.empty()
                ? el("p", {{"class", "dim"}}, words.t("Frågan är stängd."))
                : el("p", {}, words.f("Ditt svar: ”{}”", question.ask.answer));
    return el("div", {{"class", "gap"}}, body);
  }
  const Html problem =
      slip && slip->asked == question.ask.asked ? told(words, slip->problem) : Html{};
  const Html fields =
      text_area(words,
                {.name = "svar-" + number,
                 .label = words.t("Ditt svar"),
                 .value = std::string{visit.request.form["svar-" + number]},
                 .help = words.t("Med egna ord. Skriv inte vem brukaren är."),
                 .error = problem},
                4) +
      el("p", {{"class", "small"}}, rules_of(visit, question.audit).guidance.read_out) +
      acts(submit({.text = words.t("Svara")}));
  return el("div", {{"class", "gap"}}, body + form_to(visit, "/min-sida/fraga/" + number, fields));
}

HttpResponse answer_one(const Visit& visit) {
  const auto asked = position_in(visit.path["fraga"]);
  bool mine = false;
  for (const QuestionView& question : questions_to(visit.look, visit.visitor.user))
    mine = mine ||
           (asked && question.ask.asked == *asked && question.ask.kind == AskState::Kind::employee);
  if (!mine) return not_there(visit);
  const std::string text{trimmed(visit.request.form["svar-" + std::to_string(*asked)])};
  const std::function<Result<Done>(Home&)> work = [&](Home& home) {
    return answer_as_employee(home, *asked, text);
  };
  const auto result = visit.desk.ask(visit.actor(), work);
  return result ? done("/min-sida", "question-answered")
                : own_page(visit, AnswerSlip{*asked, result.error().text});
}

HttpResponse set_keys(const Visit& visit) {
  HttpResponse response = done("/min-sida", "keys-changed");
  const bool off = visit.request.form["tangenter"] == "av";
  response.headers.push_back(
      {"Set-Cookie", std::string{"tangenter="} + (off ? "av" : "pa") +
                         "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly" +
                         (visit.request.secure ? "; Secure" : "")});
  return response;
}

}  // namespace

Html questions_panel(const Visit& visit, const std::optional<AnswerSlip>& slip) {
  Html body;
  for (const QuestionView& question : questions_to(visit.look, visit.visitor.user))
    if (question.ask.kind == AskState::Kind::employee) body += question_part(visit, question, slip);
  if (body.empty()) return {};
  return panel({.heading = visit.words.t("Frågor till dig"),
                .id = "questions",
                .sentence = visit.words.t("Din chef frågar om något du har öppnat. Det är ingen "
                                          "anklagelse.")},
               inset(body));
}

Html keys_panel(const Visit& visit) {
  if (!visit.may_anywhere(Right::give_support)) return {};
  const Messages& words = visit.words;
  const bool off = visit.request.cookies["tangenter"] == "av";
  return panel(
      {.heading = words.t("Snabbtangenter"), .id = "keys-setting"},
      inset(el("p", {},
               off ? words.t("Snabbtangenterna på dina listor är avstängda.")
                   : words.t("På dina listor väljer siffror svar, och j och k går mellan rader.")) +
            act_button(visit, "/min-sida/tangenter",
                       {.text = off ? words.t("Slå på dem") : words.t("Stäng av dem"),
                        .weight = Weight::secondary},
                       hidden("tangenter", off ? "pa" : "av"))));
}

std::vector<PageRoute> own_question_routes() {
  return {
      {Method::post, "/min-sida/fraga/:fraga", Right::answer_question, answer_one},
      {Method::post, "/min-sida/tangenter", Right::sign_informed, set_keys},
  };
}

}  // namespace insyn
