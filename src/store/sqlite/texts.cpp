#include "store/sqlite/texts.h"

#include <sodium.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <unordered_map>
#include <utility>

namespace insyn {
namespace {

/// What is remembered takes about 100 bytes a text; more than this is forgotten and read anew.
constexpr std::size_t known_max = 1'000'000;

/// New texts are written when this many wait, so that their memory is bounded.
constexpr std::size_t new_max = 200'000;

/// A scan of the whole index is quicker than asking for more than one text in so many.
constexpr std::size_t scan_worth = 16;

template <class Hash>
std::string_view view(const Hash& hash) {
  return {hash.data(), hash.size()};
}

}  // namespace

SqliteTexts::SqliteTexts(Database& database, const HomeKeys& keys)
    : database_{database}, sealer_{keys.texts}, hash_key_{keys.text_hash} {
  catch_up();
}

void SqliteTexts::catch_up() {
  Query query = database_.query("SELECT max(number) FROM text");
  query.step();
  last_stored_ = static_cast<std::uint32_t>(query.integer(0));
}

SqliteTexts::Hash SqliteTexts::hash_of(std::string_view text) const {
  Hash hash{};
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                     hash_key_.data(), hash_key_.size());
  return hash;
}

std::vector<TextNo> SqliteTexts::remembered(std::span<const std::string_view> texts,
                                            std::vector<Asked>& others) {
  std::vector<TextNo> numbers(texts.size());
  for (std::size_t position = 0; position < texts.size(); ++position) {
    if (texts[position].empty()) continue;
    const auto found = known_.find(texts[position]);
    if (found == known_.end())
      others.push_back({.hash = hash_of(texts[position]), .position = position});
    else
      numbers[position] = {found->second};
  }
  return numbers;
}

void SqliteTexts::ask_store(std::vector<Asked>& asked) {
  if (last_stored_ == 0 || asked.empty()) return;
  std::sort(asked.begin(), asked.end(),
            [](const Asked& a, const Asked& b) { return view(a.hash) < view(b.hash); });
  if (asked.size() > last_stored_ / scan_worth)
    ask_in_one_scan(asked);
  else
    ask_one_by_one(asked);
  std::sort(asked.begin(), asked.end(),
            [](const Asked& a, const Asked& b) { return a.position < b.position; });
}

void SqliteTexts::ask_one_by_one(std::vector<Asked>& asked) {
  Query query = database_.query("SELECT number FROM text_hash WHERE hash = ?");
  for (Asked& one : asked) {
    query.bind_bytes(1, view(one.hash));
    if (query.step()) one.number = static_cast<std::uint32_t>(query.integer(0));
    query.reset();
  }
}

void SqliteTexts::ask_in_one_scan(std::vector<Asked>& asked) {
  Query query = database_.query("SELECT hash, number FROM text_hash ORDER BY hash");
  bool more = query.step();
  for (Asked& one : asked) {
    while (more && query.bytes(0) < view(one.hash)) more = query.step();
    if (!more) return;
    if (query.bytes(0) == view(one.hash)) one.number = static_cast<std::uint32_t>(query.integer(1));
  }
}

void SqliteTexts::remember(std::string_view text, std::uint32_t number) {
  if (known_.size() >= known_max) {
    sync();  // New texts are views into what is about to go.
    known_.clear();
  }
  known_.emplace(text, number);
}

std::uint32_t SqliteTexts::add(std::string_view text, const Hash& hash) {
  if (new_.size() >= new_max) sync();
  const std::uint64_t number = std::uint64_t{last_stored_} + new_.size() + 1;
  if (number > std::numeric_limits<std::uint32_t>::max())
    throw std::runtime_error{"more texts than numbers"};
  remember(text, static_cast<std::uint32_t>(number));
  new_.push_back({.text = known_.find(text)->first, .hash = hash});
  return static_cast<std::uint32_t>(number);
}

std::vector<TextNo> SqliteTexts::intern(std::span<const std::string_view> texts) {
  std::vector<Asked> others;
  std::vector<TextNo> numbers = remembered(texts, others);
  ask_store(others);
  std::unordered_map<std::string_view, std::uint32_t> met;  // within this call
  for (const Asked& one : others) {
    const auto [found, is_first] = met.try_emplace(texts[one.position], one.number);
    if (is_first && one.number == 0) found->second = add(texts[one.position], one.hash);
    if (is_first && one.number != 0) remember(texts[one.position], one.number);
    numbers[one.position] = {found->second};
  }
  return numbers;
}

std::vector<TextNo> SqliteTexts::find(std::span<const std::string_view> texts) {
  std::vector<Asked> others;
  std::vector<TextNo> numbers = remembered(texts, others);
  ask_store(others);
  for (const Asked& one : others) {
    if (one.number != 0) remember(texts[one.position], one.number);
    numbers[one.position] = {one.number};
  }
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

std::uint32_t SqliteTexts::count() {
  return last_stored_ + static_cast<std::uint32_t>(new_.size());
}

void SqliteTexts::sync() {
  if (new_.empty()) return;
  Transaction transaction{database_};
  {
    Query insert = database_.query("INSERT INTO text (number, sealed) VALUES (?, ?)");
    std::uint32_t number = last_stored_;
    std::vector<std::pair<Hash, std::uint32_t>> hashes;
    hashes.reserve(new_.size());
    for (const NewText& added : new_) {
      ++number;
      insert.bind(1, number).bind_bytes(2, sealer_.seal(added.text, place_of(number))).run();
      hashes.emplace_back(added.hash, number);
    }
    std::sort(hashes.begin(), hashes.end(),
              [](const auto& a, const auto& b) { return view(a.first) < view(b.first); });
    Query index = database_.query("INSERT INTO text_hash (hash, number) VALUES (?, ?)");
    for (const auto& [hash, of] : hashes) index.bind_bytes(1, view(hash)).bind(2, of).run();
  }
  transaction.commit();
  last_stored_ += static_cast<std::uint32_t>(new_.size());
  new_.clear();
}

std::vector<std::string> SqliteTexts::verify() {
  sync();
  std::vector<std::string> problems;
  std::int64_t expected = 1;
  Query query = database_.query("SELECT number, sealed FROM text ORDER BY number");
  Query index = database_.query("SELECT number FROM text_hash WHERE hash = ?");
  while (query.step()) {
    const std::int64_t number = query.integer(0);
    if (number != expected)
      problems.push_back("Texterna med nummer " + std::to_string(expected) + " till " +
                         std::to_string(number - 1) + " saknas.");
    expected = number + 1;
    const auto text = sealer_.open(query.bytes(1), place_of(static_cast<std::uint64_t>(number)));
    const std::string name = "Text nummer " + std::to_string(number);
    if (!text) {
      problems.push_back(name + " har ändrats och går inte att läsa.");
      continue;
    }
    index.bind_bytes(1, view(hash_of(*text)));
    if (!index.step() || index.integer(0) != number)
      problems.push_back(name + " står under fel sökvärde.");
    index.reset();
  }
  // Each text has found its own search value; more of them means that texts are gone.
  Query count = database_.query("SELECT count(*) FROM text_hash");
  if (count.step() && count.integer(0) != expected - 1)
    problems.push_back("Det finns " + std::to_string(expected - 1) + " texter men " +
                       std::to_string(count.integer(0)) + " sökvärden.");
  return problems;
}

}  // namespace insyn
