#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/people.h"
#include "app/state.h"
#include "domain/routine/schedule.h"
#include "notify/outbox.h"

namespace insyn {

/// Which mails are due. Pure: what the acts say, the days, the clock. Two steps, since mails are
/// made of acts alone: what is due by itself becomes an act (once for each list and last day), and
/// every act that somebody should hear of becomes mails.

/// When those who review an audit are reminded. Days are calendar days from the last one to answer,
/// moved to working days: those before it to the one before, so that nobody gets less time, those
/// after it to the next. A reminder that couldn't be made on its day is made on a later one, as
/// long as it still says something; never more than two weeks late, so that a clock that jumps a
/// year ahead reminds nobody.
struct ReminderDays {
  Day early{};     ///< five days before
  Day last{};      ///< the day before, as a rule
  Day overdue{};   ///< three days after; the area head hears of it
  Day director{};  ///< five working days later the director does
};
ReminderDays reminder_days(Day answer_by);

/// What an audit's mails need besides the acts.
struct AuditDates {
  Schedule schedule;
  int seconds_per_row = 0;
};
using DatesByAudit = std::map<std::string, AuditDates, std::less<>>;

/// An act that is due by itself: a reminder, or, with `to`, an escalation.
struct DueAct {
  std::string audit;
  std::vector<std::string> lists;
  int days = 0;    ///< -5, -1, 3
  std::string to;  ///< `area_head`, `director`
  friend bool operator==(const DueAct&, const DueAct&) = default;
};

/// Of lists that are waited for, by their own last day if they were given a later one, and then
/// anew. Nothing on days that aren't working days. A reminder comes the day after the sending at
/// the earliest, and an escalation a week after it. What is confidential is the director's: no area
/// head learns that it is there.
std::vector<DueAct> acts_due(const State& state, const DatesByAudit& dates, Day today);

struct MailWorld {
  const State& state;
  DatesByAudit dates{};
  /// The user behind a reader's code of an audit; empty: nobody.
  std::function<std::string(std::string_view audit, std::string_view reader)> user_of{};
  Instant now{};
};

struct PlannedMails {
  std::vector<NewMail> mails;
  std::int64_t unreachable = 0;  ///< readers whom no user is
};

bool makes_mail(std::string_view kind);  ///< by mails_of

/// The mails that an act makes: invitations (lists sent, another reviewer, rows that a conflict of
/// interest moves), that somebody else reads what one had left, a later last day, reminders,
/// escalations, and that an audit whose lists were sent is annulled.
/// Each goes to whom it is for and to those who stand in for them, except to who doesn't want it.
/// An escalation to an area that nobody heads goes to the director.
PlannedMails mails_of(const Act& act, const MailWorld& world);

/// An act by which somebody is told of a suspicion at once: a row was handed over, or HR is to call
/// a reader. Who is told was decided by the act and lies in its words, with those who must not be:
/// the involved, to whom no mail goes as somebody's deputy either.
struct SuspicionNews {
  std::uint64_t act = 0;
  Instant at{};
  std::vector<std::string> told{};  ///< ids of users
  std::vector<std::string> left_out{};
};

bool tells_of_suspicion(std::string_view kind);
SuspicionNews suspicion_news(const Act& act, const json::object& words);

/// To everyone who is told, whatever they have chosen, at any hour, their deputies too.
PlannedMails suspicion_mails(const PeopleState& people, const SuspicionNews& news, Instant now);

}  // namespace insyn
