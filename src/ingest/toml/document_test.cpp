#include "ingest/toml/document.h"

#include <gtest/gtest.h>

#include <string>

namespace insyn {
namespace {

constexpr std::string_view example =
    "name = \"Piteå\"\n"
    "share = 150\n"
    "finding = true\n"
    "periods = [\"1\", \"3\"]\n"
    "\n"
    "[table]\n"
    "key = \"z\"\n"
    "\n"
    "[[thing]]\n"
    "b = 1\n"
    "a = 2\n"
    "[[thing]]\n";

TomlValue parsed(std::string_view text) {
  const auto value = parse_toml(text, "x.toml");
  EXPECT_TRUE(value) << (value ? "" : value.error().text);
  return value ? *value : TomlValue{};
}

/// What the problem says after `ask` has asked the example's root table.
template <class Ask>
std::string problem_of(std::string_view text, Ask ask) {
  TomlProblem problem{"x.toml"};
  const TomlValue root = parsed(text);
  TomlTable table{root, "filen", problem};
  ask(table);
  return problem.found() ? problem.error().text : "";
}

TEST(Toml, GivesValuesWithTheirLinesInTheFilesOrder) {
  const TomlValue root = parsed(example);
  EXPECT_EQ(root.find("name")->text, "Piteå");
  EXPECT_EQ(root.find("share")->integer, 150);
  EXPECT_EQ(root.find("share")->line, 2U);
  EXPECT_TRUE(root.find("finding")->flag);
  EXPECT_EQ(root.find("periods")->items.at(1).text, "3");
  EXPECT_EQ(root.find("table")->line, 6U);
  const TomlValue& thing = root.find("thing")->items.at(0);
  EXPECT_EQ(thing.line, 9U);
  EXPECT_EQ(thing.members.at(0).key, "b");
  EXPECT_EQ(root.find("nothing"), nullptr);
}

TEST(Toml, SaysFileAndLineOfBrokenSyntax) {
  for (const char* text : {"a = 1\nb = \n", "a = 1\na = 2\n", "a = 1\n[b\n"}) {
    const auto value = parse_toml(text, "x.toml");
    ASSERT_FALSE(value) << text;
    EXPECT_EQ(value.error().kind, ErrorKind::unusable);
    EXPECT_EQ(value.error().text.rfind("x.toml:2: ", 0), 0U) << value.error().text;
  }
}

TEST(TomlTable, SaysWhatIsMissingWrongOrUnknown) {
  using Table = TomlTable;
  const std::pair<std::string, std::string> cases[] = {
      {problem_of(example, [](Table& t) { t.text("id"); }), "x.toml:1: `id` saknas"},
      {problem_of(example, [](Table& t) { t.text("share"); }),
       "x.toml:2: `share` i filen ska vara"},
      {problem_of(example, [](Table& t) { t.integer("share", 1, 100); }),
       "x.toml:2: `share` i filen ska vara mellan 1 och 100, inte 150."},
      {problem_of(example, [](Table& t) { t.integer("name", 1, 100); }), "x.toml:1: `name`"},
      {problem_of(example, [](Table& t) { t.flag_or("name", true); }), "x.toml:1: `name`"},
      {problem_of(example, [](Table& t) { t.tables("table"); }), "x.toml:6: `table`"},
      {problem_of("a = []", [](Table& t) { t.texts("a"); }), "x.toml:1: `a` i filen är en tom"},
      {problem_of("a = [\"x\",\n\"x\"]", [](Table& t) { t.texts("a"); }), "x.toml:2: \"x\" står"},
      {problem_of("a = [1]", [](Table& t) { t.texts("a"); }), "x.toml:1: `a` i filen ska vara"},
      {problem_of("a = \"\"", [](Table& t) { t.text("a"); }), "x.toml:1: `a` i filen får inte"},
      {problem_of("a = 1\nb = 2", [](Table& t) { t.integer("a", 0, 9), t.finish(); }),
       "x.toml:2: Nyckeln `b` i filen är okänd. Här får stå: a."},
      {problem_of("a = 1\nb = 2", [](Table& t) { t.integer("a", 5, 9), t.finish(); }),
       "x.toml:1: `a`"},
  };
  for (const auto& [said, wanted] : cases) EXPECT_EQ(said.rfind(wanted, 0), 0U) << said;
}

TEST(TomlTable, FindsNoFaultInAFileThatHasEverything) {
  EXPECT_EQ(problem_of(example,
                       [](TomlTable& t) {
                         EXPECT_EQ(t.text("name"), "Piteå");
                         EXPECT_EQ(t.integer("share", 1, 1000), 150);
                         EXPECT_TRUE(t.flag_or("finding", false));
                         EXPECT_EQ(t.texts("periods").size(), 2U);
                         EXPECT_NE(t.table("table"), nullptr);
                         EXPECT_EQ(t.tables("thing").size(), 2U);
                         EXPECT_EQ(t.text_or("note", "none"), "none");
                         EXPECT_EQ(t.integer_or("count", 1, 9, 4), 4);
                         EXPECT_EQ(t.table_or_none("other"), nullptr);
                         t.finish();
                       }),
            "");
}

}  // namespace
}  // namespace insyn
