#include "report/samples_for_tests.h"

#include <array>
#include <chrono>

#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

using paper::Box;
using paper::BoxKind;
using paper::Chart;
using paper::ColumnKind;
using paper::day_cell;
using paper::Facts;
using paper::Field;
using paper::Form;
using paper::Heading;
using paper::link;
using paper::linked;
using paper::List;
using paper::ListKind;
using paper::number_cell;
using paper::Orientation;
using paper::PageBreak;
using paper::Paragraph;
using paper::ParagraphKind;
using paper::share_cell;
using paper::strong;
using paper::Table;
using paper::TableRow;
using paper::TextSize;
using std::chrono::days;

constexpr Day april_14{days{20'557}};

Document of_havsvik(std::string title) {
  Document document;
  document.title = std::move(title);
  document.sender = "Havsviks kommun";
  document.sender_unit = "Socialförvaltningen";
  document.recipient = "Till socialchef Margareta Holm";
  document.reference = "Dnr SN 2026/0412";
  document.created = start_of(april_14) + std::chrono::hours{8};
  document.date = "14\u00a0april 2026";
  document.site = "https://insyn.havsvik.example";
  return document;
}

Table groups() {
  Table table;
  table.title = "Grupper i urvalet och hur stor andel av dem som granskades";
  table.id = "grupper";
  table.columns = {{"Grupp", ColumnKind::text, 0, true},  {"Aktiva", ColumnKind::number},
                   {"Beslutad andel", ColumnKind::share}, {"Uppnådd andel", ColumnKind::share},
                   {"Granskade", ColumnKind::number},     {"Tre obehöriga hade upptäckts i"}};
  const auto listed = [](int value) { return linked(number_cell(value), "/kontroller/2026-1.1"); };
  table.rows = {
      {"Myndighet", listed(94), share_cell(150), share_cell(160), "14 av 15", "41 fall av 100"},
      {"Hög risk", listed(121), share_cell(100), share_cell(107), "13 av 13", "29 fall av 100"},
      {"Medelrisk", listed(236), share_cell(60), share_cell(64), "15 av 15", "18 fall av 100"},
      {"Utan behörighet", listed(4), "alla", share_cell(1000), "4 av 4", "alla fall"}};
  table.foot = {"Alla", number_cell(455), "", share_cell(103), "46 av 47", ""};
  return table;
}

Chart judged() {
  Table table;
  table.title = "Bedömda öppningar per område";
  table.columns = {
      {"Område", ColumnKind::text, 0, true}, {"Bedömda", ColumnKind::number},
      {"Behövdes", ColumnKind::number},      {"Godtagbar förklaring", ColumnKind::number},
      {"Misstanke", ColumnKind::number},     {"Svar i tid"}};
  struct Area {
    const char* name;
    std::array<int, 4> counts;
    const char* in_time;
  };
  for (const Area& area : {Area{"Individ- och familjeomsorg", {61, 52, 9, 0}, "13 av 14"},
                           Area{"Hemtjänst", {54, 46, 8, 0}, "10 av 10"},
                           Area{"Särskilt boende", {38, 34, 4, 0}, "10 av 10"},
                           Area{"Funktionsstöd", {23, 20, 2, 1}, "7 av 7"},
                           Area{"Hälso- och sjukvård", {18, 16, 2, 0}, "6 av 6"}})
    table.rows.push_back({area.name, number_cell(area.counts[0]), number_cell(area.counts[1]),
                          number_cell(area.counts[2]), number_cell(area.counts[3]), area.in_time});
  table.foot = {"Alla",          number_cell(194), number_cell(168),
                number_cell(25), number_cell(1),   "46 av 47"};
  return {
      "Stapeldiagram: i alla områden behövdes de flesta bedömda öppningarna för arbetet. "
      "Individ- och familjeomsorg hade flest, 52 av 61. En misstanke finns, i Funktionsstöd.",
      table,
      {2, 3, 4}};
}

}  // namespace

Document sample_report() {
  Document document = of_havsvik("Loggkontroll 2026-1: öppningar 2–15\u00a0februari");
  document.author = "Anders Blom";
  document.blocks = {
      Paragraph{"46 av 47 lottade medarbetare är granskade. Nästan allt som öppnades hörde till "
                "arbetet. En öppning utreds som misstänkt sekretessbrott.",
                ParagraphKind::lead},
      Facts{{{"Lottade", "47 av 455", "10,3\u00a0% av de aktiva i grupperna"},
             {"Granskade", "46 av 47", "Den sista förlängd till 30\u00a0april"},
             {"Öppningar", link("2\u00a0296", "/kontroller/2026-1.1"), "7\u00a0788 tillfällen"},
             {"Misstankar", "1", "Anmäld till dig 19\u00a0mars"}}},
      Box{"Gör detta i dag",
          {List{{{{strong("Misstanken i Funktionsstöd."), " Utredningen är klar för ditt beslut. ",
                   link("Ärende M\u20112026\u201102", "/misstankar/2026-02")}},
                 {{strong("Fyra personer utan behörighet i registret"),
                   " var ändå aktiva i Viva. Ge systemadministratören i uppdrag att rätta "
                   "registret före juni."}},
                 {{strong("17 öppningar var fel person vid sökning."),
                   " Leverantören kan visa födelseår i söklistan. Beställ ändringen."}}},
                ListKind::numbers}},
          BoxKind::look,
          2},
      Heading{2, "Så mycket granskades", "granskat"},
      groups(),
      Paragraph{
          {"Stickprovet avskräcker och hittar det som är vanligt. Enstaka obehöriga läsningar "
           "missas oftare än de hittas. Därför finns också de särskilda kontrollerna. Se även ",
           link("hur öppningarna bedömdes", "#bedomt"), "."},
          ParagraphKind::small},
      PageBreak{},
      Heading{2, "Så bedömdes öppningarna", "bedomt"},
      Paragraph{{"2\u00a0102 av 2\u00a0296 öppningar hade ett skäl i registren och bekräftades av "
                 "chefen. ",
                 strong("194 bedömdes en och en:")}},
      judged(),
      Heading{2, "Att utveckla"},
      List{{{"Inlåning mellan enheter registreras inte. Det gav 31 av de 194 bedömningarna."},
            {"Vikariers slutdatum saknas i 12 fall. Behörigheten låg kvar."}}},
      Heading{2, "Kostnad och bevis"},
      Paragraph{"Kontrollen tog 31 timmar: 27 för chefer och 4 för administration. Alla källor var "
                "kompletta alla 14 dagar. Lottningen kan räknas om av vem som helst."},
  };
  document.closing = {
      {"insyn.havsvik.example · 1\u00a0482 · pT4cQm0vX1x8m2JbqZk3u9o7rWfE5hLd6yNsAa0GiBk=",
       ParagraphKind::code},
      {"Framtagen av IT-strateg Anders Blom i Insyn. Innehåller uppgifter som kan vara "
       "sekretessbelagda enligt 26\u00a0kap. offentlighets- och sekretesslagen."}};
  return document;
}

Document sample_form() {
  Document document = of_havsvik("Sofia Lindgren");
  document.recipient = "Till enhetschef Lena Forsberg";
  document.blocks = {Paragraph{"Undersköterska i Hemtjänst Norr. Sofia är utvald genom lottning, "
                               "inte för att någon misstänker något.",
                               ParagraphKind::lead},
                     Heading{2, "8 öppningar att bedöma"}};
  for (const char* name : {"Birgit Lindgren", "Henning Dahl", "Rut Öhman", "Per Hedlund"})
    document.blocks.emplace_back(
        Box{name,
            {Paragraph{"Läste daganteckningar lördag 18\u00a0juli kl.\u00a022.14–22.31. Ett "
                       "tillfälle, 17\u00a0minuter."},
             List{{{"Sofia var inlånad till Birgits enhet, Hemtjänst Söder, 6–10\u00a0juli.",
                    "Talar för"},
                   {"Sofias pass slutade kl.\u00a016.00 den dagen.", "Att titta på"},
                   {"Ingen insats, inget uppdrag och inget besök.", "Hittades inte"}},
                  ListKind::labelled},
             Form{{{{Field::Kind::tick, "Ja, behövdes för arbetet"},
                    {Field::Kind::tick, "Nej, godtagbar förklaring (kod ……)"},
                    {Field::Kind::tick, "Nej, misstanke"}},
                   {{Field::Kind::blank, "Kommentar"}}}}},
            BoxKind::frame,
            3});
  document.blocks.emplace_back(
      Box{"Det är aldrig godtagbart",
          {List{{{"”Hon sa att det gick bra.” Samtycke ger inte rätt att läsa."},
                 {"Egen akt."},
                 {"Oro för någon man känner."}}}},
          BoxKind::calm});
  document.blocks.emplace_back(Heading{2, "Underskrift"});
  document.blocks.emplace_back(
      Form{{{{Field::Kind::tick, "Jag har sett igenom de 52 öppningarna och bekräftar dem"}},
            {{Field::Kind::blank, "Datum"}, {Field::Kind::blank, "Namnteckning", 3}}}});
  return document;
}

Document sample_awkward() {
  Document document = of_havsvik("Åäö ÅÄÖ & <märkligt> \"citat\" (parentes) \\ snedstreck");
  document.recipient.clear();
  document.site.clear();
  const std::string long_word(300, 'x');
  Table empty;
  empty.title = "En tabell utan rader";
  empty.columns = {{"Namn"}, {"Antal", ColumnKind::number}};
  Table wide;
  wide.title = "Fyrtio kolumner";
  TableRow row;
  for (int column = 1; column <= 40; ++column) {
    wide.columns.push_back({"Kolumn " + std::to_string(column), ColumnKind::text, 0, column == 1});
    row.emplace_back("värde " + std::to_string(column));
  }
  wide.rows = {row, row, row};
  Table tall;
  tall.title = "En cell som är högre än en sida";
  tall.columns = {{"Skäl", ColumnKind::text, 1, true}, {"Text", ColumnKind::text, 3}};
  std::string words;
  for (int count = 0; count < 1'200; ++count) words += "ord" + std::to_string(count) + " ";
  tall.rows = {{"Långt", words}, {"Kort", "Slut"}};
  document.blocks = {
      Paragraph{"Långt ord: " + long_word + " slut."},
      Paragraph{"Mjuka bindestreck: kommunstyrelse\u00adförvaltnings\u00adchefs\u00adsekreterar"
                "\u00adassistent\u00adutbildnings\u00adsamordnar\u00adbefattning i en mening."},
      Paragraph{
          "Fasta mellanrum: kl.\u00a008.15, 2\u00a0februari, 15\u00a0%, 0980\u201131\u00a092\u00a0"
          "00 och 1\u202f234."},
      Paragraph{"Utan tecken i typsnittet: \U0001F600 \u4e2d\u6587 \u0627\u0644 slut. Sammansatt: "
                "A\u030a o\u0308 e\u0301. Kyrilliska: Жанна. Grekiska: Αλφα."},
      Paragraph{std::string{"Trasig UTF-8: \xC3\x28 \xFF och ett nolltecken: "} + '\0' + "."},
      Paragraph{"Rad ett\nRad två\n\nRad fyra"},
      Paragraph{"3x4 -> 5 != 6 <= 7 fi fl ffi https://exempel.example/a_b-c"},
      Paragraph{""},
      Paragraph{{link("Ett citerat (\\) mål", "https://exempel.example/å?q=(a)\\b"), " och ",
                 link("en sida", "/rapporter"), "."}},
      empty,
      wide,
      tall,
      Facts{{{"Ett enda", "värde"}}},
      List{{}},
      Form{{}},
      Box{"", {}},
      Box{"Högre än en sida", {Paragraph{words}, Paragraph{words}}, BoxKind::look}};
  return document;
}

Document sample_long(std::size_t rows) {
  Document document = of_havsvik("Granskade öppningar");
  Table table;
  table.title = "Alla öppningar i perioden";
  table.columns = {{"Nr", ColumnKind::number, 0, true},
                   {"Medarbetare"},
                   {"Enhet"},
                   {"Dag", ColumnKind::day},
                   {"Klockan"},
                   {"Vad som gjordes"},
                   {"Tillfällen", ColumnKind::number},
                   {"Bedömning"}};
  constexpr std::array names{"Åsa Öhrström", "Karin Öberg", "Nils Ängqvist", "Sofia Lindgren",
                             "Per Hedlund",  "Rut Öhman",   "Elsa Marklund"};
  constexpr std::array units{"Hemtjänst Norr", "Hemtjänst Söder", "Biståndsenheten"};
  for (std::size_t at = 0; at < rows; ++at) {
    table.rows.push_back(
        {number_cell(static_cast<std::int64_t>(at) + 1), names.at(at % names.size()),
         units.at(at % units.size()), day_cell(april_14 - days{at % 60}),
         "kl.\u00a0" + std::to_string(10 + at % 12) + "." + std::to_string(10 + at % 50),
         at % 10 == 0 ? "Läste genomförandeplan och daganteckningar" : "Läste journalen",
         number_cell(static_cast<std::int64_t>(at % 17)), at % 9 == 0 ? "Följs upp" : "Befogad"});
  }
  document.blocks = {Heading{2, "Öppningar"}, table};
  return document;
}

std::vector<SampleDocument> sample_documents() {
  Document large = sample_report();
  large.text_size = TextSize::large;
  Document sideways = sample_long(60);
  sideways.orientation = Orientation::sideways;
  sideways.language = "en";
  return {{"report", sample_report()},   {"form", sample_form()},
          {"awkward", sample_awkward()}, {"large", large},
          {"sideways", sideways},        {"long", sample_long(10'000)}};
}

}  // namespace insyn
