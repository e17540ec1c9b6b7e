#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "notify/message.h"
#include "store/sqlite/database.h"

namespace insyn {

/// A mail that is to be queued.
struct NewMail {
  std::string key;  ///< what it is called by, for ever: the act that it is about, kind, recipient
  Message message;
  Instant due{};     ///< not before
  Instant before{};  ///< after this it says nothing true any more and isn't sent
};

/// One that waits.
struct QueuedMail {
  std::int64_t id = 0;
  Message message;
  std::string mark;  ///< 32 hexadecimal digits by chance, the same each time: for its Message-ID
  Instant made{};
  Instant before{};
  int attempts = 0;
};

/// Why a mail isn't waiting any more, or what came of an attempt.
enum class MailOutcome {
  sent,
  refused,  ///< for good, by the mail server
  expired,  ///< it couldn't be sent before it was of no use, or within three days
  nobody,   ///< the recipient has left or doesn't want it, or the audit is annulled
  unknown,  ///< no user is the reader whom it was for; never queued, only counted
};

/// What waits now, and what became of the others in the last two weeks.
struct MailCounts {
  std::int64_t waiting = 0, sent = 0, failed = 0;
  std::int64_t unreachable = 0;  ///< times that a reader of lists is no user of Insyn
};

/// Mails on their way (HOME/outbox.db, beside the ledger as views.db is). Holds opaque ids of
/// users, counts and days: no address, no name.
///
/// Exactly once in: mails are made of acts, and the acts that have been seen to are counted in the
/// same transaction that queues their mails. A restart, a kill -9 at any point or an act seen twice
/// makes no second one, and the key never comes twice. A file that is lost begins at the ledger's
/// end: nothing old is sent again.
///
/// At least once out: an attempt is written down, with the time of the next, before the mail server
/// hears of it. If the process or the disk dies after the server's 250 and before `settle`, the
/// mail goes out once more at that time, with the same Message-ID, by which receivers drop doubles.
/// A full disk stops the sending, since no attempt can be written, and loses nothing.
///
/// The clock decides when something is due and nothing else: one that jumps ahead sends early what
/// was queued anyway, or lets it expire; one that goes back delays it.
///
/// Any thread. What SQLite can't do is thrown as std::runtime_error.
class Outbox {
 public:
  /// Makes the file if it isn't there; then `acts` of the ledger count as seen to. Kind home.
  static Result<std::unique_ptr<Outbox>> open(const std::filesystem::path& file,
                                              std::uint64_t acts);
  explicit Outbox(std::unique_ptr<Database> database) : database_{std::move(database)} {}

  /// How many of the ledger's first acts have been seen to.
  std::uint64_t acts_seen();
  /// Queues the mails of the acts up to `acts`, all or none; a known key is passed over.
  void take(std::span<const NewMail> mails, std::uint64_t acts, std::int64_t unreachable,
            Instant now);

  /// At most `limit` that are due, the oldest first.
  std::vector<QueuedMail> due(Instant now, std::int64_t limit);

  /// Writes down that it is tried now. The next attempt is at `next` unless it is settled.
  void attempt(std::int64_t id, Instant next);
  /// Puts it off without an attempt.
  void postpone(std::int64_t id, Instant until);
  /// `answer`: the mail server's code, 0 if there is none.
  void settle(std::int64_t id, MailOutcome outcome, int answer, Instant now);

  MailCounts counts(Instant now);

 private:
  std::mutex mutex_;
  std::unique_ptr<Database> database_;
};

/// What is damaged in a queue's file, a Swedish sentence each; nothing if there is no file yet.
/// Only reads, beside whoever has it open.
std::vector<std::string> verify_outbox(const std::filesystem::path& file);

/// When to try again after the `attempts`-th attempt at `now`: after 1, 5, 15, 60 minutes, then 3,
/// 6, 12 hours, then every day. None once three days have passed since it was due at first.
std::optional<Instant> next_attempt(int attempts, Instant first_due, Instant now);

/// The first instant from `now` on at which a mail of this kind may go out: on working days between
/// 7 and 17 o'clock; what can't wait at any time.
Instant sending_time(MailKind kind, Instant now);

}  // namespace insyn
