#include "store/duckdb/event_append.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "store/duckdb/tables.h"

namespace insyn {
namespace {

/// Up to this many rows the ids are kept in memory (at most 512 MiB of fingerprints); above it
/// every `find` reads the ids of the store.
constexpr std::uint64_t remembered_max = 107'000'000;

constexpr std::uint64_t remembered_min = 1'000'000;

/// How many ids ahead a slot of the fingerprints is fetched into the cache.
constexpr std::size_t prefetched = 8;

template <class Value, class Get>
void fill_column(const DuckAppender& appender, std::size_t column,
                 std::span<const KeyedEvent> events, Get get) {
  Value* values = appender.column<Value>(column);
  for (const KeyedEvent& keyed : events) *values++ = static_cast<Value>(get(keyed.event));
}

void fill_keys(const DuckAppender& appender, std::span<const KeyedEvent> events) {
  auto* ids = appender.column<std::uint64_t>(id_column);
  auto* rests = appender.column<std::uint64_t>(rest_column);
  for (const KeyedEvent& keyed : events) {
    *ids++ = keyed.key.id;
    *rests++ = keyed.key.rest;
  }
}

}  // namespace

DuckEventAppend::DuckEventAppend(Setting setting, std::uint32_t delivery)
    : setting_{std::move(setting)},
      connection_{setting_.database},
      delivery_{delivery},
      codes_{setting_.codes} {
  connection_.exec("BEGIN TRANSACTION");
  appender_.emplace(connection_, DuckAppender::Place{.table = "events_t"}, event_column_types);
}

std::vector<StoredKey> DuckEventAppend::find(std::uint32_t source, std::span<const EventKey> keys) {
  const auto code = codes_.codes().find(source_codes, source);
  if (!code || setting_.stored + sums_.rows == 0) return {};
  const std::vector<std::uint64_t> wanted = possible(keys);
  if (wanted.empty()) return {};
  flush();
  setting_.asked.set(wanted);
  std::vector<StoredKey> found;
  connection_.stream(
      "SELECT id, rest, delivery FROM events_t WHERE source = " + std::to_string(*code) +
          " AND asked(id)",
      [&](const DuckChunk& chunk) {
        const auto* id = chunk.column<std::uint64_t>(0);
        const auto* rest = chunk.column<std::uint64_t>(1);
        const auto* delivery = chunk.column<std::uint32_t>(2);
        for (std::size_t row = 0; row < chunk.size(); ++row)
          found.push_back({.key = {.id = id[row], .rest = rest[row]}, .delivery = delivery[row]});
      });
  return found;
}

std::vector<std::uint64_t> DuckEventAppend::possible(std::span<const EventKey> keys) {
  // Remembering costs as much as asking once, so a delivery that is asked about in one go (a small
  // one) is only asked about.
  if (asked_ && !keys_ && setting_.stored + sums_.rows <= remembered_max) build_key_set();
  asked_ = true;
  std::vector<std::uint64_t> wanted;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys_ && i + prefetched < keys.size()) keys_->prefetch(keys[i + prefetched].id);
    if (!keys_ || keys_->may_have(keys[i].id)) wanted.push_back(keys[i].id);
  }
  return wanted;
}

void DuckEventAppend::build_key_set() {
  flush();
  const std::uint64_t rows = setting_.stored + sums_.rows;
  keys_.emplace(std::clamp(2 * rows, remembered_min, remembered_max + 1));
  connection_.stream("SELECT id FROM events_t", [&](const DuckChunk& chunk) {
    const auto* id = chunk.column<std::uint64_t>(0);
    for (std::size_t row = 0; row < chunk.size(); ++row) keys_->add(id[row]);
  });
}

void DuckEventAppend::add(std::span<const KeyedEvent> events) {
  const std::size_t vector_rows = DuckAppender::capacity();
  while (!events.empty()) {
    const std::size_t rows = std::min(vector_rows - appended_ % vector_rows, events.size());
    fill(events.first(rows));
    appender_->append(rows);
    appended_ += rows;
    if (appended_ % vector_rows == 0 && flushed_ % vector_rows != 0) flush();
    events = events.subspan(rows);
  }
}

void DuckEventAppend::flush() {
  appender_->flush();
  flushed_ = appended_;
}

