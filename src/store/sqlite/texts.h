#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/home_keys.h"
#include "store/sealer.h"
#include "store/sqlite/database.h"
#include "store/texts.h"

namespace insyn {

/// Texts in the table `text`, sealed under their number, and found in `text_hash` by a keyed
/// BLAKE2b of 128 bits. Both are written and looked through in their own order: random places of a
/// large index are what costs.
/// What this process has seen is remembered; new texts wait in memory and are written together,
/// at the latest by `sync`. The only writer of its table.
class SqliteTexts final : public Texts {
 public:
  /// The database outlives the texts.
  SqliteTexts(Database& database, const HomeKeys& keys);

  std::vector<TextNo> intern(std::span<const std::string_view> texts) override;
  std::vector<TextNo> find(std::span<const std::string_view> texts) override;
  std::vector<std::string> texts(std::span<const TextNo> numbers) override;
  std::vector<std::string> all() override;
  std::uint32_t count() override;
  void sync() override;
  std::vector<std::string> verify() override;

  /// Knows what another connection to the database has added since. Not while texts wait.
  void catch_up();

 private:
  struct ViewHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  using Known = std::unordered_map<std::string, std::uint32_t, ViewHash, std::equal_to<>>;

  using Hash = std::array<char, 16>;

  /// A text that isn't remembered: is it stored?
  struct Asked {
    Hash hash{};
    std::size_t position = 0;  ///< in what was asked for
    std::uint32_t number = 0;  ///< 0: not stored
  };

  struct NewText {
    std::string_view text;  ///< into `known_`
    Hash hash{};
  };

  Hash hash_of(std::string_view text) const;
  std::vector<TextNo> remembered(std::span<const std::string_view> texts,
                                 std::vector<Asked>& others);
  void ask_store(std::vector<Asked>& asked);
  void ask_one_by_one(std::vector<Asked>& asked);
  void ask_in_one_scan(std::vector<Asked>& asked);
  std::uint32_t add(std::string_view text, const Hash& hash);
  void remember(std::string_view text, std::uint32_t number);

  Database& database_;
  Sealer sealer_;
  Bytes32 hash_key_;
  std::uint32_t last_stored_ = 0;  ///< the highest number in the table
  Known known_;
  std::vector<NewText> new_;  ///< numbers last_stored_ + 1 and on
};

}  // namespace insyn
