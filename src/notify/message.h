#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "domain/calendar/time.h"

namespace insyn {

/// What a mail is about: decides its words (practice 4.5), and when it may be sent.
enum class MailKind {
  invitation,
  reminder_5,  ///< some days before the last one
  reminder_1,  ///< the working day before it, or on it
  overdue_3,   ///< the day has passed
  reminder,    ///< somebody sent it by hand
  escalation,  ///< to the area head or the director
  extended,    ///< a list was given a later last day
  released,    ///< somebody else reads the only list that they had left
  annulled,    ///< the audit whose lists they were invited to doesn't go on
  suspicion,
};

std::string_view code_of(MailKind kind);  ///< `reminder_5`, as it lies in the queue
std::optional<MailKind> parse_mail_kind(std::string_view code);

/// What a mail's words are made of: counts and days. No personal data: it lies in the queue as it
/// is, and everything in it may be read on the way.
struct MailFacts {
  std::string audit;       ///< id; empty in `suspicion`
  std::string period;      ///< `2026-1`
  std::int64_t lists = 0;  ///< that wait for the recipient; in `escalation` those that are late
  std::int64_t rows = 0;   ///< of these lists; in `escalation` those on parts that aren't signed
  std::int64_t rows_left = -1;  ///< not judged yet; -1: not known
  std::int64_t minutes = 0;     ///< that the rows are reckoned to take
  std::int64_t all_lists = 0;   ///< in `escalation`: of the area, or of the audit
  std::int64_t done_lists = 0;  ///< and how many of them are done
  Day answer_by{};
  std::optional<Day> told_higher_on;  ///< in `escalation`: when the director hears the same
  Instant at{};                       ///< in `suspicion`: when it was handed over
  bool no_head = false;               ///< in `overdue_3`: the director hears of it, no area head
  int version = 0;                    ///< of the calendar's entry: grows with every act
  bool as_deputy = false;             ///< it goes to somebody who stands in for the recipient

  friend bool operator==(const MailFacts&, const MailFacts&) = default;
};

json::object to_json(const MailFacts& facts);
MailFacts parse_mail_facts(const json::object& written);  ///< what is missing is as in a new one

/// One mail to one user of Insyn. Their address and first name are looked up when it is sent.
struct Message {
  MailKind kind = MailKind::invitation;
  std::string user;  ///< opaque id among the users
  MailFacts facts;

  friend bool operator==(const Message&, const Message&) = default;
};

/// What every mail of a site says.
struct MailSite {
  std::string municipality;
  std::string link;     ///< `https://insyn.example.se`, without a path
  std::string contact;  ///< whom to ask: a function, a telephone number; empty: nothing is said
};

struct MailWords {
  std::string subject;
  std::string text;  ///< lines ended by `\n`
};

/// The words of a mail, in Swedish. `name` is the recipient's own as in the registers, of which the
/// first name is used: the only name in a mail; empty if it was purged. `today` decides whether the
/// last day is tomorrow.
MailWords words_of(const Message& message, std::string_view name, const MailSite& site, Day today);

}  // namespace insyn
