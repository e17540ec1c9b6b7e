#include "app/people.h"

#include <gtest/gtest.h>

#include "app/home_for_tests.h"

namespace insyn {
namespace {

using Outcome = RoleChange::Outcome;

/// A home with an administrator and a director, as a municipality begins.
class PeopleTest : public testing::Test {
 protected:
  PeopleTest() {
    anna_ = added("Anna Ek", "");
    first_ = propose("", anna_, UserRole::administrator);
    dag_ = added("Dag Dahl", anna_);
    eva_ = added("Eva Ås", anna_);
  }

  std::string added(const std::string& name, const std::string& by, const std::string& staff = "") {
    const auto id =
        add_user(made_.as(by), {.name = name, .email = "", .staff = staff, .login = ""});
    EXPECT_TRUE(id) << id.error().text;
    return id.value_or("");
  }

  Result<std::uint64_t> propose(const std::string& by, const std::string& user, UserRole role,
                                const std::string& area = "") {
    return propose_change(made_.as(by), {.user = user,
                                         .give = {{role, area}},
                                         .take = {},
                                         .identity = std::nullopt,
                                         .reason = "ny roll"});
  }

  Result<Done> decide(const std::string& by, std::uint64_t change,
                      Outcome outcome = Outcome::approved) {
    return decide_change(made_.as(by), change, outcome, "skäl");
  }

  /// Anna proposes a director, whom no administrator but Anna could approve: a stand-in does.
  void make_director() {
    ASSERT_TRUE(name_stand_in(made_.as(""), eva_, week(), "ingen socialchef än"));
    const auto change = propose(anna_, dag_, UserRole::director);
    ASSERT_TRUE(change);
    const auto done = decide(eva_, *change);
    ASSERT_TRUE(done) << done.error().text;
  }

  static DayRange week() { return {*parse_day("2026-02-20"), *parse_day("2026-02-27")}; }

  const PeopleState& state() { return made_.home().ledger.state().people; }

