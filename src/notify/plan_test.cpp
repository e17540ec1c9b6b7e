#include "notify/plan.h"

#include <gtest/gtest.h>

#include <set>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

Day day(std::string_view text) { return *parse_day(text); }
Instant at(std::string_view time) { return parse_time(time).at; }

/// An audit with lists a and b of area north and c of none, sent on 17 February 2026, to be
/// answered by Tuesday 10 March. Users u-mia (reader 1), u-bo (reader 2), u-vera (head of north),
/// u-dora (director), u-kc (quality controller), u-hr, u-dpo.
class PlanTest : public testing::Test {
 protected:
  PlanTest() {
    for (const char* id : {"u-mia", "u-bo", "u-vera", "u-dora", "u-kc", "u-hr", "u-dpo"})
      does(act::user_added, {{"user", id}});
    grant("u-vera", {UserRole::area_head, "north"});
    grant("u-dora", {UserRole::director, ""});
    grant("u-kc", {UserRole::quality_controller, ""});
    grant("u-hr", {UserRole::hr, ""});
    grant("u-dpo", {UserRole::data_protection_officer, ""});
    does(act::audit_opened, {{"period", "2026-1"}});
    does(act::audit_drawn, {{"lists", 3}});
    does(act::lists_routed,
         {{"lists",
           {{{"list", "a"}, {"area", "north"}, {"reader", "1"}, {"rows", 60}},
            {{"list", "b"},
             {"area", "north"},
             {"reader", "1"},
             {"rows", 5},
             {"moved", {{{"reader", "2"}, {"rows", {0, 3}}}}}},
            {{"list", "c"}, {"area", ""}, {"role", "quality_controller"}, {"rows", 1}}}}});
    now = at("2026-02-17 10:00");
    sent_ = does(act::lists_sent, {{"lists", {"a", "b", "c"}}});
    dates_["2026-1.1"].schedule.answer_by = day("2026-03-10");
    dates_["2026-1.1"].seconds_per_row = 10;
  }

  Act does(std::string_view kind, json::object open) {
    open["audit"] = "2026-1.1";
    Act act{state.people.users.size() + ++seq_, now, std::string{kind}, 1, std::move(open)};
    apply(state, act);
    return act;
  }

  void grant(const std::string& user, const Grant& grant) {
    const Act proposed =
        does(act::role_change_proposed, {{"user", user}, {"give", to_json({grant})}});
    does(act::role_change_approved, {{"proposed", proposed.seq}});
  }

  /// Every part of the list.
  void sign(const std::string& list) {
    does(act::list_signed, {{"list", list}});
    if (list == "b") does(act::list_signed, {{"list", list}, {"part", "2"}});
  }

  std::vector<DueAct> due(std::string_view today) const {
    return acts_due(state, dates_, day(today));
  }

  /// Records what is due, as the mailer does.
  std::vector<Act> happens(std::string_view today) {
    std::vector<Act> acts;
    now = at(std::string{today} + " 09:00");
    for (const DueAct& one : due(today)) {
      json::object open{{"lists", to_array(one.lists)}};
      if (one.to.empty())
        open["days"] = one.days;
      else
        open["to"] = one.to;
      acts.push_back(does(one.to.empty() ? act::reminder_sent : act::escalated, std::move(open)));
    }
    return acts;
  }

  PlannedMails mails(const Act& act) const {
    return mails_of(act, {.state = state,
                          .dates = dates_,
                          .user_of = [](std::string_view, std::string_view reader) -> std::string {
                            if (reader == "1") return "u-mia";
                            return reader == "2" ? "u-bo" : "";
                          },
                          .now = now});
  }

  static std::map<std::string, MailFacts> by_user(const PlannedMails& planned) {
    std::map<std::string, MailFacts> users;
    for (const NewMail& mail : planned.mails) users[mail.message.user] = mail.message.facts;
    return users;
  }

  State state;
  Instant now = at("2026-02-16 10:00");
  Act sent_;
  DatesByAudit dates_;
  std::uint64_t seq_ = 0;
};

using Lists = std::vector<std::string>;

