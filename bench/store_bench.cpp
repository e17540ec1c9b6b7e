// What a client's extract costs inside a process that has the home open, as a server has: its rows
// from the store, beside SQLite's with a table clustered by client and DuckDB's own statement on
// the product's file; the whole extract with its act; and its rows again and again while a batch is
// imported.
//
//   store_bench HOME NOW ROUNDS [--sqlite] [--batch LOG.csv]     prints one JSON document

#include <fmt/core.h>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "app/extract.h"
#include "app/import_log.h"
#include "base/text.h"
#include "bench/peer.h"
#include "domain/calendar/format.h"
#include "ingest/formats/formats.h"
#include "main/standard_homes.h"
#include "store/files/file_source.h"

namespace insyn {
namespace {

constexpr EventQuery everything{.window = {.from = instant_min, .to = instant_max},
                                .deliveries_to = UINT32_MAX};

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error{result.error().text};
  return std::move(*result);
}

struct Options {
  std::string home;
  Instant now{};
  int rounds = 3;
  bool sqlite = false;
  std::string batch;
};

struct Client {
  std::string_view name;
  ClientNo number;
  std::uint64_t rows = 0;
};

/// The client with the most rows, and the one in the middle.
std::vector<Client> chosen_clients(Home& home) {
  std::unordered_map<std::uint32_t, std::uint64_t> counts;
  home.stores.events.scan(everything, [&](const EventColumns& events) {
    for (const std::uint32_t client : events.client)
      if (client != 0) ++counts[client];
  });
  std::vector<Client> clients;
  for (const auto& [number, rows] : counts) clients.push_back({"", {number}, rows});
  std::ranges::sort(clients, [](const Client& a, const Client& b) {
    return a.rows != b.rows ? a.rows > b.rows : a.number < b.number;
  });
  Client hottest = clients.front();
  Client median = clients[clients.size() / 2];
  hottest.name = "hottest";
  median.name = "median";
  return {hottest, median};
}

std::uint64_t read_rows(Home& home, const Client& client) {
  std::uint64_t rows = 0;
  home.stores.events.of_clients(everything, std::vector{client.number},
                                [&](const EventColumns& events) { rows += events.size(); });
  return rows;
}

std::string text_of_client(Home& home, const Client& client) {
  return home.stores.texts.texts(std::vector{TextNo{client.number.value}}).front();
}

/// Events clustered by client and time, as SQLite does it best.
class ClusteredPeer {
 public:
  explicit ClusteredPeer(Home& home) : file_{home.root / "tmp" / "peer.sqlite"} {
    std::filesystem::remove(file_);
    if (sqlite3_open(file_.c_str(), &database_) != SQLITE_OK)
      throw std::runtime_error{"the SQLite peer can't be opened"};
    run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;"
        "CREATE TABLE e (client, at, n, source, system, account, staff, case_no, action, purpose, "
        "unit, provider, resource, emergency, delivery, row, PRIMARY KEY (client, at, n)) "
        "WITHOUT ROWID");
    std::vector<AccessEvent> events;
    home.stores.events.scan(everything, [&](const EventColumns& columns) {
      for (std::size_t i = 0; i < columns.size(); ++i) events.push_back(columns.event(i));
    });
    std::ranges::sort(events, [](const AccessEvent& a, const AccessEvent& b) {
      return a.client != b.client ? a.client < b.client : a.at < b.at;
    });
    sqlite3_stmt* insert = prepare("INSERT INTO e VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    std::int64_t number = 0;
    for (const AccessEvent& e : events) {
      int column = 0;
      for (const std::int64_t value :
           {std::int64_t{e.client.value}, std::int64_t{e.at.time_since_epoch().count()}, ++number,
            std::int64_t{e.source}, std::int64_t{e.system.value}, std::int64_t{e.account.value},
            std::int64_t{e.staff.value}, std::int64_t{e.case_no.value},
            static_cast<std::int64_t>(e.action), std::int64_t{e.purpose.value},
            std::int64_t{e.unit.value}, std::int64_t{e.provider.value},
            std::int64_t{e.resource.value}, std::int64_t{e.emergency}, std::int64_t{e.delivery},
            std::int64_t{e.row}})
        sqlite3_bind_int64(insert, ++column, value);
      if (sqlite3_step(insert) != SQLITE_DONE) throw std::runtime_error{"SQLite's insert"};
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    run("COMMIT");
  }
  ~ClusteredPeer() {
    sqlite3_close(database_);
    std::filesystem::remove(file_);
  }
  ClusteredPeer(const ClusteredPeer&) = delete;
  ClusteredPeer& operator=(const ClusteredPeer&) = delete;

  std::uint64_t read_rows(const Client& client) {
    sqlite3_stmt* select = prepare("SELECT * FROM e WHERE client = ? ORDER BY at");
    sqlite3_bind_int64(select, 1, client.number.value);
    std::uint64_t rows = 0;
    std::int64_t seen = 0;
    while (sqlite3_step(select) == SQLITE_ROW) {
      for (int column = 0; column < 16; ++column) seen ^= sqlite3_column_int64(select, column);
      ++rows;
    }
    sqlite3_finalize(select);
    return seen == -1 ? 0 : rows;  // so that the columns are read
  }

 private:
  void run(const char* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error{sqlite3_errmsg(database_)};
  }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK)
      throw std::runtime_error{sqlite3_errmsg(database_)};
    return statement;
  }

