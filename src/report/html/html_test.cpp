#include "report/html/html.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "report/samples_for_tests.h"

namespace insyn {
namespace {

using paper::Block;
using paper::Box;
using paper::Chart;
using paper::ChartKind;
using paper::ColumnKind;
using paper::Facts;
using paper::Field;
using paper::Form;
using paper::Heading;
using paper::linked;
using paper::List;
using paper::ListKind;
using paper::number_cell;
using paper::Paragraph;
using paper::share_cell;
using paper::strong;
using paper::Table;

std::string html_with(Block block) {
  Document document;
  document.title = "Rapport";
  document.blocks = {std::move(block)};
  const std::string html = html_of(document);
  const std::string head = "<article class=\"doc\" lang=\"sv\"><h1>Rapport</h1>";
  EXPECT_EQ(html.substr(0, head.size()), head);
  const std::string tail = "</article>";
  EXPECT_TRUE(html.ends_with(tail));
  return html.substr(head.size(), html.size() - head.size() - tail.size());
}

TEST(HtmlOf, EscapesTextEverywhere) {
  const std::string bad = "<b>&\"'";
  Table table;
  table.title = bad;
  table.columns = {{bad, ColumnKind::text, 0, true}, {bad, ColumnKind::number}};
  table.rows = {{bad, number_cell(1)}};
  Document document;
  document.title = bad;
  document.sender = document.recipient = document.reference = document.date = bad;
  document.blocks = {Heading{2, bad},
                     Paragraph{strong(bad)},
                     List{{{bad, bad}}, ListKind::labelled},
                     Facts{{{bad, bad, bad}}},
                     Chart{bad, table, {1}},
                     Box{bad, {Form{{{Field{Field::Kind::tick, bad}}}}}}};
  document.closing = {{bad}};
  EXPECT_EQ(html_of(document).find("<b>"), std::string::npos);
}

TEST(HtmlOf, SaysWhatHeadsRowsAndColumns) {
  Table table;
  table.title = "Grupper";
  table.columns = {{"Grupp", ColumnKind::text, 0, true}, {"Antal", ColumnKind::number}};
  table.rows = {{"Myndighet", linked(number_cell(1'080), "/x")}};
  EXPECT_EQ(html_with(table),
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Grupper\">"
            "<table class=\"ds-table cards\"><caption>Grupper</caption>"
            "<thead><tr><th scope=\"col\">Grupp</th><th scope=\"col\" class=\"num\">Antal</th>"
            "</tr></thead><tbody><tr><th scope=\"row\">Myndighet</th>"
            "<td class=\"num\" data-l=\"Antal\"><a href=\"/x\">1\u00a0080</a></td></tr></tbody>"
            "</table></div>");
}

TEST(HtmlOf, SaysThatATableIsEmpty) {
  Table table;
  table.columns = {{"A"}, {"B"}};
  EXPECT_NE(html_with(table).find("<td colspan=\"2\">Inga rader.</td>"), std::string::npos);
}

TEST(HtmlOf, KeepsLineBreaksOfATextOnly) {
  EXPECT_EQ(html_with(Paragraph{"ett\ntvå"}), "<p>ett<br>två</p>");
  EXPECT_EQ(html_with(List{{}}), "");
  EXPECT_EQ(html_with(Box{"", {}}), "");
}

TEST(HtmlOf, DescribesAChartForThoseWhoDontSeeIt) {
  Table table;
  table.title = "Bedömda";
  table.columns = {{"Område"}, {"Antal", ColumnKind::number}};
  table.rows = {{"Hemtjänst", number_cell(54)}};
  const std::string html = html_with(Chart{"En stapel: 54.", table, {1}});
  EXPECT_NE(html.find("aria-labelledby=\"chart-1-title chart-1-desc\""), std::string::npos);
  EXPECT_NE(html.find("<desc id=\"chart-1-desc\">En stapel: 54.</desc>"), std::string::npos);
  EXPECT_NE(html.find("<table"), std::string::npos);
}

TEST(HtmlOf, WritesEveryValueAtItsBar) {
  Table table;
  table.title = "Andelar";
  table.columns = {{"Grupp"}, {"Beslutad", ColumnKind::share}, {"Uppnådd", ColumnKind::share}};
  table.rows = {{"Högrisk", share_cell(100), share_cell(107)}, {"Tom", share_cell(60), "–"}};
  Chart chart{"Två staplar.", table, {1, 2}, ChartKind::beside};
  const auto bars = [](const std::string& html) { return html.substr(0, html.find("<table")); };
  const std::string beside = bars(html_with(chart));
  for (const char* value : {">10\u00a0%</text>", ">10,7\u00a0%</text>", ">–</text>"})
    EXPECT_NE(beside.find(value), std::string::npos) << value;
  chart.kind = ChartKind::stacked;
  EXPECT_NE(bars(html_with(chart)).find(">10\u00a0% + 10,7\u00a0%</text>"), std::string::npos);
}

TEST(HtmlOf, BreaksALongNameOfABarAtASpace) {
  Table table;
  table.columns = {{"Område"}, {"Öppningar", ColumnKind::number}};
  table.rows = {{"Särskilt boende och hälso- och sjukvård", number_cell(3)},
                {"MAS och kvalitetscontroller", number_cell(2)},
                {"Funktionsnedsättningsverksamheten", number_cell(1)}};
  const std::string html = html_with(Chart{"Staplar.", table, {1}});
  for (const char* line :
       {">Särskilt boende och hälso-</text>", ">och sjukvård</text>",
        ">MAS och kvalitetscontroller</text>", ">Funktionsnedsättningsverksamheten</text>"})
    EXPECT_NE(html.find(line), std::string::npos) << line;
}

TEST(HtmlOf, RefusesADocumentWithAFault) { EXPECT_THROW(html_of(Document{}), std::logic_error); }

TEST(HtmlOf, WritesEverySample) {
  for (const SampleDocument& sample : sample_documents())
    EXPECT_TRUE(html_of(sample.document).starts_with("<article")) << sample.name;
}

}  // namespace
}  // namespace insyn
