#include "store/sqlite/view_log.h"

#include <stdexcept>
#include <utility>

#include "base/json.h"

namespace insyn {
namespace {

std::string place_of_view(std::uint64_t number) { return "view" + place_of(number); }

std::string bytes_of(const View& view) {
  return canonical_json(json::array{view.at.time_since_epoch().count(), view.user, view.user_staff,
                                    view.page, view.staff, view.client, view.audit});
}

std::optional<View> view_of(const std::string& bytes) {
  const auto parsed = parse_json(bytes, "view");
  if (!parsed || !parsed->is_array()) return std::nullopt;
  const json::array& parts = parsed->get_array();
  if (parts.size() != 7 || !parts[0].is_int64()) return std::nullopt;
  View view;
  view.at = Instant{std::chrono::microseconds{parts[0].get_int64()}};
  std::string* const texts[] = {&view.user,  &view.user_staff, &view.page,
                                &view.staff, &view.client,     &view.audit};
  for (std::size_t i = 0; i < std::size(texts); ++i) {
    if (!parts[i + 1].is_string()) return std::nullopt;
    *texts[i] = parts[i + 1].get_string();
  }
  return view;
}

Bytes32 next_link(const Bytes32& key, std::string_view before, std::string_view sealed) {
  return hmac_sha256(as_view(key), std::string{before} + std::string{sealed});
}

struct Tail {
  std::uint64_t size = 0;
  std::string link = std::string(32, '\0');
};

Tail tail_of(Database& database) {
  Query query = database.query("SELECT seq, link FROM view ORDER BY seq DESC LIMIT 1");
  Tail tail;
  if (query.step()) {
    tail.size = static_cast<std::uint64_t>(query.integer(0));
    tail.link = query.bytes(1);
  }
  return tail;
}

constexpr const char* tables = R"(
CREATE TABLE IF NOT EXISTS view (seq INTEGER PRIMARY KEY, sealed BLOB NOT NULL, link BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS delivered
  (one INTEGER PRIMARY KEY CHECK (one = 1), count INTEGER NOT NULL);
INSERT OR IGNORE INTO delivered VALUES (1, 0);
)";

}  // namespace

Result<std::unique_ptr<SqliteViewLog>> SqliteViewLog::open(const std::filesystem::path& file,
                                                           const HomeKeys& keys) {
  auto database = Database::open(file);
  if (!database) return fail(database.error());
  return std::make_unique<SqliteViewLog>(std::move(*database), keys);
}

SqliteViewLog::SqliteViewLog(std::unique_ptr<Database> database, const HomeKeys& keys)
    : database_{std::move(database)},
      sealer_{keys.views},
      chain_key_{hmac_sha256(as_view(keys.views), "link")} {
  database_->exec(tables);
}

void SqliteViewLog::append(std::span<const View> views) {
  if (views.empty()) return;
  std::unique_lock lock{mutex_};
  waiting_.insert(waiting_.end(), views.begin(), views.end());
  asked_ += views.size();
  const std::uint64_t mine = asked_;
  while (written_ < mine) {
    if (busy_) {
      changed_.wait(lock);
      continue;
    }
    busy_ = true;
    std::vector<View> batch = std::exchange(waiting_, {});
    lock.unlock();
    std::exception_ptr failure;
    try {
      write(batch);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    busy_ = false;
    changed_.notify_all();
    if (failure) {
      // Those who wait for the others of the batch try again, with ours among them.
      waiting_.insert(waiting_.begin(), batch.begin(), batch.end());
      std::rethrow_exception(failure);
    }
    written_ += batch.size();
  }
}

void SqliteViewLog::write(std::span<const View> views) {
  Transaction transaction{*database_};
  Tail tail = tail_of(*database_);
  {
    Query insert = database_->query("INSERT INTO view VALUES (?, ?, ?)");
    for (const View& view : views) {
      ++tail.size;
      const std::string sealed = sealer_.seal(bytes_of(view), place_of_view(tail.size));
      tail.link = as_view(next_link(chain_key_, tail.link, sealed));
      insert.bind(1, static_cast<std::int64_t>(tail.size));
      insert.bind_bytes(2, sealed).bind_bytes(3, tail.link);
      insert.run();
    }
  }
  transaction.commit();
}

void SqliteViewLog::alone(const std::function<void()>& work) {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [this] { return !busy_; });
  busy_ = true;
  lock.unlock();
  std::exception_ptr failure;
  try {
    work();
  } catch (...) {
    failure = std::current_exception();
  }
  lock.lock();
  busy_ = false;
  changed_.notify_all();
  if (failure) std::rethrow_exception(failure);
}

std::uint64_t SqliteViewLog::size() {
  std::uint64_t size = 0;
  alone([&] { size = tail_of(*database_).size; });
  return size;
}

std::vector<View> SqliteViewLog::read(std::uint64_t from, std::uint64_t limit) {
  std::vector<View> views;
  alone([&] {
    Query query =
        database_->query("SELECT seq, sealed FROM view WHERE seq > ? ORDER BY seq LIMIT ?");
    query.bind(1, static_cast<std::int64_t>(from)).bind(2, static_cast<std::int64_t>(limit));
    while (query.step()) {
      const auto number = static_cast<std::uint64_t>(query.integer(0));
      const auto plain = sealer_.open(query.bytes(1), place_of_view(number));
      auto view = plain ? view_of(*plain) : std::nullopt;
      if (!view)
        throw std::runtime_error{"row " + std::to_string(number) + " of views.db can't be read"};
      views.push_back(std::move(*view));
    }
  });
  return views;
}

std::uint64_t SqliteViewLog::delivered() {
  std::uint64_t count = 0;
  alone([&] {
    Query query = database_->query("SELECT count FROM delivered");
    if (query.step()) count = static_cast<std::uint64_t>(query.integer(0));
  });
  return count;
}

void SqliteViewLog::set_delivered(std::uint64_t count) {
  alone([&] {
    Query update = database_->query("UPDATE delivered SET count = ? WHERE count < ?");
    update.bind(1, static_cast<std::int64_t>(count)).bind(2, static_cast<std::int64_t>(count));
    update.run();
  });
}

std::vector<std::string> SqliteViewLog::verify() {
  std::vector<std::string> problems;
  alone([&] {
    std::uint64_t expected = 1;
    Tail tail;
    Query query = database_->query("SELECT seq, sealed, link FROM view ORDER BY seq");
    for (; query.step(); ++expected) {
      const auto number = static_cast<std::uint64_t>(query.integer(0));
      const std::string name = "views.db, rad " + std::to_string(number) + ": ";
      if (number != expected) {
        problems.push_back(name + "raden före saknas.");
        expected = number;
      }
      const std::string sealed{query.bytes(1)};
      const std::string link{as_view(next_link(chain_key_, tail.link, sealed))};
      if (link != query.bytes(2)) problems.push_back(name + "kedjan är bruten.");
      const auto plain = sealer_.open(sealed, place_of_view(number));
      if (!plain || !view_of(*plain)) problems.push_back(name + "går inte att läsa.");
      tail.link = query.bytes(2);
    }
    Query delivered = database_->query("SELECT count FROM delivered");
    if (!delivered.step() || static_cast<std::uint64_t>(delivered.integer(0)) >= expected)
      problems.emplace_back("views.db: rader som redan är levererade saknas i slutet.");
  });
  return problems;
}

}  // namespace insyn