  std::filesystem::path file_;
  sqlite3* database_ = nullptr;
};

std::string measure_extracts(Home& home, const std::vector<Client>& clients,
                             const Options& options) {
  std::unique_ptr<ClusteredPeer> sqlite;
  if (options.sqlite) sqlite = std::make_unique<ClusteredPeer>(home);
  std::string json;
  const int rounds = 10 * options.rounds;
  for (const Client& client : clients) {
    std::uint64_t rows = 0;
    const double read = shortest(rounds, [&] { rows = read_rows(home, client); });
    if (rows != client.rows) throw std::runtime_error{"the copies differ"};
    const std::string id = text_of_client(home, client);
    const double whole = shortest(options.rounds, [&] {
      must(make_extract(home, {.client = id, .from = {}, .to = {}, .ground = "bench"}));
    });
    json += fmt::format(R"("{}": {{"rows": {}, "read_ms": {:.3f}, "extract_ms": {:.3f})",
                        client.name, rows, 1e3 * read, 1e3 * whole);
    if (sqlite) {
      const double peer = shortest(rounds, [&] {
        if (sqlite->read_rows(client) != rows) throw std::runtime_error{"SQLite has other rows"};
      });
      json += fmt::format(R"(, "sqlite_ms": {:.3f})", 1e3 * peer);
    }
    json += "}, ";
  }
  return json;
}

/// Reads the median client's rows until a batch is in.
std::string measure_batch(Home& home, const Client& median, const Options& options) {
  std::atomic<bool> done{false};
  std::vector<double> times;
  std::jthread reader{[&] {
    while (!done) {
      const double start = seconds_now();
      read_rows(home, median);
      times.push_back(seconds_now() - start);
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
  }};
  auto file = FileSource::open(options.batch);
  if (!file) throw std::runtime_error{"the batch can't be read"};
  const Source source{"canonical", "canonical", "canonical", "bench"};
  const double start = seconds_now();
  const Receipt receipt = must(import_log(home, source, **file, "batch.csv", nullptr));
  const double seconds = seconds_now() - start;
  done = true;
  reader.join();
  std::ranges::sort(times);
  return fmt::format(R"("batch": {{"seconds": {:.3f}, "accepted": {}, "duplicates": {}, )"
                     R"("reads": {}, "read_median_ms": {:.3f}, "read_max_ms": {:.3f}}}, )",
                     seconds, receipt.accepted, receipt.duplicates, times.size(),
                     1e3 * times[times.size() / 2], 1e3 * times.back());
}

/// The statement that the store makes, by DuckDB alone on the same file.
std::string measure_duckdb(const Options& options, const std::vector<Client>& clients) {
  PeerDatabase peer{options.home + "/events.duckdb"};
  std::string json = "\"duckdb_ms\": {";
  for (const Client& client : clients) {
    const auto code = peer.ask("SELECT code FROM codes WHERE \"column\" = 4 AND number = " +
                               std::to_string(client.number.value));
    const std::string sql = "SELECT * FROM events_c WHERE client = " + std::to_string(code.front());
    const double read = shortest(10 * options.rounds, [&] { peer.ask(sql); });
    json +=
        fmt::format(R"({}"{}": {:.3f})", json.back() == '{' ? "" : ", ", client.name, 1e3 * read);
  }
  return json + "}";
}

void run(const Options& options) {
  const StandardFormats formats{{}};
  StandardHomes homes{formats};
  auto open = must(homes.open(options.home, options.now, "bench"));
  const auto clients = chosen_clients(open->home());
  std::string json = "{" + measure_extracts(open->home(), clients, options);
  if (!options.batch.empty()) json += measure_batch(open->home(), clients.back(), options);
  open.reset();  // the file is one process's and one database's at a time
  fmt::print("{}{}}}\n", json, measure_duckdb(options, clients));
}

}  // namespace
}  // namespace insyn

int main(int count, char** arguments) {
  insyn::Options options;
  const std::vector<std::string> words(arguments + 1, arguments + count);
  for (std::size_t i = 3; i < words.size(); ++i) {
    if (words[i] == "--sqlite") options.sqlite = true;
    if (words[i] == "--batch" && i + 1 < words.size()) options.batch = words[++i];
  }
  if (words.size() < 3) {
    fmt::print(stderr, "store_bench HOME NOW ROUNDS [--sqlite] [--batch LOG.csv]\n");
    return 2;
  }
  try {
    options.home = words[0];
    options.now = insyn::parse_time(words[1]).at;
    options.rounds = static_cast<int>(insyn::parse_integer(words[2]).value_or(3));
    insyn::run(options);
  } catch (const std::exception& problem) {
    fmt::print(stderr, "store_bench: {}\n", problem.what());
    return 1;
  }
  return 0;
}
