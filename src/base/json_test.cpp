#include "base/json.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstring>

namespace insyn {
namespace {

json::value parsed(std::string_view text) {
  auto value = parse_json(text, "test");
  EXPECT_TRUE(value) << text;
  return value ? *value : json::value{};
}

std::string number(double value) { return canonical_json(json::value(value)); }

double from_bits(std::uint64_t bits) {
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

TEST(CanonicalJson, NumbersAreWrittenAsInRfc8785AppendixB) {
  const std::pair<std::uint64_t, const char*> vectors[] = {
      {0x0000000000000000, "0"},
      {0x8000000000000000, "0"},
      {0x0000000000000001, "5e-324"},
      {0x8000000000000001, "-5e-324"},
      {0x7fefffffffffffff, "1.7976931348623157e+308"},
      {0xffefffffffffffff, "-1.7976931348623157e+308"},
      {0x4340000000000000, "9007199254740992"},
      {0xc340000000000000, "-9007199254740992"},
      {0x4430000000000000, "295147905179352830000"},
      {0x44b52d02c7e14af5, "9.999999999999997e+22"},
      {0x44b52d02c7e14af6, "1e+23"},
      {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
      {0x444b1ae4d6e2ef4e, "999999999999999700000"},
      {0x444b1ae4d6e2ef4f, "999999999999999900000"},
      {0x444b1ae4d6e2ef50, "1e+21"},
      {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
      {0x3eb0c6f7a0b5ed8d, "0.000001"},
      {0x41b3de4355555553, "333333333.3333332"},
      {0x41b3de4355555554, "333333333.33333325"},
      {0x41b3de4355555555, "333333333.3333333"},
      {0x41b3de4355555556, "333333333.3333334"},
      {0x41b3de4355555557, "333333333.33333343"},
      {0xbecbf647612f3696, "-0.0000033333333333333333"},
      {0x43143ff3c1cb0959, "1424953923781206.2"}};
  for (const auto& [bits, text] : vectors) EXPECT_EQ(number(from_bits(bits)), text);
}

TEST(CanonicalJson, MembersAreSortedByUtf16CodeUnits) {  // RFC 8785, section 3.2.3
  const auto value = parsed(
      "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet "
      "With Dagesh\",\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":"
      "\"Control\",\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}");
  EXPECT_EQ(canonical_json(value),
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small "
            "Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"\U0001F600\":\"Emoji: Grinning "
            "Face\",\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST(CanonicalJson, AMemberThatIsTextAlreadyStandsWhereItsNameSorts) {
  const auto value = parsed(R"({"b":[1,{"z":2,"y":3}],"d":"x"})");
  for (const char* name : {"a", "bb", "c", "e"}) {
    json::object whole = value.as_object();
    whole[name] = json::array{1, json::object{{"k", 2}}};
    EXPECT_EQ(canonical_json(value.as_object(), {name, R"([1,{"k":2}])"}), canonical_json(whole));
  }
  EXPECT_EQ(canonical_json(json::object{}, {"a", "1"}), R"({"a":1})");
  EXPECT_EQ(canonical_json(value.as_object(), {}), canonical_json(value));
}

TEST(CanonicalJson, FollowsTheExampleOfRfc8785) {  // section 3.2.2 and 3.2.4
  const auto value = parsed(R"({
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  })");
  EXPECT_EQ(canonical_json(value),
            R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],)"
            R"("string":"€$\u000f\nA'B\"\\\\\"/"})");
}

TEST(PrettyJson, KeepsTheOrderAndSwedishLettersAndPlainNumbers) {
  const auto value = parsed(R"({"b":[],"a":{},"å":[1,{"x":0.15}],"p":0.000002})");
  EXPECT_EQ(pretty_json(value),
            "{\n  \"b\": [],\n  \"a\": {},\n  \"å\": [\n    1,\n    {\n      \"x\": 0.15\n    }\n"
            "  ],\n  \"p\": 0.000002\n}\n");
}

TEST(ParseJson, ADoubledNameIsRefusedAlsoWhenEscapedAndDeep) {
  for (const char* text : {R"({"a":1,"a":1})", R"([{"b":{"a":1,"\u0061":2}}])"}) {
    const auto value = parse_json(text, "record.json");
    ASSERT_FALSE(value) << text;
    EXPECT_EQ(value.error().kind, ErrorKind::unusable);
    EXPECT_EQ(value.error().code, "json-doubled-name");
    EXPECT_EQ(value.error().text.rfind("record.json:1:", 0), 0U);
  }
  EXPECT_TRUE(parse_json(R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})", "test"));
}

TEST(ParseJson, OnlyStrictJsonInUtf8Passes) {
  for (const char* text :
       {"",        " ",   "{",     "[1,]",  "{\"a\":1,}", "01",          "1.",
        ".5",      "+1",  "NaN",   "'a'",   "\"\xff\"",   "\"\\ud800\"", "\"a\nb\"",
        "// x\n1", "1 2", "[1] x", "1e999", "{a:1}",      "\uFEFF1"})
    EXPECT_FALSE(parse_json(text, "test")) << text;
  EXPECT_TRUE(parse_json(" [1] \n", "test"));
}

TEST(ParseJson, SixtyFourLevelsPassAndNoMore) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(parse_json(nested(64), "test"));
  EXPECT_FALSE(parse_json(nested(65), "test"));
}

TEST(ParseJson, TheErrorSaysTheLine) {
  const auto value = parse_json("{\n\"a\":1,\n\"b\":x}", "f.json");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().text.rfind("f.json:3:", 0), 0U) << value.error().text;
}

TEST(MembersOfJson, WhatIsntThereOrIsSomethingElseIsNothing) {
  const json::object object{{"no", false}, {"one", 1}, {"text", "true"}, {"nothing", nullptr}};
  for (const char* name : {"no", "one", "text", "nothing", "missing"}) {
    EXPECT_FALSE(flag_of(object, name)) << name;
    EXPECT_TRUE(array_of(object, name).empty()) << name;
    EXPECT_TRUE(texts_in(object, name).empty()) << name;
    EXPECT_TRUE(integers_in(object, name).empty()) << name;
  }
  EXPECT_TRUE(flag_of({{"yes", true}}, "yes"));
}

TEST(MembersOfJson, OfAnArrayTextsAndWholeNumbersAreTaken) {
  const auto object =
      parse_json(R"({"mixed":["a",1,null,2.5,-3,["b"],9223372036854775808,""]})", "test")
          ->as_object();
  EXPECT_EQ(texts_in(object, "mixed"), (std::vector<std::string>{"a", ""}));
  EXPECT_EQ(integers_in(object, "mixed"), (std::vector<std::int64_t>{1, -3}));
  EXPECT_EQ(array_of(object, "mixed").size(), 8U);
}

RC_GTEST_PROP(CanonicalJson, EveryNumberReadsBackAsItself, (std::uint64_t bits)) {
  const double value = from_bits(bits);
  RC_PRE(std::isfinite(value));
  const auto back = parse_json(number(value), "test");
  RC_ASSERT(back.has_value());
  RC_ASSERT(back->to_number<double>() == value);
}

RC_GTEST_PROP(CanonicalJson, StringsReadBackAsThemselves, (const std::string& bytes)) {
  std::string text;
  for (const char c : bytes) text += static_cast<char>(c & 0x7f);
  const auto back = parse_json(canonical_json(json::value(text)), "test");
  RC_ASSERT(back.has_value());
  RC_ASSERT(std::string(back->as_string().c_str(), back->as_string().size()) == text);
}

}  // namespace
}  // namespace insyn
