#include "notify/mailer.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "app/audit_acts.h"
#include "app/frozen_lists.h"
#include "base/hash.h"
#include "base/hex.h"
#include "domain/calendar/sweden.h"
#include "notify/calendar.h"
#include "notify/mail_text.h"

namespace insyn {
namespace {

namespace chrono = std::chrono;

/// How far the clock may drift from the monotonic one between two looks.
constexpr chrono::minutes drift_most{5};
constexpr chrono::minutes distrust{10};
/// How often it is looked what is due by itself.
constexpr chrono::minutes plan_every{5};
/// How long nothing is tried when the mail server can't be reached.
constexpr chrono::minutes rest{1};
/// Mails a round.
constexpr std::int64_t batch = 50;
/// An act that is older makes no mails: they would be news no more.
constexpr chrono::days acts_old{3};

bool is_open(const AuditProgress& audit) {
  return audit.sent_at && !audit.annulled && !audit.closed && !audit.all_signed();
}

/// Of the audits whose lists are out, annulled ones too: their invitations are called off.
DatesByAudit dates_of(const Home& home) {
  DatesByAudit dates;
  const State& state = home.ledger.state();
  for (const auto& [id, progress] : state.progress.audits) {
    const AuditState* audit = state.audit(id);
    if (!(is_open(progress) || (progress.sent_at && progress.annulled)) || audit == nullptr)
      continue;
    const auto routine = routine_of(home, *audit);
    if (!routine) continue;
    const auto period = find_period(*routine, audit->period);
    if (!period) continue;
    AuditDays days;
    if (progress.drawn_at) days.drawn = day_of(*progress.drawn_at);
    days.sent = day_of(*progress.sent_at);
    dates[id] = {schedule_of(*routine, period->days, days), routine->seconds_per_row};
  }
  return dates;
}

/// Who is behind the codes of readers.
class ReaderUsers {
 public:
  explicit ReaderUsers(const Home& home) : home_{home} {}

  std::string user_of(std::string_view audit, std::string_view reader) {
    auto known = users_.find(audit);
    if (known == users_.end()) known = users_.emplace(audit, codes_of(audit)).first;
    const auto found = known->second.find(reader);
    return found == known->second.end() ? std::string{} : found->second;
  }

 private:
  using ByCode = std::map<std::string, std::string, std::less<>>;

  ByCode codes_of(std::string_view audit) {
    ByCode users;
    const AuditState* state = home_.ledger.state().audit(audit);
    if (state == nullptr) return users;
    // A frame that was purged names nobody any more.
    const auto frame = committed_frame(home_, *state);
    if (!frame) return users;
    if (!people_) people_ = people_of(home_);
    for (const Person& person : people_->all())
      if (person.active && !person.details.staff.empty())
        users[frame->reader_code(person.details.staff)] = person.id;
    return users;
  }

