// The peer of `insyn import` and `insyn extract`: what DuckDB alone does with the same file, by the
// same library. It reads the log into a table in the file's order and makes a second one sorted by
// client and time. It neither finds repeated rows, nor hashes, nor numbers texts, nor keeps the
// file, which the product does.
//
// Then it takes a batch in, of which some rows are repeated and others new.
//
//   peer_duckdb LOG.csv BATCH.csv NEW.duckdb     prints one JSON document

#include <duckdb.h>
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <stdexcept>
#include <string>

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A database that is closed, and so checkpointed, at the end. Exits at the first failure.
class Peer {
 public:
  explicit Peer(const char* file) {
    duckdb_config config = nullptr;
    duckdb_create_config(&config);
    // As the product sets them.
    duckdb_set_config(config, "threads", "2");
    duckdb_set_config(config, "memory_limit", "1GB");
    const auto opened = duckdb_open_ext(file, &database_, config, nullptr);
    duckdb_destroy_config(&config);
    if (opened != DuckDBSuccess || duckdb_connect(database_, &connection_) != DuckDBSuccess)
      throw std::runtime_error{"the database can't be opened"};
  }
  ~Peer() { close(); }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  void close() {
    duckdb_disconnect(&connection_);
    duckdb_close(&database_);
  }

  /// Runs it and fetches every row. Gives how many rows came, and the first cell as text.
  struct Answer {
    std::uint64_t rows = 0;
    std::string first;
  };
  Answer ask(const std::string& sql) {
    duckdb_result result;
    if (duckdb_query(connection_, sql.c_str(), &result) != DuckDBSuccess)
      throw std::runtime_error{duckdb_result_error(&result)};
    Answer answer{.rows = duckdb_row_count(&result), .first = {}};
    if (char* cell = answer.rows > 0 ? duckdb_value_varchar(&result, 0, 0) : nullptr) {
      answer.first = cell;
      duckdb_free(cell);
    }
    duckdb_destroy_result(&result);
    return answer;
  }

 private:
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
};

struct Extract {
  std::string client;
  std::uint64_t rows = 0;
  double milliseconds = std::numeric_limits<double>::max();
};

/// The client at a share of all clients by rows (0: the one with most), and the shortest of some
/// times that its rows took.
Extract extract(Peer& peer, double share) {
  const std::string counts =
      "(SELECT client_id, count(*) AS n FROM events_c WHERE client_id <> '' GROUP BY 1)";
  Extract found{.client = peer.ask(fmt::format("SELECT client_id FROM {} ORDER BY n DESC, 1 OFFSET "
                                               "(SELECT (count(*) * {})::BIGINT FROM {}) LIMIT 1",
                                               counts, share, counts))
                              .first};
  for (int round = 0; round < 7; ++round) {
    const auto start = Clock::now();
    found.rows = peer.ask("SELECT * FROM events_c WHERE client_id = '" + found.client +
                          "' ORDER BY time DESC")
                     .rows;
    found.milliseconds = std::min(found.milliseconds, 1000 * seconds_since(start));
  }
  return found;
}

std::string csv(const std::string& file) {
  return "read_csv('" + file +
         "', delim = ';', header = true, columns = {'time': 'TIMESTAMPTZ', "
         "'account': 'VARCHAR', 'staff_id': 'VARCHAR', 'client_id': 'VARCHAR', "
         "'case_id': 'VARCHAR', 'action': 'VARCHAR', 'purpose': 'VARCHAR', "
         "'unit_id': 'VARCHAR', 'provider_id': 'VARCHAR', 'resource': 'VARCHAR', "
         "'native_id': 'UUID', 'system': 'VARCHAR', 'emergency': 'VARCHAR'})";
}

/// Adds the rows of a batch that aren't there yet, over all time, to both copies; a row with the
/// native id of another and other content is added. Gives the seconds.
double add_batch(Peer& peer, const std::string& batch) {
  const auto start = Clock::now();
  peer.ask("BEGIN TRANSACTION");
  peer.ask("CREATE TEMP TABLE batch AS SELECT * FROM " + csv(batch));
  peer.ask(
      "CREATE TEMP TABLE fresh AS SELECT * FROM batch EXCEPT SELECT * FROM events_t "
      "WHERE native_id IN (SELECT native_id FROM batch)");
  peer.ask("INSERT INTO events_t SELECT * FROM fresh ORDER BY time");
  peer.ask("INSERT INTO events_c SELECT * FROM fresh ORDER BY client_id, time");
  peer.ask("COMMIT");
  return seconds_since(start);
}

void run(const std::string& log, const std::string& batch, const char* file) {
  const auto start = Clock::now();
  double table = 0;
  {
    Peer peer{file};
    peer.ask("CREATE TABLE events_t AS SELECT * FROM " + csv(log));
    table = seconds_since(start);
    peer.ask("CREATE TABLE events_c AS SELECT * FROM events_t ORDER BY client_id, time");
  }  // closing writes what is left
  const double whole = seconds_since(start);
  Peer peer{file};
  const auto rows = peer.ask("SELECT 1 FROM events_t").rows;
  const Extract hottest = extract(peer, 0);
  const Extract median = extract(peer, 0.5);
  const double batch_seconds = add_batch(peer, batch);
  const auto added = peer.ask("SELECT 1 FROM events_c").rows - rows;
  fmt::print(
      R"({{"batch_seconds": {:.3f}, "batch_rows": {}, "seconds": {:.3f}, )"
      R"("table_seconds": {:.3f}, "rows": {}, "hottest": {{"client": "{}", )"
      R"("rows": {}, "ms": {:.3f}}}, "median": {{"client": "{}", "rows": {}, "ms": {:.3f}}}}})"
      "\n",
      batch_seconds, added, whole, table, rows, hottest.client, hottest.rows, hottest.milliseconds,
      median.client, median.rows, median.milliseconds);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    fmt::print(stderr, "peer_duckdb LOG.csv BATCH.csv NEW.duckdb\n");
    return 2;
  }
  try {
    run(arguments[1], arguments[2], arguments[3]);
  } catch (const std::exception& problem) {
    fmt::print(stderr, "peer_duckdb: {}\n", problem.what());
    return 1;
  }
  return 0;
}
