#include <gtest/gtest.h>

#include <string>

#include "ingest/config/config.h"
#include "ingest/config/routine_for_tests.h"

namespace insyn {
namespace {

TEST(ReviewSection, OfThePresetsIsWhatIsBuiltIn) {
  for (const char* file : {"pitea", "monthly-per-unit", "ten-percent-twice-a-year"}) {
    const std::string text = file_text(std::string{"routines/"} + file + ".toml");
    EXPECT_NE(text.find("[review]"), std::string::npos) << file;
    EXPECT_TRUE(parsed(text).review == built_in_review_rules()) << file;
  }
}

TEST(Retention, IsFiveYearsOfListsAndTenOfSuspicionsUnlessTheRoutineSaysMore) {
  EXPECT_EQ(parsed(small_routine).retention, RetentionRules{});
  for (const char* file : {"pitea", "monthly-per-unit", "ten-percent-twice-a-year"}) {
    const std::string text = file_text(std::string{"routines/"} + file + ".toml");
    EXPECT_NE(text.find("[retention]"), std::string::npos) << file;
    EXPECT_EQ(parsed(text).retention, RetentionRules{}) << file;
  }
  const RetentionRules kept =
      parsed(small_routine +
             "[retention]\nlists_years = 10\npapers_years = 7\nsuspicions_years = 15\n"
             "mails_days = 30\n")
          .retention;
  EXPECT_EQ(kept, (RetentionRules{10, 7, 15, 30}));
}

TEST(Retention, IsRefusedWithItsLineWhereTheLawWantsMore) {
  const auto said = [](const std::string& more) {
    const auto routine = parse_routine(small_routine + "[retention]\n" + more, "r.toml");
    return routine ? std::string{"read"} : routine.error().text;
  };
  EXPECT_TRUE(said("lists_years = 4\n").starts_with("r.toml:19: `lists_years` i [retention]"));
  EXPECT_TRUE(said("mails_days = 0\n").starts_with("r.toml:19: `mails_days`"));
  EXPECT_TRUE(said("suspicions_years = \"tio\"\n").starts_with("r.toml:19: `suspicions_years`"));
  EXPECT_TRUE(said("drafts_days = 1\n").starts_with("r.toml:19: Nyckeln `drafts_days`"));
}

TEST(ReviewSection, SaysWhoReadsASecondTime) {
  EXPECT_EQ(parsed(small_routine).review.second_reader, SecondReader::role);
  EXPECT_EQ(
      parsed(small_routine + "[review]\nsecond_reader = \"owning_unit\"\n").review.second_reader,
      SecondReader::owning_unit);
  const auto routine =
      parse_routine(small_routine + "[review]\nsecond_reader = \"me\"\n", "r.toml");
  ASSERT_FALSE(routine);
  EXPECT_EQ(routine.error().text,
            "r.toml:19: `second_reader` ska vara \"role\" eller \"owning_unit\".");
}

TEST(ReviewSection, ReplacesListsAsAWholeAndTextsByThemselves) {
  const ReviewRules rules =
      parsed(small_routine +
             "[review]\nalike_max = 5\n[[review.ground]]\ncode = \"x\"\ntext = \"X\"\n"
             "needs_text = true\n[[review.clock]]\ncode = \"c\"\nlabel = \"C\"\n"
             "from = \"signal\"\nmonths = 3\n[review.guidance]\nstep1 = \"Fråga\"\n")
          .review;
  EXPECT_EQ(rules.alike_max, 5);
  ASSERT_EQ(rules.grounds.size(), 1U);
  EXPECT_TRUE(rules.grounds[0].needs_text);
  ASSERT_EQ(rules.clocks.size(), 1U);
  EXPECT_EQ(rules.clocks[0].months, 3);
  EXPECT_EQ(rules.guidance.step1, "Fråga");
  EXPECT_EQ(rules.guidance.step2, built_in_review_rules().guidance.step2);
  EXPECT_EQ(rules.never, built_in_review_rules().never);
}

TEST(ReviewSection, IsRefusedWithItsLine) {
  const auto said = [](const std::string& more) {
    const auto routine = parse_routine(small_routine + more, "r.toml");
    return routine ? std::string{"read"} : routine.error().text;
  };
  const std::string ground = "[[review.ground]]\ncode = \"x\"\ntext = \"X\"\n";
  EXPECT_EQ(said(ground + ground), "r.toml:22: Koden `x` finns redan.");
  EXPECT_EQ(said("[[review.ground]]\ncode = \"X Y\"\ntext = \"X\"\n"),
            "r.toml:19: `code` får bara ha små bokstäver a–z, siffror och _.");
  EXPECT_EQ(said("[[review.clock]]\ncode = \"c\"\nlabel = \"C\"\nfrom = \"signal\"\n"),
            "r.toml:18: En klocka ska ha antingen `hours` eller `months`.");
  EXPECT_EQ(said("[[review.clock]]\ncode = \"c\"\nlabel = \"C\"\nfrom = \"x\"\nhours = 1\n"),
            "r.toml:21: `from` ska vara \"signal\", \"certainty\" eller \"knowledge\".");
  EXPECT_NE(said("[review.guidance]\nstep9 = \"x\"\n"), "read");
}

}  // namespace
}  // namespace insyn