void DuckEventAppend::fill(std::span<const KeyedEvent> events) {
  const DuckAppender& to = *appender_;
  using E = const AccessEvent&;
  using Number = std::uint32_t;
  using Small = std::uint8_t;
  const auto fill_texts = [&](std::size_t text, auto number_of) {
    fill_column<Number>(to, text_column_places[text], events,
                        [&](E e) { return codes_.of(text, static_cast<Number>(number_of(e))); });
  };
  const auto second_of = [](E e) { return std::chrono::floor<std::chrono::seconds>(e.at); };
  fill_column<std::int64_t>(to, 0, events,
                            [&](E e) { return second_of(e).time_since_epoch().count(); });
  fill_column<Number>(to, micro_column, events, [&](E e) { return (e.at - second_of(e)).count(); });
  fill_texts(0, [](E e) { return e.source; });
  fill_texts(1, [](E e) { return e.system.value; });
  fill_texts(2, [](E e) { return e.account.value; });
  fill_texts(3, [](E e) { return e.staff.value; });
  fill_texts(4, [](E e) { return e.client.value; });
  fill_texts(5, [](E e) { return e.case_no.value; });
  fill_column<Small>(to, 7, events, [](E e) { return e.action; });
  fill_texts(6, [](E e) { return e.purpose.value; });
  fill_texts(7, [](E e) { return e.unit.value; });
  fill_texts(8, [](E e) { return e.provider.value; });
  fill_texts(9, [](E e) { return e.resource.value; });
  fill_column<Small>(to, 12, events, [](E e) { return e.emergency ? 1 : 0; });
  fill_column<Number>(to, 13, events, [](E e) { return e.delivery; });
  fill_column<Number>(to, 14, events, [](E e) { return e.row; });
  fill_keys(to, events);
  sum(events);
  remember(events);
}

void DuckEventAppend::sum(std::span<const KeyedEvent> events) {
  for (const KeyedEvent& keyed : events) {
    check(keyed.event.delivery == delivery_, "an event of another delivery is appended");
    sums_.time_copy += setting_.hasher.time_row(keyed.event, keyed.key);
    sums_.client_copy += setting_.hasher.client_row(keyed.event);
  }
  sums_.rows += events.size();
}

void DuckEventAppend::remember(std::span<const KeyedEvent> events) {
  if (!keys_) return;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (i + prefetched < events.size()) keys_->prefetch(events[i + prefetched].key.id);
    if (keys_->is_full()) return keys_.reset();  // the next `find` makes one that is larger
    keys_->add(events[i].key.id);
  }
}

void DuckEventAppend::write_codes() {
  constexpr std::array<duckdb_type, 3> types{DUCKDB_TYPE_UTINYINT, DUCKDB_TYPE_UINTEGER,
                                             DUCKDB_TYPE_UINTEGER};
  DuckAppender to{connection_, {.table = "codes"}, types};
  for (std::size_t text = 0; text < text_columns; ++text) {
    const Codes::Numbers& numbers = codes_.codes().of(text);
    for (std::size_t from = codes_.given_before(text); from < numbers.size();) {
      const std::size_t rows = std::min(DuckAppender::capacity(), numbers.size() - from);
      for (std::size_t row = 0; row < rows; ++row, ++from) {
        to.column<std::uint8_t>(0)[row] = static_cast<std::uint8_t>(text);
        to.column<std::uint32_t>(1)[row] = static_cast<std::uint32_t>(from);
        to.column<std::uint32_t>(2)[row] = numbers[from];
      }
      to.append(rows);
    }
  }
  to.flush();
}

CopySums DuckEventAppend::commit() {
  flush();
  keys_.reset();  // sorting needs the memory
  write_codes();
  const std::string columns = event_column_names;
  const std::string number = std::to_string(delivery_);
  connection_.exec("INSERT INTO events_c SELECT " + columns +
                   " FROM events_t WHERE delivery = " + number + " ORDER BY client, second, micro");
  connection_.exec(
      "INSERT INTO batch VALUES (" + number + ", " + std::to_string(sums_.rows) + ", " +
      std::to_string(sums_.time_copy.high) + ", " + std::to_string(sums_.time_copy.low) + ", " +
      std::to_string(sums_.client_copy.high) + ", " + std::to_string(sums_.client_copy.low) + ")");
  connection_.exec("COMMIT");
  setting_.committed(codes_.codes());
  return sums_;
}

}  // namespace insyn
