// Pages with every component, as the mockups have them: checked for what a reader can't see, and
// written into the folder INSYN_SAMPLES for tests/look/samples.mjs to open in a browser.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "domain/calendar/format.h"
#include "web/assets/assets.h"
#include "web/look/figures.h"
#include "web/look/form.h"
#include "web/look/page.h"
#include "web/look/parts.h"
#include "web/look/table.h"
#include "web/look/wheel.h"
#include "web/server/answers.h"

namespace insyn {
namespace {

Day day(const char* text) { return *parse_day(text); }

struct Sample {
  std::string name, markup;
};

Frame frame(const Messages& words) {
  Frame out;
  out.words = &words;
  out.organisation = "Havsviks kommun, socialförvaltningen";
  out.user = "Jonas Wikström, systemadministratör";
  out.menu = {{"Översikt", "/"},           {"Kontroller", "/kontroller", true},
              {"Källor", "/kallor"},       {"Rutinen", "/rutinen"},
              {"Användare", "/anvandare"}, {"Insyns egen logg", "/logg"},
              {"Hjälp", "/hjalp"}};
  out.csrf = "c5f";
  out.path = "/kontroller";
  out.routine = "Rutin Loggkontroll, version 3, gäller från 1\u00A0januari 2026";
  out.foot = {{"Tillgänglighet", "/tillganglighet"}, {"Så behandlas uppgifter", "/uppgifter"}};
  out.demo = all(el("strong", {}, "Demo."), " Alla personer och uppgifter är påhittade.");
  return out;
}

Html areas_table() {
  const auto share = [](std::int64_t done, std::int64_t left) {
    return bar({{Portion::done, done}, {Portion::none, left}});
  };
  return table({.label = "Tabell med listor",
                .columns = {{"Område"},
                            {"VO-chef"},
                            {"Chefer", ColumnKind::number},
                            {"Klara listor"},
                            {"Antal", ColumnKind::number},
                            {"Läge", ColumnKind::status}},
                .rows = {{{link("Hemtjänst", "/a"), "Eva Ström", 4, share(6, 5), "6 av 11",
                           tag(Status::now, "Pågår")}},
                         {{"Hemtjänst Norr", "Åsa Lindqvist", "", share(1, 2), "1 av 3",
                           dim_cell("Påbörjad i dag")},
                          true},
                         {{link("Särskilt boende", "/b"),
                           "Mehmet Yılmaz",
                           4,
                           share(10, 0),
                           "10 av 10",
                           {tag(Status::done, "Godkänd"), "25\u00A0augusti"}}},
                         {{link("Funktionsstöd", "/c"), "Jonas Åkesson", 3, share(2, 5), "2 av 7",
                           tag(Status::look, "Två har inte öppnat")}}},
                .foot = {"Alla", "", 18, share(30, 18), "30 av 48", ""}});
}

Html audit_steps() {
  using State = StepMark::State;
  return panel({.label = "Var kontrollen är"},
               inset(steps("Kontrollens sex steg",
                           {{State::done, "Aktiva användare", "774 personer", "Klart", "#a"},
                            {State::done, "Urval", "48 lottade 10\u00A0augusti", "Klart", "#b"},
                            {State::done, "Listor", "48 listor till 18 chefer", "Klart", "#c"},
                            {State::now, "Granskning", "30 av 48 klara", "Pågår", "#c"},
                            {State::later, "Återrapport", "Senast 9\u00A0september"},
                            {State::later, "Sammanställning", "Senast 25\u00A0september"}})));
}

Html all_tags() {
  return all(tag(Status::done, "Avslutad"), " ", tag(Status::now, "Pågår"), " ",
             tag(Status::todo, "Kommande"), " ", tag(Status::look, "Förklara"), " ",
             tag(Status::late, "Försenad"), " ", tag(Status::stop, "Stoppad"), " ",
             tag(Status::ask, "Fråga"), " ", tag(Status::locked, "Låst"));
}

std::string audit_page(const Messages& words) {
  const Html draw = panel(
      {.heading = "Så lottades det", .id = "lottning"},
      inset(el("p", {}, "Listan låstes innan tärningarna kastades.") +
            dice("Tärningarnas siffror", "35142 66214 15326 43516") +
            log_lines({{"10\u00A0augusti kl.\u00A009.02", "Listan låstes, 463 personer."},
                       {"10\u00A0augusti kl.\u00A009.11", "20 tärningar kastades."}}) +
            more("Kontrollera lottningen själv",
                 hash_text("7c1e0a4f52d9b3186e2fd07745a9c8b0513e6f7ad2284c91be30f5a6470d1e9b")) +
            acts(link_button(Icon::doc, "Protokoll", "/protokoll"))));
  const Html active = panel(
      {.heading = "Aktiva användare", .id = "aktiva"},
      inset(all(facts({{"Aktiva", words.number(774), "minst en öppning"},
                       {"I kontrollen", words.number(463)},
                       {"Lottade", "48", words.share(104)}}),
                progress({{Portion::done, 30, "30 klara"},
                          {Portion::soft, 10, "10 påbörjade"},
                          {Portion::wait, 8, "8 väntar"}}),
                note(Tone::look, el("p", {}, "6 fynd om behörigheter.")),
                note(Tone::plain, el("p", {}, "Jäv, 1 lista.")),
                note(Tone::late, el("p", {}, "Ett svar är försenat.")), el("p", {}, all_tags()))));
  const Html body =
      head({"Kontroll 2026-3",
            words.f("Öppningar {}. Svar senast {}.",
                    words.days({day("2026-07-13"), day("2026-07-27")}),
                    words.date(day("2026-09-04"))),
            action("/paminn", "c5f", {"Påminn 2 chefer"})}) +
      audit_steps() +
      panel({"Listor per område", "listor", "Här syns hur långt granskningen har kommit."},
            areas_table()) +
      half(draw + active);
  return page(frame(words), {"Kontroll 2026-3",
                             body,
                             {{"Kontroller", "/kontroller"}, {"Kontroll 2026-3", ""}},
                             el("p", {}, "Sparat kl.\u00A009.42.") +
                                 link_button("Lämna in", "/lamna", Weight::secondary)});
}

std::string year_page(const Messages& words) {
  using State = WheelAudit::State;
  const auto audit = [](const char* number, const char* from, const char* to, const char* drawn,
                        const char* answers, const char* report, State state) {
    return WheelAudit{number, {day(from), day(to)}, day(drawn), day(answers), day(report), state};
  };
  const Html figure = wheel(words, {2026,
                                    day("2026-08-27"),
                                    {audit("1", "2026-02-02", "2026-02-16", "2026-03-02",
                                           "2026-03-27", "2026-04-17", State::closed),
                                     audit("2", "2026-06-15", "2026-06-29", "2026-07-06",
                                           "2026-08-14", "2026-08-28", State::under_way),
                                     audit("3", "2026-07-13", "2026-07-27", "2026-08-10",
                                           "2026-09-04", "2026-09-25", State::under_way),
                                     audit("4", "2026-11-02", "2026-11-16", "2026-11-23",
                                           "2026-12-18", "2027-01-15", State::planned)}});
  using Urgency = Todo::Urgency;
  const Html waiting =
      todo({{Icon::look, "Påminn 2 chefer", "De har inte öppnat sina listor.",
             link_button("Påminn", "/p", Weight::primary), Urgency::next},
            {Icon::doc, "Lås listan för kontroll 4", "Kan göras från 23\u00A0november.", {}},
            {Icon::clock, "Rapporten för kontroll 2", "Senast i morgon.", link("Läs utkast", "/u"),
             Urgency::late, bar({{Portion::done, 3}, {Portion::none, 1}})},
            {Icon::check, "Listan låst", "I går.", {}, Urgency::done}});
  const Html guide = panel(
      {.heading = "Är Insyn i ordning?", .id = "ordning", .guide = true},
      reasons({{Reason::Kind::in_favour, "I ordning", "Loggboken hel sedan start."},
               {Reason::Kind::look, "Att titta på", link("Procapita saknar två dagar.", "/k")},
               {Reason::Kind::none, "Hittades inte", "Ingen säkerhetskopia i dag."}}));
  const Html body =
      head({"Kontroller 2026", "Fyra planerade kontroller, två veckors öppningar var."}) +
      counts({{"30 av 48", "listor klara i kontroll 2026-3", "/a"},
              {"2", "chefer har inte öppnat", "/b"},
              {"2 dagar", "saknas i en källa", "/c"},
              {"6", "fynd om behörigheter", "/d"}}) +
      half(panel({"Årshjulet", "hjulet"}, inset(figure)) +
           panel({"Väntar på dig", "vantar"}, waiting)) +
      split(stack(panel({"Listor", "listor"}, areas_table())), guide);
  return page(frame(words), {"Kontroller 2026", body});
}

std::string sources_page(const Messages& words) {
  using Came = SourceDay::Came;
  const DayRange days{day("2026-07-01"), day("2026-08-27")};
  std::vector<SourceDays> sources{{"Viva", {}}, {"Procapita", {}}, {"Nattpatrullens nycklar", {}}};
  for (Day at = days.from; at < days.to; at += std::chrono::days{1}) {
    const auto number = (at - days.from).count();
    const bool weekend = std::chrono::weekday{at}.iso_encoding() > 5;
    sources[0].days.push_back({weekend ? Came::fewer : number % 3 == 0 ? Came::more : Came::usual});
    sources[1].days.push_back({weekend        ? Came::not_expected
                               : number == 48 ? Came::missing
                               : number == 49 ? Came::missing
                                              : Came::usual});
    sources[2].days.push_back({number == 33 ? Came::unusually_few : Came::usual, number == 16});
  }
  const Html body =
      head({"Källor", "Är loggarna kompletta?", link_button("Ladda upp leverans", "/ladda")}) +
      panel({"Fullständighet dag för dag", "dagar", words.days(days)},
            inset(completeness(words, {"kalender",
                                       "Fullständighet per källa och dag",
                                       "Procapita saknas 18 och 19\u00A0augusti.",
                                       days,
                                       sources,
                                       {{day("2026-07-13"), day("2026-07-27")}}}))) +
      panel({"Rader per chef", "prognos"},
            inset(bars({"rader",
                        "Rader och minuter per chef",
                        "Prognos före utskick.",
                        {{"Åsa Lindqvist", 60, "60 rader, 18 minuter"},
                         {"Karin Öberg", 12, "12 rader, 4 minuter"},
                         {"Petra Vallin", 0, "inga rader"}}}))) +
      panel({"Listor", "listor"},
            areas_table() + pagination(words, {51, 100, 2214, "/l?sida=1", "/l?sida=3"}));
  return page(frame(words), {"Källor", body});
}

Html all_fields(const Messages& words) {
  return all(
      error_summary(words,
                    {{"tal", "Skriv 20 siffror: det är 19."}, {"omgang", "Välj en omgång."}}),
      text_field(words, {.name = "tal",
                         .label = "20 siffror",
                         .value = "3514 <b>",
                         .help = "Siffrorna 1–6.",
                         .error = "Skriv 20 siffror: det är 19.",
                         .autocomplete = "off",
                         .inputmode = "numeric"}),
      password_field(words, {.name = "losen",
                             .label = "Lösenord",
                             .value = "hemligt",
                             .autocomplete = "current-password"}),
      date_field(words, {.name = "dag", .label = "Gäller från", .value = "2026-01-01"}),
      text_area(words, {.name = "skal", .label = "Skäl", .value = "\nEn rad", .optional = true}),
      file_field(words, {.name = "fil", .label = "Fil", .help = "Högst 8 GB."}, ".csv"),
      select_field(words, {.name = "vem", .label = "Vem?", .value = "b"},
                   {{"a", "Åsa"}, {"b", "Bo"}}, "Välj"),
      radio_group(
          words,
          {.name = "omgang",
           .label = "Slumpkälla",
           .help = "Gäller hela året.",
           .error = "Välj en omgång."},
          {{"fyr", "Offentlig slumpkälla", "Omgången står på sidan."}, {"tarning", "Tärningar"}}),
      checkbox_group(words, {.name = "lag", .label = "Lagområden"},
                     {{"sol", "Socialtjänst"}, {"hsl", "Hälso- och sjukvård"}}, {"hsl"}),
      checkbox({.name = "ater", .label = "Jag har läst tillbaka siffrorna."}, true),
      acts(all(submit(Icon::dice, {"Lotta 48 av 463"}),
               submit({"Spara utkast", Weight::secondary, "hur", "utkast"}),
               link_button("Avbryt", "/", Weight::tertiary))));
}

std::string form_page(const Messages& words) {
  return page(
      frame(words),
      {"Lottning", head({"Lottning", "Ni behöver vara två."}) +
                       split(panel({"Kasta tärningarna", "kasta"},
                                   inset(form({"/lotta", "c5f", true}, all_fields(words)))),
                             panel({.heading = "Varför tärningar?", .id = "varfor", .guide = true},
                                   el("p", {}, "Ingen ska kunna välja.")))});
}

std::string login_page(const Messages& words) {
  Frame nobody = frame(words);
  nobody.user.clear();
  nobody.menu.clear();
  return page(nobody, {"Logga in", lone({"Logga in i Insyn", "Här kontrolleras öppningar."},
                                        panel({.label = "Inloggning"},
                                              inset(form({"/login", "c5f"}, submit({"Logga in"})))),
                                        el("p", {}, "Det du gör i Insyn loggas."))});
}

std::string error_page(const Messages& words) {
  return page(frame(words),
              {"Sidan kunde inte visas",
               panel({.label = "Fel"},
                     empty_state({Icon::look, "Sidan kunde inte visas",
                                  el("p", {}, "Det du hade sparat finns kvar."),
                                  link_button("Försök igen", "/", Weight::primary), true}))});
}

const std::vector<Sample>& samples() {
  const Messages &sv = messages_in("sv"), &en = messages_in("en");
  static const std::vector<Sample> all{
      {"audit", audit_page(sv)},        {"year", year_page(sv)},   {"sources", sources_page(sv)},
      {"form", form_page(sv)},          {"login", login_page(sv)}, {"error", error_page(sv)},
      {"sources_en", sources_page(en)}, {"form_en", form_page(en)}};
  return all;
}

/// Names the first element whose end doesn't fit; empty if all do.
std::string misnested(const std::string& markup) {
  static const std::set<std::string> without_end{"br", "input", "link", "meta", "!doctype"};
  std::vector<std::string> open;
  for (std::size_t at = 0; (at = markup.find('<', at)) != std::string::npos;) {
    const std::size_t end = markup.find('>', at);
    if (end == std::string::npos) return "<";
    const std::string tag_text = markup.substr(at + 1, end - at - 1);
    at = end;
    const bool closes = tag_text.front() == '/';
    const std::string name = tag_text.substr(closes ? 1 : 0).substr(0, tag_text.find(' '));
    if (tag_text.back() == '/' || without_end.contains(name)) continue;
    if (!closes) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return name;
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : open.back();
}

std::vector<std::string> values_of(const std::string& markup, const std::string& attribute) {
  const std::string start = " " + attribute + "=\"";
  std::vector<std::string> out;
  for (std::size_t at = 0; (at = markup.find(start, at)) != std::string::npos;) {
    at += start.size();
    out.push_back(markup.substr(at, markup.find('"', at) - at));
  }
  return out;
}

TEST(EveryPage, IsNestedRight) {
  EXPECT_EQ(misnested("<p><b></p></b>"), "p");
  EXPECT_EQ(misnested("<p><br><path/></p><b>"), "b");
  for (const Sample& sample : samples()) EXPECT_EQ(misnested(sample.markup), "") << sample.name;
}

TEST(EveryPage, HasEachIdOnceAndRefersToNoOther) {
  for (const Sample& sample : samples()) {
    std::set<std::string> ids;
    for (const std::string& id : values_of(sample.markup, "id"))
      EXPECT_TRUE(ids.insert(id).second) << sample.name << ": twice " << id;
    for (const char* attribute : {"aria-labelledby", "aria-describedby", "for", "popovertarget"})
      for (std::string rest : values_of(sample.markup, attribute))
        for (std::size_t space = 0; !rest.empty();
             rest.erase(0, space == std::string::npos ? space : space + 1)) {
          space = rest.find(' ');
          EXPECT_TRUE(ids.contains(rest.substr(0, space))) << sample.name << ": no " << rest;
        }
    for (const std::string& url : values_of(sample.markup, "href"))
      EXPECT_TRUE((url.rfind("#f-", 0) != 0 && url.rfind("#i-", 0) != 0) ||
                  ids.contains(url.substr(1)))
          << sample.name << ": no " << url;
  }
}

TEST(EveryPage, HasOneFilledButtonAndOneH1) {
  for (const Sample& sample : samples()) {
    const auto variants = values_of(sample.markup, "data-variant");
    EXPECT_LE(std::count(variants.begin(), variants.end(), "primary"), 1) << sample.name;
    EXPECT_EQ(sample.markup.find("<h1>"), sample.markup.rfind("<h1>")) << sample.name;
    EXPECT_NE(sample.markup.find("<h1>"), std::string::npos) << sample.name;
  }
}

TEST(EveryPage, HasNeitherStyleNorScriptOfItsOwn) {
  for (const Sample& sample : samples()) {
    for (const char* banned : {"<style", " style=", " onclick=", "javascript:"})
      EXPECT_EQ(sample.markup.find(banned), std::string::npos) << sample.name << ": " << banned;
    EXPECT_EQ(sample.markup.find("<script"), sample.markup.rfind("<script src=\"/tillgang/htmx."));
  }
}

TEST(Samples, AreWrittenWhereTheyAreWanted) {
  const char* wanted = std::getenv("INSYN_SAMPLES");
  const std::string folder = wanted != nullptr ? wanted : testing::TempDir() + "insyn_samples";
  const auto write = [&](const std::string& name, const std::string& bytes) {
    const auto path = std::filesystem::path{folder} / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path, std::ios::binary} << bytes;
    EXPECT_EQ(std::filesystem::file_size(path), bytes.size());
  };
  write("policy.txt", std::string{content_security_policy});
  for (const Sample& sample : samples()) write(sample.name + ".html", sample.markup);
  for (const Asset& one : assets()) write(one.path.substr(1), one.bytes);
}

}  // namespace
}  // namespace insyn
