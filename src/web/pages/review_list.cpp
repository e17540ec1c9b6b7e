#include <algorithm>

#include "web/pages/review_pages.h"

namespace insyn {
namespace {

/// Notes the look at whom the list is about, and at everyone on it.
void log_list(const Visit& visit, const ListShown& at) {
  std::vector<std::string> clients;
  for (const RowView& row : at.view.rows) clients.push_back(row.client_id);
  log_rows(visit, "list", at.at.audit, at.view.staff, clients);
}

Html facts_part(const Visit& visit, const ListShown& at) {
  const Messages& words = visit.words;
  const ListView& view = at.view;
  const auto rows = static_cast<std::int64_t>(view.rows.size());
  std::vector<Fact> shown{
      {words.t("Vad du granskar"), words.n("{} rad", "{} rader", rows),
       words.n("{} har stöd i registren, {} behöver din bedömning",
               "{} har stöd i registren, {} behöver din bedömning", view.supported,
               words.number(view.to_judge))},
      {words.t("Öppningar under"), words.days(view.window), words.weeks(view.window)},
      {words.f("Varför just {}", view.first_name), words.t("Lottad"),
       words.t("Det är ingen misstanke")}};
  if (view.answer_by)
    shown.push_back({words.t("Skriv under senast"), words.date(*view.answer_by),
                     days_left(words, *view.answer_by, today_of(visit))});
  Html body = facts(shown) + progress(parts_of(words, headway_of(view)));
  if (view.denied > 0)
    body += note(Tone::look,
                 el("p", {}, words.n("Nekade försök: {}.", "Nekade försök: {}.", view.denied), " ",
                    words.t("Systemet släppte inte in. De ingår inte i raderna, men flera försök "
                            "hos samma brukare är värda en fråga.")));
  return panel({.label = words.t("Om granskningen")}, inset(body));
}

/// The row that is open: the one asked for, else the first that waits for an answer.
const RowView* open_row(const Visit& visit, const ListShown& at, const Slip& slip) {
  const auto asked = position_in(visit.request.query["rad"]);
  if (slip.number > 0) return at.row(slip.number);
  if (asked && *asked > 0) {
    const RowView* row = at.row(static_cast<std::int64_t>(*asked));
    if (row == nullptr || row->review.standing == Standing::suspected) return nullptr;
    return row;
  }
  if (visit.request.query.has("till") || !slip.part.empty() || at.view.signed_at) return nullptr;
  const auto first = std::ranges::find_if(at.view.rows, [](const RowView& row) {
    return !is_bulk(row) && is_unanswered(row) && !row.locked;
  });
  return first == at.view.rows.end() ? nullptr : &*first;
}

Html keys_line(const Messages& words) {
  const auto key = [](std::string_view name) { return el("kbd", {}, name); };
  return el("p", {{"class", "keys"}, {"id", "keys"}, flag("hidden")},
            el("span", {}, key("j"), " ", words.t("nästa")), " ",
            el("span", {}, key("k"), " ", words.t("föregående")), " ",
            el("span", {}, key("1"), "–", key("9"), " ", words.t("välj svar")), " ",
            el("span", {}, key("?"), " ", words.t("hjälp")));
}

/// What `?` shows.
Html keys_help(const Messages& words) {
  const auto line = [](const std::string& key, const std::string& text) {
    return el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, text));
  };
  return el("dialog", {{"id", "keys-help"}, {"class", "panel"}, {"aria-labelledby", "h-keys"}},
            inset(el("h2", {{"id", "h-keys"}}, words.t("Snabbtangenter")) +
                  el("dl", {{"class", "facts plain"}}, line("j", words.t("nästa rad")),
                     line("k", words.t("föregående rad")),
                     line("1–9", words.t("välj svar i det öppna steget")),
                     line("Enter", words.t("spara och gå vidare")),
                     line("?", words.t("visa eller stäng hjälpen"))) +
                  el("p", {{"class", "small"}},
                     words.t("De gäller inte medan du skriver. På Min sida kan du stänga av "
                             "dem.")) +
                  el("form", {{"method", "dialog"}},
                     submit({.text = words.t("Stäng"), .weight = Weight::secondary}))));
}

