#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/desk.h"
#include "app/import_log.h"
#include "app/receipt.h"
#include "base/byte_source.h"
#include "base/result.h"

namespace insyn {

/// Opens a file to be read from its beginning.
using OpensFile =
    std::function<Result<std::unique_ptr<ByteSource>>(const std::filesystem::path& file)>;

/// What somebody wants to be imported: files that were uploaded and are ours from now on.
struct WantedImport {
  std::string source;         ///< id of a source, or
  std::string register_name;  ///< of a register; one of them is empty
  bool correct = false;       ///< of a register: replaces what was believed
  bool accept = false;        ///< of a register: in spite of rejected rows or a shrunken register
  struct File {
    std::string name;            ///< as the browser called it; for the receipt
    std::filesystem::path path;  ///< where it lies; removed when it has been read
    std::uint64_t size = 0;
  };
  std::vector<File> files;
};

/// One import as it stands now.
struct ImportJob {
  enum class Stage { waiting, reading, storing, done, failed };
  struct File {
    std::string name;
    std::uint64_t size = 0;
    Stage stage = Stage::waiting;
    std::uint64_t bytes = 0, rows = 0;  ///< so far
    std::optional<Receipt> receipt;
    std::uint32_t delivery = 0;  ///< of a log that was imported; else 0
    std::string problem;         ///< why it failed or changed nothing; a sentence
  };
  std::uint64_t number = 0;  ///< from 1, for as long as the server runs
  std::string user;          ///< who asked for it
  std::string source, register_name;
  std::vector<File> files;

  bool is_done() const;
};

/// Imports that go on when the page that asked for them has been answered. One at a time, each
/// file an act at the desk of its own; pages ask how far they have come. Any thread may call it.
class ImportJobs {
 public:
  /// How many are remembered: a page that was left open for a day still finds its import.
  static constexpr std::size_t remembered_max = 50;

  /// `desk` outlives it.
  ImportJobs(Desk& desk, OpensFile open);
  /// Waits for the file under way. What hasn't begun is given up; its files are removed.
  ~ImportJobs();
  ImportJobs(const ImportJobs&) = delete;
  ImportJobs& operator=(const ImportJobs&) = delete;

  /// Takes the files over by moving them aside, so that the server doesn't remove them with the
  /// request, and gives the import's number. Throws if the disk fails.
  std::uint64_t begin(const Actor& actor, WantedImport wanted);

  std::optional<ImportJob> find(std::uint64_t number) const;
  /// The latest that isn't done.
  std::optional<ImportJob> under_way() const;

 private:
  struct Task {
    Actor actor;
    WantedImport wanted;
    std::uint64_t number = 0;
  };

  void work();
  void run(const Task& task, std::size_t index);
  void import_file(Home& home, const Task& task, std::size_t index, ByteSource& bytes);
  /// Changes what is known of one file, if the import is still remembered.
  void update(const Task& task, std::size_t index,
              const std::function<void(ImportJob::File&)>& change);

  Desk& desk_;
  OpensFile open_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task> waiting_;
  std::deque<ImportJob> known_;  // oldest first
  std::uint64_t last_ = 0;
  bool ending_ = false;
  std::thread thread_;  // last: begins when all of the above is there
};

}  // namespace insyn
