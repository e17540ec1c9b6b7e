#include "store/duckdb/event_store.h"

#include <string_view>
#include <system_error>
#include <utility>

#include "base/check.h"
#include "store/duckdb/connection.h"
#include "store/duckdb/event_append.h"
#include "store/duckdb/tables.h"
#include "store/errors.h"
#include "store/row_hash.h"

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
          "Filen " + options.file.string() +
              " går inte att öppna. Kontrollera behörigheten, eller återställ den ur en "
              "säkerhetskopia."};
}

template <class No>
std::string list_of(std::span<const No> numbers) {
  std::string list;
  for (const No number : numbers) list += (list.empty() ? "" : ",") + std::to_string(number.value);
  return list;
}

std::string where(const EventQuery& query) {
  return "\"at\" >= " + std::to_string(query.window.from.time_since_epoch().count()) +
         " AND \"at\" < " + std::to_string(query.window.to.time_since_epoch().count()) +
         " AND delivery <= " + std::to_string(query.deliveries_to);
}

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
  auto store = std::make_unique<DuckEventStore>(database, key);
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

DuckEventStore::~DuckEventStore() { duckdb_close(&database_); }

std::unique_ptr<EventAppend> DuckEventStore::begin(std::uint32_t delivery) {
  std::uint64_t stored = 0;
  bool is_new = delivery > 0;
  DuckConnection connection{database_};
  connection.stream("SELECT delivery, \"rows\" FROM batch", [&](const DuckChunk& chunk) {
    for (std::size_t row = 0; row < chunk.size(); ++row) {
      is_new = is_new && chunk.column<std::uint32_t>(0)[row] != delivery;
      stored += chunk.column<std::uint64_t>(1)[row];
    }
  });
  check(is_new, "a delivery is appended once");
  return std::make_unique<DuckEventAppend>(database_, key_, delivery, stored);
}

std::vector<std::uint32_t> DuckEventStore::committed() {
  std::vector<std::uint32_t> numbers;
  DuckConnection connection{database_};
  connection.stream("SELECT delivery FROM batch ORDER BY delivery", [&](const DuckChunk& chunk) {
    const auto* delivery = chunk.column<std::uint32_t>(0);
    numbers.insert(numbers.end(), delivery, delivery + chunk.size());
  });
  return numbers;
}

void DuckEventStore::visit_rows(const std::string& table, const std::string& condition,
                                const EventQuery& query, const EventVisitor& visit) {
  DuckConnection connection{database_};
  connection.stream("SELECT " + std::string{event_column_names} + " FROM " + table + " WHERE " +
                        where(query) + condition + " ORDER BY \"at\"",
                    [&](const DuckChunk& chunk) { visit(columns_of(chunk)); });
}

void DuckEventStore::scan(const EventQuery& query, const EventVisitor& visit) {
  visit_rows("events_t", "", query, visit);
}

void DuckEventStore::of_staff(const EventQuery& query, std::span<const StaffNo> staff,
                              std::span<const AccountNo> accounts, const EventVisitor& visit) {
  std::string condition;
  if (!staff.empty()) condition = "staff IN (" + list_of(staff) + ")";
  if (!staff.empty() && !accounts.empty()) condition += " OR ";
  if (!accounts.empty()) condition += "account IN (" + list_of(accounts) + ")";
  if (condition.empty()) return;
  visit_rows("events_t", " AND (" + condition + ")", query, visit);
}

void DuckEventStore::of_clients(const EventQuery& query, std::span<const ClientNo> clients,
                                const EventVisitor& visit) {
  if (clients.empty()) return;
  visit_rows("events_c", " AND client IN (" + list_of(clients) + ")", query, visit);
}

std::optional<CopySums> DuckEventStore::sums(std::uint32_t delivery) {
  DuckConnection connection{database_};
  const std::string of_delivery = " WHERE delivery = " + std::to_string(delivery);
  bool is_committed = false;
  connection.stream("SELECT delivery FROM batch" + of_delivery,
                    [&](const DuckChunk& chunk) { is_committed = chunk.size() > 0; });
  if (!is_committed) return std::nullopt;
  CopySums sums;
  const std::string columns = event_column_names;
  connection.stream("SELECT " + columns + ", key, version FROM events_t" + of_delivery,
                    [&](const DuckChunk& chunk) {
                      const EventColumns events = columns_of(chunk);
                      const auto* keys = chunk.column<duckdb_hugeint>(key_column);
                      const auto* versions = chunk.column<std::uint64_t>(version_column);
                      for (std::size_t row = 0; row < events.size(); ++row)
                        sums.time_copy +=
                            time_row_hash(key_, events.event(row),
                                          {.key = bits_of(keys[row]), .version = versions[row]});
                      sums.rows += events.size();
                    });
  connection.stream("SELECT " + columns + " FROM events_c" + of_delivery,
                    [&](const DuckChunk& chunk) {
                      const EventColumns events = columns_of(chunk);
                      for (std::size_t row = 0; row < events.size(); ++row)
                        sums.client_copy += client_row_hash(key_, events.event(row));
                    });
  return sums;
}

std::vector<std::uint32_t> DuckEventStore::rows_of(std::uint32_t delivery) {
  std::vector<std::uint32_t> rows;
  DuckConnection connection{database_};
  connection.stream("SELECT \"row\" FROM events_t WHERE delivery = " + std::to_string(delivery) +
                        " ORDER BY \"row\"",
                    [&](const DuckChunk& chunk) {
                      const auto* row = chunk.column<std::uint32_t>(0);
                      rows.insert(rows.end(), row, row + chunk.size());
                    });
  return rows;
}

}  // namespace insyn
