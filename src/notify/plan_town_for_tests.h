#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "domain/calendar/format.h"
#include "notify/plan.h"

namespace insyn {

inline Day day(std::string_view text) { return *parse_day(text); }
inline Instant at(std::string_view time) { return parse_time(time).at; }

/// An audit with lists a and b of area north and c of none, sent on 17 February 2026, to be
/// answered by Tuesday 10 March. Users u-mia (reader 1), u-bo (reader 2), u-vera (head of north),
/// u-dora (director), u-kc (quality controller), u-hr, u-dpo. Not part of the product.
class PlanTown : public testing::Test {
 protected:
  PlanTown() {
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

}  // namespace insyn
