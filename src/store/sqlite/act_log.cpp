#include "store/sqlite/act_log.h"

#include <stdexcept>

#include "store/errors.h"

namespace insyn {
namespace {

std::string salt_place(std::uint64_t seq) { return "salt" + place_of(seq); }
std::string words_place(std::uint64_t seq) { return "words" + place_of(seq); }

std::uint64_t length_of(Database& database) {
  Query query = database.query("SELECT max(seq) FROM act");
  query.step();
  return query.is_none(0) ? 0 : static_cast<std::uint64_t>(query.integer(0)) + 1;
}

StoredAct act_of(const Query& row) {
  StoredAct act;
  act.seq = static_cast<std::uint64_t>(row.integer(0));
  act.leaf = row.bytes(1);
  act.checkpoint = row.bytes(2);
  return act;
}

std::optional<std::string> opened(const Sealer& sealer, const Query& row, int column,
                                  const std::string& place) {
  if (row.is_none(column)) return std::nullopt;
  auto plain = sealer.open(row.bytes(column), place);
  if (!plain)
    throw std::runtime_error{"the words of act " + std::to_string(row.integer(0)) +
                             " can't be read"};
  return plain;
}

}  // namespace

Result<Done> SqliteActLog::append(const StoredAct& act) {
  Transaction transaction{database_};
  const std::uint64_t length = length_of(database_);
  if (act.seq != length) return fail(act_position_error(act.seq, length));
  {
    Query insert = database_.query("INSERT INTO act VALUES (?, ?, ?, ?, ?)");
    insert.bind(1, static_cast<std::int64_t>(act.seq));
    insert.bind_bytes(2, act.leaf).bind_bytes(3, act.checkpoint);
    // What isn't bound is NULL.
    if (act.salt) insert.bind_bytes(4, sealer_.seal(*act.salt, salt_place(act.seq)));
    if (act.words) insert.bind_bytes(5, sealer_.seal(*act.words, words_place(act.seq)));
    insert.run();
  }
  transaction.commit();
  return Done{};
}

std::vector<StoredAct> SqliteActLog::read(std::uint64_t from) {
  std::vector<StoredAct> acts;
  Query query =
      database_.query("SELECT seq, leaf, checkpoint FROM act WHERE seq >= ? ORDER BY seq");
  query.bind(1, static_cast<std::int64_t>(from));
  while (query.step()) acts.push_back(act_of(query));
  return acts;
}

std::optional<StoredAct> SqliteActLog::with_words(std::uint64_t seq) {
  Query query = database_.query("SELECT seq, leaf, checkpoint, salt, words FROM act WHERE seq = ?");
  query.bind(1, static_cast<std::int64_t>(seq));
  if (!query.step()) return std::nullopt;
  StoredAct act = act_of(query);
  act.salt = opened(sealer_, query, 3, salt_place(seq));
  act.words = opened(sealer_, query, 4, words_place(seq));
  return act;
}

}  // namespace insyn
