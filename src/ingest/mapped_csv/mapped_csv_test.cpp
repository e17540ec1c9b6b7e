#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/calendar/format.h"
#include "ingest/csv/reading.h"
#include "ingest/mapped_csv/mapping.h"

namespace insyn {
namespace {

std::string file_text(const std::string& path) {
  std::ifstream in{std::string{INSYN_REPO} + "/" + path, std::ios::binary};
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>{in}, {}};
}

Mapping viva() {
  const auto mapping = parse_mapping(file_text("mappings/viva.toml"), "viva.toml");
  EXPECT_TRUE(mapping) << (mapping ? "" : mapping.error().text);
  return mapping ? *mapping : Mapping{};
}

/// Number and bytes of every record that is a row, usable or not, by number.
using Records = std::map<std::uint32_t, std::string>;

Records records_of(const ReadLog& log) {
  Records records;
  for (const ReadRow& row : log.rows) records[row.row] = row.raw;
  for (const ReadReject& row : log.rejected) records[row.row] = row.raw;
  return records;
}

ReadLog read(const Mapping& mapping, const std::string& bytes) {
  const Encoding encoding = encoding_of(bytes);
  const auto reader = make_mapped_reader(mapping, encoding, HashKey{});
  ReadLog log = read_log(*reader, bytes);
  for (const std::size_t piece : {1U, 100U}) {
    const auto again = make_mapped_reader(mapping, encoding, HashKey{});
    const ReadLog other = read_log(*again, bytes, piece);
    EXPECT_EQ(other.rows, log.rows) << "in pieces of " << piece;
    EXPECT_EQ(other.rejected, log.rejected);
    EXPECT_EQ(other.error, log.error);
  }
  const auto for_rows = make_mapped_reader(mapping, encoding, HashKey{});
  for_rows->rows_only();
  if (log.error.empty()) {
    EXPECT_EQ(records_of(read_log(*for_rows, bytes, 100)), records_of(log)) << "rows only";
  }
  return log;
}

ReadLog read_viva(const std::string& name) {
  return read(viva(), file_text("tests/data/viva/" + name));
}

/// A log list with one column fewer than Viva's, for rules that need no real file.
const std::string header = "Datum;Klockslag;Användarid;Personnummer;Händelse\n";

ReadLog read_rows(const std::string& rows) { return read(viva(), header + rows); }

TEST(VivaLog, ReadsElevenRowsAndChecksTheFooter) {
  const ReadLog log = read_viva("viva_logg_cp1252.csv");
  EXPECT_EQ(log.error, "");
  EXPECT_TRUE(log.rejected.empty());
  ASSERT_EQ(log.rows.size(), 11U);
  EXPECT_EQ(log.facts.encoding, "windows-1252");
  EXPECT_EQ(log.facts.delimiter, ";");
  EXPECT_EQ(log.facts.footer, "ok");
  EXPECT_EQ(log.facts.footer_rows, 11U);
}

// The expected rows were worked out by hand from the list and stand beside it.
TEST(VivaLog, GivesEveryRowItsInstantLineAndAction) {
  const ReadLog log = read_viva("viva_logg_cp1252.csv");
  std::string read_as = "at;line;account;client;action\n";
  for (const ReadRow& row : log.rows) {
    read_as += format_instant(row.at) + ';' + std::to_string(row.line) + ';' + row.account + ';' +
               row.client + ';' + std::string{name_of(row.action)} + '\n';
    EXPECT_EQ(row.emergency, row.line == 8) << row.line;
    EXPECT_EQ(row.unknown_action, "");
  }
  EXPECT_EQ(read_as, file_text("tests/data/viva/viva_logg_expected.csv"));
  ASSERT_EQ(log.rows.size(), 11U);
  for (std::size_t i = 0; i < log.rows.size(); ++i) EXPECT_EQ(log.rows[i].row, i);
  EXPECT_EQ(log.rows[0].unit, "Hemsjukvård Norr");
  EXPECT_EQ(log.rows[0].resource, "Journaltext");
  EXPECT_NE(log.rows[5].raw.find('\n'), std::string::npos) << "a newline inside quotes";
}

TEST(VivaLog, HoldsOnlyRowsThatAreEqualInEveryColumnForEqual) {
  const ReadLog log = read_viva("viva_logg_cp1252.csv");
  std::set<Bits128> contents;
  for (const ReadRow& row : log.rows) contents.insert(row.content);
  EXPECT_EQ(contents.size(), 9U);
  EXPECT_EQ(log.rows[0].content, log.rows[10].content);
  EXPECT_EQ(log.rows[3].content, log.rows[4].content);
  EXPECT_NE(log.rows[1].content, log.rows[2].content) << "another document";
}

TEST(VivaLog, JudgesTheBadFileRowByRow) {
  const ReadLog log = read_viva("viva_logg_negative_cp1252.csv");
  ASSERT_EQ(log.rejected.size(), 2U);
  EXPECT_EQ(log.rejected[0].line, 2U);
  EXPECT_NE(log.rejected[0].reason.find("mars"), std::string::npos) << log.rejected[0].reason;
  ASSERT_EQ(log.rows.size(), 1U);
  EXPECT_EQ(log.rows[0].line, 3U);
  EXPECT_EQ(log.rows[0].client, "195401232541") << "a wrong check digit is kept as data";
  EXPECT_EQ(log.rejected[1].line, 4U);
  EXPECT_NE(log.rejected[1].reason.find("citattecken på rad 4"), std::string::npos);
  EXPECT_NE(log.rejected[1].raw.find("2025-04-02"), std::string::npos)
      << "an open quote reaches to the end of the file";
  EXPECT_EQ(log.facts.footer, "missing");
}

TEST(VivaLog, ReadsTheSameListWithMinutesOnlyAndNoFooter) {
  const ReadLog log = read_viva("treserva_logg_utf8bom.csv");
  EXPECT_TRUE(log.rejected.empty());
  ASSERT_EQ(log.rows.size(), 11U);
  EXPECT_EQ(log.facts.encoding, "utf-8");
  EXPECT_EQ(log.facts.footer, "missing");
  EXPECT_EQ(format_instant(log.rows[1].at), "2025-03-03T07:16:00Z");
  EXPECT_EQ(format_instant(log.rows[3].at), "2025-10-26T00:30:00Z");
  EXPECT_EQ(log.rows[5].line, 7U);
  EXPECT_EQ(log.rows[6].line, 9U);
}

TEST(MappedLog, ShowsAFooterThatSaysAnotherNumberOfRows) {
  const std::string row = "2025-03-03;08:15:00;a;;Läsa\n";
  for (const char* footer : {"Antal rader: 3;;;;\n", "Antal rader: 3\n", "Antal rader: 1;;;;"}) {
    const ReadLog log = read_rows(row + row + footer);
    EXPECT_EQ(log.rows.size(), 2U);
    EXPECT_TRUE(log.rejected.empty()) << footer;
    EXPECT_EQ(log.facts.footer, "mismatch") << footer;
  }
  EXPECT_EQ(read_rows(row + "x\nAntal rader: 2\n").facts.footer, "ok") << "rejected rows are rows";
}

TEST(MappedLog, HoldsNoOtherRowForAFooter) {
  for (const char* row : {"Antal rader: många;;;;\n", "Antal rader: 1;08:15:00;a;;Läsa\n",
                          "Antal rader: -1;;;;\n", "antal rader: 1;;;;\n"}) {
    const ReadLog log = read_rows(row);
    EXPECT_EQ(log.rejected.size(), 1U) << row;
    EXPECT_EQ(log.facts.footer, "missing") << row;
  }
}

TEST(MappedLog, LetsTheFirstRowsTimeFormatHoldForTheFile) {
  const ReadLog log = read_rows(
      "nonsense;;a;;Läsa\n03.02.2025;08:15;a;;Läsa\n2025-02-03;08:15;a;;Läsa\n04.02.2025;08:15;a;;"
      "Läsa\n");
  ASSERT_EQ(log.rows.size(), 2U);
  EXPECT_EQ(format_instant(log.rows[0].at), "2025-02-03T07:15:00Z");
  ASSERT_EQ(log.rejected.size(), 2U);
  EXPECT_NE(log.rejected[1].reason.find("`ÅÅÅÅ-MM-DD tt:mm`"), std::string::npos)
      << log.rejected[1].reason;
  EXPECT_NE(log.rejected[1].reason.find("`DD.MM.ÅÅÅÅ tt:mm`"), std::string::npos);
}

TEST(MappedLog, FoldsAccountsButKeepsThemInTheContent) {
  const ReadLog log =
      read_rows("2025-03-03;08:15:00;ANNÅKE;;Läsa\n2025-03-03;08:15:00;annåke;;Läsa\n");
  ASSERT_EQ(log.rows.size(), 2U);
  EXPECT_EQ(log.rows[0].account, "annåke");
  EXPECT_NE(log.rows[0].content, log.rows[1].content);
}

TEST(MappedLog, KeepsAnActionThatIsNotMappedAsUnknown) {
  const ReadLog log = read_rows("2025-03-03;08:15:00;a;;Tittat\n2025-03-03;08:15:00;a;;läsa\n");
  ASSERT_EQ(log.rows.size(), 2U);
  EXPECT_EQ(log.rows[0].action, Action::unknown);
  EXPECT_EQ(log.rows[0].unknown_action, "Tittat");
  EXPECT_EQ(log.rows[1].unknown_action, "läsa");
}

TEST(MappedLog, RejectsARowWithoutTimeActionOrARequiredField) {
  for (const char* row : {";;a;;Läsa", "2025-03-03;08:15:00;a;;", "2025-03-03;08:15:00;;;Läsa",
                          "2025-03-03;08:15:00;a;Läsa", "2025-02-29;08:15:00;a;;Läsa",
                          "1995-03-03;08:15:00;a;;Läsa", "2025-03-03;24:00:00;a;;Läsa",
                          "2025-03-03;08:15:60;a;;Läsa", "2025-3-3;08:15:00;a;;Läsa"}) {
    const ReadLog log = read_rows(row);
    ASSERT_EQ(log.rejected.size(), 1U) << row;
    EXPECT_EQ(log.rejected[0].raw, row);
    EXPECT_NE(log.rejected[0].reason, "");
  }
}

TEST(MappedLog, FindsTheHeaderBelowAPreambleAndCountsLinesFromTheFilesFirst) {
  const std::string row = "2025-03-03;08:15:00;a;;Läsa\n";
  const ReadLog log = read(viva(), "Lista \"över;\n\nperiod, mars\n" + header + row);
  ASSERT_EQ(log.rows.size(), 1U);
  EXPECT_EQ(log.rows[0].line, 5U);
  EXPECT_EQ(log.rows[0].row, 0U);
  std::string preamble;
  for (int i = 0; i < 19; ++i) preamble += "x\n";
  EXPECT_EQ(read(viva(), preamble + header + row).rows.at(0).line, 21U);
  EXPECT_NE(read(viva(), preamble + "x\n" + header + row).error.find("Ingen rubrikrad"),
            std::string::npos);
}

TEST(MappedLog, IsRefusedWithoutColumnsThatTheMappingNeeds) {
  const std::pair<std::string, std::string> cases[] = {
      {"Datum;Klockslag;Händelse\n", "`Användarid`, `Användar-ID` och `Inloggning`"},
      {"Datum;Klockslag;Användarid\n", "`Händelse` och `Åtgärd`"},
      {"Datum;Användarid;Händelse\n", "Ingen rubrikrad med `Datum` och `Klockslag`"},
      {"Datum;Klockslag;Användarid;Användarid;Händelse\n", "`Användarid` finns två gånger"},
      {"Datum;Klockslag;Datum;Användarid;Händelse\n", "`Datum` finns två gånger"},
      {"", "Ingen rubrikrad"}};
  for (const auto& [bytes, said] : cases)
    EXPECT_NE(read(viva(), bytes).error.find(said), std::string::npos)
        << bytes << read(viva(), bytes).error;
}

}  // namespace
}  // namespace insyn