  const Home& home_;
  std::optional<People> people_;
  std::map<std::string, ByCode, std::less<>> users_;
};

/// Whether nothing is left of what the calendar's entry asked for.
bool calls_off(MailKind kind) { return kind == MailKind::annulled || kind == MailKind::released; }

CalendarEvent event_of(const Message& message, const std::string& to, const MailSettings& settings,
                       Instant now) {
  const std::string who = message.facts.audit + "/" + message.user;
  CalendarEvent event;
  event.uid = to_hex(sha256("insyn calendar/" + who)).substr(0, 32) + "@" +
              std::string{domain_of(settings.from)};
  // RFC 5546, 3.2.2 and 3.2.5: the same entry, a version later.
  event.sequence = message.facts.version;
  if (calls_off(message.kind)) event.method = CalendarEvent::Method::cancel;
  event.stamp = now;
  event.when = DayRange{message.facts.answer_by, message.facts.answer_by + chrono::days{1}};
  event.title = "Loggkontroll, " + settings.site.municipality;
  event.url = settings.site.link + "/granskningar";
  // Some calendars show no URL.
  event.description = "Sista dagen att svara.\n" + event.url;
  event.organizer = settings.from;
  event.attendee = to;
  return event;
}

}  // namespace

std::string address_of(const Person& person, const RegistersAt* registers) {
  if (is_mail_address(person.details.email)) return person.details.email;
  if (registers == nullptr || person.details.staff.empty()) return {};
  const TextTable& texts = registers->texts;
  const auto found = std::ranges::find(texts, person.details.staff);
  if (found == texts.end()) return {};
  const StaffMember* member =
      registers->index.member(StaffNo{static_cast<std::uint32_t>(found - texts.begin())});
  if (member == nullptr) return {};
  const std::string& email = texts[member->email.value];
  return is_mail_address(email) ? email : std::string{};
}

Mailer::Mailer(Desk& desk, Outbox& outbox, MailSender* sender, MailSettings settings,
               std::function<void(std::string_view)> report)
    : desk_{desk},
      outbox_{outbox},
      sender_{sender},
      settings_{std::move(settings)},
      report_{std::move(report)} {}

void Mailer::round(Steady::time_point steady, const std::stop_token& stop) {
  const auto look = desk_.look();
  const Instant now = desk_.now();
  const bool trusted = trusts_clock(*look, now, steady);
  const bool plans = sender_ != nullptr && trusted && steady >= planned_at_ + plan_every &&
                     sending_time(MailKind::reminder, now) == now && has_open_lists(*look);
  // An import may hold the desk for long; mails can wait for it, and the server's stop can't.
  if ((plans || look->acts > outbox_.acts_seen()) && desk_.is_idle()) {
    desk_.act({.user = std::string{automatic_user}, .name = "Insyn"},
              [&](Home& home) { see_to(home, plans); });
    if (plans) planned_at_ = steady;
  }
  if (sender_ != nullptr) send_due(*desk_.look(), now, steady, stop);
}

bool Mailer::trusts_clock(const Snapshot& look, Instant now, Steady::time_point steady) {
  if (last_now_) {
    const auto drift = (now - *last_now_) - (steady - last_steady_);
    if (drift > drift_most || drift < -drift_most) distrust_until_ = steady + distrust;
  }
  for (const auto& [id, audit] : look.state.progress.audits)
    if (audit.sent_at && *audit.sent_at > now) distrust_until_ = steady + distrust;
  last_now_ = now;
  last_steady_ = steady;
  return steady >= distrust_until_;
}

bool Mailer::has_open_lists(const Snapshot& look) const {
  return std::ranges::any_of(look.state.progress.audits,
                             [](const auto& entry) { return is_open(entry.second); });
}

void Mailer::see_to(Home& home, bool automatic) {
  const State& state = home.ledger.state();
  const DatesByAudit dates = dates_of(home);
  if (automatic) {
    for (const DueAct& due : acts_due(state, dates, day_of(home.now))) {
      const auto done = due.to.empty() ? remind(home, due.audit, due.lists, due.days)
                                       : escalate(home, due.audit, due.lists, due.to);
      if (!done) tell(done.error().text);
    }
  }
  ReaderUsers readers{home};
  const MailWorld world{
      .state = state,
      .dates = dates,
      .user_of = [&](std::string_view audit,
                     std::string_view reader) { return readers.user_of(audit, reader); },
      .now = home.now};
  PlannedMails all;
  for (std::uint64_t seq = outbox_.acts_seen(); seq < home.ledger.size(); ++seq) {
    const auto act = parse_leaf(home.ledger.stored(seq).leaf);
    if (!act || act->at + acts_old < home.now) continue;
    PlannedMails planned;
    if (makes_mail(act->kind))
      planned = mails_of(*act, world);
    else if (tells_of_suspicion(act->kind))
      planned =
          suspicion_mails(state.people, suspicion_news(*act, home.ledger.words(seq)), home.now);
    std::ranges::move(planned.mails, std::back_inserter(all.mails));
    all.unreachable += planned.unreachable;
  }
  outbox_.take(all.mails, home.ledger.size(), all.unreachable, home.now);
}

void Mailer::send_due(const Snapshot& look, Instant now, Steady::time_point steady,
                      const std::stop_token& stop) {
  if (steady < rest_until_) return;
  for (const QueuedMail& mail : outbox_.due(now, batch)) {
    if (stop.stop_requested()) return;
    if (send(look, mail, now)) continue;
    rest_until_ = steady + rest;
    return;
  }
}

bool Mailer::send(const Snapshot& look, const QueuedMail& mail, Instant now) {
  const MailKind kind = mail.message.kind;
  const Person* person = look.people->find(mail.message.user);
  const UserState* user = look.state.people.user(mail.message.user);
  const bool wanted = user != nullptr && (user->wants_mail || kind == MailKind::suspicion);
  const AuditProgress* audit = look.state.progress.audit(mail.message.facts.audit);
  const bool called_off = audit != nullptr && audit->annulled && kind != MailKind::annulled;
  if (person == nullptr || !person->active || !wanted || called_off) {
    outbox_.settle(mail.id, MailOutcome::nobody, 0, now);
    return true;
  }
  if (now >= mail.before) {
    outbox_.settle(mail.id, MailOutcome::expired, 0, now);
    return true;
  }
  if (const Instant later = sending_time(kind, now); later > now) {
    outbox_.postpone(mail.id, later);
    return true;
  }
  const auto next = next_attempt(mail.attempts + 1, sending_time(kind, mail.made), now);
  outbox_.attempt(mail.id, sending_time(kind, next.value_or(mail.before)));
  const std::string to = address_of(*person, look.registers.get());
  const auto text = to.empty() ? std::nullopt : written(mail, *person, to, now);
  SendResult result{Delivery::later, 0, "en mottagare har ingen e-postadress som går att använda"};
  if (text) result = sender_->send(to, *text);
  if (result.delivery == Delivery::taken) {
    outbox_.settle(mail.id, MailOutcome::sent, result.answer, now);
    tell("");
    return true;
  }
  if (result.delivery == Delivery::never)
    outbox_.settle(mail.id, MailOutcome::refused, result.answer, now);
  else if (!next)
    outbox_.settle(mail.id, MailOutcome::expired, result.answer, now);
  tell(result.trouble);
  return result.delivery != Delivery::unreachable;
}

std::optional<std::string> Mailer::written(const QueuedMail& mail, const Person& person,
                                           const std::string& to, Instant now) const {
  const Message& message = mail.message;
  const std::string name = person.purged ? std::string{} : person.details.name;
  const MailWords words = words_of(message, name, settings_.site, day_of(now));
  MailBody body{.text = words.text};
  const bool cancels = calls_off(message.kind);
  const bool enters = message.kind == MailKind::invitation || message.kind == MailKind::extended;
  if ((enters || cancels) && !message.facts.as_deputy && day_of(now) <= message.facts.answer_by) {
    body.calendar = calendar_text(event_of(message, to, settings_, mail.made));
    body.method = cancels ? "CANCEL" : "REQUEST";
  }
  return mail_text({.from = settings_.from,
                    .sender_name = settings_.sender_name,
                    .reply_to = settings_.reply_to,
                    .to = to,
                    .subject = words.subject,
                    .message_id = mail.mark + "@" + std::string{domain_of(settings_.from)},
                    .date = now},
                   body);
}

void Mailer::tell(const std::string& trouble) {
  if (!trouble.empty() && trouble != told_) report_("insyn: e-post väntar: " + trouble + "\n");
  told_ = trouble;
}

}  // namespace insyn