  HomeForTests made_;
  std::string anna_, dag_, eva_;
  Result<std::uint64_t> first_;
};

std::string code_of_error(const auto& result) { return result ? "" : result.error().code; }

TEST_F(PeopleTest, TheFirstAdministratorIsMadeAloneAtTheCommandLineAndThatIsRecorded) {
  ASSERT_TRUE(first_);
  EXPECT_EQ(state().grants_of(anna_), (std::vector<Grant>{{UserRole::administrator, ""}}));
  const RoleChange* change = state().change(*first_);
  ASSERT_NE(change, nullptr);
  EXPECT_TRUE(change->alone);
  EXPECT_EQ(change->by, "");
}

TEST_F(PeopleTest, ASecondAdministratorIsNotMadeAlone) {
  const auto change = propose("", dag_, UserRole::administrator);
  ASSERT_TRUE(change);
  EXPECT_TRUE(state().grants_of(dag_).empty());
  EXPECT_EQ(state().change(*change)->outcome, Outcome::waiting);
  EXPECT_TRUE(decide(anna_, *change));
  EXPECT_FALSE(state().change(*change)->alone);
  EXPECT_EQ(state().grants_of(dag_), (std::vector<Grant>{{UserRole::administrator, ""}}));
}

TEST_F(PeopleTest, NobodyElseThanAnAdministratorIsMadeAlone) {
  HomeForTests fresh;
  const auto id = add_user(fresh.home(), {.name = "D", .email = "", .staff = "", .login = ""});
  ASSERT_TRUE(propose_change(fresh.home(), {.user = *id,
                                            .give = {{UserRole::director, ""}},
                                            .take = {},
                                            .identity = std::nullopt,
                                            .reason = ""}));
  EXPECT_TRUE(fresh.home().ledger.state().people.grants_of(*id).empty());
}

TEST_F(PeopleTest, WhoProposedAChangeDoesNotApproveIt) {
  const auto change = propose(anna_, dag_, UserRole::director);
  ASSERT_TRUE(change);
  EXPECT_EQ(code_of_error(decide(anna_, *change)), "second-person");
  EXPECT_TRUE(state().grants_of(dag_).empty());
}

TEST_F(PeopleTest, NobodyApprovesWhatConcernsThemself) {
  make_director();
  const auto change = propose(anna_, dag_, UserRole::auditor);
  EXPECT_EQ(code_of_error(decide(dag_, *change)), "own-change");
  // Nor as a stand-in.
  const auto of_stand_in = propose(anna_, eva_, UserRole::manager);
  EXPECT_EQ(code_of_error(decide(eva_, *of_stand_in)), "own-change");
}

TEST_F(PeopleTest, TheCommandLineApprovesNothing) {
  const auto change = propose(anna_, dag_, UserRole::director);
  EXPECT_EQ(code_of_error(decide("", *change)), "second-person");
}

TEST_F(PeopleTest, WhoeverHoldsNoApprovingRoleIsToldWhoCan) {
  const auto change = propose(anna_, dag_, UserRole::director);
  const auto done = decide(eva_, *change);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "not-allowed");
  EXPECT_NE(done.error().text.find("socialchef"), std::string::npos);
}

TEST_F(PeopleTest, AStandInApprovesOnTheNamedDaysOnly) {
  ASSERT_TRUE(name_stand_in(made_.as(""), eva_, week(), "semester"));
  const auto change = propose(anna_, dag_, UserRole::director);
  Home& home = made_.as(eva_);
  home.now = parse_time("2026-02-27T08:00:00Z").at;
  EXPECT_EQ(code_of_error(decide_change(home, *change, Outcome::approved, "")), "not-allowed");
  home.now = parse_time("2026-02-26T22:59:00Z").at;  // 23.59 the last day, in Sweden
  EXPECT_TRUE(decide_change(home, *change, Outcome::approved, ""));
}

TEST_F(PeopleTest, TheDirectorNamesStandInsAndThenTheCommandLineNoMore) {
  make_director();
  EXPECT_EQ(code_of_error(name_stand_in(made_.as(anna_), eva_, week(), "x")), "not-allowed");
  EXPECT_EQ(code_of_error(name_stand_in(made_.as(""), eva_, week(), "x")), "not-allowed");
  EXPECT_EQ(code_of_error(name_stand_in(made_.as(dag_), dag_, week(), "x")), "own-change");
  EXPECT_TRUE(name_stand_in(made_.as(dag_), eva_, week(), "semester"));
}

TEST_F(PeopleTest, AChangeIsDecidedOnce) {
  const auto change = propose(anna_, dag_, UserRole::compiler);
  ASSERT_TRUE(name_stand_in(made_.as(""), eva_, week(), "x"));
  ASSERT_TRUE(decide(eva_, *change, Outcome::refused));
  EXPECT_EQ(code_of_error(decide(eva_, *change)), "change-decided");
  EXPECT_TRUE(state().grants_of(dag_).empty());
  EXPECT_EQ(code_of_error(decide(eva_, 999)), "change-unknown");
}

TEST_F(PeopleTest, WhoProposedItMayTakeItBack) {
  const auto change = propose(anna_, dag_, UserRole::compiler);
  EXPECT_TRUE(decide(anna_, *change, Outcome::refused));
  EXPECT_EQ(state().change(*change)->outcome, Outcome::refused);
}

TEST_F(PeopleTest, RolesAreTakenAwayByTwoPersonsToo) {
  make_director();
  const auto second = propose(anna_, eva_, UserRole::administrator);
  ASSERT_TRUE(decide(dag_, *second));
  const auto taken = propose_change(made_.as(anna_), {.user = eva_,
                                                      .give = {},
                                                      .take = {{UserRole::administrator, ""}},
                                                      .identity = std::nullopt,
                                                      .reason = ""});
  ASSERT_TRUE(taken);
  EXPECT_FALSE(state().grants_of(eva_).empty());
  ASSERT_TRUE(decide(dag_, *taken));
  EXPECT_TRUE(state().grants_of(eva_).empty());
}

TEST_F(PeopleTest, WhoLeavesLosesEveryRoleAtOnceAndGetsNoneBack) {
  make_director();
  const auto waiting = propose(anna_, dag_, UserRole::auditor);
  ASSERT_TRUE(end_user(made_.as(anna_), dag_));
  EXPECT_TRUE(state().grants_of(dag_).empty());
  EXPECT_EQ(code_of_error(decide(eva_, *waiting)), "user-left");
  EXPECT_EQ(code_of_error(propose(anna_, dag_, UserRole::auditor)), "user-left");
}

TEST_F(PeopleTest, WhenTheLastAdministratorHasLeftTheCommandLineMakesANewOne) {
  ASSERT_TRUE(end_user(made_.as(""), anna_));
  ASSERT_TRUE(propose("", dag_, UserRole::administrator));
  EXPECT_EQ(state().grants_of(dag_), (std::vector<Grant>{{UserRole::administrator, ""}}));
}

TEST_F(PeopleTest, AnAreaHeadsGrantNamesAnAreaAndNoOthersDoes) {
  EXPECT_EQ(code_of_error(propose(anna_, dag_, UserRole::area_head)), "area-missing");
  EXPECT_EQ(code_of_error(propose(anna_, dag_, UserRole::compiler, "vo")), "area-not-wanted");
  EXPECT_TRUE(propose(anna_, dag_, UserRole::area_head, "vo-south"));
}

TEST_F(PeopleTest, ThoseWithoutTheRightAddAndProposeNothing) {
  EXPECT_EQ(
      code_of_error(add_user(made_.as(dag_), {.name = "X", .email = "", .staff = "", .login = ""})),
      "not-allowed");
  EXPECT_EQ(code_of_error(propose(dag_, eva_, UserRole::manager)), "not-allowed");
  EXPECT_EQ(code_of_error(rename_user(made_.as("u-0"), dag_, "X", "")), "not-allowed");
  EXPECT_EQ(code_of_error(end_user(made_.as(dag_), anna_)), "not-allowed");
}

TEST_F(PeopleTest, WhoSomebodyIsChangesByTwoPersons) {
  // Otherwise an administrator could become another manager, or take over another's login.
  const auto id = added("Moa", anna_, "s17");
  const auto change = propose_change(
      made_.as(anna_), {.user = id,
                        .give = {},
                        .take = {},
                        .identity = ProposedChange::Identity{.staff = "s18", .login = "moa"},
                        .reason = "fel id"});
  ASSERT_TRUE(change);
  EXPECT_EQ(people_of(made_.home()).find(id)->details.staff, "s17");
  ASSERT_TRUE(name_stand_in(made_.as(""), eva_, week(), "x"));
  ASSERT_TRUE(decide(eva_, *change));
  const People people = people_of(made_.home());
  EXPECT_EQ(people.find(id)->details.staff, "s18");
  EXPECT_EQ(people.find(id)->details.name, "Moa");
  EXPECT_EQ(people.by_login("MOA"), people.find(id));
  EXPECT_EQ(people.by_staff("s17"), nullptr);
}

TEST_F(PeopleTest, TwoUsersShareNeitherStaffIdNorLogin) {
  ASSERT_TRUE(add_user(made_.as(anna_), {.name = "A", .email = "", .staff = "s1", .login = "åsa"}));
  EXPECT_EQ(code_of_error(
                add_user(made_.as(anna_), {.name = "B", .email = "", .staff = "s1", .login = ""})),
            "staff-taken");
  EXPECT_EQ(code_of_error(
                add_user(made_.as(anna_), {.name = "B", .email = "", .staff = "", .login = "ÅSA"})),
            "login-taken");
}

TEST_F(PeopleTest, ANewNameIsSeenAndTheIdentityStays) {
  const auto id = added("Moa", anna_, "s17");
  ASSERT_TRUE(rename_user(made_.as(anna_), id, "Moa Lind", "moa@example.org"));
  const People people = people_of(made_.home());
  EXPECT_EQ(people.find(id)->details.name, "Moa Lind");
  EXPECT_EQ(people.find(id)->details.staff, "s17");
  EXPECT_EQ(people.name_of(id), "Moa Lind");
  EXPECT_EQ(people.name_of("u-none"), "okänd");
}

TEST_F(PeopleTest, NamesWithoutTextOrWithSeveralLinesAreRefused) {
  for (const char* name : {"", "  "})
    EXPECT_EQ(code_of_error(
                  add_user(made_.as(anna_), {.name = name, .email = "", .staff = "", .login = ""})),
              "name-missing");
  EXPECT_EQ(code_of_error(
                add_user(made_.as(anna_), {.name = "a\nb", .email = "", .staff = "", .login = ""})),
            "user-text");
}

TEST_F(PeopleTest, ThePublicPartOfNoActHoldsWhoSomebodyIs) {
  const auto id = added("Zzname", anna_, "zzstaff");
  ASSERT_TRUE(rename_user(made_.as(anna_), id, "Zzother", "zz@example.org"));
  ASSERT_TRUE(propose_change(made_.as(anna_),
                             {.user = id,
                              .give = {{UserRole::manager, ""}},
                              .take = {},
                              .identity = ProposedChange::Identity{.staff = "zzs", .login = "zzl"},
                              .reason = "zzwhy"}));
  for (std::uint64_t seq = 0; seq < made_.home().ledger.size(); ++seq)
    EXPECT_EQ(made_.home().ledger.stored(seq).leaf.find("zz"), std::string::npos) << seq;
  EXPECT_EQ(text_of(made_.last_open(), "by"), anna_);
}

TEST_F(PeopleTest, TheNextProcessFoldsTheSame) {
  make_director();
  made_.reopen();
  EXPECT_EQ(state().grants_of(dag_), (std::vector<Grant>{{UserRole::director, ""}}));
  EXPECT_EQ(state().users.size(), 3U);
  EXPECT_TRUE(state().is_stand_in(eva_, *parse_day("2026-02-20")));
}

TEST(PeopleState, ARoleOfALaterVersionGivesNothing) {
  PeopleState state;
  const auto fold = [&](std::uint64_t seq, std::string_view kind, json::object open) {
    Act act;
    act.seq = seq;
    act.kind = std::string{kind};
    act.open = std::move(open);
    apply(state, act);
  };
  fold(1, act::user_added, {{"user", "u-1"}});
  fold(2, act::role_change_proposed,
       {{"user", "u-1"}, {"give", json::array{json::object{{"role", "wizard"}}, 7}}});
  fold(3, act::role_change_approved, {{"proposed", 2}});
  fold(4, act::role_change_approved, {{"proposed", 77}});
  fold(5, act::user_left, {{"user", "u-2"}});
  EXPECT_TRUE(state.grants_of("u-1").empty());
  EXPECT_EQ(state.change(2)->outcome, Outcome::approved);
}

TEST(PeopleState, TheKindsAreWrittenInOldLedgersAndNeverRenamed) {
  EXPECT_EQ(act::user_added, "user-added");
  EXPECT_EQ(act::user_renamed, "user-renamed");
  EXPECT_EQ(act::user_left, "user-left");
  EXPECT_EQ(act::role_change_proposed, "role-change-proposed");
  EXPECT_EQ(act::role_change_approved, "role-change-approved");
  EXPECT_EQ(act::role_change_refused, "role-change-refused");
  EXPECT_EQ(act::stand_in_named, "stand-in-named");
}

TEST(People, APurgedNameIsSaidToBe) {
  // Nothing purges yet: words that are gone are as if they had never been readable.
  const People people{
      {{.id = "u-1", .details = {.name = "gallrad"}, .grants = {}, .purged = true}}};
  EXPECT_EQ(people.name_of("u-1"), "gallrad");
  EXPECT_EQ(people.by_staff(""), nullptr);
  EXPECT_EQ(people.by_login(""), nullptr);
}

TEST(People, IdsAreSixteenHexDigitsByChance) {
  const std::string id = new_user_id();
  EXPECT_EQ(id.size(), 18U);
  EXPECT_TRUE(id.starts_with("u-"));
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef", 2), std::string::npos);
  EXPECT_NE(id, new_user_id());
}

DayRange days(std::string_view from, std::string_view to) {
  return {*parse_day(from), *parse_day(to)};
}

TEST_F(PeopleTest, OneNamesADeputyForOneselfAndTheDeputyMayEndIt) {
  const auto named = name_deputy(made_.as(dag_), dag_, eva_, week());
  ASSERT_TRUE(named) << named.error().text;
  EXPECT_EQ(state().deputies_of(dag_, *parse_day("2026-02-20")), std::vector<std::string>{eva_});
  EXPECT_TRUE(state().deputies_of(dag_, *parse_day("2026-02-27")).empty()) << "half-open";
  EXPECT_TRUE(state().deputies_of(eva_, *parse_day("2026-02-20")).empty()) << "not the other way";
  ASSERT_TRUE(end_deputy(made_.as(eva_), *named));
  EXPECT_TRUE(state().deputies_of(dag_, *parse_day("2026-02-20")).empty());
  EXPECT_EQ(code_of_error(end_deputy(made_.as(dag_), *named)), "deputy-ended");
  EXPECT_EQ(code_of_error(end_deputy(made_.as(dag_), 4711)), "deputy-unknown");
}

TEST_F(PeopleTest, ADeputyForSomebodyElseIsNamedByWhoMayAppointReviewers) {
  EXPECT_EQ(code_of_error(name_deputy(made_.as(eva_), dag_, eva_, week())), "not-allowed");
  EXPECT_EQ(code_of_error(name_deputy(made_.as(anna_), dag_, eva_, week())), "not-allowed")
      << "an administrator";
  make_director();
  ASSERT_TRUE(name_deputy(made_.as(dag_), eva_, anna_, week()));
  const auto named = state().deputies[0].named;
  EXPECT_EQ(code_of_error(end_deputy(made_.as(added("Bo Bok", anna_)), named)), "not-allowed");
  EXPECT_TRUE(end_deputy(made_.as(eva_), named)) << "who is back";
}

TEST_F(PeopleTest, ADeputyIsSomebodyElseWhoIsHereForSomeTimeToCome) {
  EXPECT_EQ(code_of_error(name_deputy(made_.as(dag_), dag_, dag_, week())), "own-change");
  EXPECT_EQ(code_of_error(name_deputy(made_.as(dag_), dag_, "u-nobody", week())), "user-unknown");
  EXPECT_EQ(code_of_error(name_deputy(made_.as(dag_), dag_, eva_, {week().to, week().from})),
            "period-empty");
  EXPECT_EQ(
      code_of_error(name_deputy(made_.as(dag_), dag_, eva_, days("2020-01-01", "2020-02-01"))),
      "period-empty");
  EXPECT_EQ(
      code_of_error(name_deputy(made_.as(dag_), dag_, eva_, days("2026-02-20", "2028-02-20"))),
      "period-long");
  ASSERT_TRUE(name_deputy(made_.as(dag_), dag_, eva_, week()));
  ASSERT_TRUE(end_user(made_.as(anna_), eva_));
  EXPECT_TRUE(state().deputies_of(dag_, *parse_day("2026-02-20")).empty()) << "has left";
  EXPECT_EQ(code_of_error(name_deputy(made_.as(dag_), dag_, eva_, week())), "user-left");
}

TEST_F(PeopleTest, WhetherOneWantsMailIsOnesOwnChoice) {
  EXPECT_TRUE(state().user(dag_)->wants_mail);
  ASSERT_TRUE(choose_mail(made_.as(dag_), MailChoice::unwanted));
  EXPECT_FALSE(state().user(dag_)->wants_mail);
  EXPECT_TRUE(state().user(eva_)->wants_mail);
  ASSERT_TRUE(choose_mail(made_.as(dag_), MailChoice::wanted));
  EXPECT_TRUE(state().user(dag_)->wants_mail);
  EXPECT_EQ(code_of_error(choose_mail(made_.as(""), MailChoice::unwanted)), "user-unknown");
}

}  // namespace
}  // namespace insyn
