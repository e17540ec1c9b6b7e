#include "ingest/canonical/canonical.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "domain/calendar/format.h"
#include "ingest/csv/reading.h"
#include "ingest/csv/splitter.h"

namespace insyn {
namespace {

constexpr HashKey key{1, 2, 3};

ReadLog read(const std::string& bytes) {
  const auto reader = make_canonical_reader(encoding_of(bytes), key);
  ReadLog log = read_log(*reader, bytes);
  for (const std::size_t piece : {1U, 7U}) {
    if (bytes.size() > 10'000) break;  // the splitter's own tests cut long rows
    const auto again = make_canonical_reader(encoding_of(bytes), key);
    const ReadLog other = read_log(*again, bytes, piece);
    EXPECT_EQ(other.rows, log.rows) << "in pieces of " << piece;
    EXPECT_EQ(other.rejected, log.rejected);
    EXPECT_EQ(other.error, log.error);
  }
  return log;
}

ReadRow row_of(const std::string& bytes) {
  const ReadLog log = read(bytes);
  EXPECT_EQ(log.rows.size(), 1U) << bytes << log.error
                                 << (log.rejected.empty() ? "" : log.rejected[0].reason);
  return log.rows.empty() ? ReadRow{} : log.rows[0];
}

std::string reason_for(const std::string& bytes) {
  const ReadLog log = read(bytes);
  EXPECT_EQ(log.rejected.size(), 1U) << bytes;
  EXPECT_TRUE(log.rows.empty()) << bytes;
  return log.rejected.empty() ? "" : log.rejected[0].reason;
}

Bits128 content_of(const std::string& bytes) { return row_of(bytes).content; }

const std::string all_columns =
    "time;account;staff_id;client_id;case_id;action;purpose;unit_id;provider_id;resource;"
    "native_id;system;emergency;args\n";

TEST(CanonicalLog, ReadsEveryColumnUntrimmedAndUnchanged) {
  const ReadRow row = row_of(all_columns +
                             "2026-02-03T08:15:00;Acc ; s1;19121212-1212;c-9;read; Vård;u1;p1;"
                             "Journal;n1;viva;0;\"x;y\"\n");
  EXPECT_EQ(format_instant(row.at), "2026-02-03T07:15:00Z");
  EXPECT_EQ(row.account, "Acc ");
  EXPECT_EQ(row.staff, " s1");
  EXPECT_EQ(row.client, "19121212-1212");
  EXPECT_EQ(row.case_id, "c-9");
  EXPECT_EQ(row.action, Action::read);
  EXPECT_EQ(row.purpose, " Vård");
  EXPECT_EQ(row.unit, "u1");
  EXPECT_EQ(row.provider, "p1");
  EXPECT_EQ(row.resource, "Journal");
  EXPECT_EQ(row.native_id, "n1");
  EXPECT_EQ(row.system, "viva");
  EXPECT_FALSE(row.emergency);
  EXPECT_EQ(row.unknown_action, "");
}

TEST(CanonicalLog, NeedsOnlyTimeAndActionAndSomeoneWhoActed) {
  const ReadRow row = row_of("action,account,time\nread,a1,2026-07-01 00:00:00.5+02:00\n");
  EXPECT_EQ(format_instant(row.at), "2026-06-30T22:00:00.5Z");
  EXPECT_EQ(row.staff, "");
  EXPECT_EQ(row.client, "");
}

TEST(CanonicalLog, TrimsHeaderNamesButTakesThemExactly) {
  EXPECT_EQ(row_of(" time ;\tstaff_id; action\n2026-01-01 00:00;s;read\n").staff, "s");
  EXPECT_NE(read("Time;staff_id;action\n").error.find("`time` saknas"), std::string::npos);
}

TEST(CanonicalLog, RefusesAFileWithoutARequiredColumnSayingWhichAndWhere) {
  EXPECT_NE(read("\n\nstaff_id;action\n").error.find("3: Kolumnen `time` saknas"),
            std::string::npos);
  EXPECT_NE(read("time;staff_id\n").error.find("1: Kolumnen `action` saknas"), std::string::npos);
  EXPECT_NE(read("").error.find("tom"), std::string::npos);
  EXPECT_NE(read("\n\r\n").error.find("tom"), std::string::npos);
  EXPECT_NE(read("time;\"action\n").error.find("stängs aldrig"), std::string::npos);
  EXPECT_NE(read(std::string{"\x7F"
                             "ELF\0\0\x81\xFF\n\0",
                             10})
                .error,
            "");
}

TEST(CanonicalLog, RefusesAFileWithAKnownColumnTwiceButNotAnUnknownOne) {
  for (const char* doubled : {"time", "action", "args", "native_id"})
    EXPECT_NE(read("time;action;account;args;native_id;" + std::string{doubled} + "\n")
                  .error.find("`" + std::string{doubled} + "` finns två gånger"),
              std::string::npos);
  EXPECT_EQ(read("time;action;account;x;x;\n2026-01-01 00:00;read;a;1;2;\n").rows.size(), 1U);
}

TEST(CanonicalLog, CountsRowsFromNoughtAndLinesAsTheyLieInTheFile) {
  const ReadLog log = read(
      "time;action;account;args\r\n"
      "2026-01-01 00:00;read;a;\"two\r\nlines\"\r\n"
      "\r\n"
      "nonsense\r\n"
      "2026-01-01 00:01;read;a;\r\n");
  ASSERT_EQ(log.rows.size(), 2U);
  ASSERT_EQ(log.rejected.size(), 1U);
  EXPECT_EQ(log.rows[0].row, 0U);
  EXPECT_EQ(log.rows[0].line, 2U);
  EXPECT_EQ(log.rows[0].raw, "2026-01-01 00:00;read;a;\"two\r\nlines\"");
  EXPECT_EQ(log.rejected[0], (ReadReject{1, 5, "nonsense", log.rejected[0].reason}));
  EXPECT_EQ(log.rows[1].row, 2U);
  EXPECT_EQ(log.rows[1].line, 6U);
  EXPECT_EQ(log.facts.header_raw, "time;action;account;args");
  EXPECT_EQ(log.facts.delimiter, ";");
  EXPECT_EQ(log.facts.encoding, "utf-8");
}

TEST(CanonicalLog, RejectsEachUnusableRowForAReasonOfItsOwn) {
  const std::string header = "time;action;account;staff_id\n";
  const std::vector<std::string> rows{
      ";read;a;",                     // no time
      "2026-01-01 00:00;;a;",         // no action
      "2026-01-01 00:00;read;;",      // nobody
      "2026-01-01 00:00;read;a",      // too few
      "1 januari;read;a;",            // no form
      "2026-02-29 00:00;read;a;",     // no such day
      "1995-12-31 23:59;read;a;",     // too early
      "2026-03-29 02:30;read;a;",     // skipped
      "2026-01-01 00:00;read;a;\"s",  // open
      "2026-01-01 00:00;" + std::string(csv_record_max, 'x') + ";a;",
  };
  std::set<std::string> reasons;
  for (const std::string& row : rows) {
    const ReadLog log = read(header + row);
    ASSERT_EQ(log.rejected.size(), 1U) << row.substr(0, 40);
    EXPECT_EQ(log.rejected[0].raw, row);
    reasons.insert(log.rejected[0].reason);
    EXPECT_NE(log.rejected[0].reason, "");
  }
  EXPECT_EQ(reasons.size(), rows.size());
  EXPECT_EQ(reason_for(header + "2026-01-01 24:00;read;a;"),
            reason_for(header + "2026-01-01 23:59:60;read;a;"));
  EXPECT_EQ(reason_for(header + " 2026-01-01 00:00;read;a;"), reason_for(header + "x;read;a;"));
}

TEST(CanonicalLog, SaysNothingOfARowsValuesInItsReason) {
  for (const char* row :
       {"191212121212;read;a;", "2026-01-01 00:00;;191212121212;", "191212121212;191212121212"})
    EXPECT_EQ(reason_for("time;action;account;staff_id\n" + std::string{row}).find("1912"),
              std::string::npos);
}

TEST(CanonicalLog, TakesTheFirstReadingInTheRepeatedHourOfOctober) {
  EXPECT_EQ(format_instant(row_of("time;action;account\n2026-10-25 02:30;read;a").at),
            "2026-10-25T00:30:00Z");
}

TEST(CanonicalLog, KeepsAnActionItDoesNotKnowAsUnknownWithItsText) {
  const ReadRow row = row_of("time;action;account\n2026-01-01 00:00;Läsa;a");
  EXPECT_EQ(row.action, Action::unknown);
  EXPECT_EQ(row.unknown_action, "Läsa");
  EXPECT_EQ(row_of("time;action;account\n2026-01-01 00:00;READ;a").unknown_action, "READ");
  EXPECT_EQ(row_of("time;action;account\n2026-01-01 00:00;unknown;a").unknown_action, "");
}

TEST(CanonicalLog, SeesAnEmergencyInTheActionOrInTheColumnsOneOrTrue) {
  const auto emergency = [](const std::string& action, const std::string& column) {
    return row_of("time;action;account;emergency\n2026-01-01 00:00;" + action + ";a;" + column +
                  "\n")
        .emergency;
  };
  EXPECT_TRUE(emergency("emergency", ""));
  EXPECT_TRUE(emergency("emergency", "0"));
  EXPECT_TRUE(emergency("read", "1"));
  EXPECT_TRUE(emergency("read", "true"));
  for (const char* no : {"", "0", "True", "TRUE", "yes", " 1", "false"})
    EXPECT_FALSE(emergency("read", no)) << no;
}

TEST(CanonicalLog, ReadsWindows1252AndRejectsOnlyTheRowsWithUndefinedBytes) {
  const ReadLog log = read(
      "time;action;account;purpose\n2026-01-01 00:00;read;a;V\xE5rd\n"
      "2026-01-01 00:00;read;a;\x81\n2026-01-01 00:00;read;\x80;\n");
  ASSERT_EQ(log.rows.size(), 2U);
  EXPECT_EQ(log.facts.encoding, "windows-1252");
  EXPECT_EQ(log.rows[0].purpose, "Vård");
  EXPECT_EQ(log.rows[0].raw, "2026-01-01 00:00;read;a;V\xE5rd");
  EXPECT_EQ(log.rows[1].account, "€");
  ASSERT_EQ(log.rejected.size(), 1U);
  EXPECT_EQ(log.rejected[0].line, 3U);
  EXPECT_EQ(log.rejected[0].raw, "2026-01-01 00:00;read;a;\x81");
}

TEST(CanonicalLog, LeavesAByteOrderMarkOutOfTheFirstName) {
  const ReadLog log = read("\xEF\xBB\xBF\"time\";action;account\n2026-01-01 00:00;read;a");
  EXPECT_EQ(log.rows.size(), 1U);
  EXPECT_EQ(log.facts.encoding, "utf-8");
}

TEST(CanonicalContent, IsTheSameWhateverTheOrderDelimiterQuotesEncodingAndEmptyColumns) {
  const Bits128 content = content_of("time;action;account;purpose\n2026-01-01 00:00;read;a;Vård\n");
  for (const char* same :
       {"purpose,account,action,time\nVård,a,read,2026-01-01 00:00\n",
        "time;action;account;purpose\n\"2026-01-01 00:00\";\"read\";\"a\";\"Vård\"\n",
        "time;action;account;purpose\n2026-01-01 00:00;read;a;V\xE5rd\n",
        "time;action;account;purpose;args;x\n2026-01-01 00:00;read;a;Vård;;\n",
        "time;action;account;purpose\n2025-12-31T23:00:00.000Z;read;a;Vård\n",
        "time;action;account;purpose;native_id\n2026-01-01 00:00;read;a;Vård;n7\n"})
    EXPECT_EQ(content_of(same), content) << same;
}

TEST(CanonicalContent, DiffersWhenAnyColumnKnownOrNotDiffers) {
  std::set<Bits128> contents;
  const std::vector<std::string> different{
      "time;action;account;x\n2026-01-01 00:00;read;a;b\n",
      "time;action;account;x\n2026-01-01 00:01;read;a;b\n",
      "time;action;account;x\n2026-01-01 00:00;print;a;b\n",
      "time;action;account;x\n2026-01-01 00:00;read;A;b\n",
      "time;action;account;x\n2026-01-01 00:00;read;a;b \n",
      "time;action;account;y\n2026-01-01 00:00;read;a;b\n",
      "time;action;account;args\n2026-01-01 00:00;read;a;b\n",
      "time;action;account;x;y\n2026-01-01 00:00;read;a;b;c\n",
      "time;action;account;x;y\n2026-01-01 00:00;read;a;bc;\n",
      "time;action;staff_id;x\n2026-01-01 00:00;read;a;b\n",
      "time;action;account;emergency\n2026-01-01 00:00;read;a;0\n",
      "time;action;account\n2026-01-01 00:00;read;a\n"};
  for (const std::string& bytes : different) contents.insert(content_of(bytes));
  EXPECT_EQ(contents.size(), different.size());
}

TEST(CanonicalLog, GivesEveryRowsPlaceWhenOnlyRowsAreWanted) {
  const auto reader = make_canonical_reader(Encoding::utf8, HashKey{});
  reader->rows_only();
  const ReadLog log = read_log(
      *reader, "time;action;account\n2026-01-01 00:00;read;a\nbroken\n\n\"x;\ny\";read;b\n", 7);
  ASSERT_EQ(log.rows.size(), 3U);
  EXPECT_TRUE(log.rejected.empty());
  EXPECT_EQ(log.rows[1].raw, "broken");
  EXPECT_EQ(log.rows[2].raw, "\"x;\ny\";read;b");
  EXPECT_EQ(log.rows[2].row, 2U);
  EXPECT_EQ(log.rows[2].line, 5U);
}

TEST(CanonicalContent, DependsOnTheKey) {
  const std::string bytes = "time;action;account\n2026-01-01 00:00;read;a\n";
  const auto reader = make_canonical_reader(Encoding::utf8, HashKey{9});
  EXPECT_NE(read_log(*reader, bytes).rows.at(0).content, content_of(bytes));
}

}  // namespace
}  // namespace insyn
