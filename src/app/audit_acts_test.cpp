#include "app/audit_acts.h"

#include <gtest/gtest.h>

#include <set>

#include "app/audit_home_for_tests.h"
#include "app/audit_steps.h"
#include "app/frozen_lists.h"

namespace insyn {
namespace {

const std::string id = "2026-1.1";
const std::string round_digits(64, 'a');

/// What a refusal says, or `done`.
template <class R>
std::string said(const R& result) {
  return result ? "done" : result.error().code;
}

class Acts : public ::testing::Test {
 protected:
  void open(AuditHome& of) {
    AuditHome::must(open_audit(of.home(), {"2026-1", "drand quicknet round 26170000", "", ""}));
  }
  void draw(AuditHome& of) {
    open(of);
    AuditHome::must(draw_with(of.home(), id, round_digits));
  }
  void send(AuditHome& of) {
    draw(of);
    AuditHome::must(route_audit(of.home(), id));
    AuditHome::must(send_lists(of.home(), id));
  }

  std::vector<CurrentList> lists(AuditHome& of) {
    const AuditState& audit = *of.state().audit(id);
    return *current_lists(of.home(), audit, *committed_frame(of.home(), audit));
  }
  const CurrentList& list_of(AuditHome& of, const std::string& staff) {
    all_ = lists(of);
    for (const CurrentList& list : all_)
      if (list.staff == staff && list.role == "manager") return list;
    throw std::runtime_error{"no list"};
  }
  const ListProgress& progress_of(AuditHome& of, const std::string& staff) {
    return of.progress().lists.at(list_of(of, staff).code);
  }
  std::string code_of_reader(AuditHome& of, const std::string& staff) {
    return committed_frame(of.home(), *of.state().audit(id))->reader_code(staff);
  }

  /// Every part of a list, as its readers do it.
  void sign(AuditHome& of, const std::string& code) {
    of.record(act::list_signed, {{"list", code}});
    for (const MovedRows& moved : of.progress().lists.at(code).moved)
      of.record(act::list_signed, {{"list", code}, {"part", moved.part()}});
  }

  AuditHome town;

