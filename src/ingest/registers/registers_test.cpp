#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "domain/calendar/format.h"
#include "ingest/csv/splitter.h"
#include "ingest/register_file.h"

namespace insyn {
namespace {

RegisterFile read(Register id, const std::string& bytes) {
  const auto file = read_register(schema_of(id), bytes, "f.csv");
  EXPECT_TRUE(file) << (file ? "" : file.error().text);
  if (!file) return {};
  EXPECT_EQ(file->rows.size() + file->duplicates + file->rejected.size(), file->row_count);
  return *file;
}

std::string error_of(Register id, const std::string& bytes) {
  const auto file = read_register(schema_of(id), bytes, "f.csv");
  EXPECT_FALSE(file) << bytes;
  if (file) return "";
  EXPECT_EQ(file.error().kind, ErrorKind::unusable);
  return file.error().text;
}

/// The reason for which the only row of the file is rejected; empty if it stands.
std::string reason_of_row(Register id, const std::string& header, const std::string& row) {
  const RegisterFile file = read(id, header + "\n" + row + "\n");
  EXPECT_EQ(file.row_count, 1U);
  if (file.rejected.empty()) return "";
  EXPECT_EQ(file.rejected[0].line, 2U);
  EXPECT_EQ(file.rejected[0].raw, row);
  return file.rejected[0].reason;
}

std::string text_in(const RegisterFile& file, std::size_t row, std::size_t column) {
  return file.texts.at(static_cast<std::size_t>(file.rows.at(row).cells.at(column)));
}

const std::string units_header = "unit_id;name;parent_id;kind;head_id";
const std::string employments_header =
    "staff_id;unit_id;title;group;manager_id;valid_from;valid_to";

TEST(RegisterFile, HoldsCellsInTheSchemasOrderWhateverTheFiles) {
  const RegisterFile file = read(Register::employments,
                                 "valid_from,group,colour,unit_id,staff_id\n"
                                 "1970-01-03,delivery,red,u1,s1\n");
  ASSERT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(text_in(file, 0, 0), "s1");
  EXPECT_EQ(text_in(file, 0, 1), "u1");
  EXPECT_EQ(file.rows[0].cells[2], 0) << "an empty text";
  EXPECT_EQ(file.rows[0].cells[3], 1) << "the second choice";
  EXPECT_EQ(file.rows[0].cells[5], 2) << "days since 1970-01-01";
  EXPECT_EQ(file.rows[0].cells[6], empty_cell);
  EXPECT_EQ(file.rows[0].line, 2U);
  EXPECT_EQ(file.facts.delimiter, ",");
  EXPECT_EQ(file.facts.header_raw, "valid_from,group,colour,unit_id,staff_id");
}

TEST(RegisterFile, KeepsEachTextOnceAndTheEmptyOneFirst) {
  const RegisterFile file = read(
      Register::unit_covers, "unit_id;covers_unit_id;valid_from\na;b;2026-01-01\nb;a;2026-01-01\n");
  EXPECT_EQ(file.texts, (std::vector<std::string>{"", "a", "b"}));
}

TEST(RegisterFile, ReadsInstantsDaysMomentsFlagsAndCounts) {
  const RegisterFile shifts =
      read(Register::shifts, "staff_id;starts_at;ends_at\ns;2026-02-03 07:00;2026-02-03 16:00\n");
  const auto at = [](std::int64_t cell) {
    return format_instant(Instant{std::chrono::microseconds{cell}});
  };
  EXPECT_EQ(at(shifts.rows.at(0).cells[1]), "2026-02-03T06:00:00Z");
  const RegisterFile intakes =
      read(Register::intakes,
           "client_id;received_at\nk;2026-07-01\nk;2026-07-01 00:00\nk;2026-07-01T08:00Z\n");
  ASSERT_EQ(intakes.rows.size(), 2U) << "a day alone is its first instant";
  EXPECT_EQ(at(intakes.rows[0].cells[1]), "2026-06-30T22:00:00Z");
  EXPECT_EQ(intakes.duplicates, 1U);
  const RegisterFile clients =
      read(Register::clients, "client_id;protected;public_interest\nk;1;0\nl;;\n");
  EXPECT_EQ(clients.rows.at(0).cells[4], 1);
  EXPECT_EQ(clients.rows.at(0).cells[5], 0);
  EXPECT_EQ(clients.rows.at(1).cells[4], empty_cell);
  const RegisterFile permissions =
      read(Register::permissions, "staff_id;system;scope;clients;valid_from\ns;v;x;0;2026-01-01\n");
  EXPECT_EQ(permissions.rows.at(0).cells[3], 0);
}

TEST(RegisterFile, RejectsAValueOutsideItsList) {
  const std::pair<Register, std::pair<std::string, std::string>> cases[] = {
      {Register::units, {units_header, "u;U;;Unit;"}},
      {Register::employments, {employments_header, "s;u;;management;;2026-01-01;"}},
      {Register::cases, {"case_id;client_id;law;opened", "c;k;sol;2026-01-01"}},
      {Register::case_roles, {"case_id;staff_id;role;valid_from", "c;s;owner;2026-01-01"}},
      {Register::intakes, {"client_id;received_at;kind", "k;2026-01-01;phone"}},
      {Register::consents, {"client_id;kind;valid_from", "k;yes;2026-01-01"}},
      {Register::staff, {"staff_id;name;protected", "s;N;ja"}},
      {Register::clients, {"client_id;public_interest", "k;2"}},
  };
  for (const auto& [id, file] : cases)
    EXPECT_NE(reason_of_row(id, file.first, file.second), "") << schema_of(id).name;
}

TEST(RegisterFile, AllowsAnOptionalChoiceToBeEmpty) {
  EXPECT_EQ(reason_of_row(Register::cases, "case_id;client_id;law;opened", "c;k;;2026-01-01"), "");
  EXPECT_EQ(reason_of_row(Register::intakes, "client_id;received_at;kind", "k;2026-01-01;"), "");
  EXPECT_EQ(reason_of_row(Register::consents, "client_id;valid_from", "k;2026-01-01"), "");
}

TEST(RegisterFile, RejectsDatesTimesAndCountsThatAreNone) {
  for (const char* day : {"2026-02-29", "2026-1-1", "20260101", "i dag", " 2026-01-01"})
    EXPECT_NE(reason_of_row(Register::case_roles, "case_id;staff_id;role;valid_from",
                            "c;s;caseworker;" + std::string{day}),
              "")
        << day;
  for (const char* time : {"2026-03-29 02:30", "2026-01-01", "2026-01-01 24:00"})
    EXPECT_NE(
        reason_of_row(Register::passages, "staff_id;door;passed_at", "s;d;" + std::string{time}),
        "")
        << time;
  EXPECT_NE(reason_of_row(Register::intakes, "client_id;received_at", "k;1995-12-31"), "");
  EXPECT_NE(reason_of_row(Register::intakes, "client_id;received_at", "k;2101-01-01"), "");
  for (const char* count : {"-1", "1.5", "many", "99999999999999999999"})
    EXPECT_NE(reason_of_row(Register::permissions, "staff_id;system;scope;clients;valid_from",
                            "s;v;x;" + std::string{count} + ";2026-01-01"),
              "")
        << count;
}

TEST(RegisterFile, RejectsARowWhoseRequiredCellIsEmpty) {
  for (const char* row : {";U;;unit;", "u;;;unit;", "u;U;;;"})
    EXPECT_NE(reason_of_row(Register::units, units_header, row), "") << row;
}

TEST(RegisterFile, RejectsAValidityThatDoesNotEndAfterItsStart) {
  const std::string row = "s;u;;delivery;;2026-02-01;";
  EXPECT_NE(reason_of_row(Register::employments, employments_header, row + "2026-01-31"), "");
  EXPECT_NE(reason_of_row(Register::employments, employments_header, row + "2026-02-01"), "");
  EXPECT_EQ(reason_of_row(Register::employments, employments_header, row + "2026-02-02"), "");
  const std::string shifts = "staff_id;starts_at;ends_at";
  EXPECT_EQ(reason_of_row(Register::shifts, shifts, "s;2026-01-01 08:00;2026-01-01 08:00"), "")
      << "the contract speaks of valid_to alone";
  EXPECT_EQ(reason_of_row(Register::cases, "case_id;client_id;opened;closed",
                          "c;k;2026-01-01;2026-01-01"),
            "")
      << "a case may be closed on its first day";
}

TEST(RegisterFile, RejectsAPersonalNumberAsStaffIdAndSaysItNowhere) {
  for (const char* id : {"191212121212", "19121212-1212", "121212-1212"}) {
    const std::string reason =
        reason_of_row(Register::staff, "staff_id;name", std::string{id} + ";N");
    EXPECT_NE(reason.find("personnummer"), std::string::npos) << id;
    EXPECT_EQ(reason.find("1212"), std::string::npos);
    EXPECT_NE(
        reason_of_row(Register::absences, "staff_id;valid_from", std::string{id} + ";2026-01-01"),
        "");
  }
  EXPECT_EQ(reason_of_row(Register::staff, "staff_id;name", "121212;N"), "");
  EXPECT_EQ(reason_of_row(Register::staff, "staff_id;name;personal_number", "s;N;191212121212"),
            "");
}

TEST(RegisterFile, CountsEqualRowsOnceWhateverTheirUnknownColumns) {
  const RegisterFile file =
      read(Register::client_ids, "client_id;kind;value;note\nk;x;1;a\nk;x;1;b\nk;x;2;a\nk;x;1;a\n");
  ASSERT_EQ(file.rows.size(), 2U);
  EXPECT_EQ(file.duplicates, 2U);
  EXPECT_EQ(file.rows[0].line, 2U);
  EXPECT_EQ(file.rows[1].line, 4U);
}

TEST(RegisterFile, RejectsEveryRowWhoseIdAnotherRowHasWithOtherContent) {
  const std::pair<Register, std::pair<std::string, std::vector<std::string>>> cases[] = {
      {Register::units, {units_header, {"u;U;;unit;", "u;U;;area;", "u;U;;unit;"}}},
      {Register::staff, {"staff_id;name;email", {"s;N;", "s;N;e", "s;N;"}}},
      {Register::clients, {"client_id;name;protected", {"k;N;", "k;N;0", "k;N;"}}},
      {Register::cases,
       {"case_id;client_id;opened", {"c;k;2026-01-01", "c;k;2026-01-02", "c;k;2026-01-01"}}},
  };
  for (const auto& [id, lines] : cases) {
    std::string bytes = lines.first;
    for (const std::string& line : lines.second) bytes += "\n" + line;
    const RegisterFile file = read(id, bytes);
    EXPECT_EQ(file.rows.size(), 0U) << schema_of(id).name << ": neither can be chosen";
    EXPECT_EQ(file.duplicates, 1U);
    ASSERT_EQ(file.rejected.size(), 2U);
    EXPECT_EQ(file.rejected[0].line, 2U);
    EXPECT_EQ(file.rejected[0].raw, lines.second[0]);
    EXPECT_EQ(file.rejected[1].line, 3U);
  }
  EXPECT_EQ(read(Register::employments,
                 employments_header + "\ns;u;;delivery;;2026-01-01;\ns;v;;delivery;;2026-01-01;")
                .rows.size(),
            2U)
      << "a person may have several employments";
}

TEST(RegisterFile, KeepsNoTextOfARejectedRow) {
  const RegisterFile file =
      read(Register::staff, "staff_id;name;protected\ns;N;\ns;Secret;\nu;Hidden;2\nt;T;\n");
  EXPECT_EQ(file.texts, (std::vector<std::string>{"", "t", "T"}));
  EXPECT_EQ(text_in(file, 0, 1), "T");
}

TEST(RegisterFile, LetsARejectedRowsIdBeAnothersToTake) {
  const RegisterFile file = read(Register::units, units_header + "\nu;U;;villa;\nu;U;;unit;\n");
  EXPECT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.rejected.size(), 1U);
}

TEST(RegisterFile, RejectsRowsThatAreNoRows) {
  EXPECT_NE(reason_of_row(Register::staff, "staff_id;name", "s"), "");
  EXPECT_NE(reason_of_row(Register::staff, "staff_id;name", "s;N;"), "");
  EXPECT_NE(reason_of_row(Register::staff, "staff_id;name", "s;\x8D"), "");
  EXPECT_EQ(reason_of_row(Register::staff, "staff_id;name", "s;\xC5sa"), "");
  const RegisterFile open = read(Register::staff, "staff_id;name\na;N\ns;\"N\nt;O\n");
  EXPECT_EQ(open.rows.size(), 1U);
  ASSERT_EQ(open.rejected.size(), 1U);
  EXPECT_EQ(open.rejected[0].raw, "s;\"N\nt;O\n");
  const std::string long_row = "s;" + std::string(csv_record_max, 'x');
  EXPECT_NE(reason_of_row(Register::staff, "staff_id;name", long_row), "");
}

TEST(RegisterFile, DecodesWindows1252) {
  const RegisterFile file = read(Register::staff, "staff_id;name\ns;\xC5sa\n");
  EXPECT_EQ(text_in(file, 0, 1), "Åsa");
  EXPECT_EQ(file.facts.encoding, "windows-1252");
  EXPECT_EQ(read(Register::staff, "\xEF\xBB\xBFstaff_id;name\ns;Åsa\n").facts.encoding, "utf-8");
}

TEST(RegisterFile, IsUnusableWithoutARequiredColumnOrWithAKnownOneTwice) {
  EXPECT_EQ(error_of(Register::staff, "\nstaff_id;email\n").rfind("f.csv:2: Kolumnen `name`", 0),
            0U);
  EXPECT_EQ(error_of(Register::staff, "staff_id;name;email;email\n")
                .rfind("f.csv:1: Kolumnen `email` finns två", 0),
            0U);
  EXPECT_EQ(error_of(Register::staff, "name;staff_id;staff_id\n").rfind("f.csv:1: ", 0), 0U);
  EXPECT_EQ(read(Register::staff, "staff_id;name;x;x\ns;N;1;2\n").rows.size(), 1U);
  EXPECT_NE(error_of(Register::staff, "").find("tom"), std::string::npos);
  EXPECT_NE(error_of(Register::staff, "staff_id;\"name\n").find("stängs aldrig"),
            std::string::npos);
}

TEST(RegisterFile, IsUnusableIfAUnitIsAboveItself) {
  EXPECT_EQ(error_of(Register::units, units_header + "\nu;U;u;unit;\n").rfind("f.csv:2: ", 0), 0U);
  // a hangs below the ring b, c, d and isn't part of it.
  EXPECT_EQ(error_of(Register::units,
                     units_header + "\na;A;b;unit;\nb;B;c;unit;\nc;C;d;unit;\nd;D;b;unit;\n")
                .rfind("f.csv:3: ", 0),
            0U);
  EXPECT_EQ(
      read(Register::units, units_header + "\na;A;b;unit;\nb;B;x;area;\nc;C;b;unit;\n").rows.size(),
      3U)
      << "a parent that isn't there is no cycle";
}

TEST(RegisterFile, MayHaveNoRows) {
  const RegisterFile file = read(Register::staff, "staff_id;name\n");
  EXPECT_EQ(file.row_count, 0U);
  EXPECT_TRUE(file.rows.empty());
}

}  // namespace
}  // namespace insyn
