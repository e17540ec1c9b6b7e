#include "notify/plan.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "app/audit_steps.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"
#include "domain/calendar/workdays.h"
#include "domain/review/verdicts.h"
#include "notify/waiting.h"

namespace insyn {
namespace {

namespace chrono = std::chrono;

/// How long something that names no last day says something true.
constexpr chrono::days of_use{7};

/// How many of its rows are on parts that aren't signed. Rows that went from a manager's list to a
/// role aren't counted: nobody learns of them by way of the list.
std::int64_t rows_waited_for(const ListProgress& list) {
  std::size_t rows = list.signed_off ? 0 : list.rows_of("").size();
  for (const MovedRows& moved : list.moved)
    if (!moved.signed_off && !(list.is_managers() && moved.reader.empty()))
      rows += moved.rows.size();
  return static_cast<std::int64_t>(rows);
}

/// The rows that an act gives to others.
std::vector<MovedRows> moved_in(const json::object& open) {
  std::vector<MovedRows> all;
  for (const json::value& one : array_of(open, "moved")) {
    if (!one.is_object()) continue;
    MovedRows moved;
    moved.reader = text_of(one.get_object(), "reader");
    moved.role = text_of(one.get_object(), "role");
    moved.rows = integers_in(one.get_object(), "rows");
    all.push_back(std::move(moved));
  }
  return all;
}

/// What a deputy's copy of a mail is called by.
std::string for_deputy(std::string key, const std::string& deputy) {
  key += '/';
  key += deputy;
  return key;
}

/// An act by its place and time: in a home that was put back from a copy, another act may come in
/// its place.
std::string named(std::uint64_t act, Instant at) {
  return std::to_string(act) + "@" + format_instant(at);
}

/// What one person has of an act's lists.
struct Load {
  std::int64_t lists = 0, rows = 0, left = 0;
  bool no_head = false;       ///< of one of the lists no area head is told
  Day answer_by = day_never;  ///< the first
};
using Loads = std::map<std::string, Load, std::less<>>;  ///< by user

std::vector<std::string> holders_of(const PeopleState& people, UserRole role,
                                    std::string_view area = "") {
  std::vector<std::string> users;
  for (const UserState& user : people.users)
    if (!user.left && std::ranges::any_of(user.grants, [&](const Grant& grant) {
          return grant.role == role && (area.empty() || grant.area == area);
        }))
      users.push_back(user.id);
  return users;
}

/// Makes the mails of one act.
class Mails {
 public:
  Mails(const Act& act, const MailWorld& world) : act_{act}, world_{world} {}

  PlannedMails made() {
    const std::string id = text_of(act_.open, "audit");
    audit_ = world_.state.audit(id);
    progress_ = world_.state.progress.audit(id);
    const auto dates = world_.dates.find(id);
    if (audit_ == nullptr || progress_ == nullptr || dates == world_.dates.end() ||
        (!goes_on(*progress_) && act_.kind != act::audit_annulled))
      return {};
    dates_ = &dates->second;
    if (act_.kind == act::lists_sent || act_.kind == act::reviewer_appointed ||
        act_.kind == act::conflict_declared)
      invite();
    else if (act_.kind == act::reminder_sent)
      remind();
    else if (act_.kind == act::escalated)
      escalate();
    else if (act_.kind == act::deadline_extended)
      extend();
    else if (act_.kind == act::audit_annulled)
      call_off();
    return std::move(planned_);
  }

 private:
  template <class Use>
  void each_list(Use use) {
    std::vector<std::string> codes = texts_in(act_.open, "lists");
    if (std::string one = text_of(act_.open, "list"); !one.empty()) codes.push_back(one);
    for (const std::string& code : codes)
      if (const auto found = progress_->lists.find(code); found != progress_->lists.end())
        use(code, found->second);
  }

  /// Adds what one reader has to do with a list.
  void add(Loads& loads, const std::string& code, const ListProgress& list,
           const std::string& reader, const std::string& role,
           const std::vector<std::int64_t>& rows) {
    std::vector<std::string> users;
    if (!reader.empty()) {
      if (std::string user = world_.user_of(audit_->id, reader); !user.empty())
        users.push_back(std::move(user));
    } else if (const auto parsed = parse_user_role(role)) {
      users = holders_of(world_.state.people, *parsed);
    }
    if (users.empty()) ++planned_.unreachable;
    const AuditReview* review = world_.state.review.audit(audit_->id);
    const auto left = std::ranges::count_if(rows, [&](std::int64_t row) {
      return review == nullptr || review->standing(code, row) == Standing::unanswered;
    });
    for (const std::string& user : users) {
      Load& load = loads[user];
      ++load.lists;
      load.rows += static_cast<std::int64_t>(rows.size());
      load.left += left;
      load.no_head = load.no_head || !has_head(list) ||
                     holders_of(world_.state.people, UserRole::area_head, list.area).empty();
      load.answer_by = std::min(load.answer_by, answer_by(list, dates_->schedule));
    }
  }

