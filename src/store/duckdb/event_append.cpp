#include "store/duckdb/event_append.h"

#include <algorithm>

#include "base/check.h"
#include "store/duckdb/tables.h"
#include "store/row_hash.h"

namespace insyn {
namespace {

/// Up to this many rows the keys are kept in memory (at most 256 MiB of fingerprints); above it
/// every `find` reads the keys of the store.
constexpr std::uint64_t remembered_max = 40'000'000;

constexpr std::uint64_t remembered_min = 1'000'000;

template <class Value, class Get>
void fill_column(const DuckAppender& appender, std::size_t column,
                 std::span<const KeyedEvent> events, Get get) {
  Value* values = appender.column<Value>(column);
  for (const KeyedEvent& keyed : events) *values++ = static_cast<Value>(get(keyed.event));
}

void fill_keys(const DuckAppender& appender, std::span<const KeyedEvent> events) {
  auto* keys = appender.column<duckdb_hugeint>(key_column);
  auto* versions = appender.column<std::uint64_t>(version_column);
  for (const KeyedEvent& keyed : events) {
    *keys++ = hugeint_of(keyed.key.key);
    *versions++ = keyed.key.version;
  }
}

}  // namespace

DuckEventAppend::DuckEventAppend(duckdb_database database, const HashKey& key,
                                 std::uint32_t delivery, std::uint64_t stored)
    : connection_{database}, key_{key}, delivery_{delivery}, stored_{stored} {
  connection_.exec("BEGIN TRANSACTION");
  appender_.emplace(connection_, DuckAppender::Place{.table = "events_t"}, event_column_types);
}

std::vector<StoredKey> DuckEventAppend::find(std::uint32_t source, std::span<const Bits128> keys) {
  if (stored_ + sums_.rows == 0) return {};
  const std::vector<Bits128> wanted = possible(keys);
  if (wanted.empty()) return {};
  appender_->flush();
  connection_.exec("CREATE OR REPLACE TEMP TABLE probe (key HUGEINT)");
  {
    constexpr std::array<duckdb_type, 1> types{DUCKDB_TYPE_HUGEINT};
    DuckAppender probe{connection_, {.catalog = "temp", .table = "probe"}, types};
    for (std::size_t from = 0; from < wanted.size(); from += DuckAppender::capacity()) {
      const std::size_t rows = std::min(DuckAppender::capacity(), wanted.size() - from);
      auto* values = probe.column<duckdb_hugeint>(0);
      for (std::size_t row = 0; row < rows; ++row) values[row] = hugeint_of(wanted[from + row]);
      probe.append(rows);
    }
    probe.flush();
  }
  std::vector<StoredKey> found;
  connection_.stream(
      "SELECT key, version, delivery FROM events_t WHERE source = " + std::to_string(source) +
          " AND key IN (SELECT key FROM probe)",
      [&](const DuckChunk& chunk) {
        const auto* key = chunk.column<duckdb_hugeint>(0);
        const auto* version = chunk.column<std::uint64_t>(1);
        const auto* delivery = chunk.column<std::uint32_t>(2);
        for (std::size_t row = 0; row < chunk.size(); ++row)
          found.push_back({.key = {.key = bits_of(key[row]), .version = version[row]},
                           .delivery = delivery[row]});
      });
  return found;
}

std::vector<Bits128> DuckEventAppend::possible(std::span<const Bits128> keys) {
  // Remembering costs as much as asking once, so a delivery that is asked about in one go (a small
  // one) is only asked about.
  if (asked_ && !keys_ && stored_ + sums_.rows <= remembered_max) build_key_set();
  asked_ = true;
  std::vector<Bits128> wanted;
  for (const Bits128& key : keys)
    if (!keys_ || keys_->may_have(key)) wanted.push_back(key);
  return wanted;
}

void DuckEventAppend::build_key_set() {
  appender_->flush();
  const std::uint64_t rows = stored_ + sums_.rows;
  keys_.emplace(std::clamp(2 * rows, remembered_min, remembered_max + 1));
  connection_.stream("SELECT key FROM events_t", [&](const DuckChunk& chunk) {
    const auto* key = chunk.column<duckdb_hugeint>(0);
    for (std::size_t row = 0; row < chunk.size(); ++row) keys_->add(bits_of(key[row]));
  });
}

void DuckEventAppend::add(std::span<const KeyedEvent> events) {
  while (!events.empty()) {
    const std::size_t rows = std::min(DuckAppender::capacity(), events.size());
    fill(events.first(rows));
    appender_->append(rows);
    events = events.subspan(rows);
  }
}

void DuckEventAppend::fill(std::span<const KeyedEvent> events) {
  const DuckAppender& to = *appender_;
  using E = const AccessEvent&;
  using Number = std::uint32_t;
  using Small = std::uint8_t;
  fill_column<std::int64_t>(to, 0, events, [](E e) { return e.at.time_since_epoch().count(); });
  fill_column<Number>(to, 1, events, [](E e) { return e.source; });
  fill_column<Number>(to, 2, events, [](E e) { return e.system.value; });
  fill_column<Number>(to, 3, events, [](E e) { return e.account.value; });
  fill_column<Number>(to, 4, events, [](E e) { return e.staff.value; });
  fill_column<Number>(to, 5, events, [](E e) { return e.client.value; });
  fill_column<Number>(to, 6, events, [](E e) { return e.case_no.value; });
  fill_column<Small>(to, 7, events, [](E e) { return e.action; });
  fill_column<Number>(to, 8, events, [](E e) { return e.purpose.value; });
  fill_column<Number>(to, 9, events, [](E e) { return e.unit.value; });
  fill_column<Number>(to, 10, events, [](E e) { return e.provider.value; });
  fill_column<Number>(to, 11, events, [](E e) { return e.resource.value; });
  fill_column<Small>(to, 12, events, [](E e) { return e.emergency ? 1 : 0; });
  fill_column<Number>(to, 13, events, [](E e) { return e.delivery; });
  fill_column<Number>(to, 14, events, [](E e) { return e.row; });
  fill_keys(to, events);
  for (const KeyedEvent& keyed : events) sum(keyed);
}

void DuckEventAppend::sum(const KeyedEvent& keyed) {
  check(keyed.event.delivery == delivery_, "an event of another delivery is appended");
  sums_.time_copy += time_row_hash(key_, keyed.event, keyed.key);
  sums_.client_copy += client_row_hash(key_, keyed.event);
  ++sums_.rows;
  if (!keys_) return;
  if (keys_->is_full())
    keys_.reset();  // The next `find` makes one that is larger.
  else
    keys_->add(keyed.key.key);
}

CopySums DuckEventAppend::commit() {
  appender_->flush();
  const std::string columns = event_column_names;
  const std::string number = std::to_string(delivery_);
  connection_.exec("INSERT INTO events_c SELECT " + columns +
                   " FROM events_t WHERE delivery = " + number + " ORDER BY client, \"at\"");
  connection_.exec(
      "INSERT INTO batch VALUES (" + number + ", " + std::to_string(sums_.rows) + ", " +
      std::to_string(sums_.time_copy.high) + ", " + std::to_string(sums_.time_copy.low) + ", " +
      std::to_string(sums_.client_copy.high) + ", " + std::to_string(sums_.client_copy.low) + ")");
  connection_.exec("COMMIT");
  return sums_;
}

}  // namespace insyn
