#include "domain/people/rights.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

namespace insyn {
namespace {

using enum Right;

const std::set<Right> everyones{see_overview, see_routine, sign_informed, answer_question};
const std::set<Right> about_oneself{sign_informed, answer_question};

struct Case {
  UserRole role;
  std::map<Right, Reach> may;  ///< besides what is everyone's
};

/// The matrix, role by role, from issue C (point 2), design 9 and practice.md F9-F31, section 3.
const std::vector<Case>& matrix() {
  const Reach all = Reach::all;
  const Reach area = Reach::own_area;
  static const std::vector<Case> cases{
      // Runs the audit; no answers on suspicions, no outcomes, not Insyn's own log.
      {UserRole::administrator,
       {{see_audits, all},          {see_population, all},      {open_audit, all},
        {draw_audit, all},          {route_lists, all},         {send_lists, all},
        {see_progress, all},        {see_lists_status, all},    {remind, all},
        {close_audit, all},         {annul_audit, all},         {draw_second_reading, all},
        {see_sources, all},         {import_delivery, all},     {see_rejected_rows, all},
        {see_proofs, all},          {see_metrics, all},         {see_users, all},
        {propose_role_change, all}, {approve_role_change, all}, {propose_routine_change, all},
        {see_decisions, all},       {record_decision, all},     {see_informed, all},
        {record_informed, all},     {publish_information, all}}},
      {UserRole::manager,
       {{see_audits, all},
        {see_own_lists, Reach::own_lists},
        {give_support, Reach::own_lists},
        {read_again, Reach::own_lists}}},
      // Status and the deviating rows of the own area.
      {UserRole::area_head,
       {{see_audits, all},
        {see_progress, area},
        {see_lists_status, area},
        {remind, area},
        {extend_deadline, area},
        {appoint_reviewer, area},
        {see_own_lists, Reach::own_lists},
        {give_support, Reach::own_lists},
        {read_again, Reach::own_lists},
        {see_deviating_rows, area},
        {sign_off_area, area},
        {see_counts, area},
        {see_informed, area}}},
      {UserRole::chief_nurse,
       {{see_audits, all},
        {see_confidential_lists, Reach::own_law},
        {see_suspicions, Reach::own_law},
        {give_support, Reach::own_law},
        {countersign_unclear, Reach::own_law},
        {read_again, Reach::own_law},
        {return_suspicion, Reach::own_law},
        {propose_routine_change, all}}},
      {UserRole::quality_controller,
       {{see_audits, all},
        {see_confidential_lists, Reach::own_law},
        {see_suspicions, Reach::own_law},
        {give_support, Reach::own_law},
        {countersign_unclear, Reach::own_law},
        {read_again, Reach::own_law},
        {return_suspicion, Reach::own_law},
        {propose_routine_change, all}}},
      // The IT strategist: counts only.
      {UserRole::compiler,
       {{see_audits, all},
        {see_progress, all},
        {see_counts, all},
        {compile_result, all},
        {report_result, all},
        {see_sources, all},
        {see_proofs, all}}},
      {UserRole::director,
       {{see_audits, all},
        {see_progress, all},
        {see_lists_status, all},
        {extend_deadline, all},
        {appoint_reviewer, all},
        {see_own_lists, Reach::own_lists},
        {sign_off_area, all},
        {see_counts, all},
        {close_audit, all},
        {annul_audit, all},
        {see_suspicions, all},
        {see_clocks, all},
        {see_proofs, all},
        {see_users, all},
        {propose_role_change, all},
        {approve_role_change, all},
        {name_stand_in, all},
        {approve_routine_change, all},
        {decide_matching, all},
        {see_decisions, all},
        {record_decision, all},
        {see_informed, all},
        {give_support, Reach::own_lists},
        {read_again, Reach::own_lists},
        {stamp_suspicion, all},
        {return_suspicion, all}}},
      // A case, when a measure is considered.
      {UserRole::hr,
       {{see_suspicions, Reach::at_measure},
        {see_clocks, Reach::at_measure},
        {stamp_suspicion, Reach::at_measure}}},
      // Clocks and decisions, and Insyn's own log.
      {UserRole::data_protection_officer,
       {{see_audits, all},
        {see_counts, all},
        {see_clocks, all},
        {stamp_suspicion, all},
        {see_sources, all},
        {see_proofs, all},
        {see_users, all},
        {see_decisions, all},
        {see_own_log, all},
        {report_own_log_yearly, all},
        {see_informed, all}}},
      {UserRole::disclosure_officer, {{make_extract, all}}},
      // Reads protocols and statistics; the names only to redo a draw.
      {UserRole::auditor,
       {{see_audits, all},
        {see_population, all},
        {see_progress, all},
        {see_counts, all},
        {see_sources, all},
        {see_proofs, all},
        {see_users, all},
        {see_decisions, all}}},
  };
  return cases;
}

Holder with(UserRole role, std::string area = "") {
  return {.staff = "s1", .grants = {{role, std::move(area)}}};
}

TEST(Rights, EachRoleHasWhatTheMatrixSaysAndNothingElse) {
  ASSERT_EQ(matrix().size(), all_user_roles().size());
  for (const Case& one : matrix())
    for (const Right right : all_rights()) {
      const auto found = one.may.find(right);
      Reach expected = found == one.may.end() ? Reach::none : found->second;
      if (everyones.contains(right))
        expected = about_oneself.contains(right) ? Reach::self : Reach::all;
      EXPECT_EQ(code_of(reach_of(right, one.role)), code_of(expected))
          << code_of(one.role) << " " << code_of(right);
    }
}

TEST(Rights, WhoeverHasNoRoleMayNothing) {
  for (const Right right : all_rights()) {
    EXPECT_FALSE(may({.staff = "s1", .grants = {}}, right, {.staff = "s1"})) << code_of(right);
    EXPECT_FALSE(may_anywhere({}, right)) << code_of(right);
  }
}

TEST(Rights, TheAdministratorSeesNoRowsOfListsNoAnswersAndNeverTheOwnLog) {
  for (const Right right :
       {see_own_lists, see_confidential_lists, see_deviating_rows, see_suspicions, see_counts,
        see_own_log, report_own_log_yearly, appoint_reviewer, make_extract})
    EXPECT_EQ(reach_of(right, UserRole::administrator), Reach::none) << code_of(right);
}

TEST(Rights, AnAreaHeadReachesTheOwnAreaOnly) {
  const Holder head = with(UserRole::area_head, "vo-south");
  EXPECT_TRUE(may(head, see_deviating_rows, {.area = "vo-south", .staff = "s2"}));
  EXPECT_FALSE(may(head, see_deviating_rows, {.area = "vo-north", .staff = "s2"}));
  EXPECT_FALSE(may(head, see_deviating_rows, {.area = "", .staff = "s2"}));
  EXPECT_EQ(areas_of(head, appoint_reviewer), std::vector<std::string>{"vo-south"});
  EXPECT_TRUE(areas_of(head, see_audits).empty());
}

TEST(Rights, AGrantThatNamesNoAreaReachesNoArea) {
  EXPECT_FALSE(may(with(UserRole::area_head), remind, {.area = ""}));
  EXPECT_FALSE(may(with(UserRole::area_head), remind, {.area = "vo-south"}));
}

TEST(Rights, AManagerSeesTheListsThatAreTheirsToReview) {
  const Holder manager = with(UserRole::manager);
  EXPECT_TRUE(may(manager, see_own_lists, {.reviewer = "s1", .staff = "s2"}));
  EXPECT_FALSE(may(manager, see_own_lists, {.reviewer = "s3", .staff = "s2"}));
  EXPECT_FALSE(may(manager, see_own_lists, {.reviewer = "", .staff = "s2"}));
}

TEST(Rights, AUserOutsideTheStaffRegisterHasNoOwnLists) {
  const Holder outsider{.staff = "", .grants = {{UserRole::manager, ""}}};
  EXPECT_FALSE(may(outsider, see_own_lists, {.reviewer = "", .staff = "s2"}));
  EXPECT_FALSE(may(outsider, sign_informed, {.staff = ""}));
}

TEST(Rights, ConfidentialRowsGoByTheLawOfTheCase) {
  const Holder nurse = with(UserRole::chief_nurse);
  const Holder controller = with(UserRole::quality_controller);
  EXPECT_TRUE(may(nurse, see_confidential_lists, {.law = "HSL", .staff = "s2"}));
  EXPECT_FALSE(may(controller, see_confidential_lists, {.law = "HSL", .staff = "s2"}));
  for (const char* law : {"SoL", "LSS", "LVU", "LVM", ""}) {
    EXPECT_FALSE(may(nurse, see_confidential_lists, {.law = law, .staff = "s2"})) << law;
    EXPECT_TRUE(may(controller, see_confidential_lists, {.law = law, .staff = "s2"})) << law;
  }
}

TEST(Rights, HrSeesACaseOnlyWhenAMeasureIsConsidered) {
  const Holder hr = with(UserRole::hr);
  EXPECT_FALSE(may(hr, see_suspicions, {.staff = "s2"}));
  EXPECT_TRUE(may(hr, see_suspicions, {.staff = "s2", .measure_considered = true}));
}

TEST(Rights, NobodyReviewsThemselfInWhateverRole) {
  Holder every{.staff = "s1", .grants = {}};
  for (const UserRole role : all_user_roles()) every.grants.push_back({role, "vo"});
  for (const char* law : {"HSL", "SoL"}) {
    Scope scope{.area = "vo", .law = law, .reviewer = "s1", .staff = "s1"};
    scope.measure_considered = true;
    for (const Right right : {see_own_lists, see_confidential_lists, see_deviating_rows,
                              see_suspicions, appoint_reviewer, extend_deadline}) {
      EXPECT_FALSE(may(every, right, scope)) << code_of(right);
      Scope of_another = scope;
      of_another.staff = "s2";
      EXPECT_TRUE(may(every, right, of_another)) << code_of(right);
    }
  }
}

TEST(Rights, RolesAddUpAndNeverTakeAway) {
  Holder holder = with(UserRole::compiler);
  EXPECT_FALSE(may(holder, sign_off_area, {.area = "vo-south"}));
  holder.grants.push_back({UserRole::area_head, "vo-south"});
  holder.grants.push_back({UserRole::area_head, "vo-north"});
  EXPECT_TRUE(may(holder, sign_off_area, {.area = "vo-south"}));
  EXPECT_TRUE(may(holder, compile_result, {}));
  EXPECT_EQ(areas_of(holder, sign_off_area), (std::vector<std::string>{"vo-north", "vo-south"}));
}

TEST(Rights, OnlyTheCompilerWhoSeesCountsMayDoWithoutStrongLogin) {
  for (const UserRole role : all_user_roles())
    EXPECT_EQ(needs_strong_login(role), role != UserRole::compiler) << code_of(role);
  EXPECT_FALSE(needs_strong_login(std::vector<Grant>{}));
  EXPECT_TRUE(needs_strong_login({{UserRole::compiler, ""}, {UserRole::manager, ""}}));
}

TEST(Rights, EveryRightCanBeUsedBySomebodyAndSaysWhatItIs) {
  std::set<std::string_view> codes;
  for (const Right right : all_rights()) {
    EXPECT_FALSE(roles_with(right).empty()) << code_of(right);
    EXPECT_FALSE(text_of(right).empty()) << code_of(right);
    EXPECT_TRUE(codes.insert(code_of(right)).second) << code_of(right);
  }
  EXPECT_EQ(roles_with(compile_result), std::vector<UserRole>{UserRole::compiler});
}

TEST(Roles, AreReadBackFromTheirCodes) {
  for (const UserRole role : all_user_roles()) EXPECT_EQ(parse_user_role(code_of(role)), role);
  EXPECT_FALSE(parse_user_role("Administrator"));
  EXPECT_FALSE(parse_user_role(""));
  EXPECT_EQ(code_of(UserRole::data_protection_officer), "data_protection_officer");
}

std::string word_of(Reach reach) {
  static const std::map<Reach, std::string> words{
      {Reach::none, ""},       {Reach::self, "self"},     {Reach::own_lists, "lists"},
      {Reach::own_law, "law"}, {Reach::own_area, "area"}, {Reach::at_measure, "measure"},
      {Reach::all, "all"}};
  return words.at(reach);
}

TEST(Rights, TheDocumentForOperatorsShowsThisTable) {
  std::ifstream file{std::string{INSYN_REPO} + "/docs/roles.md", std::ios::binary};
  const std::string document{std::istreambuf_iterator<char>{file}, {}};
  for (const Right right : all_rights()) {
    std::ostringstream row;
    row << "| `" << code_of(right) << "` | " << text_of(right) << " |";
    for (const UserRole role : all_user_roles()) {
      const std::string word = word_of(reach_of(right, role));
      row << (word.empty() ? "" : " " + word) << " |";
    }
    EXPECT_NE(document.find(row.str() + "\n"), std::string::npos) << row.str();
  }
  for (const UserRole role : all_user_roles())
    EXPECT_NE(
        document.find("| `" + std::string{code_of(role)} + "` | " + std::string{title_of(role)} +
                      " | " + (needs_strong_login(role) ? "yes" : "no") + " |"),
        std::string::npos)
        << code_of(role);
}

}  // namespace
}  // namespace insyn
