#include "web/auth/attempts.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>

namespace insyn {
namespace {

constexpr int free_failures = 4;
constexpr std::int64_t first_wait = 30;
constexpr std::int64_t longest_wait = 3'600;
constexpr int failures_most = 100;
constexpr std::int64_t address_window = 900;
constexpr int address_failures_most = 60;
/// How long a name without success is remembered; then its row is only in the way.
constexpr std::int64_t remembered = std::int64_t{30} * 24 * 3'600;
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

struct Row {
  std::int64_t failures = 0;
  std::int64_t since = 0;
  std::int64_t locked_until = 0;
};

Row row_of(Database& database, std::string_view hash) {
  Query query = database.query("SELECT failures, since, locked_until FROM attempt WHERE hash = ?");
  query.bind_bytes(1, hash);
  if (!query.step()) return {};
  return {query.integer(0), query.integer(1), query.integer(2)};
}

void put(Database& database, std::string_view hash, const Row& row) {
  database.query("INSERT OR REPLACE INTO attempt VALUES (?, ?, ?, ?)")
      .bind_bytes(1, hash)
      .bind(2, row.failures)
      .bind(3, row.since)
      .bind(4, row.locked_until)
      .run();
}

void remove(Database& database, std::string_view hash) {
  database.query("DELETE FROM attempt WHERE hash = ?").bind_bytes(1, hash).run();
}

std::int64_t wait_after(std::int64_t failures) {
  if (failures <= free_failures) return 0;
  const auto doublings = std::min<std::int64_t>(failures - free_failures - 1, 16);
  return std::min(longest_wait, first_wait << doublings);
}

Attempts::Wait wait_of(std::int64_t seconds) {
  return {std::chrono::seconds{std::clamp<std::int64_t>(seconds, 1, longest_wait)}};
}

}  // namespace

std::optional<Attempts::Wait> Attempts::begin(std::string_view what, std::string_view address,
                                              Instant now) {
  const std::string hash = file_.keyed("attempt at", what);
  const std::string from = file_.keyed("attempt from", network_of(address));
  const std::int64_t at = seconds_of(now);
  auto use = file_.use();
  Row tried = row_of(use.database, hash);
  Row network = row_of(use.database, from);
  if (at >= network.since + address_window) network = {.since = at};
  if (tried.locked_until > at)
    return wait_of(tried.locked_until == never ? longest_wait : tried.locked_until - at);
  if (network.failures >= address_failures_most)
    return wait_of(network.since + address_window - at);

  ++tried.failures;
  ++network.failures;
  tried.since = at;
  const std::int64_t wait = wait_after(tried.failures);
  tried.locked_until = tried.failures >= failures_most ? never : wait == 0 ? 0 : at + wait;
  Transaction transaction{use.database};
  put(use.database, hash, tried);
  put(use.database, from, network);
  use.database.query("DELETE FROM attempt WHERE since < ?").bind(1, at - remembered).run();
  transaction.commit();
  return std::nullopt;
}

void Attempts::withdraw(std::string_view what, std::string_view address) {
  const std::string hash = file_.keyed("attempt at", what);
  const std::string from = file_.keyed("attempt from", network_of(address));
  auto use = file_.use();
  Transaction transaction{use.database};
  // It was let through, so there was nothing left to wait for.
  for (const std::string& one : {hash, from})
    use.database
        .query(
            "UPDATE attempt SET failures = max(0, failures - 1), locked_until = 0 "
            "WHERE hash = ?")
        .bind_bytes(1, one)
        .run();
  transaction.commit();
}

void Attempts::succeeded(std::string_view what, std::string_view address) {
  const std::string from = file_.keyed("attempt from", network_of(address));
  auto use = file_.use();
  Transaction transaction{use.database};
  remove(use.database, file_.keyed("attempt at", what));
  use.database.query("UPDATE attempt SET failures = max(0, failures - 1) WHERE hash = ?")
      .bind_bytes(1, from)
      .run();
  transaction.commit();
}

void Attempts::forgive(std::string_view what) {
  auto use = file_.use();
  remove(use.database, file_.keyed("attempt at", what));
}

Attempts::Standing Attempts::standing(std::string_view what, Instant now) {
  auto use = file_.use();
  const Row row = row_of(use.database, file_.keyed("attempt at", what));
  Standing standing{.failures = static_cast<int>(row.failures), .locked_until = std::nullopt};
  if (row.locked_until == never)
    standing.locked_until = Instant::max();
  else if (row.locked_until > seconds_of(now))
    standing.locked_until = instant_of(row.locked_until);
  return standing;
}

std::string network_of(std::string_view address) {
  constexpr std::size_t site_bytes = 8;
  std::array<char, sizeof(in6_addr)> bytes{};
  const std::string text{address};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  constexpr std::string_view mapped{"\0\0\0\0\0\0\0\0\0\0\xFF\xFF", 12};
  if (std::string_view{bytes.data(), mapped.size()} == mapped)
    return std::string{bytes.data(), bytes.size()};
  return {bytes.data(), site_bytes};
}

}  // namespace insyn
