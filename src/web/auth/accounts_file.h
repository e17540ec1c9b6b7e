#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "domain/calendar/time.h"
#include "store/sealer.h"
#include "store/sqlite/database.h"

namespace insyn {

/// HOME/accounts.db: what login needs and the ledger must not have (docs/adr/0017). It has a
/// connection of its own, so that nobody's login waits for an import, and a mutex, so that any
/// thread may use what is built on it. What identifies somebody is sealed, or only hashed under a
/// key; instants are kept in whole seconds since 1970.
class AccountsFile {
 public:
  /// `key` is HomeKeys::accounts. Errors of kind home: "home-unreadable" (also under another key),
  /// "home-newer".
  static Result<std::unique_ptr<AccountsFile>> open(const std::filesystem::path& file,
                                                    const Bytes32& key);
  /// One that is gone with the object: for tests.
  static std::unique_ptr<AccountsFile> in_memory(const Bytes32& key);

  /// The database for as long as this lives; nobody else has it meanwhile.
  struct Use {
    std::unique_lock<std::mutex> lock;
    Database& database;
  };
  Use use() { return {std::unique_lock{mutex_}, *database_}; }

  /// What is wrong with the file, for `insyn verify`: Swedish sentences without personal data.
  std::vector<std::string> verify();

  /// Finds a value without keeping it. `kind` tells apart what the value is of: a login name and a
  /// code that read the same have different hashes.
  std::string keyed(std::string_view kind, std::string_view value) const;

  std::string seal(std::string_view plain, std::string_view place) const;
  /// Throws if it doesn't open: then the file was changed by somebody else.
  std::string unsealed(std::string_view sealed, std::string_view place) const;

  AccountsFile(std::unique_ptr<Database> database, const Bytes32& key);  ///< for `open`

 private:
  std::mutex mutex_;
  std::unique_ptr<Database> database_;
  Sealer sealer_;
  Bytes32 hash_key_;
};

inline std::int64_t seconds_of(Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}
inline Instant instant_of(std::int64_t seconds) { return Instant{std::chrono::seconds{seconds}}; }

}  // namespace insyn
