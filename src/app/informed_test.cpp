#include "app/informed.h"

#include <gtest/gtest.h>

#include "app/home_for_tests.h"
#include "app/people.h"

namespace insyn {
namespace {

std::string code_of_error(const auto& result) { return result ? "" : result.error().code; }

class InformedTest : public testing::Test {
 protected:
  Home& home() { return made_.home(); }

  InformedBatch batch(std::vector<std::string> staff, int version,
                      const std::string& day = "2026-02-10") {
    return {
        .version = version, .staff = std::move(staff), .day = *parse_day(day), .way = "meeting"};
  }

  HomeForTests made_;
};

TEST_F(InformedTest, VersionsOfTheTextAreCountedAndKept) {
  EXPECT_EQ(publish_information(home(), "första"), 1);
  EXPECT_EQ(publish_information(home(), "andra"), 2);
  EXPECT_EQ(information_text(home(), 1), "första");
  EXPECT_EQ(information_text(home(), 2), "andra");
  EXPECT_EQ(code_of_error(information_text(home(), 3)), "information-unknown");
  EXPECT_EQ(code_of_error(publish_information(home(), " \n")), "information-text");
}

TEST_F(InformedTest, WhoWasToldOfAnOlderVersionIsNotInformedOfTheNewer) {
  ASSERT_TRUE(publish_information(home(), "första"));
  ASSERT_EQ(record_informed(home(), batch({"s1", "s2", "s1", ""}, 1)), 2U);
  ASSERT_TRUE(publish_information(home(), "andra"));
  ASSERT_EQ(record_informed(home(), batch({"s2"}, 2, "2026-02-15")), 1U);
  const auto informed = informed_staff(home());
  EXPECT_EQ(not_informed(informed, {"s3", "s1", "s2"}, 2), (std::vector<std::string>{"s3", "s1"}));
  EXPECT_EQ(not_informed(informed, {"s3", "s1", "s2"}, 1), std::vector<std::string>{"s3"});
  EXPECT_EQ(informed.at("s2").day, *parse_day("2026-02-15"));
  EXPECT_EQ(informed.at("s2").way, "meeting");
}

TEST_F(InformedTest, AnOlderVersionNotedLaterChangesNothing) {
  ASSERT_TRUE(publish_information(home(), "första"));
  ASSERT_TRUE(publish_information(home(), "andra"));
  ASSERT_TRUE(record_informed(home(), batch({"s1"}, 2)));
  ASSERT_TRUE(record_informed(home(), batch({"s1"}, 1, "2026-02-19")));
  EXPECT_EQ(informed_staff(home()).at("s1").version, 2);
  EXPECT_EQ(informed_staff(home()).at("s1").day, *parse_day("2026-02-10"));
}

TEST_F(InformedTest, WhoSignsIsInformedToo) {
  const auto user = add_user(home(), {.name = "Moa", .email = "", .staff = "s7", .login = ""});
  ASSERT_TRUE(publish_information(home(), "första"));
  ASSERT_TRUE(sign_information(made_.as(*user), 1));
  const auto person = informed_staff(home()).at("s7");
  EXPECT_EQ(person.version, 1);
  EXPECT_EQ(person.signed_version, 1);
  EXPECT_EQ(person.signed_day, *parse_day("2026-02-20"));
}

TEST_F(InformedTest, NobodySignsWithoutBeingInTheStaffRegister) {
  const auto user = add_user(home(), {.name = "Moa", .email = "", .staff = "", .login = ""});
  ASSERT_TRUE(publish_information(home(), "första"));
  EXPECT_EQ(code_of_error(sign_information(made_.as(*user), 1)), "not-staff");
  EXPECT_EQ(code_of_error(sign_information(made_.as(""), 1)), "not-staff");
}

TEST_F(InformedTest, ABatchSaysWhoHowAndWhen) {
  ASSERT_TRUE(publish_information(home(), "första"));
  EXPECT_EQ(code_of_error(record_informed(home(), batch({""}, 1))), "informed-nobody");
  EXPECT_EQ(code_of_error(record_informed(home(), batch({"s1"}, 2))), "information-unknown");
  EXPECT_EQ(code_of_error(record_informed(home(), batch({"s1"}, 1, "2026-02-21"))), "informed-day");
  InformedBatch by_rumour = batch({"s1"}, 1);
  by_rumour.way = "rumour";
  EXPECT_EQ(code_of_error(record_informed(home(), by_rumour)), "informed-way");
}

TEST_F(InformedTest, StaffIdsStandInNoPublicPart) {
  ASSERT_TRUE(publish_information(home(), "zztext"));
  ASSERT_TRUE(record_informed(home(), batch({"zzstaff"}, 1)));
  for (std::uint64_t seq = 0; seq < home().ledger.size(); ++seq)
    EXPECT_EQ(home().ledger.stored(seq).leaf.find("zz"), std::string::npos) << seq;
  EXPECT_EQ(integer_of(made_.last_open(), "count"), 1);
}

}  // namespace
}  // namespace insyn
