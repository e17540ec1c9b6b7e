#include "notify/outbox.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>

#include "base/hash.h"
#include "base/hex.h"
#include "domain/calendar/sweden.h"
#include "domain/calendar/workdays.h"

namespace insyn {
namespace {

namespace chrono = std::chrono;

constexpr chrono::hours opens{7}, closes{17};
constexpr chrono::days give_up{3};
constexpr chrono::days news{14};

constexpr int waiting = -1;

constexpr std::string_view what_to_do =
    "Inga mejl skickas. Återställ den ur en säkerhetskopia, eller flytta undan den; se "
    "docs/serve.md.";
constexpr std::string_view unreadable =
    "Filen outbox.db går inte att läsa. Inga mejl skickas. Återställ den ur en säkerhetskopia, "
    "eller flytta undan den; se docs/serve.md.";

constexpr const char* tables = R"(
CREATE TABLE IF NOT EXISTS mail (
  id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, mark BLOB NOT NULL, kind BLOB NOT NULL,
  user BLOB NOT NULL, facts BLOB NOT NULL, made INTEGER NOT NULL, due INTEGER NOT NULL,
  before INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
  outcome INTEGER NOT NULL DEFAULT -1, answer INTEGER, settled INTEGER);
CREATE INDEX IF NOT EXISTS mail_due ON mail (due) WHERE outcome = -1;
CREATE TABLE IF NOT EXISTS seen
  (one INTEGER PRIMARY KEY CHECK (one = 1), acts INTEGER NOT NULL);
)";

std::int64_t written(Instant at) { return at.time_since_epoch().count(); }
Instant read_instant(std::int64_t written) { return Instant{chrono::microseconds{written}}; }

/// None for what a later version queued.
std::optional<QueuedMail> mail_in(const Query& query) {
  QueuedMail mail;
  mail.id = query.integer(0);
  mail.mark = query.bytes(1);
  const auto kind = parse_mail_kind(query.bytes(2));
  const auto facts = parse_json(query.bytes(4), "outbox.db");
  if (!kind || !facts || !facts->is_object()) return std::nullopt;
  mail.message = {*kind, std::string{query.bytes(3)}, parse_mail_facts(facts->get_object())};
  mail.made = read_instant(query.integer(5));
  mail.before = read_instant(query.integer(6));
  mail.attempts = static_cast<int>(query.integer(7));
  return mail;
}

}  // namespace

Result<std::unique_ptr<Outbox>> Outbox::open(const std::filesystem::path& file,
                                             std::uint64_t acts) {
  auto database = Database::open(file);
  if (!database) return fail(database.error());
  // A process that dies here leaves an empty file or a whole one.
  Transaction transaction{**database};
  (*database)->exec(tables);
  {
    Query begin = (*database)->query("INSERT OR IGNORE INTO seen VALUES (1, ?)");
    begin.bind(1, static_cast<std::int64_t>(acts)).run();
  }
  {
    // A home that was put back from a copy has fewer acts than were seen to: new ones come in their
    // places, and their mails are new.
    Query back = (*database)->query("UPDATE seen SET acts = ? WHERE acts > ?");
    back.bind(1, static_cast<std::int64_t>(acts)).bind(2, static_cast<std::int64_t>(acts)).run();
  }
  transaction.commit();
  return std::make_unique<Outbox>(std::move(*database));
}

std::vector<std::string> verify_outbox(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) return {};
  try {
    const auto database = Database::open_reader(file);
    if (!database) return {std::string{unreadable}};
    Query made = (*database)->query("SELECT count(*) FROM sqlite_master");
    if (made.step() && made.integer(0) == 0) return {};
    Query check_all = (*database)->query("PRAGMA integrity_check");
    std::size_t faults = 0;
    while (check_all.step())
      if (check_all.bytes(0) != "ok") ++faults;
    Query seen = (*database)->query("SELECT acts FROM seen");
    if (!seen.step()) ++faults;
    Query facts = (*database)->query("SELECT facts FROM mail WHERE outcome = -1");
    while (facts.step())
      if (const auto read = parse_json(facts.bytes(0), "outbox.db"); !read || !read->is_object())
        ++faults;
    if (faults == 0) return {};
    return {"Filen outbox.db är skadad (" + std::to_string(faults) + " fel). " +
            std::string{what_to_do}};
  } catch (const std::runtime_error&) {
    return {std::string{unreadable}};
  }
}

std::uint64_t Outbox::acts_seen() {
  const std::scoped_lock lock{mutex_};
  Query query = database_->query("SELECT acts FROM seen");
  return query.step() ? static_cast<std::uint64_t>(query.integer(0)) : 0;
}

