#include <algorithm>

#include "app/routine_change.h"
#include "base/text.h"
#include "ingest/config/config.h"
#include "web/pages/names.h"
#include "web/pages/routine_forms.h"

namespace insyn {
namespace {

std::string typed(const Visit& visit, std::string_view name) {
  return std::string{trimmed(visit.request.form[name])};
}

Html difference_list(const Messages& words, const std::vector<std::string>& sentences) {
  if (sentences.empty())
    return el("p", {}, words.t("Inget som programmet följer är ändrat, bara text."));
  Html items;
  for (const std::string& sentence : sentences) items += el("li", {}, sentence);
  return el("ul", {}, items);
}

Html whole_text(const Messages& words, const std::string& toml) {
  return more(words.t("Visa hela texten"), raw_text(words.t("Rutinens text"), toml));
}

HttpResponse edit_page(const Visit& visit, const std::string& toml,
                       const std::vector<FieldError>& errors) {
  const Messages& words = visit.words;
  const auto error_at = [&](std::string_view name) {
    const auto found = std::ranges::find(errors, name, &FieldError::name);
    return found == errors.end() ? Html{} : found->text;
  };
  constexpr int rows = 30;
  const Html fields =
      error_summary(words, errors) +
      text_area(words,
                {.name = "rutin",
                 .label = words.t("Rutinens text"),
                 .value = toml,
                 .help = words.t("Höj version och ange i valid_from från vilken dag den gäller."),
                 .error = error_at("rutin"),
                 .is_file = true},
                rows) +
      text_field(words, {.name = "skal",
                         .label = words.t("Varför ändras rutinen?"),
                         .value = typed(visit, "skal"),
                         .error = error_at("skal")}) +
      acts(submit({.text = words.t("Föreslå")}) + link(words.t("Avbryt"), "/rutinen"));
  return show(visit,
              {.title = words.t("Föreslå ändring"),
               .faulty = !errors.empty(),
               .sentence = words.t("Förslaget gäller först när någon annan har godkänt det."),
               .entry = "/rutinen",
               .way = {{words.t("Rutinen"), "/rutinen"}},
               .body = panel({.label = words.t("Förslag")},
                             inset(form_to(visit, "/rutinen/andra", fields)))});
}

HttpResponse propose_page(const Visit& visit) {
  const RoutineVersion* now = visit.look.state.routine.in_force(today_of(visit));
  if (now == nullptr) return not_there(visit);
  const std::function<Result<std::string>(Home&)> read = [&](Home& home) {
    return routine_text(home, *now);
  };
  const auto text = visit.desk.read(read);
  return text ? edit_page(visit, *text, {}) : sorry(visit, text.error(), "/rutinen");
}

/// A form's lines end in CR LF (HTML); the routine's in LF.
std::string without_returns(std::string_view text) {
  std::string result{text};
  std::erase(result, '\r');
  return result;
}

HttpResponse propose(const Visit& visit) {
  const Messages& words = visit.words;
  const std::string toml = without_returns(visit.request.form["rutin"]);
  const std::string reason = typed(visit, "skal");
  std::vector<FieldError> errors;
  if (const auto parsed = parse_routine(toml, words.t("rad")); !parsed)
    errors.push_back({"rutin", told(words, parsed.error().text)});
  if (reason.empty()) errors.push_back({"skal", words.t("Skriv varför rutinen ska ändras.")});
  if (!errors.empty()) return edit_page(visit, toml, errors);
  const std::function<Result<std::uint64_t>(Home&)> work = [&](Home& home) {
    return propose_routine(home, toml, reason);
  };
  const auto proposed = visit.desk.ask(visit.actor(), work);
  if (!proposed) return edit_page(visit, toml, {{"rutin", told(words, proposed.error().text)}});
  return done("/rutinen/andring/" + std::to_string(*proposed), "routine-proposed");
}

const RoutineChange* change_in(const Visit& visit) {
  const auto position = position_in(visit.path["andring"]);
  return position ? visit.look.state.routine.change(*position) : nullptr;
}

Html decide_panel(const Visit& visit, const RoutineChange& change) {
  const Messages& words = visit.words;
  if (change.outcome != RoutineChange::Outcome::waiting)
    return note(Tone::plain, el("p", {},
                                change.outcome == RoutineChange::Outcome::approved
                                    ? words.t("Förslaget är godkänt.")
                                    : words.t("Förslaget är avslaget.")));
  const bool own = change.by == visit.visitor.user;
  const bool may_decide = !own && may_approve(visit.look.state.people, visit.visitor.user,
                                              Right::approve_routine_change, today_of(visit));
  const std::string path = "/rutinen/andring/" + std::to_string(change.proposed);
  if (!own && !may_decide)
    return note(Tone::plain,
                el("p", {},
                   words.t("Förslaget väntar på att socialchefen eller en utsedd ersättare "
                           "godkänner det.")));
  Html body;
  if (may_decide)
    body +=
        act_button(visit, path, {.text = words.t("Godkänn"), .name = "beslut", .value = "godkann"});
  else
    body += el("p", {}, words.t("Någon annan än du behöver godkänna förslaget."));
  body += more(own ? words.t("Ta tillbaka förslaget") : words.t("Avslå"),
               form_to(visit, path, hidden("beslut", "avsla"),
                       text_field(words, {.name = "skal", .label = words.t("Skäl")}),
                       acts(submit({.text = own ? words.t("Ta tillbaka") : words.t("Avslå"),
                                    .weight = Weight::secondary}))));
  return panel({.heading = words.t("Beslut"), .id = "decide"}, inset(body));
}

struct Compared {
  std::string text;
  std::vector<std::string> sentences;
};

HttpResponse change_page(const Visit& visit) {
  const Messages& words = visit.words;
  const RoutineChange* change = change_in(visit);
  if (change == nullptr || !visit.look.routine) return not_there(visit);
  const std::function<Result<Compared>(Home&)> read = [&](Home& home) -> Result<Compared> {
    const auto text = proposed_routine_text(home, *change);
    if (!text) return fail(text.error());
    const auto proposed = parse_routine(*text, "routine.toml");
    if (!proposed) return fail(proposed.error());
    return Compared{*text, differences(*visit.look.routine, *proposed)};
  };
  const auto compared = visit.desk.read(read);
  if (!compared) return sorry(visit, compared.error(), "/rutinen");
  const Html what =
      panel({.heading = words.t("Det här ändras"), .id = "changes"},
            inset(difference_list(words, compared->sentences) + whole_text(words, compared->text)));
  return show(visit, {.title = words.f("Förslag till version {}", words.number(change->version)),
                      .sentence = words.f("Föreslagen av {} den {}. Ska gälla från {}.",
                                          users_of(visit).name_of(change->by),
                                          words.moment(change->at), words.date(change->valid_from)),
                      .entry = "/rutinen",
                      .way = {{words.t("Rutinen"), "/rutinen"}},
                      .body = what + decide_panel(visit, *change)});
}

HttpResponse decide_change(const Visit& visit) {
  const RoutineChange* change = change_in(visit);
  if (change == nullptr) return not_there(visit);
  const bool approved = visit.request.form["beslut"] == "godkann";
  const std::function<Result<Done>(Home&)> work = [&](Home& home) {
    return decide_routine(
        home, change->proposed,
        approved ? RoutineChange::Outcome::approved : RoutineChange::Outcome::refused,
        typed(visit, "skal"));
  };
  const std::string path = "/rutinen/andring/" + std::to_string(change->proposed);
  const auto decided = visit.desk.ask(visit.actor(), work);
  if (!decided) return sorry(visit, decided.error(), path);
  return done(path, approved ? "routine-approved" : "routine-refused");
}

HttpResponse version_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto number = parse_integer(visit.path["version"]);
  const auto& versions = visit.look.state.routine.versions;
  const auto found = std::ranges::find_if(
      versions, [&](const RoutineVersion& one) { return number && one.version == *number; });
  if (found == versions.end()) return not_there(visit);
  const RoutineVersion* before = found == versions.begin() ? nullptr : &*std::prev(found);
  const std::function<Result<Compared>(Home&)> read = [&](Home& home) -> Result<Compared> {
    const auto text = routine_text(home, *found);
    if (!text) return fail(text.error());
    Compared compared{*text, {}};
    if (before == nullptr) return compared;
    const auto earlier = load_routine_version(home, before->version);
    const auto now = load_routine_version(home, found->version);
    if (earlier && now) compared.sentences = differences(*earlier, *now);
    return compared;
  };
  const auto compared = visit.desk.read(read);
  if (!compared) return sorry(visit, compared.error(), "/rutinen");
  Html body =
      before == nullptr
          ? el("p", {}, words.t("Den första versionen."))
          : el("h2", {}, words.f("Ändrat sedan version {}", words.number(before->version))) +
                difference_list(words, compared->sentences);
  body += whole_text(words, compared->text) +
          el("p", {{"class", "small dim"}}, words.t("Textens kontrollsumma (SHA-256)")) +
          hash_text(found->sha256);
  return show(visit, {.title = words.f("Rutinen, version {}", words.number(found->version)),
                      .entry = "/rutinen",
                      .way = {{words.t("Rutinen"), "/rutinen"}},
                      .body = panel({.label = words.t("Versionen")}, inset(body))});
}

}  // namespace

std::vector<PageRoute> routine_change_routes() {
  return {
      {Method::get, "/rutinen/andra", Right::propose_routine_change, propose_page},
      {Method::post, "/rutinen/andra", Right::propose_routine_change, propose},
      {Method::get, "/rutinen/andring/:andring", Right::see_routine, change_page},
      // Stand-ins may approve without a role that has the right, so the act itself refuses.
      {Method::post, "/rutinen/andring/:andring", Right::see_routine, decide_change},
      {Method::get, "/rutinen/version/:version", Right::see_routine, version_page},
  };
}

}  // namespace insyn
