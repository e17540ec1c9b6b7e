#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "app/desk.h"
#include "notify/message.h"
#include "notify/outbox.h"
#include "notify/plan.h"
#include "notify/smtp.h"

namespace insyn {

struct MailSettings {
  std::string from;         ///< an address that `is_mail_address`
  std::string sender_name;  ///< shown with it
  std::string reply_to{};   ///< an address, or empty
  MailSite site;
};

/// The work behind all mails: what is due becomes acts, acts become queued mails, queued mails are
/// sent. One round does all that can be done now; whoever has it calls it again and again.
///
/// Killed at any point, the next process goes on: acts are durable before their mails are queued,
/// and queued mails before they are sent (notify/outbox.h says what may come twice). A full disk
/// stops it where it is; nothing is sent that couldn't be written down. A clock that jumps while it
/// runs (by more than five minutes against the monotonic clock), or that stands before the sending
/// of some lists, makes no acts for ten minutes, and never more than two weeks late; each list gets
/// each reminder once for its last day.
class Mailer {
 public:
  using Steady = std::chrono::steady_clock;

  /// All are borrowed. Without `sender`, that is without `[mail]`, nothing is due by itself, since
  /// nobody would hear of it; mails that acts make wait in the queue. `report` gets a line for the
  /// operator when something goes wrong that didn't before; it never names anybody.
  Mailer(Desk& desk, Outbox& outbox, MailSender* sender, MailSettings settings,
         std::function<void(std::string_view)> report);

  /// Ends early, between two mails, when asked to stop. Throws what the stores throw.
  void round(Steady::time_point steady, const std::stop_token& stop = {});

 private:
  bool trusts_clock(const Snapshot& look, Instant now, Steady::time_point steady);
  bool has_open_lists(const Snapshot& look) const;
  void see_to(Home& home, bool automatic);
  void send_due(const Snapshot& look, Instant now, Steady::time_point steady,
                const std::stop_token& stop);
  /// Whether others are worth trying now.
  bool send(const Snapshot& look, const QueuedMail& mail, Instant now);
  std::optional<std::string> written(const QueuedMail& mail, const Person& person,
                                     const std::string& to, Instant now) const;
  void tell(const std::string& trouble);

  Desk& desk_;
  Outbox& outbox_;
  MailSender* sender_;
  MailSettings settings_;
  std::function<void(std::string_view)> report_;
  std::string told_;  ///< the trouble that was reported last
  std::optional<Instant> last_now_;
  Steady::time_point last_steady_{}, distrust_until_{}, planned_at_{}, rest_until_{};
};

/// Where to write to somebody: the address of the account, or else of the staff register; empty if
/// there is none that `is_mail_address`.
std::string address_of(const Person& person, const RegistersAt* registers);

}  // namespace insyn
