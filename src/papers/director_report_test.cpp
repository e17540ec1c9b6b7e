#include "papers/director_report.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "papers/board_report.h"
#include "papers/figures_for_tests.h"
#include "papers/outcomes.h"
#include "papers/plain_text_for_tests.h"
#include "papers/report_parts.h"
#include "report/pdf/pdf.h"

namespace insyn {
namespace {

std::string director_text(const AuditFigures& figures) {
  return PlainText::of(director_report(figures, head_for_tests()));
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// How many pages a PDF says that it has.
std::int64_t pages_of(const std::string& pdf) {
  const std::string key = "/Count ";
  const std::size_t at = pdf.find(key);
  if (at == std::string::npos) return 0;
  const std::size_t from = at + key.size();
  const std::size_t end = pdf.find_first_not_of("0123456789", from);
  return parse_integer(pdf.substr(from, end - from)).value_or(0);
}

double number_at(const paper::TableRow& row, std::size_t column) {
  return row[column].number.value_or(-1);
}

void expect_sums(const paper::Table& table, std::size_t columns) {
  for (std::size_t column = 1; column < columns; ++column) {
    double sum = 0;
    for (const paper::TableRow& row : table.rows) sum += number_at(row, column);
    EXPECT_EQ(sum, number_at(table.foot, column)) << table.columns[column].title;
  }
  for (const paper::TableRow& row : table.rows) {
    double parts = 0;
    for (std::size_t column = 2; column < columns; ++column) parts += number_at(row, column);
    EXPECT_EQ(parts, number_at(row, 1)) << row.front().text;
  }
}

TEST(DirectorReport, IsAsItWasRead) {
  expect_golden(director_report(figures_for_tests(), head_for_tests()), "director_report");
}

/// Where the five outcomes of a table's row lead.
std::vector<std::string> outcome_links(const paper::TableRow& row) {
  std::vector<std::string> links;
  for (std::size_t i = 2; i < 7; ++i) links.push_back(row.at(i).link);
  return links;
}

TEST(DirectorReport, EveryOutcomeLeadsToWhatItCounts) {
  const AuditFigures figures = figures_for_tests();
  const paper::Table areas = area_outcomes(figures);
  const std::string lists = "/kontroller/2026-1.1/listor";
  const std::string mistakes = "/incidenter?kontroll=2026-1.1";
  const std::string disability = lists + "#area-a-fs";
  EXPECT_EQ(
      outcome_links(areas.rows.front()),
      (std::vector{disability, disability, mistakes, disability, std::string{"/misstankar"}}));
  EXPECT_EQ(areas.rows.front().back().link, disability);
  EXPECT_EQ(outcome_links(areas.rows.back()), std::vector(5, lists)) << "nothing but needed ones";
  EXPECT_EQ(outcome_links(areas.foot),
            (std::vector{lists, lists, mistakes, lists, std::string{"/misstankar"}}));
}

TEST(DirectorReport, OfAReaderWithoutSuspicionsLeadsToTheLists) {
  AuditFigures figures = figures_for_tests();
  figures.suspicions_url.clear();
  EXPECT_EQ(area_outcomes(figures).foot[6].link, "/kontroller/2026-1.1/listor");
}

TEST(DirectorReport, OfAReaderWhoDoesntSeeListsHasNoLinkToThem) {
  AuditFigures figures = figures_for_tests();
  figures.reads_lists = false;
  EXPECT_FALSE(holds(director_text(figures), "/listor"));
}

/// The audit with so many areas besides the special readers, and groups.
AuditFigures of_size(std::size_t areas, std::size_t strata, std::size_t suspicions = 2) {
  AuditFigures figures = figures_for_tests();
  const AreaFigures special = figures.areas.back();
  figures.areas.resize(areas, figures.areas.front());
  for (AreaFigures& area : figures.areas) area.name = "Individ- och familjeomsorg";
  figures.areas.push_back(special);
  figures.strata.resize(strata, figures.strata.front());
  for (StratumFigures& stratum : figures.strata)
    stratum.label = "Verkställighet, medelrisk: 6–15 behörigheter";
  figures.suspicions.resize(suspicions, figures.suspicions.front());
  return figures;
}

TEST(DirectorReport, IsTwoPagesOnPaperWithUpToTwelveAreas) {
  EXPECT_EQ(pages_of(pdf_of(director_report(figures_for_tests(), head_for_tests()))), 2);
  for (const std::size_t areas : {1U, 5U, 8U, 12U})
    for (const std::size_t strata : {1U, 4U, 6U})
      for (const std::size_t suspicions : {0U, 1U, 2U}) {
        const AuditFigures figures = of_size(areas, strata, suspicions);
        EXPECT_EQ(pages_of(pdf_of(director_report(figures, head_for_tests()))), 2)
            << areas << " areas, " << strata << " groups, " << suspicions << " suspicions";
      }
}

TEST(DirectorReport, OfManyAreasTakesOnePageMore) {
  EXPECT_EQ(pages_of(pdf_of(director_report(of_size(30, 6), head_for_tests()))), 3);
}

TEST(DirectorReport, HasBarsOverTheTableWhereThereIsRoomAndTheTableAlways) {
  for (const std::size_t areas : {5U, 12U}) {
    int charts = 0;
    int tables = 0;
    const Document report = director_report(of_size(areas, 4, 1), head_for_tests());
    for (const paper::Block& block : report.blocks) {
      const auto* chart = std::get_if<paper::Chart>(&block);
      const auto* table = chart == nullptr ? std::get_if<paper::Table>(&block) : &chart->table;
      charts += chart != nullptr;
      tables += table != nullptr && table->id == "omraden" && table->rows.size() == areas + 1;
    }
    EXPECT_EQ(charts, areas == 5 ? 1 : 0);
    EXPECT_EQ(tables, 1);
  }
}

TEST(DirectorReport, TellsAnInvolvedReaderOfTheSuspicionNoMoreThanTheBoardIsTold) {
  AuditFigures figures = figures_for_tests();
  figures.suspicions[0].url.clear();
  figures.suspicions_url.clear();
  figures.is_reader_involved = true;
  const Document report = director_report(figures, head_for_tests());
  const std::string text = director_text(figures);
  EXPECT_FALSE(holds(text, "/misstankar"));
  EXPECT_FALSE(holds(text, "Misstanken från"));
  EXPECT_TRUE(holds(text, "1 misstanke överlämnad"));
  EXPECT_TRUE(holds(text, suppression_sentence()));
  std::size_t divided = 0;
  for (const paper::Block& block : report.blocks) {
    EXPECT_FALSE(std::holds_alternative<paper::Chart>(block)) << "bars have exact numbers";
    const auto* table = std::get_if<paper::Table>(&block);
    if (table == nullptr) continue;
    for (std::size_t i = 0; i < table->columns.size(); ++i)
      if (table->columns[i].title == "Misstankar") {
        ++divided;
        for (const paper::TableRow& row : table->rows) EXPECT_EQ(row[i].number.value_or(0), 0);
      }
  }
  EXPECT_EQ(divided, 1U) << "by area alone";
  EXPECT_EQ(pages_of(pdf_of(report)), 2);
}

TEST(DirectorReport, ListsTheReadersOwnSuspicionsOnly) {
  AuditFigures figures = of_size(5, 4, 4);
  figures.suspicions[1].url.clear();
  const std::string text = director_text(figures);
  EXPECT_TRUE(holds(text, "1 misstanke</misstankar> till väntar på dig."));
  EXPECT_TRUE(holds(text, "4</misstankar> misstankar överlämnade."));
}

TEST(Charts, SayInWordsWhatTheirBarsShow) {
  const paper::Chart areas = area_chart(figures_for_tests());
  EXPECT_TRUE(
      holds(areas.description, "Funktionsstöd: 20 behövdes, 2 misstag, 1 misstankar, 0 oklara."));
  ASSERT_EQ(areas.series.size(), 4U);
  EXPECT_EQ(areas.table.columns[areas.series[2]].title, "Misstankar");
  AuditFigures figures = figures_for_tests();
  figures.strata[0].population = figures.strata[0].drawn = 0;
  const paper::Chart shares = strata_chart(figures);
  EXPECT_EQ(shares.kind, paper::ChartKind::beside);
  EXPECT_TRUE(holds(shares.description, "Myndighet: beslutat 15\u00a0%, ingen aktiv."));
  EXPECT_TRUE(holds(shares.description, "Medelrisk: beslutat 6\u00a0%, uppnått 6,3\u00a0%."));
  EXPECT_TRUE(fault_of(board_report(figures, head_for_tests())).empty());
}

TEST(DirectorReport, OfAQuietSmallAuditIsTwoPagesToo) {
  AuditFigures small = figures_for_tests();
  small.strata.resize(1);
  small.areas = {small.areas.back()};
  small.suspicions.clear();
  small.grounds.clear();
  EXPECT_EQ(pages_of(pdf_of(director_report(small, head_for_tests()))), 2);
}

TEST(DirectorReport, OutcomesSumByArea) {
  const AuditFigures figures = figures_for_tests();
  expect_sums(area_outcomes(figures), 7);
}

TEST(DirectorReport, GroupsSumToAll) {
  const Document report = director_report(figures_for_tests(), head_for_tests());
  int tables = 0;
  for (const paper::Block& block : report.blocks) {
    const auto* table = std::get_if<paper::Table>(&block);
    if (table == nullptr || table->id != "grupper") continue;
    ++tables;
    for (const std::size_t column : {1u, 5u, 6u, 7u, 8u, 9u}) {
      double sum = 0;
      for (const paper::TableRow& row : table->rows) sum += number_at(row, column);
      EXPECT_EQ(sum, number_at(table->foot, column)) << table->columns[column].title;
    }
  }
  EXPECT_EQ(tables, 1);
}

TEST(DirectorReport, BeginsWithWhatToDoToday) {
  const Document report = director_report(figures_for_tests(), head_for_tests());
  ASSERT_TRUE(std::holds_alternative<paper::Box>(report.blocks.front()));
  EXPECT_EQ(std::get<paper::Box>(report.blocks.front()).title, "Gör detta i dag");
}

TEST(DirectorReport, SaysThatNothingWaitsWhenNothingDoes) {
  AuditFigures figures = figures_for_tests();
  figures.suspicions.clear();
  figures.strata.pop_back();
  EXPECT_TRUE(holds(director_text(figures), "Inget i kontrollen väntar på dig."));
}

TEST(DirectorReport, WithOpenListsIsPreliminaryAndSaysNothingOfWhatWasFound) {
  AuditFigures figures = figures_for_tests();
  figures.suspicions.clear();
  figures.is_done = false;
  figures.done = 50;
  const std::string text = director_text(figures);
  EXPECT_TRUE(holds(text, "Preliminär"));
  EXPECT_TRUE(holds(text, "3 listor återstår. Därför går det ännu inte att säga"));
  EXPECT_FALSE(holds(text, "fann ingen misstänkt"));
}

/// The example of the routine's texts: a group of 80, 12 of them reviewed.
TEST(DirectorReport, WithoutASuspicionTellsHowManyThereMayBeAllTheSame) {
  AuditFigures figures = figures_for_tests();
  figures.suspicions.clear();
  EXPECT_TRUE(holds(director_text(figures), "16 av 80 i Myndighet"));
}

TEST(DirectorReport, WhatIsntKnownIsSaidInWords) {
  AuditFigures figures = figures_for_tests();
  figures.before.reset();
  figures.minutes = 0;
  figures.second_drawn = figures.second_read = 0;
  figures.sources = {};
  figures.permissions = {};
  const std::string text = director_text(figures);
  EXPECT_TRUE(holds(text, "Det finns ingen kontroll av samma period förra året"));
  EXPECT_TRUE(holds(text, "Granskarnas tid är inte känd än."));
  EXPECT_TRUE(holds(text, "Ingen öppning har lottats till en andra läsning."));
  EXPECT_TRUE(holds(text, "prövades inte innan kontrollen öppnades"));
  EXPECT_TRUE(holds(text, "De lottade har inga behörigheter i registret."));
}

TEST(DirectorReport, OfAnAnnulledAuditSaysSoAndAsksNobodyToWait) {
  AuditFigures figures = figures_for_tests();
  figures.is_done = false;
  figures.is_annulled = true;
  figures.done = 3;
  figures.waiting = 2;
  const std::string text = director_text(figures);
  EXPECT_TRUE(holds(text, "Loggkontroll 2026-1 (avbruten): öppningar"));
  EXPECT_TRUE(holds(text, "Kontrollen avbröts. Siffrorna visar hur långt den kom."));
  for (const char* wrong : {"Preliminär", "återstår", "inte underskrivna", "håller med"})
    EXPECT_FALSE(holds(text, wrong)) << wrong;
  figures.suspicions.clear();
  EXPECT_TRUE(holds(PlainText::of(board_report(figures, head_for_tests())),
                    "Det går inte att säga vad den hade funnit."));
}

TEST(DirectorReport, TheTextForThePressSaysThatListsAreOpenThoughASuspicionWasFound) {
  AuditFigures figures = figures_for_tests();
  figures.is_done = false;
  figures.done = figures.lists - 1;
  EXPECT_TRUE(holds(found_sentence(figures), "Granskningen är inte klar: 1\u00a0lista återstår."));
}

TEST(DirectorReport, MissingLogsAreToldWithTheReason) {
  AuditFigures figures = figures_for_tests();
  figures.sources = {true, 2, 1, "Leverantören bytte server"};
  EXPECT_TRUE(holds(director_text(figures),
                    "Loggar saknas: 2 dagar utan de händelser som brukar finnas och 1 källa"));
  EXPECT_TRUE(holds(director_text(figures), "Leverantören bytte server."));
  figures.sources.reason = "Leverantören bytte server.";
  EXPECT_FALSE(holds(director_text(figures), "server.."));
  figures.sources.behind = 0;
  EXPECT_TRUE(holds(director_text(figures), "brukar finnas. Skäl"));
}

TEST(DirectorReport, WhenAllAreDrawnNoChanceIsTold) {
  AuditFigures figures = figures_for_tests();
  figures.all.drawn = figures.all.population;
  EXPECT_TRUE(holds(director_text(figures), "lottades, alltså alla. Den som hade öppnat"));
  EXPECT_FALSE(holds(director_text(figures), "fall av 100"));
}

}  // namespace
}  // namespace insyn