Html judge_panel(const Visit& visit, const ListShown& at, const RowView* open, const Slip& slip) {
  const Messages& words = visit.words;
  std::vector<ListRow> shown;
  const bool focuses = visit.request.query.has("rad");
  for (const RowView& row : at.view.rows) {
    const bool is_open = &row == open;
    if (is_bulk(row) && !is_open) continue;
    ListRow made = row_of(visit, at, row);
    if (is_open) {
      made.judged = false;
      made.action = {};
      made.choose = {};
      made.what = opened_line(visit.words, at, row);
      made.why = reasons_of(words, row);
      made.check = steps_of(visit, at, row, slip);
      made.takes_focus = focuses && !slip.error;
    }
    shown.push_back(std::move(made));
  }
  const std::string heading =
      words.f("Behöver din bedömning ({})", words.number(static_cast<std::int64_t>(shown.size())));
  if (at.view.rows.empty())
    return panel({.heading = heading, .id = "bedom"},
                 inset(el("p", {}, words.t("Listan har inga rader. Skriv under så är den klar."))));
  if (shown.empty())
    return panel({.heading = heading, .id = "bedom"},
                 inset(el("p", {},
                          words.t("Alla rader har stöd i registren. Titta igenom dem och skriv "
                                  "under."))));
  const Html alike = alike_panel(visit, at, slip);
  return panel({.heading = heading, .id = "bedom", .beside = keys_line(words)},
               list_rows(shown) + (alike.empty() ? Html{} : inset(alike)));
}

Html constant_foot(const Messages& words) {
  return note(Tone::plain,
              el("p", {},
                 words.t("Vissa rader granskas alltid av någon annan än chefen, till exempel om de "
                         "rör en anställd. Du ser inte om det gäller den här listan.")) +
                  el("p", {}, words.t("Sekretess. Skriv inte ut eller skicka vidare i onödan.")));
}

bool is_opened(const Visit& visit, const PartAt& at) {
  const AuditProgress* audit = visit.look.state.progress.audit(at.audit);
  if (audit == nullptr) return false;
  const auto list = audit->lists.find(at.list);
  if (list == audit->lists.end()) return false;
  if (at.part.empty()) return list->second.opened.has_value();
  return std::ranges::any_of(list->second.moved, [&](const MovedRows& moved) {
    return moved.part() == at.part && moved.opened;
  });
}

HttpResponse shown_list(const Visit& visit) {
  const auto at = list_at(visit);
  if (!at) return not_there(visit);
  if (!is_opened(visit, at->at)) {
    const std::function<Result<Done>(Home&)> work = [&](Home& home) {
      return open_list(home, at->at);
    };
    const auto opened = visit.desk.ask(visit.actor(), work);
    if (!opened) return sorry(visit, opened.error(), "/granskningar");
  }
  return list_page(visit, *at, {});
}

std::string lead(const Messages& words, const ListView& view) {
  std::string text = view.unit.empty()    ? std::string{}
                     : view.title.empty() ? words.f("Arbetar i {}.", view.unit) + " "
                                          : words.f("{} i {}.", view.title, view.unit) + " ";
  return text +
         words.f(
             "{} valdes genom lottning bland alla som använde {} under perioden. Det är "
             "ingen misstanke.",
             view.first_name, view.system) +
         " " +
         words.n("Räkna med ungefär {} minut.", "Räkna med ungefär {} minuter.", view.minutes);
}

}  // namespace

HttpResponse list_page(const Visit& visit, const ListShown& at, const Slip& slip) {
  const Messages& words = visit.words;
  log_list(visit, at);
  const RowView* open = open_row(visit, at, slip);
  const bool on_list = slip.error && slip.number == 0 && slip.part.empty();
  const Html stacked = stack(judge_panel(visit, at, open, slip) + confirm_panel(visit, at, slip) +
                             sign_panel(visit, at, slip) + constant_foot(words));
  const Html paper =
      at.from_paper ? note(Tone::plain, el("p", {},
                                           words.t("Det du svarar nu antecknas som infört från "
                                                   "blankett.")))
                    : Html{};
  return show(
      visit,
      {.title = words.f("Granska {} öppningar {}", possessive(words, at.view.person),
                        words.days(at.view.window)),
       .faulty = slip.error.has_value(),
       .sentence = lead(words, at.view),
       .actions =
           link_button(Icon::print, words.t("Blankett"), at.url + "/blankett", Weight::tertiary) +
           link_button(Icon::doc, words.t("Blankett (PDF)"),
                       "/kontroller/" + at.at.audit + "/listor" + at.url.substr(at.url.rfind('/')) +
                           "/blankett.pdf",
                       Weight::tertiary),
       .entry = "/granskningar",
       .way = {{words.t("Mina granskningar"), "/granskningar"}},
       .body = el("div",
                  {{"hx-boost", "true"},
                   {"hx-target", "#main"},
                   {"hx-select", "#main"},
                   {"hx-select-oob", "#saved:innerHTML,#save-acts:innerHTML"},
                   {"hx-swap", "outerHTML show:none"},
                   {"data-keys", visit.request.cookies["tangenter"] == "av" ? "off" : "on"}},
                  (on_list ? slip_note(words, slip) : Html{}) + paper + facts_part(visit, at) +
                      split(stacked, guide_panel(visit, at, open)) + keys_help(words)),
       .save_bar = save_bar(visit, at, slip)});
}

std::vector<PageRoute> review_list_routes() {
  return {{Method::get, "/granskningar/:kontroll/:lista", Right::give_support, shown_list}};
}

}  // namespace insyn
