#include "app/second_reading.h"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

#include "app/review_home_for_tests.h"
#include "app/review_view.h"

namespace insyn {
namespace {

using enum Standing;

/// Everybody's manager's list, all needed.
void finish_lists(ReviewHome& town) {
  for (const CurrentList& list : town.lists()) {
    if (list.role != "manager") continue;
    const ListProgress progress = town.progress_of(list.code);
    town.as(progress.reader == town.reader_code("s-maria") ? "maria" : "vera");
    town.finish({ReviewHome::id, list.code, ""});
    for (const MovedRows& moved : progress.moved) {
      town.as("vera");
      town.finish({ReviewHome::id, list.code, moved.part()});
    }
  }
  town.as("adm");
}

class SecondReadings : public ::testing::Test {
 protected:
  Home& home() { return town.home(); }
  void finish_all() { finish_lists(town); }
  ReviewHome town{"[review]\nsecond_reading_share = 100\n"};
};

TEST_F(SecondReadings, AreDrawnByTheAdministratorWhenAllManagersHaveSigned) {
  town.as("adm");
  EXPECT_EQ(said(draw_second_reading(home(), ReviewHome::id)), "lists-unsigned");
  finish_all();
  town.as("maria");
  EXPECT_EQ(said(draw_second_reading(home(), ReviewHome::id)), "not-allowed");
  town.as("adm");
  const auto drawn = draw_second_reading(home(), ReviewHome::id);
  ASSERT_TRUE(drawn) << drawn.error().text;
  // Cia's 36 rows and one each of Anna, Bo, Dan and Maria: a tenth of 40. The quality controller
  // hasn't signed Dan's other list, and it isn't drawn from.
  EXPECT_EQ(*drawn, 4);
  EXPECT_EQ(said(draw_second_reading(home(), ReviewHome::id)), "second-reading-drawn");
}

TEST_F(SecondReadings, CanBeDrawnAgainByAnybodyFromTheActsAndTheSeed) {
  finish_all();
  AuditHome::must(draw_second_reading(home(), ReviewHome::id));
  std::vector<Candidate> candidates;
  for (const auto& [code, list] : town.review().audit(ReviewHome::id)->lists)
    for (const auto& row : list.rows)
      if (is_cleared(row.second.standing)) candidates.push_back({code, row.first, ""});
  const auto again = draw_candidates(ReviewHome::id, "seed", candidates, 100);
  const auto& second = town.review().audit(ReviewHome::id)->second;
  ASSERT_EQ(again.size(), second.size());
  for (std::size_t i = 0; i < again.size(); ++i) {
    EXPECT_EQ(again[i].list, second[i].list);
    EXPECT_EQ(again[i].row, second[i].row);
  }
}

TEST(SecondReadingDraw, TakesTheShareRoundedUp) {
  std::vector<Candidate> candidates;
  for (int row = 0; row < 41; ++row) candidates.push_back({"l", row, ""});
  EXPECT_EQ(draw_candidates("a", "s", candidates, 50).size(), 3U);
  EXPECT_EQ(draw_candidates("a", "s", candidates, 1000).size(), 41U);
  EXPECT_TRUE(draw_candidates("a", "s", candidates, 0).empty());
  EXPECT_TRUE(draw_candidates("a", "s", {}, 50).empty());
}

TEST_F(SecondReadings, AreBlindAndNeitherTheFirstReadersNorAnAdministrators) {
  finish_all();
  AuditHome::must(draw_second_reading(home(), ReviewHome::id));
  const SecondReading one = town.review().audit(ReviewHome::id)->second.front();
  const RowAt row{ReviewHome::id, one.list, one.row};
  const std::string right = one.role == "chief_nurse" ? "mas" : "kc";
  const std::string wrong = one.role == "chief_nurse" ? "kc" : "mas";
  for (const std::string& user : {std::string{"maria"}, std::string{"adm"}, wrong}) {
    town.as(user);
    EXPECT_EQ(said(read_again(home(), row, needed, "")), "not-second-reader") << user;
  }
  const auto to_read = to_read_again(*town.look(), "u-" + right);
  ASSERT_FALSE(to_read.empty());
  for (const RowToRead& shown : to_read) {
    EXPECT_EQ(shown.row.review.standing, unanswered);
    EXPECT_TRUE(shown.row.code_text.empty());
  }
  town.as(right);
  EXPECT_EQ(said(read_again(home(), row, unclear, "")), "answer-unknown");
  EXPECT_EQ(said(read_again(home(), row, suspected, "")), "text-missing");
  EXPECT_EQ(said(read_again(home(), row, suspected, "Inget talar för")), "done");
  EXPECT_EQ(said(read_again(home(), row, needed, "")), "read-already");
  EXPECT_EQ(to_read_again(*town.look(), "u-" + right).size(), to_read.size() - 1);
  // The first answer stands until the row is handed over, which the second reader may do.
  EXPECT_TRUE(is_cleared(town.standing(row)));
  EXPECT_EQ(said(hand_over(home(), row, {.code = "curiosity"})), "done");
}

/// All rows are drawn, and given to the units that own their cases where there is one that can.
class SecondReadingsByUnits : public ::testing::Test {
 protected:
  SecondReadingsByUnits() {
    finish_lists(town);
    AuditHome::must(draw_second_reading(home(), ReviewHome::id));
  }
  Home& home() { return town.home(); }
  const SecondReading& reading(const RowAt& at) {
    for (const SecondReading& one : town.review().audit(ReviewHome::id)->second)
      if (one.list == at.list && one.row == at.row) return one;
    throw std::runtime_error{"not drawn"};
  }
  ReviewHome town{"[review]\nsecond_reading_share = 1000\nsecond_reader = \"owning_unit\"\n"};
};

TEST_F(SecondReadingsByUnits, AreTheHeadsOfTheUnitThatOwnsTheCase) {
  const RowAt row = town.row("c-u05");
  EXPECT_EQ(reading(row).reader, town.reader_code("s-olle"));
  EXPECT_TRUE(reading(row).role.empty());
  for (const char* user : {"maria", "kc", "mas", "vera", "adm", "cia"}) {
    town.as(user);
    EXPECT_EQ(said(read_again(home(), row, needed, "")), "not-second-reader") << user;
  }
  const auto to_read = to_read_again(*town.look(), "u-olle");
  ASSERT_EQ(to_read.size(), 1U);
  EXPECT_EQ(to_read.front().at.row, row.row);
  EXPECT_EQ(to_read.front().row.review.standing, unanswered);
  town.as("olle");
  EXPECT_EQ(said(read_again(home(), row, suspected, "Vi känner inte till något")), "done");
  EXPECT_TRUE(to_read_again(*town.look(), "u-olle").empty());
  EXPECT_EQ(said(hand_over(home(), row, {.code = "curiosity"})), "done");
}

TEST_F(SecondReadingsByUnits, FallToARoleWhereTheHeadReadThemFirstOrThereIsNone) {
  // Maria heads north and has read Cia's list; c-u10 has no case.
  EXPECT_EQ(reading(town.row("c-u01")).role, "quality_controller");
  EXPECT_EQ(reading(town.row("c-u04")).role, "chief_nurse");
  EXPECT_EQ(reading(town.row("c-u10")).role, "quality_controller");
  EXPECT_TRUE(reading(town.row("c-u01")).reader.empty());
  for (const RowToRead& shown : to_read_again(*town.look(), "u-kc"))
    EXPECT_TRUE(reading(shown.at).reader.empty());
}

TEST_F(SecondReadings, AreNotTheOwningUnitsUnlessTheRoutineSaysSo) {
  finish_all();
  AuditHome::must(draw_second_reading(home(), ReviewHome::id));
  for (const SecondReading& one : town.review().audit(ReviewHome::id)->second)
    EXPECT_FALSE(one.role.empty());
  EXPECT_TRUE(to_read_again(*town.look(), "u-olle").empty());
}

TEST(SecondReadingAgreement, CountsConfirmedAndNeededAsOne) {
  AuditReview review;
  const auto add = [&](Standing first, std::optional<Standing> second, int times) {
    for (int i = 0; i < times; ++i) {
      SecondReading one;
      one.first = first;
      one.second = second;
      review.second.push_back(one);
    }
  };
  // The table of 1968 (domain/review/agreement_test.cpp) in our words; unread rows don't count.
  add(confirmed, needed, 80);
  add(needed, needed, 8);
  add(needed, acceptable, 10);
  add(needed, suspected, 2);
  add(acceptable, needed, 14);
  add(acceptable, acceptable, 40);
  add(acceptable, suspected, 6);
  add(suspected, needed, 18);
  add(suspected, acceptable, 10);
  add(suspected, suspected, 12);
  add(needed, std::nullopt, 9);
  const Agreement agreement = agreement_of(review);
  EXPECT_EQ(agreement.rows, 200);
  EXPECT_NEAR(*agreement.kappa, 0.492, 0.0005);
}

}  // namespace
}  // namespace insyn
