#include "report/csv/csv.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

using paper::Cell;
using paper::ColumnKind;
using paper::day_cell;
using paper::number_cell;
using paper::share_cell;
using paper::Table;

std::string csv_with(Cell cell) {
  Table table;
  table.columns = {{"Kolumn"}};
  table.rows = {{std::move(cell)}};
  const std::string csv = csv_of(table);
  const std::string head = "\xEF\xBB\xBFKolumn\r\n";
  EXPECT_EQ(csv.substr(0, head.size()), head);
  return csv.substr(head.size());
}

TEST(CsvOf, SeparatesBySemicolonsAndEndsLinesAsTheStandardSays) {
  Table table;
  table.columns = {{"Område"}, {"Antal", ColumnKind::number}};
  table.rows = {{"Hemtjänst", number_cell(1'234)}, {"Boende", "fåtal"}};
  table.foot = {"Alla", number_cell(1'234)};
  EXPECT_EQ(csv_of(table), "\xEF\xBB\xBFOmråde;Antal\r\nHemtjänst;1234\r\nBoende;fåtal\r\n");
}

TEST(CsvOf, QuotesWhatWouldEndAField) {
  EXPECT_EQ(csv_with("a;b"), "\"a;b\"\r\n");
  EXPECT_EQ(csv_with("sa \"nej\""), "\"sa \"\"nej\"\"\"\r\n");
  EXPECT_EQ(csv_with("rad\nrad"), "\"rad\nrad\"\r\n");
  EXPECT_EQ(csv_with("rad\rrad"), "\"rad\rrad\"\r\n");
  EXPECT_EQ(csv_with(""), "\r\n");
}

TEST(CsvOf, MakesFormulasHarmless) {
  EXPECT_EQ(csv_with("=1+1"), "'=1+1\r\n");
  EXPECT_EQ(csv_with("+46"), "'+46\r\n");
  EXPECT_EQ(csv_with("-2"), "'-2\r\n");
  EXPECT_EQ(csv_with("@SUM(A1)"), "'@SUM(A1)\r\n");
  EXPECT_EQ(csv_with("\t=1"), "'\t=1\r\n");
  EXPECT_EQ(csv_with("\r=1"), "\"'\r=1\"\r\n");
  EXPECT_EQ(csv_with("=HYPERLINK(\"a\";\"b\")"), "\"'=HYPERLINK(\"\"a\"\";\"\"b\"\")\"\r\n");
}

TEST(CsvOf, WritesNumbersAndDaysAsTheyAreCounted) {
  EXPECT_EQ(csv_with(number_cell(-5)), "-5\r\n");
  EXPECT_EQ(csv_with(share_cell(103)), "0,103\r\n");
  EXPECT_EQ(csv_with(day_cell(Day{std::chrono::days{20'487}})), "2026-02-03\r\n");
}

}  // namespace
}  // namespace insyn