 private:
  std::vector<CurrentList> all_;
};

TEST_F(Acts, ADrawTakesTheBeaconsValueAndNoOther) {
  open(town);
  EXPECT_EQ(said(draw_with(town.home(), id, "3 5 1")), "beacon-value");
  EXPECT_EQ(said(draw_with(town.home(), "2026-9.1", round_digits)), "audit-unknown");
  EXPECT_EQ(said(draw_with(town.home(), id, round_digits)), "done");
}

TEST_F(Acts, NothingIsRoutedOrSentBeforeTheDraw) {
  open(town);
  EXPECT_EQ(said(route_audit(town.home(), id)), "audit-not-drawn");
  EXPECT_EQ(said(send_lists(town.home(), id)), "audit-not-drawn");
  AuditHome::must(draw_with(town.home(), id, round_digits));
  EXPECT_EQ(said(send_lists(town.home(), id)), "not-routed");
}

TEST_F(Acts, ListsGoToTheReviewersAndUpwardPastConflicts) {
  draw(town);
  const auto routed = route_audit(town.home(), id);
  ASSERT_TRUE(routed) << routed.error().text;
  EXPECT_EQ(routed->at("lists").to_number<int>(), 5);
  EXPECT_EQ(routed->at("moved").to_number<int>(), 0);
  // Maria opened Klas's record too: those rows of Anna and Bo go to Vera.
  EXPECT_EQ(routed->at("moved_rows").to_number<int>(), 2);
  EXPECT_EQ(progress_of(town, "s-anna").reader, code_of_reader(town, "s-maria"));
  ASSERT_EQ(progress_of(town, "s-anna").moved.size(), 1U);
  EXPECT_EQ(progress_of(town, "s-anna").moved[0].reader, code_of_reader(town, "s-vera"));
  EXPECT_EQ(progress_of(town, "s-anna").moved[0].reasons,
            std::vector<std::string>{"opened_unexplained"});
  EXPECT_TRUE(progress_of(town, "s-cia").moved.empty());
  EXPECT_EQ(progress_of(town, "s-maria").reader, code_of_reader(town, "s-vera"));
}

TEST_F(Acts, WhoIsOnLeaveOnTheDayOfTheSendingIsPassed) {
  draw(town);
  town.register_file(Register::absences,
                     "staff_id,kind,valid_from,valid_to\ns-maria,x,2026-02-17,2026-02-18\n");
  AuditHome::must(route_audit(town.home(), id));
  EXPECT_EQ(progress_of(town, "s-cia").reader, code_of_reader(town, "s-vera"));
  EXPECT_EQ(progress_of(town, "s-cia").reasons, std::vector<std::string>{"on_leave"});
  // Stina is Vera; that stays in the words, and the row with whoever has the role.
  ASSERT_EQ(progress_of(town, "s-cia").moved.size(), 1U);
  EXPECT_EQ(progress_of(town, "s-cia").moved[0].role, "quality_controller");
  EXPECT_EQ(progress_of(town, "s-cia").moved[0].reasons, std::vector<std::string>{"confidential"});
  EXPECT_NE(canonical_json(town.last_words()).find("is_client"), std::string::npos);
  // The day after, routed again before the sending, she is back.
  town.at("2026-02-18 09:00");
  AuditHome::must(route_audit(town.home(), id));
  EXPECT_EQ(progress_of(town, "s-cia").reader, code_of_reader(town, "s-maria"));
}

TEST_F(Acts, WhereNobodyCanReadASubstituteIsNamed) {
  draw(town);
  town.register_file(Register::absences,
                     "staff_id,kind,valid_from,valid_to\ns-maria,x,2026-02-01,\n"
                     "s-vera,x,2026-02-01,\ns-dora,x,2026-02-01,\n");
  AuditHome::must(route_audit(town.home(), id));
  EXPECT_FALSE(progress_of(town, "s-anna").has_reader());
  EXPECT_EQ(said(send_lists(town.home(), id)), "no-reader");
  EXPECT_EQ(said(name_substitute(town.home(), "s-nobody", "r")), "staff-unknown");
  EXPECT_EQ(said(name_substitute(town.home(), "s-sub", "")), "reason-missing");
  EXPECT_EQ(said(name_substitute(town.home(), "s-sub", "Beslut 1")), "done");
  AuditHome::must(route_audit(town.home(), id));
  EXPECT_EQ(progress_of(town, "s-anna").reader, code_of_reader(town, "s-sub"));
  EXPECT_EQ(said(send_lists(town.home(), id)), "done");
}

TEST_F(Acts, SendingCountsWhatGoesOutAndWhenItIsAnswered) {
  draw(town);
  AuditHome::must(route_audit(town.home(), id));
  const auto sent = send_lists(town.home(), id);
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->at("lists").to_number<int>(), 5);
  EXPECT_EQ(sent->at("rows").to_number<int>(), 5);
  EXPECT_EQ(sent->at("readers").to_number<int>(), 2);
  EXPECT_EQ(text_of(*sent, "answer_by"), "2026-03-10");  // fifteen working days after 17 February
  EXPECT_EQ(said(send_lists(town.home(), id)), "all-sent");
  EXPECT_EQ(said(route_audit(town.home(), id)), "all-sent");
}

TEST_F(Acts, OnlyListsThatWaitAreRemindedOfOrEscalated) {
  send(town);
  const std::string code = list_of(town, "s-anna").code;
  EXPECT_EQ(said(remind(town.home(), id, {})), "no-lists");
  EXPECT_EQ(said(remind(town.home(), id, {"x"})), "list-unknown");
  EXPECT_EQ(said(remind(town.home(), id, {code})), "done");
  EXPECT_EQ(said(escalate(town.home(), id, {code}, "manager")), "escalate-to");
  EXPECT_EQ(said(escalate(town.home(), id, {code}, "area_head")), "done");
  EXPECT_EQ(progress_of(town, "s-anna").reminders, 1);
  EXPECT_TRUE(progress_of(town, "s-anna").escalated.contains("area_head"));
  sign(town, code);
  EXPECT_EQ(said(remind(town.home(), id, {code})), "list-signed");
}

TEST_F(Acts, AnotherReviewerIsAppointedWithAReasonAndWithoutConflict) {
  send(town);
  const std::string cia = list_of(town, "s-cia").code;
  const std::string maria = list_of(town, "s-maria").code;
  const auto appointed = [&](const std::string& list, const std::string& staff,
                             const std::string& reason = "Sjuk") {
    return said(appoint_reviewer(town.home(), id, list, staff, reason));
  };
  EXPECT_EQ(appointed(cia, "s-vera", ""), "reason-missing");
  EXPECT_EQ(appointed("x", "s-vera"), "list-unknown");
  EXPECT_EQ(appointed(cia, "s-nobody"), "staff-unknown");
  EXPECT_EQ(appointed(cia, "s-cia"), "conflict");
  EXPECT_EQ(appointed(maria, "s-cia"), "conflict");  // Maria reads Cia's
  EXPECT_EQ(appointed(cia, "s-vera"), "done");
  EXPECT_EQ(progress_of(town, "s-cia").reader, code_of_reader(town, "s-vera"));
  // She doesn't get the row that is about herself.
  ASSERT_EQ(progress_of(town, "s-cia").moved.size(), 1U);
  EXPECT_EQ(progress_of(town, "s-cia").moved[0].role, "quality_controller");
}

TEST_F(Acts, LeaveAndResignationAreNoGroundToLeaveTheSample) {
  send(town);
  const std::string anna = list_of(town, "s-anna").pseudonym;
  for (const char* ground : {"leave", "resigned", "illness", ""})
    EXPECT_EQ(said(remove_from_sample(town.home(), id, anna, ground, "r")), "ground");
  EXPECT_EQ(said(remove_from_sample(town.home(), id, anna, "robot", "")), "reason-missing");
  EXPECT_EQ(said(remove_from_sample(town.home(), id, "x", "robot", "r")), "not-in-sample");
}

TEST_F(Acts, WithoutAReserveTheSampleIsOneLess) {
  send(town);
  const std::string anna = list_of(town, "s-anna").pseudonym;
  const auto left = remove_from_sample(town.home(), id, anna, "robot", "Konto för överföring");
  ASSERT_TRUE(left) << left.error().text;
  EXPECT_EQ(text_of(*left, "replacement"), "");
  EXPECT_EQ(lists(town).size(), 4U);
  EXPECT_EQ(said(remove_from_sample(town.home(), id, anna, "robot", "r")), "left-already");
}

TEST_F(Acts, TheNextOfTheReserveComesInWithListsAsTheDrawFreezesThem) {
  AuditHome two{400};  // 2 of 5, 3 in reserve
  send(two);
  ASSERT_EQ(lists(two).size(), 2U);
  const json::object draw_words = two.home().ledger.words(*two.state().audit(id)->drawn);
  const json::object& stratum =
      draw_words.at("draw").as_object().at("strata").as_array()[0].as_object();
  std::set<std::string> drawn_now;
  // What comes after the opening is in no list, also not in those of who comes in later.
  two.log(
      "time,staff_id,client_id,action\n2026-02-03 11:00,s-anna,c-new,read\n"
      "2026-02-03 11:00,s-bo,c-new,read\n2026-02-03 11:00,s-cia,c-new,read\n"
      "2026-02-03 11:00,s-dan,c-new,read\n2026-02-03 11:00,s-maria,c-new,read\n");
  for (const std::size_t i : {0U, 1U}) {
    const std::string wanted =
        text_of(stratum.at("reserve").as_array()[i].as_object(), "pseudonym");
    const std::string leaves = i == 0 ? lists(two)[0].pseudonym : lists(two).back().pseudonym;
    const auto left = remove_from_sample(two.home(), id, leaves, "wrong_identity", "Fel");
    ASSERT_TRUE(left) << left.error().text;
    EXPECT_EQ(text_of(*left, "replacement"), wanted);
    ASSERT_EQ(lists(two).size(), 2U);
    EXPECT_EQ(lists(two).back().pseudonym, wanted);
    EXPECT_EQ(lists(two).back().list.at("rows").as_array().size(), 1U);
  }
  // They are routed and sent like the others; what was sent before stays where it is.
  EXPECT_EQ(said(send_lists(two.home(), id)), "not-routed");
  AuditHome::must(route_audit(two.home(), id));
  AuditHome::must(send_lists(two.home(), id));
  EXPECT_EQ(two.progress().lists.size(), 2U);
  EXPECT_TRUE(two.progress().all_sent());
}

TEST_F(Acts, TheEndIsReachedInOrder) {
  send(town);
  EXPECT_EQ(said(sign_off_area(town.home(), id, "area-a")), "lists-unsigned");
  EXPECT_EQ(said(compile_audit(town.home(), id)), "areas-unsigned");
  for (const CurrentList& list : lists(town)) sign(town, list.code);
  EXPECT_EQ(said(compile_audit(town.home(), id)), "areas-unsigned");
  EXPECT_EQ(said(sign_off_area(town.home(), id, "top")), "area-unknown");
  EXPECT_EQ(said(sign_off_area(town.home(), id, "area-a")), "done");
  EXPECT_EQ(said(sign_off_area(town.home(), id, "area-a")), "area-signed");
  EXPECT_EQ(said(report_audit(town.home(), id)), "not-compiled");
  EXPECT_EQ(said(compile_audit(town.home(), id)), "second-reading-not-drawn");
  town.record(act::second_reading_drawn, {{"rows", json::array{}}});
  EXPECT_EQ(said(compile_audit(town.home(), id)), "done");
  EXPECT_EQ(said(compile_audit(town.home(), id)), "compiled");
  EXPECT_EQ(said(close_audit(town.home(), id)), "not-reported");
  EXPECT_EQ(said(report_audit(town.home(), id)), "done");
  EXPECT_EQ(said(close_audit(town.home(), id)), "done");
  EXPECT_EQ(said(close_audit(town.home(), id)), "audit-closed");
  EXPECT_EQ(said(remind(town.home(), id, {"x"})), "audit-closed");
  const auto routine = load_routine(town.home());
  for (const Step& step :
       steps_of(town.state(), *routine, *find_period(*routine, "2026-1"), *parse_day("2026-03-01")))
    EXPECT_EQ(step.state, StepState::done);
}

TEST_F(Acts, AnAnnulledAuditGoesNoFurther) {
  send(town);
  AuditHome::must(annul_audit(town.home(), id, "Fel register"));
  EXPECT_EQ(said(compile_audit(town.home(), id)), "audit-annulled");
  EXPECT_EQ(said(draw_with(town.home(), id, round_digits)), "audit-annulled");
}

TEST_F(Acts, NoPublicPartHoldsAnIdANameOrAReason) {
  send(town);
  AuditHome::must(name_substitute(town.home(), "s-sub", "Hemligt skäl"));
  AuditHome::must(
      appoint_reviewer(town.home(), id, list_of(town, "s-cia").code, "s-vera", "Hemligt skäl"));
  AuditHome::must(remove_from_sample(town.home(), id, list_of(town, "s-bo").pseudonym, "double",
                                     "Hemligt skäl"));
  for (std::uint64_t seq = 0; seq < town.home().ledger.size(); ++seq) {
    const std::string leaf = town.home().ledger.stored(seq).leaf;
    for (const char* secret : {"s-anna", "s-bo", "s-vera", "s-maria", "s-sub", "c-klas", "Tor Test",
                               "Hemligt", "is_client"})
      EXPECT_EQ(leaf.find(secret), std::string::npos) << secret << " in " << leaf;
  }
}

TEST_F(Acts, CodesOfListsAndReadersAreNoPseudonyms) {
  draw(town);
  const auto frame = *committed_frame(town.home(), *town.state().audit(id));
  for (const auto& [pseudonym, member] : frame.members) {
    EXPECT_NE(frame.reader_code(member.staff), pseudonym);
    EXPECT_NE(frame.list_code(member.staff, "manager"), pseudonym);
    EXPECT_NE(frame.list_code(member.staff, "manager"),
              frame.list_code(member.staff, "chief_nurse"));
  }
}

TEST(ReviewWindow, WidensTheListsAndNotTheFrame) {
  AuditHome wide{1000, "[audit]\nreview_window = \"one_month_back\"\n"};
  wide.log(
      "time,staff_id,client_id,action\n2026-01-20 10:00,s-anna,c-before,read\n"
      "2026-01-20 10:00,s-vera,c-before,read\n2026-02-16 10:00,s-anna,c-after,read\n"
      "2026-02-17 08:00,s-anna,c-same-day,read\n2026-01-16 10:00,s-anna,c-long-ago,read\n");
  const auto opened = open_audit(wide.home(), {"2026-1", {}, "", ""});
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->at("frame_size").to_number<int>(), 5);  // Vera wasn't active in the period
  AuditHome::must(draw_audit(wide.home(), id, "seed"));
  const auto frozen = audit_lists(wide.home(), id);
  std::set<std::string> clients;
  for (const json::value& list : frozen->at("lists").as_array())
    if (text_of(list.as_object(), "staff") == "s-anna")
      for (const json::value& row : list.as_object().at("rows").as_array())
        clients.insert(text_of(row.as_object(), "client"));
  EXPECT_EQ(clients, (std::set<std::string>{"c-after", "c-before", "c-klas"}));
}

}  // namespace
}  // namespace insyn
