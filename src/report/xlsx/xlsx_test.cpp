#include "report/xlsx/xlsx.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "report/csv/csv.h"
#include "report/samples_for_tests.h"

namespace insyn {
namespace {

using paper::ColumnKind;
using paper::day_cell;
using paper::number_cell;
using paper::share_cell;
using paper::Table;

TEST(XlsxOf, GivesTheSameBytesForTheSameDocument) {
  EXPECT_EQ(xlsx_of(sample_report()), xlsx_of(sample_report()));
}

TEST(XlsxOf, IsAZipFile) { EXPECT_EQ(xlsx_of(sample_report()).substr(0, 4), "PK\x03\x04"); }

TEST(XlsxOf, HasASheetForADocumentWithoutTables) {
  Document document;
  document.title = "Utan tabeller: [a/b]";
  EXPECT_EQ(xlsx_of(document).substr(0, 2), "PK");
}

TEST(XlsxOf, TakesTitlesThatNoSheetCanHave) {
  Document document;
  document.title = "Tabeller";
  for (const char* title : {"", "'", "History", "HISTORY", "a[b]:*?/\\c", "Samma", "samma",
                            "En överskrift som är mycket längre än trettioen tecken",
                            "En överskrift som är mycket längre än trettioen bokstäver"}) {
    Table table;
    table.title = title;
    table.columns = {{"A"}};
    document.blocks.emplace_back(table);
  }
  EXPECT_EQ(xlsx_of(document).substr(0, 2), "PK");
}

TEST(XlsxOf, RefusesWhatNoSheetHolds) {
  Document document;
  document.title = "Bred";
  Table table;
  table.columns.resize(16'385);
  document.blocks = {table};
  EXPECT_THROW(xlsx_of(document), std::length_error);
}

/// What LibreOffice has to find again: texts that are no formulas, numbers, days, whole and broken.
Document sample_cells() {
  Document document;
  document.title = "Celler";
  document.created = Instant{std::chrono::hours{24 * 20'000}};
  Table table;
  table.title = "Celler";
  table.columns = {{"Text", ColumnKind::text},
                   {"Antal", ColumnKind::number},
                   {"Andel", ColumnKind::share},
                   {"Dag", ColumnKind::day}};
  const Day day{std::chrono::days{20'487}};
  for (const std::string& text :
       {std::string{"=1+1"}, std::string{"@SUM(A1)"}, std::string{"Åsa Öhrström"},
        std::string{"00123"}, std::string{"a;\"b\"\nc"}, std::string{"\xFF<&>\x01"},
        std::string{"\U0001F600"}, std::string(40'000, 'x')})
    table.rows.push_back({text, number_cell(1'234), share_cell(103), day_cell(day)});
  table.rows.push_back({"tomt", "fåtal", "alla", ""});
  document.blocks = {table};
  return document;
}

/// For tests/document: LibreOffice opens the files.
TEST(XlsxSamples, AreWritten) {
  const char* folder = std::getenv("INSYN_SAMPLES");
  if (folder == nullptr) GTEST_SKIP() << "INSYN_SAMPLES names no folder";
  std::filesystem::create_directories(folder);
  const auto write = [folder](const std::string& name, const std::string& bytes) {
    std::ofstream{std::string{folder} + "/" + name, std::ios::binary} << bytes;
  };
  const Document cells = sample_cells();
  write("cells.xlsx", xlsx_of(cells));
  const Document large = sample_long(10'000);
  write("long.xlsx", xlsx_of(large));
  write("long.csv", csv_of(std::get<Table>(large.blocks.at(1))));
  write("report.xlsx", xlsx_of(sample_report()));
}

}  // namespace
}  // namespace insyn