void Outbox::take(std::span<const NewMail> mails, std::uint64_t acts, std::int64_t unreachable,
                  Instant now) {
  const std::scoped_lock lock{mutex_};
  Transaction transaction{*database_};
  {
    Query insert = database_->query(
        "INSERT OR IGNORE INTO mail (key, mark, kind, user, facts, made, due, before, outcome, "
        "settled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const auto add = [&](const NewMail& mail, int outcome) {
      insert.bind_bytes(1, mail.key).bind_bytes(2, to_hex(random_bytes(16)));
      insert.bind_bytes(3, code_of(mail.message.kind)).bind_bytes(4, mail.message.user);
      insert.bind_bytes(5, canonical_json(to_json(mail.message.facts))).bind(6, written(now));
      insert.bind(7, written(mail.due)).bind(8, written(mail.before)).bind(9, outcome);
      insert.bind(10, written(now)).run();
    };
    for (const NewMail& mail : mails) add(mail, waiting);
    for (std::int64_t i = 0; i < unreachable; ++i)
      add({to_hex(random_bytes(16)), {}, now, now}, static_cast<int>(MailOutcome::unknown));
    Query seen = database_->query("UPDATE seen SET acts = max(acts, ?)");
    seen.bind(1, static_cast<std::int64_t>(acts)).run();
  }
  transaction.commit();
}

std::vector<QueuedMail> Outbox::due(Instant now, std::int64_t limit) {
  const std::scoped_lock lock{mutex_};
  std::vector<QueuedMail> mails;
  Query query = database_->query(
      "SELECT id, mark, kind, user, facts, made, before, attempts FROM mail "
      "WHERE outcome = -1 AND due <= ? ORDER BY due, id LIMIT ?");
  query.bind(1, written(now)).bind(2, limit);
  while (query.step())
    if (auto mail = mail_in(query)) mails.push_back(std::move(*mail));
  return mails;
}

void Outbox::attempt(std::int64_t id, Instant next) {
  const std::scoped_lock lock{mutex_};
  Query update = database_->query(
      "UPDATE mail SET attempts = attempts + 1, due = ? WHERE id = ? AND outcome = -1");
  update.bind(1, written(next)).bind(2, id).run();
}

void Outbox::postpone(std::int64_t id, Instant until) {
  const std::scoped_lock lock{mutex_};
  Query update = database_->query("UPDATE mail SET due = ? WHERE id = ? AND outcome = -1");
  update.bind(1, written(until)).bind(2, id).run();
}

void Outbox::settle(std::int64_t id, MailOutcome outcome, int answer, Instant now) {
  const std::scoped_lock lock{mutex_};
  Query update = database_->query(
      "UPDATE mail SET outcome = ?, answer = ?, settled = ? WHERE id = ? AND outcome = -1");
  update.bind(1, static_cast<std::int64_t>(outcome)).bind(2, answer).bind(3, written(now));
  update.bind(4, id).run();
}

MailCounts Outbox::counts(Instant now) {
  const std::scoped_lock lock{mutex_};
  MailCounts counts;
  Query query = database_->query(
      "SELECT outcome, count(*) FROM mail WHERE outcome = -1 OR settled > ? GROUP BY outcome");
  query.bind(1, written(now - news));
  while (query.step()) {
    const std::int64_t count = query.integer(1);
    if (query.integer(0) == waiting) {
      counts.waiting = count;
      continue;
    }
    switch (static_cast<MailOutcome>(query.integer(0))) {
      case MailOutcome::sent:
        counts.sent = count;
        break;
      case MailOutcome::refused:
      case MailOutcome::expired:
        counts.failed += count;
        break;
      case MailOutcome::unknown:
        counts.unreachable = count;
        break;
      case MailOutcome::nobody:
        break;
    }
  }
  return counts;
}

std::optional<Instant> next_attempt(int attempts, Instant first_due, Instant now) {
  constexpr std::array<chrono::minutes, 8> waits{
      chrono::minutes{1}, chrono::minutes{5}, chrono::minutes{15}, chrono::hours{1},
      chrono::hours{3},   chrono::hours{6},   chrono::hours{12},   chrono::hours{24}};
  const int place = std::clamp(attempts, 1, static_cast<int>(waits.size())) - 1;
  const Instant next = now + waits[static_cast<std::size_t>(place)];
  if (next > first_due + give_up) return std::nullopt;
  return next;
}

Instant sending_time(MailKind kind, Instant now) {
  if (kind == MailKind::suspicion) return now;
  const Day today = day_of(now);
  const auto since_midnight = to_civil(now) - CivilTime{today};
  if (is_workday(today)) {
    if (since_midnight < opens) return from_civil(CivilTime{today} + opens);
    if (since_midnight < closes) return now;
  }
  return from_civil(CivilTime{workday_from(today + chrono::days{1})} + opens);
}

}  // namespace insyn
