#include "web/auth/sessions.h"

#include "base/hex.h"
#include "web/auth/base64url.h"

namespace insyn {
namespace {

constexpr std::int64_t idle_seconds = std::chrono::seconds{session_idle}.count();
constexpr std::int64_t longest_seconds = std::chrono::seconds{session_longest}.count();
constexpr std::int64_t seen_step = 30;
constexpr std::int64_t known_after = 24 * 3'600;
constexpr std::int64_t sessions_most = 10;
/// A cookie is 43 characters; whoever sends more gets no hash.
constexpr std::size_t cookie_most = 64;

std::string hash_of(std::string_view cookie) { return std::string{as_view(sha256(cookie))}; }

}  // namespace

std::string Sessions::make(const Wanted& wanted, Instant now) {
  const std::string cookie = random_token();
  const std::int64_t at = seconds_of(now);
  auto use = file_.use();
  Transaction transaction{use.database};
  use.database.query("DELETE FROM session WHERE seen < ?").bind(1, at - known_after).run();
  use.database
      .query(
          "DELETE FROM session WHERE user = ?1 AND hash NOT IN "
          "(SELECT hash FROM session WHERE user = ?1 ORDER BY seen DESC LIMIT ?2)")
      .bind_bytes(1, wanted.user)
      .bind(2, sessions_most - 1)
      .run();
  use.database.query("INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?)")
      .bind_bytes(1, hash_of(cookie))
      .bind_bytes(2, wanted.user)
      .bind(3, at)
      .bind(4, at)
      .bind(5, static_cast<std::int64_t>(wanted.level))
      .bind(6, static_cast<std::int64_t>(wanted.way))
      .bind_bytes(7, wanted.language)
      .run();
  transaction.commit();
  return cookie;
}

std::optional<Sessions::Found> Sessions::find(std::string_view cookie, Instant now) {
  if (cookie.empty() || cookie.size() > cookie_most) return std::nullopt;
  const std::string hash = hash_of(cookie);
  const std::int64_t at = seconds_of(now);
  auto use = file_.use();
  Found found{.state = State::live, .info = {}};
  {
    Query query = use.database.query(
        "SELECT user, made, seen, level, way, language FROM session WHERE hash = ?");
    query.bind_bytes(1, hash);
    if (!query.step()) return std::nullopt;
    found.info = {.user = std::string{query.bytes(0)},
                  .level = static_cast<Assurance>(query.integer(3)),
                  .way = static_cast<LoginWay>(query.integer(4)),
                  .language = std::string{query.bytes(5)},
                  .made = instant_of(query.integer(1)),
                  .seen = instant_of(query.integer(2)),
                  .csrf = to_base64url(file_.keyed("csrf", hash))};
  }
  const std::int64_t seen = seconds_of(found.info.seen);
  if (at - seen >= known_after) return std::nullopt;
  if (at - seen >= idle_seconds || at - seconds_of(found.info.made) >= longest_seconds) {
    found.state = State::expired;
  } else if (at - seen >= seen_step) {
    use.database.query("UPDATE session SET seen = ? WHERE hash = ?")
        .bind(1, at)
        .bind_bytes(2, hash)
        .run();
    found.info.seen = instant_of(at);
  }
  return found;
}

void Sessions::set_language(std::string_view cookie, std::string_view language) {
  auto use = file_.use();
  use.database.query("UPDATE session SET language = ? WHERE hash = ?")
      .bind_bytes(1, language)
      .bind_bytes(2, hash_of(cookie))
      .run();
}

void Sessions::end(std::string_view cookie) {
  auto use = file_.use();
  use.database.query("DELETE FROM session WHERE hash = ?").bind_bytes(1, hash_of(cookie)).run();
}

void Sessions::end_all(std::string_view user) {
  auto use = file_.use();
  use.database.query("DELETE FROM session WHERE user = ?").bind_bytes(1, user).run();
}

}  // namespace insyn
