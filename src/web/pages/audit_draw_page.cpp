#include <algorithm>

#include "app/audit.h"
#include "app/audit_acts.h"
#include "domain/sampling/beacon.h"
#include "web/pages/audit_pages.h"

namespace insyn {
namespace {

constexpr std::size_t dice_min = 20;  ///< 6^20 is more than two to the power of fifty
/// Where a round's value is shown, by the chain's hash (docs.drand.love).
constexpr std::string_view beacon_address =
    "https://api.drand.sh/52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971/public/";

/// What was typed in, to be shown again, and what is wrong with it.
struct Typed {
  std::string seed, thrower, reader;
  std::vector<FieldError> errors{};
};

Html error_at(const Typed& typed, std::string_view name) {
  const auto found = std::ranges::find(typed.errors, name, &FieldError::name);
  return found == typed.errors.end() ? Html{} : found->text;
}

Html draw_button(const Visit& visit, const AuditAt& at) {
  const Messages& words = visit.words;
  const FrameSize size = frame_size(strata_of(at));
  return acts(submit(Icon::dice, {.text = words.f("Lotta {} av {}", words.number(size.sample),
                                                  words.number(size.population))})) +
         el("p", {{"class", "small dim"}},
            words.t("Kan inte ångras. Resultatet visas direkt och skrivs i loggboken."));
}

Html beacon_panel(const Visit& visit, const AuditAt& at, const BeaconRound& round,
                  const Typed& typed) {
  const Messages& words = visit.words;
  const Panel about{.heading = words.t("Skriv in slumptalet"), .id = "seed"};
  if (visit.now < round.at)
    return panel(about,
                 inset(note(Tone::plain,
                            el("p", {},
                               words.f("Omgång {} kommer {}. Ladda om sidan då.",
                                       std::to_string(round.number), words.moment(round.at))))));
  Html fields = error_summary(words, typed.errors);
  fields +=
      el("p", {},
         words.f("Omgång {} kom {}.", std::to_string(round.number), words.moment(round.at)), " ",
         link(words.t("Slå upp värdet hos drand"),
              std::string{beacon_address} + std::to_string(round.number)));
  fields += text_field(words, {.name = "tal",
                               .label = words.t("Slumptalet, 64 tecken"),
                               .value = typed.seed,
                               .help = words.t("Siffror och a–f: det som heter randomness för "
                                               "omgången. Kopiera det hela."),
                               .error = error_at(typed, "tal"),
                               .autocomplete = "off"});
  return panel(about, inset(form_to(visit, at.url + "/lottning", fields, draw_button(visit, at))));
}

Html dice_panel(const Visit& visit, const AuditAt& at, const Typed& typed) {
  const Messages& words = visit.words;
  const auto field = [&](const std::string& name, const std::string& label,
                         const std::string& value) {
    return Field{.name = name,
                 .label = label,
                 .value = value,
                 .error = error_at(typed, name),
                 .autocomplete = "off"};
  };
  Field digits = field("tal", words.t("20 siffror, i den ordning de läses upp"), typed.seed);
  digits.help = words.t("Siffrorna 1–6. Mellanslag spelar ingen roll. Inget kast får göras om.");
  digits.inputmode = "numeric";
  const Html fields =
      error_summary(words, typed.errors) +
      text_field(words, field("kast", words.t("Vem kastar och läser högt?"), typed.thrower)) +
      text_field(words, field("ater", words.t("Vem skriver och läser tillbaka?"), typed.reader)) +
      text_field(words, digits);
  return panel({.heading = words.t("Kasta tärningarna"), .id = "seed"},
               inset(form_to(visit, at.url + "/lottning", fields, draw_button(visit, at))));
}

Html why_panel(const Visit& visit, const AuditAt& at, bool by_dice) {
  const Messages& words = visit.words;
  const std::string root = text_of(at.audit->open, "frame_root");
  return panel(
      {.heading = by_dice ? words.t("Varför tärningar?") : words.t("Varför ett offentligt tal?"),
       .id = "why",
       .guide = true},
      paragraphs({words.t("Ingen ska kunna välja vem som granskas. Inte ni, inte den som byggt "
                          "Insyn."),
                  words.t("Listan är redan låst. Talet bestämmer tillsammans med listan vilka som "
                          "lottas. Vem som helst kan räkna om det efteråt.")}) +
          el("h3", {}, words.t("Låst lista")) + hash_text(root) +
          el("p", {{"class", "small"}},
             words.f("Skriv gärna ned de fyra första tecknen, {}. De ska stå i protokollet.",
                     root.substr(0, 4))));
}

HttpResponse ceremony(const Visit& visit, const AuditAt& at, const Typed& typed) {
  const Messages& words = visit.words;
  const auto round = beacon_of(at.papers->seed_source);
  Html source;
  if (at.papers->seed_source.empty())
    source = note(Tone::look, el("p", {},
                                 words.t("Ingen slumpkälla bestämdes i förväg. Då går det inte att "
                                         "visa i efterhand att talet inte valdes.")));
  return show(
      visit,
      {.title = words.t("Lottning"),
       .faulty = !typed.errors.empty(),
       .sentence = round ? words.f("Kontroll {}, öppningar {}.", at.id, words.days(at.period.days))
                         : words.f("Kontroll {}, öppningar {}. Ni behöver vara två.", at.id,
                                   words.days(at.period.days)),
       .entry = "/kontroller",
       .way = way_to(visit, at),
       .body = stepper(visit, at) + source +
               split(round ? beacon_panel(visit, at, *round, typed) : dice_panel(visit, at, typed),
                     why_panel(visit, at, !round)) +
               panel({.heading = words.t("Det här ska lottas"), .id = "strata"},
                     strata_table(visit, strata_of(at), false))});
}

HttpResponse draw_page(const Visit& visit) {
  const auto at = audit_at(visit);
  if (!at || at->audit == nullptr || !at->papers) return not_there(visit);
  if (at->audit->drawn || at->audit->annulled) return redirect_to(at->url);
  return ceremony(visit, *at, {{}, {}, visit.visitor.name});
}

/// The digits alone; none if there is anything else or too few of them.
std::optional<std::string> dice_of(std::string_view text) {
  std::string digits;
  for (const char letter : text) {
    if (letter == ' ') continue;
    if (letter < '1' || letter > '6') return std::nullopt;
    digits += letter;
  }
  if (digits.size() < dice_min) return std::nullopt;
  return digits;
}

/// Checks what the two who threw dice have typed; its seed is then the digits alone.
void check_dice(const Messages& words, Typed& typed) {
  if (typed.thrower.empty())
    typed.errors.push_back({"kast", words.t("Skriv vem som kastar och läser högt.")});
  if (typed.reader.empty() || typed.reader == typed.thrower)
    typed.errors.push_back({"ater", words.t("Skriv vem som läser tillbaka: en annan person än den "
                                            "som kastar.")});
  if (const auto digits = dice_of(typed.seed))
    typed.seed = *digits;
  else
    typed.errors.push_back({"tal", words.t("Skriv minst 20 siffror mellan 1 och 6.")});
}

HttpResponse draw_it(const Visit& visit) {
  const auto at = audit_at(visit);
  if (!at || at->audit == nullptr || !at->papers) return not_there(visit);
  Typed typed{field_of(visit, "tal"), field_of(visit, "kast"), field_of(visit, "ater")};
  Actor actor = visit.actor();
  const bool by_dice = !beacon_of(at->papers->seed_source);
  if (by_dice) {
    check_dice(visit.words, typed);
    if (!typed.errors.empty()) return ceremony(visit, *at, typed);
    // The act's words say who did it: with dice that is two persons.
    actor.name +=
        ". Tärningarna lästes högt av " + typed.thrower + " och tillbaka av " + typed.reader;
  }
  const std::function<Result<json::object>(Home&)> work = [&](Home& home) {
    return draw_with(home, at->id, typed.seed);
  };
  const auto drawn = visit.desk.ask(actor, work);
  if (drawn) return done(at->url, "audit-drawn");
  if (at->audit->drawn || at->audit->annulled) return sorry(visit, drawn.error(), at->url);
  typed.errors.push_back({"tal", told(visit.words, drawn.error().text)});
  return ceremony(visit, *at, typed);
}

HttpResponse record(const Visit& visit) {
  const auto at = audit_at(visit);
  if (!at || at->audit == nullptr || !at->audit->drawn) return not_there(visit);
  const std::function<Result<json::object>(Home&)> work = [&](Home& home) {
    return audit_record(home, at->id);
  };
  const auto document = visit.desk.read(work);
  if (!document) return sorry(visit, document.error(), at->url);
  HttpResponse response;
  response.type = "application/json";
  response.body = pretty_json(*document);
  response.headers.push_back(
      {"content-disposition", "attachment; filename=\"dragning-" + at->id + ".json\""});
  return response;
}

}  // namespace

std::vector<PageRoute> audit_draw_routes() {
  return {
      {Method::get, "/kontroller/:kontroll/lottning", Right::draw_audit, draw_page},
      {Method::post, "/kontroller/:kontroll/lottning", Right::draw_audit, draw_it},
      // Holds no names: what anyone may check a draw by (contract 7).
      {Method::get, "/kontroller/:kontroll/dragning.json", Right::see_audits, record},
  };
}

}  // namespace insyn
