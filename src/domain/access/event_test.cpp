#include "domain/access/event.h"

#include <gtest/gtest.h>

namespace insyn {
namespace {

TEST(ParseAction, KnowsExactlyTheWordsOfTheContract) {
  for (const char* text :
       {"read", "search", "create", "update", "sign", "verify", "print", "export", "copy", "delete",
        "emergency", "denied", "login", "logout", "permission_change", "unknown"}) {
    const auto action = parse_action(text);
    ASSERT_TRUE(action) << text;
    EXPECT_EQ(name_of(*action), text);
  }
  for (const char* text : {"", "READ", "read ", "rea", "reads", "export_"})
    EXPECT_FALSE(parse_action(text)) << text;
}

TEST(ParseAction, StoredNumbersNeverChange) {
  EXPECT_EQ(parse_action("read"), Action{0});
  EXPECT_EQ(parse_action("export"), Action{7});
  EXPECT_EQ(parse_action("unknown"), Action{15});
}

TEST(QuietActions, AreTheFourOfTheContract) {
  int quiet = 0;
  for (const auto name : action_names) quiet += is_quiet(*parse_action(name)) ? 1 : 0;
  EXPECT_EQ(quiet, 4);
  for (const char* text : {"denied", "login", "logout", "permission_change"})
    EXPECT_TRUE(is_quiet(*parse_action(text)));
}

}  // namespace
}  // namespace insyn
