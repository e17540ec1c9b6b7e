#include "ingest/mapped_csv/mapping.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

const std::string small =
    "[mapping]\n"                                           // 1
    "id = \"x\"\n"                                          // 2
    "version = 1\n"                                         // 3
    "label = \"X\"\n"                                       // 4
    "status = \"proposed\"\n"                               // 5
    "[file]\n"                                              // 6
    "footer = \"Rows: {count} in all\"\n"                   // 7
    "[time]\n"                                              // 8
    "columns = [\"when\"]\n"                                // 9
    "formats = [\"%Y-%m-%d %H:%M\"]\n"                      // 10
    "zone = \"UTC\"\n"                                      // 11
    "[identity]\n"                                          // 12
    "native_id = [\"id\"]\n"                                // 13
    "[fields.actor]\n"                                      // 14
    "account = { columns = [\"who\"], case = \"fold\" }\n"  // 15
    "[fields.action]\n"                                     // 16
    "columns = [\"what\"]\n"                                // 17
    "[fields.action.values]\n"                              // 18
    "read = [\"R\", \"r\"]\n"                               // 19
    "print = [\"P\"]\n";                                    // 20

std::string with(const std::string& from, const std::string& to) {
  std::string text = small;
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Mapping, IsReadAsItIsWritten) {
  const auto mapping = parse_mapping(small, "m.toml");
  ASSERT_TRUE(mapping) << mapping.error().text;
  EXPECT_EQ(mapping->id, "x");
  EXPECT_FALSE(mapping->confirmed);
  EXPECT_EQ(mapping->header.delimiter, 0);
  EXPECT_TRUE(mapping->header.names.empty());
  EXPECT_EQ(mapping->footer_before, "Rows: ");
  EXPECT_EQ(mapping->footer_after, " in all");
  EXPECT_EQ(mapping->zone, TimeFormat::Zone::utc);
  EXPECT_TRUE(mapping->rule_of(MappedField::account).fold);
  EXPECT_EQ(mapping->rule_of(MappedField::native_id).columns, std::vector<std::string>{"id"});
  EXPECT_TRUE(mapping->rule_of(MappedField::client).columns.empty());
  EXPECT_EQ(mapping->actions.size(), 3U);
  EXPECT_EQ(mapping->actions.find("r")->second, Action::read);
}

TEST(Mapping, IsRefusedWithFileLineAndReason) {
  struct Case {
    std::string from, to, said;
  };
  const std::vector<Case> cases{
      {"id = \"x\"", "id = \"canonical\"", "m.toml:2: Mappningen får inte heta"},
      {"version = 1", "version = \"1\"", "m.toml:3: `version` i [mapping] ska vara ett heltal"},
      {"status = \"proposed\"", "status = \"draft\"", "m.toml:5: `status`"},
      {"[file]\n", "[file]\ndelimiter = \"auto;\"\n", "m.toml:7: `delimiter`"},
      {"{count}", "%d", "m.toml:7: `footer`"},
      {"Rows: {count} in all", "{count} rows", "m.toml:7: `footer`"},
      {"columns = [\"when\"]", "columns = [\"a\", \"b\", \"c\"]", "m.toml:9: `columns` i [time]"},
      {"%H:%M", "%H:%N", "m.toml:10: Tidsformatet"},
      {"%H:%M", "%H", "m.toml:10: Tidsformatet"},
      {"%H:%M", "%H:%M %H", "m.toml:10: Tidsformatet"},
      {"\"UTC\"", "\"Europe/Oslo\"", "m.toml:11: `zone`"},
      {"zone = \"UTC\"", "zone = \"UTC\"\nambiguous = \"later\"", "m.toml:12: `ambiguous`"},
      {"account = {", "acount = {", "m.toml:15: Nyckeln `acount` i [fields.actor] är okänd"},
      {"account = { columns = [\"who\"], case = \"fold\" }\n", "",
       "m.toml:14: [fields.actor] behöver"},
      {"case = \"fold\"", "case = \"lower\"", "m.toml:15: `case`"},
      {"case = \"fold\"", "parse = \"regex\"", "m.toml:15: `parse`"},
      {"print = [\"P\"]", "print = [\"R\"]", "m.toml:20: \"R\" står redan vid `read`"},
      {"print = ", "skim = ", "m.toml:20: Nyckeln `skim` i [fields.action.values] är okänd"},
      {"[fields.action.values]\nread = [\"R\", \"r\"]\nprint = [\"P\"]\n", "",
       "m.toml:16: `values` saknas i [fields.action]"},
      {"[time]", "[tim]", "m.toml:1: `time` saknas"},
  };
  for (const Case& one : cases) {
    const auto mapping = parse_mapping(with(one.from, one.to), "m.toml");
    ASSERT_FALSE(mapping) << one.to;
    EXPECT_EQ(mapping.error().kind, ErrorKind::unusable);
    EXPECT_EQ(mapping.error().text.rfind(one.said, 0), 0U) << mapping.error().text;
  }
}

