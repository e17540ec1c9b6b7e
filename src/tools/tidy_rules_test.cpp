// Each rule of tools/tidy.h bites on a bad example and lets a good one pass.
#include <gtest/gtest.h>

#include "tools/tidy.h"

namespace insyn {
namespace {

TextFile source(std::string text) { return {"src/app/x.cpp", std::move(text)}; }
TextFile document(std::string text) { return {"docs/x.md", std::move(text)}; }

const Modules& small_house() {
  static const auto modules = parse_modules("base: | \napp: base;domain/calendar | store/memory\n");
  return modules;
}

TEST(ParseModules, ReadsDependenciesOfTheModuleAndOfItsTests) {
  const auto& app = small_house().at("app");
  EXPECT_EQ(app.deps, (std::set<std::string>{"base", "domain/calendar"}));
  EXPECT_EQ(app.test_deps, std::set<std::string>{"store/memory"});
  EXPECT_TRUE(small_house().at("base").deps.empty());
}

TEST(WithoutCommentsAndStrings, BlanksThemAndKeepsLinesAndColumns) {
  EXPECT_EQ(without_comments_and_strings("a // b\nc /* d\ne */ f"), "a     \nc     \n     f");
  EXPECT_EQ(without_comments_and_strings(R"(f("a\"b", 'c', 1'000))"), "f(      ,    , 1'000)");
  EXPECT_EQ(without_comments_and_strings("x = R\"q(a \" )\" b)q\"; y"),
            "x = R" + std::string(14, ' ') + "; y");
}

TEST(Oversized, AFileOfFourHundredLinesPassesAndOneMoreDoesNot) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "x;\n";
  EXPECT_TRUE(oversized(source(text)).empty());
  EXPECT_EQ(oversized(source(text + "x;\n")).size(), 1U);
}

TEST(Oversized, ColumnsAreLettersAndNotBytes) {
  std::string letters;
  for (int i = 0; i < 100; ++i) letters += "å";
  EXPECT_TRUE(oversized(source(letters)).empty());
  const auto found = oversized(source("\n" + letters + "å"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].line, 2U);
}

TEST(UndeclaredIncludes, OnlyDirectDependenciesAndTheOwnFolderMayBeIncluded) {
  const auto found = [](std::string path, const std::string& include) {
    return undeclared_includes({std::move(path), "#include \"" + include + "\"\n"}, small_house());
  };
  EXPECT_TRUE(found("src/app/x.cpp", "app/y.h").empty());
  EXPECT_TRUE(found("src/app/x.cpp", "app/detail/y.h").empty());
  EXPECT_TRUE(found("src/app/x.cpp", "base/check.h").empty());
  EXPECT_EQ(found("src/app/x.cpp", "store/memory/y.h").size(), 1U);
  EXPECT_TRUE(found("src/app/x_test.cpp", "store/memory/y.h").empty());
  EXPECT_TRUE(found("src/app/x_for_tests.h", "store/memory/y.h").empty());
  EXPECT_EQ(found("src/app/x_test.cpp", "store/sqlite/y.h").size(), 1U);
  EXPECT_EQ(found("src/base/x.h", "app/y.h").size(), 1U);
  EXPECT_EQ(found("src/base/x.h", "y.h").size(), 1U);
}

TEST(UndeclaredIncludes, AFolderThatNoLineDeclaresIsFound) {
  EXPECT_EQ(undeclared_includes({"src/attic/x.cpp", ""}, small_house()).size(), 1U);
}

TEST(UndeclaredIncludes, MainAndTheTestsAcrossModulesMayIncludeAnything) {
  EXPECT_TRUE(undeclared_includes({"src/main/x.cpp", "#include \"app/y.h\""}, {}).empty());
  EXPECT_TRUE(undeclared_includes({"tests/e2e/x.cpp", "#include \"app/y.h\""}, {}).empty());
}

TEST(BannedCalls, EachOneIsFoundWithWhatToDoInstead) {
  for (const auto* bad : {"auto t = std::chrono::system_clock::now();",
                          "int r = std::rand();",
                          "srand(1);",
                          "std::random_device d;",
                          "std::regex r;",
                          "int i = std::stoi(text);",
                          "int i = atoi(text);",
                          "double d = std::stod(text);",
                          "strftime(a, b, c, d);",
                          "localtime(&t);",
                          "std::exit(1);",
                          "exit(1);",
                          "std::cout << 1;",
                          "std::cerr << 1;",
                          "printf(text);",
                          "fmt::print(text);",
                          "auto* p = new int;",
                          "std::unique_ptr<X> x; auto* p = new X;",
                          "delete p;",
                          "using namespace std;"})
    EXPECT_EQ(banned_calls(source(bad)).size(), 1U) << bad;
  EXPECT_NE(banned_calls(source("\nexit(1);"))[0].what.find("return an Error"), std::string::npos);
  EXPECT_EQ(banned_calls(source("\nexit(1);"))[0].line, 2U);
}

TEST(BannedCalls, WhatOnlyLooksLikeOneIsLeftAlone) {
  for (const auto* good :
       {"// std::rand() is banned", "auto s = \"std::exit(1)\";", "X(const X&) = delete;",
        "#include <new>", "operator delete(void*);", "std::snprintf(a, b, c);", "app.exit(error);",
        "using namespace std::chrono_literals;", "steady_clock::now();", "throw x;",
        "std::unique_ptr<X> x{new X{1}};", "int newest = 1;"})
    EXPECT_TRUE(banned_calls(source(good)).empty()) << good;
}

TEST(BannedCalls, SomeAreAtHomeInOnePlace) {
  EXPECT_TRUE(banned_calls({"src/main/main.cpp", "system_clock::now();"}).empty());
  EXPECT_TRUE(banned_calls({"src/main/main.cpp", "std::cerr << 1; exit(1);"}).empty());
  EXPECT_TRUE(banned_calls({"src/app/x_test.cpp", "std::cout << 1;"}).empty());
  EXPECT_EQ(banned_calls({"src/domain/x.cpp", "throw 1;"}).size(), 1U);
  EXPECT_TRUE(banned_calls({"src/app/x_fuzz.cpp", "using namespace insyn;"}).empty());
  EXPECT_EQ(banned_calls({"src/app/x_fuzz.cpp", "using namespace std;"}).size(), 1U);
}

TEST(MutableGlobals, AVariableAtNamespaceScopeIsFound) {
  for (const auto* bad : {"static int count = 0;", "std::string name;", "thread_local int x{};",
                          "std::map<int, int> cache = {", "inline int shared = f();"})
    EXPECT_EQ(mutable_globals(source(bad)).size(), 1U) << bad;
}

TEST(MutableGlobals, ConstantsTypesAndFunctionsPass) {
  for (const auto* good :
       {"constexpr int count = 0;", "const std::string name = f();", "static int f(int x) {",
        "struct X {", "using X = int;", "enum class X { a };", "  int local = 0;", "class X;",
        "template <class T>", "X& X::operator=(X&&) = default;", "namespace fs = std::filesystem;",
        "// static int count = 0;"})
    EXPECT_TRUE(mutable_globals(source(good)).empty()) << good;
}

std::vector<std::string> in_two(const std::string& one, const std::string& other,
                                const std::string& ending = ".cpp") {
  const auto whole = [](const std::string& text) {
    return "#include \"x.h\"\nnamespace insyn {\n" + text + "\n}  // namespace insyn\n";
  };
  return doubled_names({{"src/a/a" + ending, whole(one)}, {"src/b/b" + ending, whole(other)}});
}

TEST(DoubledNames, ATypeInTwoFilesIsFoundWhateverItIs) {
  EXPECT_EQ(in_two("struct Load {\n  int a;\n};", "\nclass Load final : public Base {};", ".h"),
            std::vector<std::string>{"Load is defined in src/a/a.h:3 and in src/b/b.h:4"});
  EXPECT_EQ(in_two("enum class Load { a };", "template <class T>\nstruct Load {};").size(), 1U);
  EXPECT_EQ(in_two("struct Load\n    : Base {};", "namespace {\nint x;\n}\nstruct Load {};").size(),
            1U);
}

TEST(DoubledNames, WhatIsDeclaredOrHiddenOrInAnotherTypeOrNamespaceIsItsOwn) {
  for (const char* other :
       {"struct Load;", "namespace {\nstruct Load {};\n}", "namespace paper {\nstruct Load {};\n}",
        "struct Other {\n  struct Load {};\n};", "// struct Load {};", "struct Load::Inner {};",
        "template <>\nstruct Load<int> {};", "Load load() {\n  struct Load {};\n}"})
    EXPECT_TRUE(in_two("struct Load {};", other).empty()) << other;
}

TEST(DoubledNames, AFunctionOfOneSignatureInTwoSourcesIsFound) {
  EXPECT_EQ(in_two("int sum(const Load& a, std::map<int, int> b = {}) {\n  return 1;\n}",
                   "int sum(const Load& other,\n        std::map<int, int> one) {\n  return 2;\n}")
                .size(),
            1U);
  EXPECT_EQ(in_two("Load* now() { return nullptr; }", "Load* now() {}").size(), 1U);
}

TEST(DoubledNames, OtherTypesOtherPlacesAndOtherThingsAreNot) {
  for (const char* other :
       {"int sum(const Load& a);", "int sum(Load& a) {\n}", "int sum() {\n}",
        "namespace {\nint sum(const Load& a) {\n}\n}", "static int sum(const Load& a) {\n}",
        "int Other::sum(const Load& a) {\n}", "const int x = sum(const Load& a) {\n}",
        "int f() {\n  int sum(const Load& a) {}\n}"})
    EXPECT_TRUE(in_two("int sum(const Load& a) {\n}", other).empty()) << other;
  EXPECT_TRUE(in_two("TEST(A, B) {\n}", "TEST(A, B) {\n}").empty());
}

TEST(UnnumberedReminders, AReminderNeedsItsIssue) {
  EXPECT_EQ(unnumbered_reminders(source("// TO"
                                        "DO: later"))
                .size(),
            1U);
  EXPECT_EQ(unnumbered_reminders(source("// FIX"
                                        "ME"))
                .size(),
            1U);
  EXPECT_TRUE(unnumbered_reminders(source("// TO"
                                          "DO(#12): later"))
                  .empty());
}

TEST(MachinePaths, AFolderOfOneMachineIsFoundAndAnInnerOneIsNot) {
  EXPECT_EQ(machine_paths(source("cd /wo"
                                 "rk/main"))
                .size(),
            1U);
  EXPECT_EQ(machine_paths(source("\"/ro"
                                 "ot/x\""))
                .size(),
            1U);
  EXPECT_EQ(machine_paths(source("/tm"
                                 "p/other"))
                .size(),
            1U);
  EXPECT_TRUE(machine_paths(source("/tm"
                                   "p/insyn-demo"))
                  .empty());
  EXPECT_TRUE(machine_paths(source("docs/wo"
                                   "rk/x"))
                  .empty());
}

TEST(RegistryHosts, AHostIsFound) {
  EXPECT_EQ(registry_hosts(source("https://registry.npm"
                                  "js.org/x"))
                .size(),
            1U);
  EXPECT_TRUE(registry_hosts(source("the registry. It ends")).empty());
}

// Somebody born in 2099 is nobody yet. Written apart, so that this file passes its own rule.
constexpr auto number =
    "20991231"
    "0019";

TEST(PersonalNumbers, AValidOneOutsideTheTestSeriesIsFound) {
  const std::string digits{number};
  EXPECT_EQ(personal_numbers(source("x " + digits + " y"), {}).size(), 1U);
  EXPECT_EQ(personal_numbers(source(digits.substr(0, 8) + "-" + digits.substr(8)), {}).size(), 1U);
}

TEST(PersonalNumbers, WhatCannotBeSomebodysPasses) {
  const std::string digits{number};
  for (const auto& good :
       {"1" + digits, digits + "1", "x" + digits, std::string{"209912310010"},
        std::string{"209912312387"}, std::string{"209912319804"}, std::string{"191212121212"},
        std::string{"19121212-1212"}, std::string{"2026-02-03"}})
    EXPECT_TRUE(personal_numbers(source(good), {}).empty()) << good;
  EXPECT_TRUE(personal_numbers(source(digits), {digits}).empty());
  EXPECT_EQ(personal_numbers_in("x;" + digits + ";y"), std::set<std::string>{digits});
}

TEST(WrongTitles, ADocumentHasExactlyOne) {
  EXPECT_TRUE(wrong_titles(document("# A\n## B\n```\n# a comment\n```\n")).empty());
  EXPECT_EQ(wrong_titles(document("## B\n")).size(), 1U);
  EXPECT_EQ(wrong_titles(document("# A\n# B\n")).size(), 1U);
}

TEST(DeadLinks, ARelativeLinkLeadsToAFile) {
  const Exists exists = [](const std::string& path) { return path == "docs/y.md"; };
  EXPECT_TRUE(dead_links(document("[y](y.md#part), [z](https://z.se), `[q](q)`"), exists).empty());
  EXPECT_EQ(dead_links(document("[y](../y.md)"), exists).size(), 1U);
  EXPECT_EQ(dead_links(document("[y](y.md) and ![z](z.svg)"), exists).size(), 1U);
}

TEST(DeadLinks, OfTheHandbookLeadToPages) {
  const Exists none = [](const std::string&) { return false; };
  const std::string text = "[a](/rutinen), ![b](../../screens/b.png)";
  EXPECT_EQ(dead_links({"docs/handbok/sv/chef.md", text}, none).size(), 1U);
  EXPECT_EQ(dead_links({"docs/roles.md", "[a](/rutinen)"}, none).size(), 1U);
}

TEST(StaleModuleTable, NamesEveryModuleAndWhatItMayInclude) {
  const std::string base = "| `base` | | what everything stands on |\n";
  const std::string app = "| `app` | `base domain/calendar` | use cases |\n";
  EXPECT_TRUE(stale_module_table(document(base + app), small_house()).empty());
  EXPECT_EQ(stale_module_table(document(base), small_house()).size(), 1U);
  EXPECT_EQ(stale_module_table(document(base + app + "| `attic` | | |\n"), small_house()).size(),
            1U);
  EXPECT_EQ(stale_module_table(document(base + "| `app` | `base` | |\n"), small_house()).size(),
            1U);
}

}  // namespace
}  // namespace insyn
