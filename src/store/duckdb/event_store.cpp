#include "store/duckdb/event_store.h"

#include <future>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/check.h"
#include "base/disk_trouble.h"
#include "store/duckdb/actor_filter.h"
#include "store/duckdb/connection.h"
#include "store/duckdb/event_append.h"
#include "store/duckdb/tables.h"
#include "store/errors.h"
#include "store/sync_folder.h"

namespace insyn {
namespace {

struct Config {
  duckdb_config handle = nullptr;

  Config() { check(duckdb_create_config(&handle) == DuckDBSuccess, "no DuckDB configuration"); }
  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;
  ~Config() { duckdb_destroy_config(&handle); }

  void set(const char* name, const std::string& value) {
    check(duckdb_set_config(handle, name, value.c_str()) == DuckDBSuccess, name);
  }
};

Error open_error(const DuckOptions& options, std::string_view message) {
  if (message.find("lock") != std::string_view::npos)
    return home_locked_error(options.file.parent_path().string());
  return {ErrorKind::home, "home-unreadable",
          "Filen " + options.file.string() + " går inte att öppna. " +
              disk_trouble(message).value_or(
                  "Kontrollera behörigheten, eller återställ den ur en säkerhetskopia.")};
}

/// `name IN (codes)`, or nothing if none of the numbers stands in the column.
template <class No>
std::string one_of(const char* name, const Codes& codes, std::size_t column,
                   std::span<const No> numbers) {
  std::string list;
  for (const No number : numbers)
    if (const auto code = codes.find(column, number.value))
      list += (list.empty() ? "" : ",") + std::to_string(*code);
  return list.empty() ? list : std::string{name} + " IN (" + list + ")";
}

std::int64_t second_of(Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

std::string not_before(Instant at) {
  const std::string second = std::to_string(second_of(at));
  const auto micro = at.time_since_epoch().count() - second_of(at) * micros_a_second;
  if (micro == 0) return "second >= " + second;
  // The first part is for DuckDB, which passes over blocks that it excludes.
  return "second >= " + second + " AND (second > " + second +
         " OR micro >= " + std::to_string(micro) + ")";
}

std::string where(const EventQuery& query) {
  return not_before(query.window.from) + " AND NOT (" + not_before(query.window.to) +
         ") AND second <= " + std::to_string(second_of(query.window.to)) +
         " AND delivery <= " + std::to_string(query.deliveries_to);
}

/// Entries of a map by delivery: rows of one delivery mostly follow each other.
template <class Value>
class Latest {
 public:
  explicit Latest(std::map<std::uint32_t, Value>& all) : all_{all} {}
  Value& operator()(std::uint32_t delivery) {
    if (value_ == nullptr || delivery_ != delivery) value_ = &all_[delivery];
    delivery_ = delivery;
    return *value_;
  }

 private:
  std::map<std::uint32_t, Value>& all_;
  Value* value_ = nullptr;
  std::uint32_t delivery_ = 0;
};

}  // namespace

Result<std::unique_ptr<DuckEventStore>> DuckEventStore::open(const DuckOptions& options,
                                                             const HashKey& key) {
  Config config;
  config.set("threads", std::to_string(options.threads));
  config.set("memory_limit", options.memory_limit);
  config.set("temp_directory", options.temporary.string());
  // Nothing is loaded or fetched, and no statement can reach another file.
  config.set("autoinstall_known_extensions", "false");
  config.set("autoload_known_extensions", "false");
  config.set("enable_external_access", "false");
  duckdb_database database = nullptr;
  char* message = nullptr;
  if (duckdb_open_ext(options.file.c_str(), &database, config.handle, &message) != DuckDBSuccess) {
    const Error error = open_error(options, message == nullptr ? "" : message);
    duckdb_free(message);
    return fail(error);
  }
  auto store = std::make_unique<DuckEventStore>(database, key, options.file.parent_path());
  std::error_code ignored;
  std::filesystem::permissions(
      options.file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
      ignored);
  DuckConnection connection{database};
  // Every column is numbers, for which nothing else is smaller; not trying the others saves an
  // eighth of the time of an append.
  connection.exec("SET force_compression = 'bitpacking'");
  make_tables(connection);
  return store;
}

DuckEventStore::DuckEventStore(duckdb_database database, const HashKey& key,
                               std::filesystem::path folder)
    : database_{database}, folder_{std::move(folder)}, hasher_{key}, asked_{database} {
  add_actor_filter(database);
}

DuckEventStore::~DuckEventStore() { duckdb_close(&database_); }

std::shared_ptr<const Codes> DuckEventStore::codes() {
  const std::lock_guard lock{codes_mutex_};
  if (!codes_) {
    DuckConnection connection{database_};
    codes_ = std::make_shared<const Codes>(read_codes(connection));
  }
  return codes_;
}

std::unique_ptr<EventAppend> DuckEventStore::begin(std::uint32_t delivery) {
  const auto before = committed();
  check(delivery > 0 && !before.contains(delivery), "a delivery is appended once");
  std::uint64_t stored = 0;
  for (const auto& [number, sums] : before) stored += sums.rows;
  return std::make_unique<DuckEventAppend>(
      DuckEventAppend::Setting{.database = database_,
                               .asked = asked_,
                               .hasher = hasher_,
                               .codes = *codes(),
                               .stored = stored,
                               .committed =
                                   [this](const Codes& with_new) {
                                     // DuckDB fsyncs its write-ahead log but not the folder where
                                     // it has just made it: after a power cut the log would be
                                     // gone, and with it events that have an act.
                                     sync_folder(folder_);
                                     const std::lock_guard lock{codes_mutex_};
                                     codes_ = std::make_shared<const Codes>(with_new);
                                   }},
      delivery);
}

std::map<std::uint32_t, CopySums> DuckEventStore::committed() {
  std::map<std::uint32_t, CopySums> all;
  DuckConnection connection{database_};
  connection.stream(
      "SELECT delivery, \"rows\", time_high, time_low, client_high, client_low FROM batch",
      [&](const DuckChunk& chunk) {
        const auto* delivery = chunk.column<std::uint32_t>(0);
        const auto number = [&](std::uint64_t column, std::size_t row) {
          return chunk.column<std::uint64_t>(column)[row];
        };
        for (std::size_t row = 0; row < chunk.size(); ++row)
          all[delivery[row]] = {.time_copy = {.high = number(2, row), .low = number(3, row)},
                                .client_copy = {.high = number(4, row), .low = number(5, row)},
                                .rows = number(1, row)};
      });
  return all;
}

void DuckEventStore::visit_rows(const std::string& table, const std::string& condition,
                                const EventQuery& query, const EventVisitor& visit) {
  const auto codes_now = codes();
  EventReader reader{*codes_now};
  DuckConnection connection{database_};
  connection.stream("SELECT " + std::string{event_column_names} + " FROM " + table + " WHERE " +
                        where(query) + condition,
                    [&](const DuckChunk& chunk) { visit(reader.read(chunk)); });
}

void DuckEventStore::scan(const EventQuery& query, const EventVisitor& visit) {
  visit_rows("events_t", "", query, visit);
}

void DuckEventStore::scan_actors(const EventQuery& query, const EventVisitor& visit) {
  const auto codes_now = codes();
  EventReader reader{*codes_now};
  DuckConnection connection{database_};
  connection.stream(
      "SELECT " + std::string{actor_column_names} + " FROM events_t WHERE " + where(query),
      [&](const DuckChunk& chunk) { visit(reader.read_actors(chunk)); });
}

void DuckEventStore::of_staff(const EventQuery& query, std::span<const StaffNo> staff,
                              std::span<const AccountNo> accounts, const EventVisitor& visit) {
  const auto codes_now = codes();
  const std::string theirs = by_actor(*codes_now, staff, accounts);
  if (!theirs.empty()) visit_rows("events_t", " AND " + theirs, query, visit);
}

void DuckEventStore::of_clients(const EventQuery& query, std::span<const ClientNo> clients,
                                const EventVisitor& visit) {
  const std::string by_client = one_of("client", *codes(), client_codes, clients);
  if (!by_client.empty()) visit_rows("events_c", " AND " + by_client, query, visit);
}

std::map<std::uint32_t, StoredDelivery> DuckEventStore::read_back() {
  // One thread a copy: a result is made by the thread that takes it.
  auto client_copy = std::async(std::launch::async, [this] { return read_client_copy(); });
  std::map<std::uint32_t, StoredDelivery> all = read_time_copy();
  for (const auto& [number, sum] : client_copy.get()) all[number].sums.client_copy = sum;
  for (const auto& [number, sums] : committed()) all[number];
  return all;
}

std::map<std::uint32_t, StoredDelivery> DuckEventStore::read_time_copy() {
  std::map<std::uint32_t, StoredDelivery> all;
  Latest<StoredDelivery> of_delivery{all};
  const auto codes_now = codes();
  EventReader reader{*codes_now};
  DuckConnection connection{database_};
  connection.stream("SELECT " + std::string{event_column_names} + ", id, rest FROM events_t",
                    [&](const DuckChunk& chunk) {
                      const EventColumns events = reader.read(chunk);
                      const auto* id = chunk.column<std::uint64_t>(id_column);
                      const auto* rest = chunk.column<std::uint64_t>(rest_column);
                      for (std::size_t row = 0; row < events.size(); ++row) {
                        StoredDelivery& stored = of_delivery(events.delivery[row]);
                        stored.sums.time_copy +=
                            hasher_.time_row(events.event(row), {.id = id[row], .rest = rest[row]});
                        ++stored.sums.rows;
                        stored.rows.add(events.row[row]);
                      }
                    });
  return all;
}

std::map<std::uint32_t, Bits128> DuckEventStore::read_client_copy() {
  std::map<std::uint32_t, Bits128> all;
  Latest<Bits128> of_delivery{all};
  const auto codes_now = codes();
  EventReader reader{*codes_now};
  DuckConnection connection{database_};
  connection.stream("SELECT " + std::string{event_column_names} + " FROM events_c",
                    [&](const DuckChunk& chunk) {
                      const EventColumns events = reader.read(chunk);
                      for (std::size_t row = 0; row < events.size(); ++row)
                        of_delivery(events.delivery[row]) += hasher_.client_row(events.event(row));
                    });
  return all;
}

bool DuckEventStore::recluster() {
  DuckConnection connection{database_};
  // A single delivery with rows is in order by itself.
  bool needed = false;
  connection.stream(
      "SELECT count(*) > 1 AND count(*) > (SELECT count(*) FROM clustered) "
      "FROM batch WHERE \"rows\" > 0",
      [&](const DuckChunk& chunk) { needed = chunk.column<bool>(0)[0]; });
  if (!needed) return false;
  // One transaction: after a crash the copy is the old one or the new one.
  connection.exec("BEGIN TRANSACTION");
  connection.exec(
      "CREATE TABLE events_c_new AS SELECT * FROM events_c ORDER BY client, second, micro");
  connection.exec("DROP TABLE events_c");
  connection.exec("ALTER TABLE events_c_new RENAME TO events_c");
  connection.exec("DELETE FROM clustered");
  connection.exec("INSERT INTO clustered SELECT delivery FROM batch WHERE \"rows\" > 0");
  connection.exec("COMMIT");
  // What the old copy took is given back to the file, and its end to the disk.
  connection.exec("CHECKPOINT");
  return true;
}

}  // namespace insyn
