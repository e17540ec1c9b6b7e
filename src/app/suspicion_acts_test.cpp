#include "app/suspicion_acts.h"

#include <gtest/gtest.h>

#include <set>

#include "app/review_home_for_tests.h"
#include "app/review_look.h"
#include "app/review_view.h"
#include "base/hash.h"
#include "base/hex.h"

namespace insyn {
namespace {

using enum Standing;
using Users = std::set<std::string>;

class Suspicions : public ::testing::Test {
 protected:
  Home& home() { return town.home(); }
  HandedOver over(const std::string& client, HandOver given = {.code = "curiosity"}) {
    const auto handed = hand_over(home(), town.row(client), given);
    AuditHome::must(handed);
    return *handed;
  }
  static Users users(const Recipients& told) { return {told.users.begin(), told.users.end()}; }
  ReviewHome town;
};

TEST_F(Suspicions, DirectorProtectionOfficerHrAndTheRoleByLawAreToldAtOnce) {
  EXPECT_EQ(users(over("c-u10").told), (Users{"u-dora", "u-dso", "u-hr", "u-kc"}));
  const HandedOver health_care = over("c-u04");
  EXPECT_EQ(users(health_care.told), (Users{"u-dora", "u-dso", "u-hr", "u-mas"}));
  EXPECT_EQ(users(recipients_of(home(), health_care.suspicion)), users(health_care.told));
}

TEST_F(Suspicions, AnInvolvedDirectorIsNotToldAndTheNamedOtherIs) {
  const HandedOver nobody = over("c-u10", {.code = "curiosity", .director_involved = true});
  EXPECT_EQ(users(nobody.told), (Users{"u-dso", "u-hr", "u-kc"}));
  EXPECT_EQ(nobody.told.unheld, std::vector<UserRole>{UserRole::director});
  AuditHome::must(name_substitute(home(), "s-sub", "Beslut 1"));
  const HandedOver named = over("c-u11", {.code = "curiosity", .director_involved = true});
  EXPECT_EQ(users(named.told), (Users{"u-dso", "u-hr", "u-kc", "u-sub"}));
  EXPECT_TRUE(named.told.other_for_director);
  // Nor does she see it, or decide on it.
  const auto seen = [&](const std::string& user) {
    return suspicions_for(*town.look(), user).size();
  };
  EXPECT_EQ(seen("u-dora"), 0U);
  EXPECT_EQ(seen("u-sub"), 1U);
  town.as("dora");
  EXPECT_EQ(said(return_suspicion(home(), named.suspicion, "Nej")), "not-allowed");
  EXPECT_EQ(said(stamp_suspicion(home(), named.suspicion, StampKind::knowledge, home().now, "")),
            "not-allowed");
  EXPECT_TRUE(acts_for_director(*town.look(), "u-sub"));
  for (const char* user : {"u-dora", "u-hr", "u-kc", "u-adm", ""})
    EXPECT_FALSE(acts_for_director(*town.look(), user)) << user;
  EXPECT_TRUE(is_left_out(*town.look(), "u-dora", ReviewHome::id));
  EXPECT_FALSE(is_left_out(*town.look(), "u-sub", ReviewHome::id));
  const SuspicionView view = suspicions_for(*town.look(), "u-sub").at(0);
  EXPECT_TRUE(view.may_stamp && view.may_return && view.waits());
  town.as("sub");
  EXPECT_EQ(said(return_suspicion(home(), named.suspicion, "Nej")), "done");
  EXPECT_FALSE(suspicions_for(*town.look(), "u-sub").at(0).waits());
}

TEST_F(Suspicions, AreSeenWithTheirRowAndDecidedOnAfterTheAuditIsClosed) {
  const HandedOver handed = over("c-u10");
  const auto row = [&] { return suspicions_for(*town.look(), "u-dora").at(0).row; };
  ASSERT_TRUE(row());
  const std::string client = row()->client_id;
  town.record(act::closed, {{"by", ""}});
  ASSERT_TRUE(row());
  EXPECT_EQ(row()->client_id, client);
  EXPECT_FALSE(row()->opened.empty());
  EXPECT_TRUE(ReviewLook(*town.look(), "u-maria").lists().empty()) << "lists are read no more";
  town.as("dora");
  EXPECT_EQ(said(stamp_suspicion(home(), handed.suspicion, StampKind::knowledge, home().now, "")),
            "done");
  EXPECT_EQ(said(return_suspicion(home(), handed.suspicion, "Fel klient")), "done");
}

TEST_F(Suspicions, AreSeenWithTheirRowAfterTheAuditIsAnnulled) {
  over("c-u10");
  town.as("");
  AuditHome::must(annul_audit(home(), ReviewHome::id, "Fel ram"));
  EXPECT_TRUE(suspicions_for(*town.look(), "u-dora").at(0).row);
}

TEST_F(Suspicions, TheRegistersTellThatTheDirectorIsTheClient) {
  // Vera, who is Stina, becomes director too.
  town.record(act::role_change_proposed,
              {{"user", "u-vera"}, {"by", ""}, {"give", to_json({{UserRole::director, ""}})}});
  town.record(act::role_change_approved, {{"proposed", home().ledger.size() - 1}, {"by", ""}});
  const Users told = users(over("c-stina").told);
  EXPECT_FALSE(told.contains("u-vera"));
  EXPECT_TRUE(told.contains("u-dora"));
}

TEST_F(Suspicions, ARowConfirmedInTheBulkIsHandedOverWithItsEvidenceFrozen) {
  AuditHome::must(confirm_supported(home(), town.part(), {}));
  const RowAt row = town.row("c-s1");
  const HandedOver handed = over("c-s1");
  EXPECT_EQ(town.standing(row), suspected);
  const SuspicionState& suspicion = *town.review().suspicion(handed.suspicion);
  const CurrentList list = town.list_of("s-cia");
  const json::value& frozen = list.list.at("rows").as_array()[static_cast<std::size_t>(row.row)];
  EXPECT_EQ(suspicion.evidence_sha256, to_hex(sha256(canonical_json(frozen))));
  EXPECT_EQ(home().ledger.words(handed.suspicion).at("row"), frozen);
}

TEST_F(Suspicions, ItsReaderNeverTakesItBackOrClosesIt) {
  const HandedOver handed = over("c-u10");
  EXPECT_EQ(said(undo_row(home(), town.row("c-u10"))), "row-handed-over");
  EXPECT_EQ(said(judge_row(home(), town.row("c-u10"), {needed, "other_unit", "", false})),
            "row-handed-over");
  EXPECT_EQ(said(return_suspicion(home(), handed.suspicion, "Ångrar mig")), "not-allowed");
  EXPECT_EQ(said(hand_over(home(), town.row("c-u10"), {.code = "curiosity"})), "row-handed-over");
}

TEST_F(Suspicions, WhatItsReceiverReturnsIsAnsweredAnew) {
  const HandedOver handed = over("c-u10");
  town.as("kc");
  EXPECT_EQ(said(return_suspicion(home(), handed.suspicion, "")), "text-missing");
  EXPECT_EQ(said(return_suspicion(home(), handed.suspicion, "Hon var i tjänst")), "done");
  EXPECT_EQ(said(return_suspicion(home(), handed.suspicion, "Igen")), "returned");
  EXPECT_EQ(town.standing(town.row("c-u10")), unanswered);
}

TEST_F(Suspicions, ReturnedAfterTheSignOffItStandsUntilItsReaderCorrectsIt) {
  const HandedOver handed = over("c-u10");
  town.finish(town.part());
  const Judgement need{needed, "other_unit", "", false};
  EXPECT_EQ(said(correct_row(home(), town.row("c-u10"), need, "x")), "row-handed-over");
  town.as("dora");
  AuditHome::must(return_suspicion(home(), handed.suspicion, "Hon var i tjänst"));
  EXPECT_EQ(town.standing(town.row("c-u10")), suspected);
  town.as("maria");
  EXPECT_EQ(said(correct_row(home(), town.row("c-u10"), need, "Återlämnad")), "done");
  EXPECT_EQ(town.standing(town.row("c-u10")), needed);
}

TEST_F(Suspicions, AfterTheSignOffARowIsHandedOverAsACorrection) {
  town.finish(town.part());
  over("c-u10");
  EXPECT_EQ(town.standing(town.row("c-u10")), suspected);
  EXPECT_EQ(town.reviewed(town.row("c-u10")).corrections.size(), 1U);
}

TEST_F(Suspicions, QuestionsToTheEmployeeCloseAndNoNewOnesOpen) {
  const auto asked = ask_employee(home(), town.row("c-u10"), "Kan du berätta?");
  AuditHome::must(asked);
  EXPECT_EQ(questions_to(*town.look(), "u-cia").size(), 1U);
  over("c-pub");
  EXPECT_FALSE(town.review().ask(*asked)->is_open());
  EXPECT_TRUE(questions_to(*town.look(), "u-cia").empty());
  EXPECT_EQ(said(ask_employee(home(), town.row("c-u11"), "Och här?")), "talk-closed");
  town.as("cia");
  EXPECT_EQ(said(answer_as_employee(home(), *asked, "Larm")), "ask-closed");
}

TEST_F(Suspicions, WaitingWithTheTalkTellsHrAndIsTheSignal) {
  const auto told = hold_off_talk(home(), town.row("c-u10"), "");
  AuditHome::must(told);
  EXPECT_EQ(users(*told), Users{"u-hr"});
  EXPECT_EQ(said(hold_off_talk(home(), town.row("c-u10"), "")), "held-off-already");
  EXPECT_EQ(said(ask_employee(home(), town.row("c-u11"), "Hej")), "talk-closed");
  EXPECT_EQ(town.standing(town.row("c-u10")), unanswered);
  const Instant signal = home().now;
  town.at("2026-02-19 13:00");
  const HandedOver handed = over("c-u10");
  EXPECT_EQ(town.review().suspicion(handed.suspicion)->stamps.signal, signal);
}

TEST_F(Suspicions, StampsAreSetByThoseWhoReceiveItInOrderOfTime) {
  const HandedOver handed = over("c-u10");
  const Instant signal = home().now;
  const auto stamped = [&](StampKind kind, Instant at, const std::string& reason = "") {
    return said(stamp_suspicion(home(), handed.suspicion, kind, at, reason));
  };
  EXPECT_EQ(stamped(StampKind::certainty, signal), "not-allowed");
  town.as("dso");
  town.at("2026-02-20 09:00");
  EXPECT_EQ(stamped(StampKind::signal, signal), "stamp-signal");
  EXPECT_EQ(stamped(StampKind::certainty, home().now + std::chrono::minutes{1}), "stamp-future");
  EXPECT_EQ(stamped(StampKind::certainty, signal - std::chrono::hours{1}), "stamp-before-signal");
  EXPECT_EQ(stamped(StampKind::certainty, signal), "done");
  EXPECT_EQ(stamped(StampKind::certainty, home().now), "text-missing");
  EXPECT_EQ(stamped(StampKind::certainty, home().now, "Samtalet hölls i dag"), "done");
  town.as("dora");
  EXPECT_EQ(stamped(StampKind::knowledge, home().now), "done");
  const Stamps& stamps = town.review().suspicion(handed.suspicion)->stamps;
  EXPECT_EQ(stamps.certainty, home().now);
  EXPECT_EQ(stamps.knowledge, home().now);
}

TEST_F(Suspicions, WhoSeesClocksOnlySeesNoAnswers) {
  over("c-u10", {.code = "curiosity", .text = "Grannen"});
  const auto officer = suspicions_for(*town.look(), "u-dso");
  ASSERT_EQ(officer.size(), 1U);
  EXPECT_EQ(officer[0].clocks.size(), 2U);
  EXPECT_TRUE(officer[0].person.empty());
  EXPECT_FALSE(officer[0].row);
  const auto controller = suspicions_for(*town.look(), "u-kc");
  ASSERT_EQ(controller.size(), 1U);
  EXPECT_EQ(controller[0].person, "Cia Ek");
  EXPECT_EQ(controller[0].text, "Grannen");
  for (const char* user : {"u-mas", "u-adm", "u-maria", "u-cia", "u-vera", ""})
    EXPECT_TRUE(suspicions_for(*town.look(), user).empty()) << user;
}

}  // namespace
}  // namespace insyn