TEST(ReminderDays, AreWorkingDaysAroundTheLastOne) {
  const ReminderDays tuesday = reminder_days(day("2026-03-10"));
  EXPECT_EQ(tuesday.early, day("2026-03-05"));
  EXPECT_EQ(tuesday.last, day("2026-03-09"));
  EXPECT_EQ(tuesday.overdue, day("2026-03-13"));
  EXPECT_EQ(tuesday.director, day("2026-03-20"));
  // The day before a Monday is a Sunday, three days after a Thursday too.
  EXPECT_EQ(reminder_days(day("2026-03-09")).last, day("2026-03-06"));
  EXPECT_EQ(reminder_days(day("2026-03-12")).overdue, day("2026-03-16"));
  // Five days before Friday is Sunday; three days after Tuesday before Easter is Good Friday.
  EXPECT_EQ(reminder_days(day("2026-03-13")).early, day("2026-03-06"));
  EXPECT_EQ(reminder_days(day("2026-03-31")).overdue, day("2026-04-07"));
}

TEST_F(PlanTest, RemindersAreDueOnTheirDays) {
  EXPECT_TRUE(due("2026-03-04").empty());
  EXPECT_EQ(due("2026-03-05"), (std::vector<DueAct>{{"2026-1.1", {"a", "b", "c"}, -5, ""}}));
  EXPECT_EQ(due("2026-03-09"), (std::vector<DueAct>{{"2026-1.1", {"a", "b", "c"}, -1, ""}}));
  EXPECT_TRUE(due("2026-03-11").empty());
  // What belongs to no area goes to the director at once.
  EXPECT_EQ(due("2026-03-13"), (std::vector<DueAct>{{"2026-1.1", {"a", "b", "c"}, 3, ""},
                                                    {"2026-1.1", {"a", "b"}, 0, "area_head"},
                                                    {"2026-1.1", {"c"}, 0, "director"}}));
}

TEST_F(PlanTest, WhatHasBeenDoneIsNeverDueAgain) {
  for (const char* today : {"2026-03-05", "2026-03-09", "2026-03-13", "2026-03-20"}) {
    EXPECT_FALSE(due(today).empty()) << today;
    happens(today);
    EXPECT_TRUE(due(today).empty()) << today;
  }
  for (Day later = day("2026-02-18"); later < day("2027-03-01"); later += std::chrono::days{1})
    EXPECT_TRUE(acts_due(state, dates_, later).empty()) << format_day(later);
}

TEST_F(PlanTest, AReminderThatCouldntBeMadeIsMadeLaterWhileItSaysSomething) {
  EXPECT_EQ(due("2026-03-06").at(0).days, -5);
  EXPECT_EQ(due("2026-03-10").at(0).days, -1) << "on the last day itself";
  EXPECT_TRUE(due("2026-03-07").empty()) << "a Saturday";
  EXPECT_EQ(due("2026-03-26").at(0).days, 3);
}

TEST_F(PlanTest, AClockThatJumpsAheadRemindsNobody) {
  EXPECT_TRUE(due("2026-04-30").empty());
  EXPECT_TRUE(due("2036-03-05").empty());
  EXPECT_TRUE(due("2026-01-05").empty());
}

TEST_F(PlanTest, WhatIsSignedIsntLate) {
  sign("a");
  sign("c");
  EXPECT_EQ(due("2026-03-05").at(0).lists, Lists{"b"});
  sign("b");
  EXPECT_TRUE(due("2026-03-13").empty());
}

TEST_F(PlanTest, AnAuditThatWasAnnulledOrClosedRemindsNobody) {
  does(act::audit_annulled, {});
  EXPECT_TRUE(due("2026-03-05").empty());
  EXPECT_TRUE(mails(sent_).mails.empty());
}

TEST_F(PlanTest, AListThatWasSentLateIsLateAWeekAfterIt) {
  now = at("2026-03-12 10:00");
  does(act::lists_sent, {{"lists", {"a"}}});
  sign("b");
  sign("c");
  EXPECT_TRUE(due("2026-03-13").empty());
  EXPECT_TRUE(due("2026-03-18").empty());
  EXPECT_EQ(due("2026-03-19").at(0).days, 3);
}

TEST_F(PlanTest, TheDirectorHearsOfWhatTheAreaHeadHeardOf) {
  happens("2026-03-13");
  EXPECT_TRUE(due("2026-03-19").empty());
  EXPECT_EQ(due("2026-03-20"), (std::vector<DueAct>{{"2026-1.1", {"a", "b"}, 0, "director"}}));
}

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
