#include "domain/people/rights.h"

#include <algorithm>
#include <set>

#include "base/check.h"

namespace insyn {
namespace {

/// What is shown to whoever uses the right.
enum class Shows { no_rows, rows };

struct Rule {
  std::string_view reaches;  ///< a letter for each role, in their order
  Right right;
  Shows shows;
  std::string_view code;
  std::string_view text;
};

using enum Right;
using enum Shows;

// Columns: administrator, manager, area head, chief nurse, quality controller, compiler, director,
// HR, data protection officer, disclosure officer, auditor.
// A all, a own area, w own law, l own lists, m when a measure is considered, s about oneself.
constexpr Rule rules[] = {
    {"AAAAAAAAAAA", see_overview, no_rows, "see_overview", "se översikten"},
    {"AAAAAAA-A-A", see_audits, no_rows, "see_audits", "se kontrollerna och deras steg"},
    {"A---------A", see_population, rows, "see_population", "se vilka som ingår i kontrollen"},
    {"A----------", open_audit, no_rows, "open_audit", "öppna en kontroll"},
    {"A----------", draw_audit, no_rows, "draw_audit", "lotta urvalet"},
    {"A----------", route_lists, no_rows, "route_lists", "flytta listor vid jäv"},
    {"A----------", send_lists, no_rows, "send_lists", "skicka ut listorna"},
    {"A-a--AA---A", see_progress, no_rows, "see_progress", "se hur långt granskningen har kommit"},
    {"A-a---A----", see_lists_status, rows, "see_lists_status", "se vilka listor som återstår"},
    {"A-a--------", remind, no_rows, "remind", "påminna granskare"},
    {"--a---A----", extend_deadline, no_rows, "extend_deadline", "ge en lista ett nytt datum"},
    {"--a---A----", appoint_reviewer, no_rows, "appoint_reviewer", "utse annan granskare"},
    {"-ll---l----", see_own_lists, rows, "see_own_lists", "granska sina listor"},
    {"---ww------", see_confidential_lists, rows, "see_confidential_lists",
     "granska känsliga rader"},
    {"-llww-l----", give_support, rows, "give_support", "ge stöd om en rad"},
    {"sssssssssss", answer_question, no_rows, "answer_question", "svara om en egen öppning"},
    {"---ww------", countersign_unclear, rows, "countersign_unclear",
     "hålla med om att en rad inte kan klarläggas"},
    {"A----------", draw_second_reading, no_rows, "draw_second_reading",
     "lotta rader till en andra läsning"},
    {"-llww-l----", read_again, rows, "read_again", "läsa en rad en andra gång"},
    {"--a--------", see_deviating_rows, rows, "see_deviating_rows", "se avvikande rader"},
    {"--a---A----", sign_off_area, no_rows, "sign_off_area", "skriva under för ett område"},
    {"--a--AA-A-A", see_counts, no_rows, "see_counts", "se utfallet i antal"},
    {"-----A-----", compile_result, no_rows, "compile_result", "sammanställa resultatet"},
    {"-----A-----", report_result, no_rows, "report_result", "lämna rapporten"},
    {"A-----A----", close_audit, no_rows, "close_audit", "avsluta kontrollen"},
    {"A-----A----", annul_audit, no_rows, "annul_audit", "avbryta kontrollen"},
    {"---ww-Am---", see_suspicions, rows, "see_suspicions", "se svaren i en misstanke"},
    {"------AmA--", see_clocks, no_rows, "see_clocks", "se frister och beslut i misstankar"},
    {"------AmA--", stamp_suspicion, no_rows, "stamp_suspicion", "ange tiderna i en misstanke"},
    {"---ww-A----", return_suspicion, rows, "return_suspicion", "återlämna en misstanke"},
    {"---------A-", make_extract, rows, "make_extract", "ta fram loggutdrag"},
    {"A----A--A-A", see_sources, no_rows, "see_sources", "se källor och leveranser"},
    {"A----------", import_delivery, no_rows, "import_delivery", "läsa in loggar och register"},
    {"A----------", see_rejected_rows, rows, "see_rejected_rows", "se avvisade rader"},
    {"A----AA-A-A", see_proofs, no_rows, "see_proofs", "se loggboken och dess kontrollpunkter"},
    {"A----------", see_metrics, no_rows, "see_metrics", "se driftens mätvärden"},
    {"A-----A-A-A", see_users, no_rows, "see_users", "se användare och roller"},
    {"A-----A----", propose_role_change, no_rows, "propose_role_change", "föreslå en ändrad roll"},
    {"A-----A----", approve_role_change, no_rows, "approve_role_change", "godkänna en ändrad roll"},
    {"------A----", name_stand_in, no_rows, "name_stand_in", "utse ersättare för godkännanden"},
    {"AAAAAAAAAAA", see_routine, no_rows, "see_routine", "se rutinen"},
    {"A--AA------", propose_routine_change, no_rows, "propose_routine_change",
     "föreslå en ändrad rutin"},
    {"------A----", approve_routine_change, no_rows, "approve_routine_change",
     "godkänna en ändrad rutin"},
    {"------A----", decide_matching, no_rows, "decide_matching",
     "besluta om samkörning av uppgifter"},
    {"A-----A-A-A", see_decisions, no_rows, "see_decisions", "se fattade beslut"},
    {"A-----A----", record_decision, no_rows, "record_decision", "föra in ett beslut"},
    {"--------A--", see_own_log, rows, "see_own_log", "se Insyns egen logg"},
    {"--------A--", report_own_log_yearly, rows, "report_own_log_yearly",
     "ta emot årslistan ur Insyns egen logg"},
    {"A-a---A-A--", see_informed, rows, "see_informed", "se vilka som är informerade"},
    {"A----------", record_informed, rows, "record_informed", "anteckna vilka som är informerade"},
    {"A----------", publish_information, no_rows, "publish_information",
     "publicera informationstexten"},
    {"sssssssssss", sign_informed, no_rows, "sign_informed", "kvittera informationen"},
};

constexpr Reach reach_of_letter(char letter) {
  switch (letter) {
    case 'A':
      return Reach::all;
    case 'a':
      return Reach::own_area;
    case 'w':
      return Reach::own_law;
    case 'l':
      return Reach::own_lists;
    case 'm':
      return Reach::at_measure;
    case 's':
      return Reach::self;
    default:
      return Reach::none;
  }
}

const Rule& rule_of(Right right) {
  const auto* found = std::ranges::find(rules, right, &Rule::right);
  check(found != std::end(rules), "every right has a rule");
  return *found;
}

/// Whoever is reviewed neither judges the rows nor chooses who does.
bool is_judging(Right right) {
  return right == Right::see_own_lists || right == Right::see_confidential_lists ||
         right == Right::see_deviating_rows || right == Right::appoint_reviewer ||
         right == Right::see_suspicions || right == Right::extend_deadline ||
         right == Right::give_support || right == Right::countersign_unclear ||
         right == Right::read_again || right == Right::stamp_suspicion ||
         right == Right::return_suspicion;
}

bool is_law_of(UserRole role, std::string_view law) {
  return role == UserRole::chief_nurse ? law == "HSL" : law != "HSL";
}

bool reaches(const Holder& holder, const Grant& grant, Reach reach, const Scope& scope) {
  switch (reach) {
    case Reach::none:
      return false;
    case Reach::self:
      return !holder.staff.empty() && scope.staff == holder.staff;
    case Reach::own_lists:
      return !holder.staff.empty() && scope.reviewer == holder.staff;
    case Reach::own_law:
      return is_law_of(grant.role, scope.law);
    case Reach::own_area:
      return !grant.area.empty() && scope.area == grant.area;
    case Reach::at_measure:
      return scope.measure_considered;
    case Reach::all:
      return true;
  }
  return false;
}

}  // namespace

bool has_role(const std::vector<Grant>& grants, UserRole role) {
  return std::ranges::any_of(grants, [&](const Grant& grant) { return grant.role == role; });
}

bool has_role(const std::vector<Grant>& grants, std::string_view code) {
  const auto role = parse_user_role(code);
  return role && has_role(grants, *role);
}

bool may(const Holder& holder, Right right, const Scope& scope) {
  if (is_judging(right) && !holder.staff.empty() && scope.staff == holder.staff) return false;
  return std::ranges::any_of(holder.grants, [&](const Grant& grant) {
    return reaches(holder, grant, reach_of(right, grant.role), scope);
  });
}

bool may_anywhere(const Holder& holder, Right right) {
  return std::ranges::any_of(holder.grants, [&](const Grant& grant) {
    return reach_of(right, grant.role) != Reach::none;
  });
}

Reach reach_of(Right right, UserRole role) {
  const auto& roles = all_user_roles();
  const auto place = std::ranges::find(roles, role) - roles.begin();
  return reach_of_letter(rule_of(right).reaches.at(static_cast<std::size_t>(place)));
}

std::vector<std::string> areas_of(const Holder& holder, Right right) {
  std::set<std::string> areas;
  for (const Grant& grant : holder.grants)
    if (reach_of(right, grant.role) == Reach::own_area && !grant.area.empty())
      areas.insert(grant.area);
  return {areas.begin(), areas.end()};
}

bool needs_strong_login(UserRole role) {
  return std::ranges::any_of(rules, [&](const Rule& rule) {
    return rule.shows == rows && reach_of(rule.right, role) != Reach::none;
  });
}

bool needs_strong_login(const std::vector<Grant>& grants) {
  return std::ranges::any_of(grants,
                             [](const Grant& grant) { return needs_strong_login(grant.role); });
}

const std::vector<Right>& all_rights() {
  static const std::vector<Right> rights = [] {
    std::vector<Right> all;
    for (const Rule& rule : rules) all.push_back(rule.right);
    return all;
  }();
  return rights;
}

std::string_view code_of(Right right) { return rule_of(right).code; }

std::string_view text_of(Right right) { return rule_of(right).text; }

std::string_view code_of(Reach reach) {
  switch (reach) {
    case Reach::none:
      return "none";
    case Reach::self:
      return "self";
    case Reach::own_lists:
      return "own_lists";
    case Reach::own_law:
      return "own_law";
    case Reach::own_area:
      return "own_area";
    case Reach::at_measure:
      return "at_measure";
    case Reach::all:
      return "all";
  }
  return "";
}

std::vector<UserRole> roles_with(Right right) {
  std::vector<UserRole> roles;
  for (const UserRole role : all_user_roles())
    if (reach_of(right, role) != Reach::none) roles.push_back(role);
  return roles;
}

}  // namespace insyn
