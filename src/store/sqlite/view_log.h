#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/home_keys.h"
#include "store/sealer.h"
#include "store/sqlite/database.h"
#include "store/view_log.h"

namespace insyn {

/// Views in a file of their own (HOME/views.db). Each is sealed, and carries the HMAC of itself and
/// the one before: without the key nobody changes, moves or takes out a row unseen. Rows cut from
/// the end are seen when they had been delivered.
///
/// Threads that append at the same time share one commit: one of them writes for all.
class SqliteViewLog final : public ViewLog {
 public:
  /// Makes the file if it isn't there. Errors of kind home.
  static Result<std::unique_ptr<SqliteViewLog>> open(const std::filesystem::path& file,
                                                     const HomeKeys& keys);
  SqliteViewLog(std::unique_ptr<Database> database, const HomeKeys& keys);

  void append(std::span<const View> views) override;
  std::uint64_t size() override;
  std::vector<View> read(std::uint64_t from, std::uint64_t limit) override;
  std::uint64_t delivered() override;
  void set_delivered(std::uint64_t count) override;

  /// What is wrong with the file: Swedish sentences without personal data.
  std::vector<std::string> verify();

 private:
  void write(std::span<const View> views);
  /// Runs `work` while no other thread uses the database.
  void alone(const std::function<void()>& work);

  std::unique_ptr<Database> database_;
  Sealer sealer_;
  Bytes32 chain_key_;
  std::mutex mutex_;  ///< of all below
  std::condition_variable changed_;
  bool busy_ = false;  ///< a thread uses the database
  std::vector<View> waiting_;
  std::uint64_t asked_ = 0, written_ = 0;  ///< views since the start of the process
};

}  // namespace insyn
