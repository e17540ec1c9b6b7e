#include <gtest/gtest.h>

#include <set>

#include "notify/plan_town_for_tests.h"

namespace insyn {
namespace {

using Lists = std::vector<std::string>;
class PlanTest : public PlanTown {};

TEST_F(PlanTest, EveryReaderIsInvitedOnceWithAllTheirLists) {
  const PlannedMails planned = mails(sent_);
  const auto users = by_user(planned);
  EXPECT_EQ(planned.mails.size(), 3U);
  EXPECT_EQ(users.at("u-mia").lists, 2);
  // Rows that somebody else reads aren't counted, so that their number tells nothing.
  EXPECT_EQ(users.at("u-mia").rows, 63);
  EXPECT_EQ(users.at("u-mia").minutes, 11);
  EXPECT_EQ(users.at("u-mia").answer_by, day("2026-03-10"));
  EXPECT_EQ(users.at("u-bo").rows, 2);
  EXPECT_EQ(users.at("u-kc").rows, 1);
  EXPECT_EQ(planned.mails.at(0).before, at("2026-03-11 00:00"));
  EXPECT_EQ(planned.unreachable, 0);
}

TEST_F(PlanTest, AReaderWhomNoUserIsIsCounted) {
  const Act appointed = does(act::reviewer_appointed, {{"list", "a"}, {"reader", "9"}});
  EXPECT_TRUE(mails(appointed).mails.empty());
  EXPECT_EQ(mails(appointed).unreachable, 1);
}

TEST_F(PlanTest, ANewReviewerIsInvitedToTheListAlone) {
  const Act appointed = does(act::reviewer_appointed, {{"list", "a"}, {"reader", "2"}});
  const auto users = by_user(mails(appointed));
  ASSERT_EQ(users.size(), 1U);
  EXPECT_EQ(users.at("u-bo").lists, 1);
}

TEST_F(PlanTest, WhoLosesTheLastListIsToldAndWhoKeepsOneIsNot) {
  const auto appointed = [&](const char* list) {
    return does(act::reviewer_appointed, {{"list", list}, {"reader", "2"}, {"before", "1"}});
  };
  EXPECT_FALSE(by_user(mails(appointed("a"))).contains("u-mia")) << "b is theirs";
  const PlannedMails last = mails(appointed("b"));
  ASSERT_EQ(last.mails.size(), 2U);
  EXPECT_EQ(last.mails.at(0).message.user, "u-bo");
  EXPECT_EQ(last.mails.at(1).message.user, "u-mia");
  EXPECT_EQ(last.mails.at(1).message.kind, MailKind::released);
  EXPECT_EQ(last.mails.at(1).message.facts.answer_by, day("2026-03-10"));
  EXPECT_EQ(last.unreachable, 0);
}

TEST_F(PlanTest, WhoPassesOnAListThatTheyCantReadIsReleasedFromItToo) {
  does(act::reviewer_appointed, {{"list", "a"}, {"reader", "2"}, {"before", "1"}});
  const Act passed = does(act::conflict_declared,
                          {{"list", "b"}, {"whole", true}, {"reader", "2"}, {"before", "1"}});
  EXPECT_EQ(mails(passed).mails.back().message.kind, MailKind::released);
}

TEST_F(PlanTest, ARemindersKindFollowsWhyItWasSent) {
  const auto kind_of = [&](const Act& act) { return mails(act).mails.at(0).message.kind; };
  EXPECT_EQ(kind_of(happens("2026-03-05").at(0)), MailKind::reminder_5);
  EXPECT_EQ(kind_of(happens("2026-03-09").at(0)), MailKind::reminder_1);
  EXPECT_EQ(kind_of(happens("2026-03-13").at(0)), MailKind::overdue_3);
  const Act by_hand = does(act::reminder_sent, {{"lists", {"a"}}});
  EXPECT_EQ(kind_of(by_hand), MailKind::reminder);
  EXPECT_EQ(by_user(mails(by_hand)).at("u-mia").rows_left, 60);
  does(act::row_judged, {{"list", "a"}, {"row", 4}, {"answer", "needed"}, {"code", "x"}});
  EXPECT_EQ(by_user(mails(by_hand)).at("u-mia").rows_left, 59);
}

TEST_F(PlanTest, AnEscalationGoesToTheHeadOfTheAreaAndSaysWhenTheDirectorHears) {
  sign("a");
  const auto acts = happens("2026-03-13");
  const auto head = by_user(mails(acts.at(1)));
  ASSERT_EQ(head.size(), 1U);
  EXPECT_EQ(head.at("u-vera").lists, 1);
  EXPECT_EQ(head.at("u-vera").all_lists, 2);
  EXPECT_EQ(head.at("u-vera").done_lists, 1);
  EXPECT_EQ(head.at("u-vera").rows, 5) << "also those that another manager reads";
  EXPECT_EQ(head.at("u-vera").told_higher_on, day("2026-03-20"));
  const auto director = by_user(mails(acts.at(2)));
  EXPECT_EQ(director.at("u-dora").all_lists, 3);
  EXPECT_FALSE(director.at("u-dora").told_higher_on);
}

TEST_F(PlanTest, AnEscalationCountsWhatIsLateAlsoWhatWasToldOfBefore) {
  happens("2026-03-13");
  const auto director = by_user(mails(happens("2026-03-20").at(0)));
  EXPECT_EQ(director.at("u-dora").all_lists, 3);
  EXPECT_EQ(director.at("u-dora").lists, 3) << "c was told of a week before";
}

TEST_F(PlanTest, ALateReadersMailSaysWhoHearsOfIt) {
  const auto users = by_user(mails(happens("2026-03-13").at(0)));
  EXPECT_FALSE(users.at("u-mia").no_head);
  EXPECT_TRUE(users.at("u-kc").no_head);
  does(act::user_left, {{"user", "u-vera"}});
  EXPECT_TRUE(by_user(mails(does(act::reminder_sent, {{"lists", {"a"}}, {"days", 3}})))
                  .at("u-mia")
                  .no_head);
}

TEST_F(PlanTest, ALaterDayIsToldToTheListsReadersWithTheFirstOfTheirDays) {
  const Act first = does(act::deadline_extended, {{"list", "b"}, {"answer_by", "2026-03-24"}});
  auto users = by_user(mails(first));
  ASSERT_EQ(users.size(), 2U);
  EXPECT_EQ(users.at("u-bo").answer_by, day("2026-03-24"));
  EXPECT_EQ(users.at("u-mia").answer_by, day("2026-03-10")) << "a is due as before";
  const Act second = does(act::deadline_extended, {{"list", "a"}, {"answer_by", "2026-03-17"}});
  users = by_user(mails(second));
  ASSERT_EQ(users.size(), 1U);
  EXPECT_EQ(users.at("u-mia").answer_by, day("2026-03-17"));
  EXPECT_EQ(mails(second).mails.at(0).message.kind, MailKind::extended);
  EXPECT_GT(users.at("u-mia").version, by_user(mails(sent_)).at("u-mia").version);
}

TEST_F(PlanTest, AnAreaThatNobodyHeadsIsTheDirectors) {
  does(act::user_left, {{"user", "u-vera"}});
  const auto told = by_user(mails(happens("2026-03-13").at(1)));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_FALSE(told.at("u-dora").told_higher_on);
}

TEST_F(PlanTest, WhoStandsInGetsItTooOnThoseDays) {
  const Act named =
      does(act::deputy_named,
           {{"user", "u-mia"}, {"deputy", "u-hr"}, {"from", "2026-03-01"}, {"to", "2026-03-08"}});
  const Act early = happens("2026-03-05").at(0);
  const auto users = by_user(mails(early));
  EXPECT_TRUE(users.at("u-hr").as_deputy);
  EXPECT_FALSE(users.at("u-mia").as_deputy);
  EXPECT_FALSE(by_user(mails(happens("2026-03-09").at(0))).contains("u-hr")) << "back again";
  does(act::deputy_ended, {{"named", named.seq}});
  now = at("2026-03-05 09:00");
  EXPECT_FALSE(by_user(mails(early)).contains("u-hr"));
}

TEST_F(PlanTest, WhoeverReadsAPartIsRemindedUntilItIsSigned) {
  EXPECT_EQ(by_user(mails(happens("2026-03-05").at(0))).at("u-bo").rows, 2);
  does(act::list_signed, {{"list", "b"}});
  const Act last = happens("2026-03-09").at(0);
  EXPECT_EQ(last.open.at("lists"), (json::array{"a", "b", "c"})) << "somebody else's part waits";
  EXPECT_EQ(by_user(mails(last)).at("u-mia").lists, 1);
  does(act::list_signed, {{"list", "b"}, {"part", "2"}});
  EXPECT_EQ(due("2026-03-13").at(0).lists, (Lists{"a", "c"}));
}

TEST_F(PlanTest, AListThatWasGivenALaterDayIsRemindedOfThatOne) {
  happens("2026-03-05");
  does(act::deadline_extended, {{"list", "a"}, {"answer_by", "2026-03-24"}});
  EXPECT_EQ(due("2026-03-09"), (std::vector<DueAct>{{"2026-1.1", {"b", "c"}, -1, ""}}));
  // The others are late by then.
  const auto early = by_user(mails(happens("2026-03-19").at(0)));
  EXPECT_EQ(early.at("u-mia").lists, 1);
  EXPECT_EQ(early.at("u-mia").answer_by, day("2026-03-24"));
}

TEST_F(PlanTest, WhoGetsRowsByAConflictIsInvitedToThoseAlone) {
  const Act declared =
      does(act::conflict_declared, {{"list", "a"}, {"moved", {{{"reader", "2"}, {"rows", {1}}}}}});
  const auto users = by_user(mails(declared));
  ASSERT_EQ(users.size(), 1U);
  EXPECT_EQ(users.at("u-bo").rows, 1);
}

TEST_F(PlanTest, NoAreaHeadHearsOfAConfidentialList) {
  does(act::lists_routed,
       {{"lists",
         {{{"list", "d"}, {"area", "north"}, {"role", "quality_controller"}, {"rows", 1}}}}});
  does(act::lists_sent, {{"lists", {"d"}}});
  const auto acts = happens("2026-03-13");
  EXPECT_EQ(acts.at(1).open.at("lists"), (json::array{"a", "b"}));
  EXPECT_EQ(by_user(mails(acts.at(1))).at("u-vera").all_lists, 2);
  EXPECT_EQ(acts.at(2).open.at("lists"), (json::array{"c", "d"}));
}

TEST_F(PlanTest, AnEscalationCountsNoRowsThatARoleReads) {
  does(act::lists_routed, {{"lists",
                            {{{"list", "d"},
                              {"area", "north"},
                              {"reader", "1"},
                              {"rows", 4},
                              {"moved", {{{"role", "quality_controller"}, {"rows", {0}}}}}}}}});
  does(act::lists_sent, {{"lists", {"d"}}});
  const auto acts = happens("2026-03-13");
  EXPECT_EQ(by_user(mails(acts.at(1))).at("u-vera").rows, 60 + 5 + 3);
}

TEST_F(PlanTest, WhoDoesntWantMailGetsNoneButTheirDeputyDoes) {
  does(act::mail_chosen, {{"user", "u-mia"}, {"wanted", false}});
  EXPECT_FALSE(by_user(mails(sent_)).contains("u-mia"));
  does(act::deputy_named,
       {{"user", "u-mia"}, {"deputy", "u-hr"}, {"from", "2026-02-01"}, {"to", "2026-03-08"}});
  EXPECT_TRUE(by_user(mails(sent_)).contains("u-hr"));
}

TEST_F(PlanTest, EveryMailHasAKeyOfItsOwn) {
  does(act::deputy_named,
       {{"user", "u-mia"}, {"deputy", "u-bo"}, {"from", "2026-02-01"}, {"to", "2026-03-28"}});
  std::set<std::string> keys;
  std::size_t count = 0;
  std::vector<Act> acts{sent_};
  for (const char* today : {"2026-03-05", "2026-03-09", "2026-03-13", "2026-03-20"})
    for (const Act& act : happens(today)) acts.push_back(act);
  for (const Act& act : acts)
    for (const NewMail& mail : mails(act).mails) {
      keys.insert(mail.key);
      ++count;
    }
  EXPECT_EQ(keys.size(), count);
  EXPECT_GT(count, 10U);
}

TEST_F(PlanTest, OfASuspicionThoseAreToldWhomItsActNames) {
  const Act opened = does("suspicion-opened", {{"list", "a"}, {"row", 3}, {"told", 2}});
  EXPECT_TRUE(tells_of_suspicion(opened.kind));
  does(act::mail_chosen, {{"user", "u-hr"}, {"wanted", false}});
  for (const char* deputy : {"u-kc", "u-bo"})
    does(act::deputy_named,
         {{"user", "u-hr"}, {"deputy", deputy}, {"from", "2026-03-01"}, {"to", "2026-03-09"}});
  const Instant night = at("2026-03-07 03:00");
  const SuspicionNews news =
      suspicion_news(opened, {{"told", {"u-dora", "u-hr"}}, {"left_out", json::array{"u-bo"}}});
  const PlannedMails planned = suspicion_mails(state.people, news, night);
  std::map<std::string, bool> deputies;
  for (const NewMail& mail : planned.mails) {
    deputies[mail.message.user] = mail.message.facts.as_deputy;
    EXPECT_EQ(mail.due, night) << "at once";
    EXPECT_EQ(mail.message.kind, MailKind::suspicion);
    EXPECT_EQ(mail.message.facts.at, opened.at);
  }
  EXPECT_EQ(deputies,
            (std::map<std::string, bool>{{"u-dora", false}, {"u-hr", false}, {"u-kc", true}}))
      << "not who is involved";
}

TEST_F(PlanTest, ASuspicionThatNobodyHearsOfIsCounted) {
  EXPECT_EQ(suspicion_mails(state.people, {}, now).unreachable, 1);
}

}  // namespace
}  // namespace insyn
