#include <algorithm>

#include "web/pages/review_pages.h"

namespace insyn {
namespace {

std::string row_url(const ListShown& at, std::int64_t number, const char* more = "") {
  const std::string shown = std::to_string(number);
  return at.url + "?rad=" + shown + more + (at.from_paper ? "&fran=papper" : "") + "#rad-" + shown;
}

/// A link that says which row for who doesn't see what it stands beside.
Html row_link(const Messages& words, const std::string& url, const std::string& text,
              std::int64_t number, bool button) {
  const Html whole =
      all(text, el("span", {{"class", "ds-sr-only"}}, words.f(" rad {}", std::to_string(number))));
  return el("a",
            {{"href", url},
             when(button, "class", "ds-button"),
             when(button, "data-variant", "secondary"),
             {"data-row", "open"}},
            whole);
}

/// What was answered, on one line.
Html judged_line(const Messages& words, const RowView& row) {
  const RowReview& review = row.review;
  Html line;
  const auto add = [&](const std::string& text) {
    if (text.empty()) return;
    const bool ends = text.ends_with('.') || text.ends_with('?') || text.ends_with('!');
    line += (line.empty() ? "" : " ") + text + (ends ? "" : ".");
  };
  if (review.standing == Standing::suspected)
    add(words.f("Överlämnat {}. Resten av listan granskar du som vanligt",
                words.moment(review.at)));
  add(filled_in(row.code_text, {{"namn", "…"}}));
  add(row.text);
  if (review.late_deputy) add(words.t("Ersättaren är registrerad i efterhand"));
  if (review.from_paper) add(words.t("Infört från blankett"));
  if (review.standing != Standing::suspected)
    add(words.f("Svarat {}", words.short_moment(review.at)));
  if (!review.signed_answer) return line;
  add(row.correction_reason.empty()
          ? words.t("Svaret är rättat efter underskriften")
          : words.f("Rättat efter underskriften: {}", row.correction_reason));
  line += " " + all(words.t("Först:"), " ", standing_tag(words, review.signed_answer->standing));
  add(filled_in(row.signed_code_text, {{"namn", "…"}}));
  add(row.signed_text);
  return line;
}

Html tags_of(const Messages& words, const RowView& row) {
  Html tags = standing_tag(words, row.review.standing);
  if (row.review.standing == Standing::unanswered) {
    if (!row.look.empty()) tags += tag(Status::look, words.t("Titta särskilt på"));
    if (row.review.held_off) tags += " " + tag(Status::stop, words.t("Samtalet väntar"));
    if (is_waiting(row)) tags += " " + tag(Status::ask, words.t("Väntar på svar"));
  }
  return tags;
}

Html action_of(const Visit& visit, const ListShown& at, const RowView& row) {
  const Messages& words = visit.words;
  const bool answered = row.review.standing != Standing::unanswered;
  if (row.review.standing == Standing::suspected) return {};
  if (at.view.signed_at)
    return row_link(words, row_url(at, row.number), words.t("Rätta"), row.number, false);
  if (row.locked) return {};
  if (answered)
    return row_link(words, row_url(at, row.number), words.t("Ändra"), row.number, false);
  return row_link(words, row_url(at, row.number), words.t("Bedöm"), row.number, true);
}

/// What others said or are asked.
void add_asks(const Messages& words, const RowView& row, std::vector<Reason>& reasons) {
  for (const AskView& ask : row.asks) {
    if (ask.open) {
      reasons.push_back(
          {Reason::Kind::none, words.t("Väntar"),
           words.f("Fråga till {} {}: ”{}”", ask.to, words.short_moment(ask.at), ask.text)});
    } else if (!ask.answer.empty() || !ask.opinion.empty()) {
      std::string said;
      if (ask.opinion == "needed") said = words.t("Behövdes.");
      if (ask.opinion == "not_needed") said = words.t("Behövdes inte.");
      if (ask.opinion == "unsure") said = words.t("Kan inte avgöra.");
      if (!said.empty()) said += ' ';
      said += ask.answer;
      reasons.push_back(
          {Reason::Kind::in_favour, words.t("Svar"), words.f("Svar från {}: ”{}”", ask.to, said)});
    }
  }
}

/// To when and what exactly: a row says it in sum.
Html openings_link(const Messages& words, const ListShown& at, const RowView& row) {
  const std::string number = std::to_string(row.number);
  return el("a", {{"class", "noprint"}, {"href", at.url + "/rad/" + number + "/oppningar"}},
            words.t("Visa öppningarna"),
            el("span", {{"class", "ds-sr-only"}}, words.f(" rad {}", number)));
}

std::vector<std::string> paper_of(const Messages& words) {
  const std::string dots = "…………………………………………………………………………";
  return {words.t("☐ Ja, behövdes (grund ……)"), words.t("☐ Nej, godtagbar (kod ……)"),
          words.t("☐ Nej, lämnas över"), words.t("Kommentar") + " " + dots};
}

}  // namespace

std::vector<Reason> reasons_of(const Messages& words, const RowView& row) {
  std::vector<Reason> reasons;
  for (const std::string& text : row.reasons)
    reasons.push_back({Reason::Kind::in_favour, words.t("Talar för"), text});
  for (const std::string& text : row.told)
    reasons.push_back({Reason::Kind::none, words.t("I registren"), text});
  if (!row.support.empty())
    reasons.push_back({Reason::Kind::none, words.t("Hittades inte"), row.support});
  for (const std::string& text : row.look)
    reasons.push_back({Reason::Kind::look, words.t("Titta särskilt på"), text});
  add_asks(words, row, reasons);
  return reasons;
}

Html opened_line(const Messages& words, const ListShown& at, const RowView& row) {
  return all(row.opened, " ", openings_link(words, at, row));
}

ListRow row_of(const Visit& visit, const ListShown& at, const RowView& row) {
  const Messages& words = visit.words;
  ListRow shown;
  shown.number = row.number;
  shown.number_word = words.t("Rad");
  shown.heading = row.born.empty() ? row.client : words.f("{}, född {}", row.client, row.born);
  shown.about = row.case_text;
  shown.tags = tags_of(words, row);
  shown.action = action_of(visit, at, row);
  if (row.review.standing != Standing::unanswered) {
    shown.judged = true;
    shown.what = all(judged_line(words, row), " ", openings_link(words, at, row));
    return shown;
  }
  shown.what = opened_line(words, at, row);
  shown.why = reasons_of(words, row);
  shown.paper = paper_of(words);
  if (!is_bulk(row) && !row.facts.flagged && !row.locked && !at.view.signed_at &&
      is_unanswered(row)) {
    const std::string number = std::to_string(row.number);
    const auto ticked = visit.request.form.every("lika");
    shown.choose = choice({.name = "lika",
                           .value = number,
                           .label = {},
                           .chosen = std::ranges::find(ticked, number) != ticked.end(),
                           .box = true,
                           .form = "lika",
                           .hidden_label = words.f("Välj rad {} för samma svar", number)});
  }
  return shown;
}

}  // namespace insyn