std::string read_time(const std::string& pattern, const std::string& text,
                      TimeFormat::Zone zone = TimeFormat::Zone::sweden) {
  const auto format = TimeFormat::parse(pattern);
  EXPECT_TRUE(format) << pattern;
  const ParsedTime time = format->read(text, zone);
  switch (time.fault) {
    case TimeFault::none:
      return format_instant(time.at);
    case TimeFault::shape:
      return "shape";
    case TimeFault::no_such:
      return "no such";
    case TimeFault::year:
      return "year";
    case TimeFault::skipped:
      return "skipped";
  }
  return "";
}

TEST(TimeFormat, ReadsSwedishCivilTimeAcrossBothChangesOfTheYear) {
  const std::string pattern = "%Y-%m-%d %H:%M:%S";
  EXPECT_EQ(read_time(pattern, "2026-03-29 01:59:59"), "2026-03-29T00:59:59Z");
  EXPECT_EQ(read_time(pattern, "2026-03-29 02:00:00"), "skipped");
  EXPECT_EQ(read_time(pattern, "2026-03-29 02:59:59"), "skipped");
  EXPECT_EQ(read_time(pattern, "2026-03-29 03:00:00"), "2026-03-29T01:00:00Z");
  EXPECT_EQ(read_time(pattern, "2026-10-25 02:30:00"), "2026-10-25T00:30:00Z");
  EXPECT_EQ(read_time(pattern, "2026-10-25 03:00:00"), "2026-10-25T02:00:00Z");
  EXPECT_EQ(read_time(pattern, "2026-03-29 02:30:00", TimeFormat::Zone::utc),
            "2026-03-29T02:30:00Z");
}

TEST(TimeFormat, ReadsFractionsCompactDatesAndOtherOrders) {
  EXPECT_EQ(read_time("%Y%m%d%H%M%S.%f", "20260101120000.25"), "2026-01-01T11:00:00.25Z");
  EXPECT_EQ(read_time("%d/%m/%Y kl %H.%M", "31/12/2026 kl 08.05"), "2026-12-31T07:05:00Z");
}

TEST(TimeFormat, TellsAnImpossibleTimeFromAnotherForm) {
  const std::string pattern = "%Y-%m-%d %H:%M";
  for (const char* text : {"", "2026-01-01", "2026-01-01 08:00:00", "2026-01-01 8:00",
                           " 2026-01-01 08:00", "2026-01-01T08:00", "26-01-01 08:00"})
    EXPECT_EQ(read_time(pattern, text), "shape") << text;
  for (const char* text : {"2026-02-29 08:00", "2026-13-01 08:00", "2026-00-01 08:00",
                           "2026-01-01 24:00", "2026-01-01 08:60"})
    EXPECT_EQ(read_time(pattern, text), "no such") << text;
  EXPECT_EQ(read_time(pattern, "1995-12-31 23:59"), "year");
  EXPECT_EQ(read_time(pattern, "2101-01-01 00:00"), "year");
}

}  // namespace
}  // namespace insyn