  /// To all who read, when lists are sent; later to whom an act gives a list or some of its rows.
  void invite() {
    const bool all = act_.kind == act::lists_sent;
    const bool own = act_.kind != act::conflict_declared || act_.open.contains("whole");
    const std::vector<MovedRows> given = moved_in(act_.open);
    Loads loads;
    each_list([&](const std::string& code, const ListProgress& list) {
      if (!list.sent) return;
      if (own && !list.signed_off) add(loads, code, list, list.reader, list.role, list.rows_of(""));
      for (const MovedRows& moved : all ? list.moved : given)
        add(loads, code, list, moved.reader, moved.role, moved.rows);
    });
    send(MailKind::invitation, loads);
    release();
  }

  /// To whoever read the list until now, if nothing else is left to them: their calendar has an
  /// entry of it.
  void release() {
    const std::string before = text_of(act_.open, "before");
    const std::string user = before.empty() ? "" : world_.user_of(audit_->id, before);
    if (user.empty()) return;
    const std::int64_t unreachable = planned_.unreachable;
    Loads left;
    for (const auto& [code, list] : progress_->lists) add_waiting(left, code, list);
    planned_.unreachable = unreachable;  // whom this act gives something was counted
    if (left.contains(user)) return;
    Loads loads;
    each_list([&](const std::string&, const ListProgress& list) {
      if (list.sent) loads[user].answer_by = answer_by(list, dates_->schedule);
    });
    send(MailKind::released, loads);
  }

  /// What is still to be done of a list.
  void add_waiting(Loads& loads, const std::string& code, const ListProgress& list) {
    if (!is_waiting(list)) return;
    if (!list.signed_off) add(loads, code, list, list.reader, list.role, list.rows_of(""));
    for (const MovedRows& moved : list.moved)
      if (!moved.signed_off) add(loads, code, list, moved.reader, moved.role, moved.rows);
  }

  /// To whoever reads what was given more time: their calendar's entry is of all their lists.
  void extend() {
    Loads changed;
    each_list([&](const std::string& code, const ListProgress& list) {
      add_waiting(changed, code, list);
    });
    planned_.unreachable = 0;  // it was counted when they were invited
    Loads loads;
    for (const auto& [code, list] : progress_->lists) add_waiting(loads, code, list);
    planned_.unreachable = 0;
    std::erase_if(loads, [&](const auto& entry) { return !changed.contains(entry.first); });
    send(MailKind::extended, loads);
  }

  void remind() {
    Loads loads;
    each_list(
        [&](const std::string& code, const ListProgress& list) { add_waiting(loads, code, list); });
    MailKind kind = MailKind::reminder;
    switch (integer_of(act_.open, "days")) {
      case early_days:
        kind = MailKind::reminder_5;
        break;
      case last_days:
        kind = MailKind::reminder_1;
        break;
      case overdue_days:
        kind = MailKind::overdue_3;
        break;
      default:
        break;
    }
    send(kind, loads);
  }

  /// To whoever reads a list that was sent: their calendars have an entry of it.
  void call_off() {
    Loads loads;
    for (const auto& [code, list] : progress_->lists) {
      if (!list.sent) continue;
      add(loads, code, list, list.reader, list.role, list.rows_of(""));
      for (const MovedRows& moved : list.moved)
        add(loads, code, list, moved.reader, moved.role, moved.rows);
    }
    planned_.unreachable = 0;  // it was counted when they were invited
    send(MailKind::annulled, loads);
  }

  void escalate() {
    const bool to_director = text_of(act_.open, "to") == code_of(UserRole::director);
    std::set<std::string> areas;
    std::set<std::string> passed_on;
    each_list([&](const std::string& code, const ListProgress& list) {
      if (!is_waiting(list)) return;
      areas.insert(to_director ? "" : list.area);
      passed_on.insert(code);
    });
    for (const std::string& area : areas) {
      MailFacts facts = begun();
      // All that are late, also those that were told of before.
      for (const auto& [code, list] : progress_->lists) {
        if (!to_director && (list.area != area || !list.is_managers())) continue;
        ++facts.all_lists;
        if (!is_waiting(list)) {
          ++facts.done_lists;
        } else if (passed_on.contains(code) ||
                   answer_by(list, dates_->schedule) < day_of(act_.at)) {
          ++facts.lists;
          facts.rows += rows_waited_for(list);
        }
      }
      std::vector<std::string> users;
      if (!to_director) users = holders_of(world_.state.people, UserRole::area_head, area);
      if (!to_director && !users.empty())
        facts.told_higher_on = reminder_days(dates_->schedule.answer_by).director;
      if (users.empty()) users = holders_of(world_.state.people, UserRole::director);
      for (const std::string& user : users)
        address({MailKind::escalation, user, facts}, day_of(world_.now) + of_use, area);
    }
  }

