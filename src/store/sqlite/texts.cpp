#include "store/sqlite/texts.h"

#include <sodium.h>

#include <limits>
#include <stdexcept>
#include <utility>

namespace insyn {
namespace {

constexpr std::size_t hash_size = 16;

/// What is remembered takes about 100 bytes a text; more than this is forgotten and read anew.
constexpr std::size_t known_max = 1'000'000;

/// New texts are written when this many wait, so that their memory is bounded.
constexpr std::size_t new_max = 100'000;

}  // namespace

SqliteTexts::SqliteTexts(Database& database, const HomeKeys& keys)
    : database_{database}, sealer_{keys.texts}, hash_key_{keys.text_hash} {
  Query query = database_.query("SELECT max(number) FROM text");
  query.step();
  last_stored_ = static_cast<std::uint32_t>(query.integer(0));
}

std::string SqliteTexts::hash_of(std::string_view text) const {
  std::string hash(hash_size, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                     hash_key_.data(), hash_key_.size());
  return hash;
}

std::uint32_t SqliteTexts::stored(std::string_view hash) {
  if (last_stored_ == 0) return 0;
  Query query = database_.query("SELECT number FROM text WHERE hash = ?");
  query.bind_bytes(1, hash);
  return query.step() ? static_cast<std::uint32_t>(query.integer(0)) : 0;
}

void SqliteTexts::remember(std::string_view text, std::uint32_t number) {
  if (known_.size() >= known_max) {
    sync();  // New texts are views into what is about to go.
    known_.clear();
  }
  known_.emplace(text, number);
}

std::uint32_t SqliteTexts::add(std::string_view text, std::string hash) {
  if (new_.size() >= new_max) sync();
  const std::uint64_t number = std::uint64_t{last_stored_} + new_.size() + 1;
  if (number > std::numeric_limits<std::uint32_t>::max())
    throw std::runtime_error{"more texts than numbers"};
  remember(text, static_cast<std::uint32_t>(number));
  new_.push_back({known_.find(text)->first, std::move(hash)});
  return static_cast<std::uint32_t>(number);
}

std::uint32_t SqliteTexts::number_of(std::string_view text) {
  if (text.empty()) return 0;
  if (const auto found = known_.find(text); found != known_.end()) return found->second;
  const std::uint32_t number = stored(hash_of(text));
  if (number != 0) remember(text, number);
  return number;
}

std::vector<TextNo> SqliteTexts::intern(std::span<const std::string_view> texts) {
  std::vector<TextNo> numbers;
  numbers.reserve(texts.size());
  for (const std::string_view text : texts) {
    std::uint32_t number = 0;
    if (const auto found = known_.find(text); found != known_.end()) {
      number = found->second;
    } else if (!text.empty()) {
      std::string hash = hash_of(text);
      number = stored(hash);
      if (number != 0)
        remember(text, number);
      else
        number = add(text, std::move(hash));
    }
    numbers.push_back({number});
  }
  return numbers;
}

std::vector<TextNo> SqliteTexts::find(std::span<const std::string_view> texts) {
  std::vector<TextNo> numbers;
  numbers.reserve(texts.size());
  for (const std::string_view text : texts) numbers.push_back({number_of(text)});
  return numbers;
}

std::vector<std::string> SqliteTexts::texts(std::span<const TextNo> numbers) {
  std::vector<std::string> found;
  found.reserve(numbers.size());
  Query query = database_.query("SELECT sealed FROM text WHERE number = ?");
  for (const TextNo number : numbers) {
    if (!number) {
      found.emplace_back();
      continue;
    }
    if (number.value > last_stored_ && number.value - last_stored_ <= new_.size()) {
      found.emplace_back(new_[number.value - last_stored_ - 1].text);
      continue;
    }
    query.bind(1, number.value);
    auto text = query.step() ? sealer_.open(query.bytes(0), place_of(number.value)) : std::nullopt;
    if (!text) throw std::runtime_error{"text " + std::to_string(number.value) + " can't be read"};
    found.push_back(std::move(*text));
    query.reset();
  }
  return found;
}

std::vector<std::string> SqliteTexts::all() {
  sync();
  std::vector<std::string> all(std::size_t{last_stored_} + 1);
  Query query = database_.query("SELECT number, sealed FROM text");
  while (query.step()) {
    const std::int64_t number = query.integer(0);
    auto text = sealer_.open(query.bytes(1), place_of(static_cast<std::uint64_t>(number)));
    if (!text || number < 1 || number > last_stored_)
      throw std::runtime_error{"text " + std::to_string(number) + " can't be read"};
    all[static_cast<std::size_t>(number)] = std::move(*text);
  }
  return all;
}

void SqliteTexts::sync() {
  if (new_.empty()) return;
  Transaction transaction{database_};
  std::uint32_t number = last_stored_;
  {
    Query insert = database_.query("INSERT INTO text (number, hash, sealed) VALUES (?, ?, ?)");
    for (const NewText& added : new_) {
      ++number;
      insert.bind(1, number)
          .bind_bytes(2, added.hash)
          .bind_bytes(3, sealer_.seal(added.text, place_of(number)))
          .run();
    }
  }
  transaction.commit();
  last_stored_ = number;
  new_.clear();
}

std::vector<std::string> SqliteTexts::verify() {
  sync();
  std::vector<std::string> problems;
  std::int64_t expected = 1;
  Query query = database_.query("SELECT number, hash, sealed FROM text ORDER BY number");
  for (; query.step(); ++expected) {
    const std::int64_t number = query.integer(0);
    const auto text = sealer_.open(query.bytes(2), place_of(static_cast<std::uint64_t>(number)));
    const std::string name = "Text nummer " + std::to_string(number);
    if (number != expected)
      problems.push_back("Texterna med nummer " + std::to_string(expected) + " till " +
                         std::to_string(number - 1) + " saknas.");
    if (!text)
      problems.push_back(name + " har ändrats och går inte att läsa.");
    else if (hash_of(*text) != query.bytes(1))
      problems.push_back(name + " står under fel sökvärde.");
    expected = number;
  }
  return problems;
}

}  // namespace insyn
