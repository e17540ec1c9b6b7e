#include <algorithm>
#include <map>

#include "web/pages/review_pages.h"

namespace insyn {
namespace {

/// The main reason without its days, so that rows with the same kind stand together: "Besök hos
/// brukaren 3 februari kl. 08.15" and the like begin the same.
std::string kind_of(const RowView& row) {
  if (row.reasons.empty()) return {};
  std::string kind = row.reasons.front();
  kind = kind.substr(0, kind.find(" sedan "));
  kind = kind.substr(0, kind.find_first_of("0123456789;"));
  while (!kind.empty() && (kind.back() == ' ' || kind.back() == ',' || kind.back() == '.'))
    kind.pop_back();
  return kind;
}

std::vector<const RowView*> bulk_of(const ListView& view) {
  std::vector<const RowView*> rows;
  for (const RowView& row : view.rows)
    if (is_bulk(row)) rows.push_back(&row);
  return rows;
}

Html kinds_table(const Messages& words, const std::vector<const RowView*>& rows) {
  std::map<std::string, std::int64_t> counted;
  for (const RowView* row : rows) ++counted[kind_of(*row)];
  std::vector<std::pair<std::string, std::int64_t>> kinds{counted.begin(), counted.end()};
  std::ranges::stable_sort(
      kinds, [](const auto& left, const auto& right) { return left.second > right.second; });
  Table shown{
      .label = words.t("Skäl som finns i registren"),
      .columns = {{words.t("Skälet som hittades")}, {words.t("Rader"), ColumnKind::number}}};
  for (const auto& [kind, count] : kinds) shown.rows.push_back({{kind, words.number(count)}});
  return table(shown);
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all_texts;
  for (const std::string& text : texts) all_texts += (all_texts.empty() ? "" : ". ") + text;
  return all_texts;
}

/// Every supported row, each with a box to take it out.
Html all_rows(const Visit& visit, const ListShown& at, const std::vector<const RowView*>& rows) {
  const Messages& words = visit.words;
  const auto ticked = visit.request.form.every("ut");
  Table shown{.label = words.t("Alla rader med stöd i registren"),
              .columns = {{words.t("Brukare")}, {words.t("Skäl")}, {words.t("När")}}};
  const bool may_take_out = !at.view.signed_at;
  if (may_take_out) shown.columns.push_back({words.t("Ta ut"), ColumnKind::status});
  for (const RowView* row : rows) {
    const std::string number = std::to_string(row->number);
    TableRow cells{
        {Cell{row->client, row->born.empty() ? row->case_text
                                             : words.f("född {}, {}", row->born, row->case_text)},
         joined(row->reasons), row->opened}};
    if (may_take_out)
      cells.cells.emplace_back(choice({.name = "ut",
                                       .value = number,
                                       .label = words.t("Ta ut"),
                                       .chosen = std::ranges::find(ticked, number) != ticked.end(),
                                       .box = true,
                                       .form = "bekrafta-svar"}));
    shown.rows.push_back(std::move(cells));
  }
  return table(shown);
}

/// Without supported rows there is none to take out: the question is asked alone.
Html question_fields(const Visit& visit, const ListShown& at, std::int64_t to_confirm,
                     bool has_rows) {
  const Messages& words = visit.words;
  const ReviewGuidance& guidance = rules_of(visit).guidance;
  const std::string chosen{visit.request.form["kanner"]};
  const bool focused = visit.request.query["till"] == "bekrafta";
  const Html answers =
      choice({.name = "kanner",
              .value = "nej",
              .label = words.t("Nej"),
              .chosen = chosen == "nej",
              .digit = 1}) +
      choice(
          {.name = "kanner",
           .value = "ja",
           .label = has_rows ? words.t("Ja, ta ut raden") : words.t("Ja, det är med i mina svar"),
           .help = has_rows ? words.t("Kryssa för raden under ”Visa alla”.") : std::string{},
           .chosen = chosen == "ja",
           .digit = 2});
  Html fields =
      paper_field(at) +
      check_step({.legend = filled_in(guidance.question, known_of(visit, at.view, nullptr))},
                 answers);
  if (to_confirm > 0) fields += el("p", {{"class", "in-check small"}}, guidance.bulk + ".");
  Html buttons =
      submit(Icon::check,
             {.text = to_confirm > 0 ? words.n("Bekräfta {} rad", "Bekräfta {} rader", to_confirm)
                                     : words.t("Spara svaret"),
              .weight = headway_of(at.view).left > 0 ? Weight::secondary : Weight::primary});
  if (has_rows)
    buttons += submit({.text = words.t("Ta bara ut raderna"),
                       .weight = Weight::tertiary,
                       .name = "gor",
                       .value = "ut"});
  fields += check_foot(buttons);
  const Form about{.url = at.url + "/bekrafta",
                   .csrf = visit.visitor.form_token,
                   .id = "bekrafta-svar",
                   .plain = true};
  return el("div", {{"class", "check"}, when(focused, "data-focus", "form")}, form(about, fields));
}

std::string missing_line(const Messages& words, const ListView& view) {
  const Headway headway = headway_of(view);
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (headway.left > 0) add(words.n("{} rad att bedöma", "{} rader att bedöma", headway.left));
  if (headway.waiting > 0)
    add(words.n("{} svar att vänta på", "{} svar att vänta på", headway.waiting));
  if (headway.to_confirm > 0)
    add(words.n("{} rad att bekräfta", "{} rader att bekräfta", headway.to_confirm));
  if (!view.question_answered && headway.to_confirm == 0) add(words.t("frågan om listan"));
  if (text.empty() && !view.missing.empty()) text = view.missing.front().text;
  return text;
}

}  // namespace

Html confirm_panel(const Visit& visit, const ListShown& at, const Slip& slip) {
  const Messages& words = visit.words;
  const std::vector<const RowView*> rows = bulk_of(at.view);
  const auto count = static_cast<std::int64_t>(rows.size());
  const std::int64_t to_confirm = headway_of(at.view).to_confirm;
  const bool is_open = slip.part == "bekrafta" || visit.request.query["visa"] == "alla";
  Html body;
  if (count > 0) body = kinds_table(words, rows);
  Html inside = slip.part == "bekrafta" ? slip_note(words, slip) : Html{};
  const bool confirmed = to_confirm == 0 && at.view.question_answered;
  if (confirmed) inside += el("p", {}, tag(Status::done, words.t("Bekräftade")));
  if (count > 0)
    inside += el("details", {{"class", "more"}, {"id", "alla"}, flag("open", is_open)},
                 el("summary", {}, words.n("Visa alla {}", "Visa alla {}", count)),
                 all_rows(visit, at, rows));
  if (!at.view.signed_at) {
    if (!confirmed)
      inside += question_fields(visit, at, to_confirm, count > 0);
    else if (count > 0)
      inside += form({.url = at.url + "/bekrafta",
                      .csrf = visit.visitor.form_token,
                      .id = "bekrafta-svar",
                      .plain = true},
                     paper_field(at) + submit({.text = words.t("Något stämmer inte – ta ut en rad"),
                                               .weight = Weight::tertiary,
                                               .name = "gor",
                                               .value = "ut"}));
  }
  inside +=
      paper_line({words.n("☐ Jag har tittat igenom {} rad och bekräftar den",
                          "☐ Jag har tittat igenom de {} raderna och bekräftar dem", count),
                  words.t("Känner något mer: ☐ Nej ☐ Ja, rad ……"), words.t("Datum") + " …………………",
                  words.t("Namnteckning") + " ………………………………………"});
  return panel({.heading = words.f("Har stöd i registren ({})", words.number(count)),
                .id = "bekrafta",
                .sentence = count == 0 ? Html{}
                                       : Html{words.t("För varje rad finns ett skäl i registren. "
                                                      "Titta igenom dem och bekräfta alla på en "
                                                      "gång.")}},
               body + inset(inside));
}

Html sign_panel(const Visit& visit, const ListShown& at, const Slip& slip) {
  const Messages& words = visit.words;
  const ListView& view = at.view;
  const Panel about{.heading = words.t("Skriv under"), .id = "skriv-under"};
  if (view.signed_at) {
    Html body = el("p", {}, tag(Status::done, words.t("Underskriven")), " ",
                   words.f("{}, {}.", view.signed_by, words.moment(*view.signed_at))) +
                el("p", {}, view.sign_off_text);
    if (!view.confidential)
      body += el("p", {}, words.t("Tack. Verksamhetsområdeschefen ser att listan är klar."));
    if (view.no_remark)
      body += el(
          "p", {}, words.f("Berätta gärna för {} att granskningen är gjord.", view.first_name), " ",
          link(words.t("Skriv ut brevet"), at.url + "/brev"), " ",
          link_away(words.t("Brevet (PDF)"), "/kontroller/" + at.at.audit + "/listor" +
                                                 at.url.substr(at.url.rfind('/')) + "/brev.pdf"));
    return panel(about, inset(body));
  }
  Html body = slip.part == "skriv-under" ? slip_note(words, slip) : Html{};
  if (!view.missing.empty()) {
    body += el("p", {}, words.f("Innan du kan skriva under: {}.", missing_line(words, view)));
    return panel(about, inset(body));
  }
  const bool focused = visit.request.query["till"] == "skriv-under";
  body += el("p", {}, view.sign_off_text) +
          el("div", {when(focused, "data-focus", "form")},
             act_button(visit, at.url + "/skriv-under", {.text = words.t("Skriv under")},
                        paper_field(at)));
  return panel(about, inset(body));
}

Html save_bar(const Visit& visit, const ListShown& at, const Slip& slip) {
  const Messages& words = visit.words;
  const ListView& view = at.view;
  if (view.signed_at)
    return save_line(
        all(icon(Icon::check), " ", words.f("Underskriven {}.", words.moment(*view.signed_at))),
        link_button(words.t("Till mina granskningar"), "/granskningar", Weight::tertiary));
  Html text;
  if (slip.error)
    text = all(icon(Icon::look), " ", words.t("Det senaste är inte sparat."), " ");
  else if (view.saved_at)
    text = all(icon(Icon::check), " ", words.f("Sparat {}.", words.clock(*view.saved_at)), " ");
  const std::string missing = missing_line(words, view);
  if (missing.empty())
    text += words.t("Allt är besvarat. Nu kan du skriva under.");
  else
    text += all(words.t("Innan du kan skriva under:"), " ", el("strong", {}, missing), ".");
  // Filled by script of nothing: the page's one filled button stands where the next step is.
  return save_line(text,
                   link_button(words.t("Fortsätt senare"), "/granskningar", Weight::tertiary) +
                       link_button(words.t("Skriv under"), "#skriv-under", Weight::secondary));
}

}  // namespace insyn