  MailFacts begun() const {
    MailFacts facts;
    facts.audit = audit_->id;
    facts.period = audit_->period;
    facts.answer_by = dates_->schedule.answer_by;
    facts.version = static_cast<int>(act_.seq - audit_->opened);
    return facts;
  }

  void send(MailKind kind, const Loads& loads) {
    for (const auto& [user, load] : loads) {
      MailFacts facts = begun();
      facts.lists = load.lists;
      facts.rows = load.rows;
      facts.rows_left = load.left;
      facts.answer_by = load.answer_by;
      facts.no_head = load.no_head;
      facts.minutes = (load.rows * dates_->seconds_per_row + 59) / 60;
      const Day today = day_of(world_.now);
      // What is sent when the last day has passed is to be read all the same.
      address({kind, user, facts}, today <= load.answer_by ? load.answer_by : today + of_use, "");
    }
  }

  /// To whom it is for, and to who stands in for them.
  void address(Message message, Day last, const std::string& area) {
    const PeopleState& people = world_.state.people;
    const std::string away = message.user;
    // Several lists may be given to others at once; their reader is told once.
    const std::string why = message.kind == MailKind::released
                                ? audit_->id + "@" + format_day(day_of(act_.at))
                                : named(act_.seq, act_.at);
    const std::string key =
        why + "/" + std::string{code_of(message.kind)} + "/" + away + "/" + area;
    add_mail(key, message, last);
    for (const std::string& deputy : people.deputies_of(away, day_of(world_.now))) {
      message.user = deputy;
      message.facts.as_deputy = true;
      add_mail(for_deputy(key, deputy), message, last);
    }
  }

  void add_mail(const std::string& key, const Message& message, Day last) {
    const UserState* user = world_.state.people.user(message.user);
    if (user == nullptr || user->left || !user->wants_mail) return;
    planned_.mails.push_back(
        {key, message, sending_time(message.kind, world_.now), start_of(last + chrono::days{1})});
  }

  const Act& act_;
  const MailWorld& world_;
  const AuditState* audit_ = nullptr;
  const AuditProgress* progress_ = nullptr;
  const AuditDates* dates_ = nullptr;
  PlannedMails planned_;
};

}  // namespace

bool makes_mail(std::string_view kind) {
  constexpr std::array<std::string_view, 7> kinds{
      act::lists_sent,    act::reviewer_appointed, act::conflict_declared, act::deadline_extended,
      act::reminder_sent, act::escalated,          act::audit_annulled};
  return std::ranges::find(kinds, kind) != kinds.end();
}

PlannedMails mails_of(const Act& act, const MailWorld& world) { return Mails{act, world}.made(); }

bool tells_of_suspicion(std::string_view kind) {
  return kind == act::suspicion_opened || kind == act::talk_held_off;
}

SuspicionNews suspicion_news(const Act& act, const json::object& words) {
  return {act.seq, act.at, texts_in(words, "told"), texts_in(words, "left_out")};
}

PlannedMails suspicion_mails(const PeopleState& people, const SuspicionNews& news, Instant now) {
  PlannedMails planned;
  const auto is_in = [](const std::vector<std::string>& users, const std::string& user) {
    return std::ranges::find(users, user) != users.end();
  };
  const auto add = [&](const std::string& key, const std::string& user, bool as_deputy) {
    Message message{MailKind::suspicion, user, {}};
    message.facts.at = news.at;
    message.facts.as_deputy = as_deputy;
    planned.mails.push_back({key, std::move(message), now, now + of_use});
  };
  for (const std::string& user : news.told) {
    const std::string key = named(news.act, news.at) + "/suspicion/" + user;
    add(key, user, false);
    for (const std::string& deputy : people.deputies_of(user, day_of(now)))
      if (!is_in(news.left_out, deputy) && !is_in(news.told, deputy))
        add(for_deputy(key, deputy), deputy, true);
  }
  // Nobody hears of a suspicion: whoever runs the site has to.
  if (news.told.empty()) planned.unreachable = 1;
  return planned;
}

}  // namespace insyn
