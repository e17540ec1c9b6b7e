#include "app/row_words.h"

#include <gtest/gtest.h>

#include "app/registers_at.h"

namespace insyn {
namespace {

/// A row that the registers explain by one thing, tell one thing more of, and flag.
json::object row_with(const json::array& facts) {
  const auto evidence = [](std::string_view kind) {
    return json::object{{"kind", kind}, {"from", "2026-01-05"}, {"unit", "north"}};
  };
  return {{"client", "c-klas"},
          {"case", ""},
          {"openings", 1},
          {"first", "2026-02-03T10:00:00+01:00"},
          {"last", "2026-02-03T10:00:00+01:00"},
          {"actions", json::array{"read"}},
          {"explained", true},
          {"flags", json::array{"closed_case"}},
          {"facts", facts},
          {"evidence", json::array{evidence("unit_relation"), evidence("permission"),
                                   evidence("closed_case")}}};
}

class RowInWords : public ::testing::Test {
 protected:
  RowWords words(const json::object& row) { return words_of_row(row, Names{registers}); }
  TextTable texts{std::string{}};
  RegistersAt registers{texts, RegisterIndex{{}, texts}, {}};
};

TEST_F(RowInWords, APermissionIsToldButSpeaksForNothing) {
  const RowWords said = words(row_with({"permission"}));
  EXPECT_EQ(said.reasons.size(), 1U);
  ASSERT_EQ(said.told.size(), 1U);
  EXPECT_TRUE(said.told[0].starts_with("Hade behörighet till akten"));
  EXPECT_EQ(said.look, std::vector<std::string>{"Ärendet avslutades 5 januari 2026"});
}

TEST_F(RowInWords, WhereTheRoutineLetsPermissionsExplainTheySpeakForTheOpening) {
  const RowWords said = words(row_with({}));
  EXPECT_EQ(said.reasons.size(), 2U);
  EXPECT_TRUE(said.told.empty());
}

TEST_F(RowInWords, TheFirstDayIsADayOfTheYear) {
  EXPECT_EQ(words(row_with({})).first_day, "3 februari");
}

}  // namespace
}  // namespace insyn
