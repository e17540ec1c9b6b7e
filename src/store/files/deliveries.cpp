#include "store/files/deliveries.h"

#include <sodium.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "base/bounded_queue.h"
#include "base/hex.h"
#include "store/errors.h"
#include "store/files/durable_file.h"
#include "store/files/file_source.h"
#include "store/files/sealed_file.h"
#include "store/sync_folder.h"

namespace fs = std::filesystem;

namespace insyn {
namespace {

/// Pieces that may wait for the compressing thread; a piece is about 1 MiB.
constexpr std::size_t waiting_max = 4;

bool is_there(const fs::path& file, DeliveryKeys& keys, const Bytes32& sha256) {
  const auto wrapped = keys.get(sha256);
  return wrapped && !wrapped->empty() && fs::exists(file);
}

/// Hashes, compresses and seals on a thread of its own what the caller's thread reads.
class SealingThread {
 public:
  SealingThread(DurableFile& file, const Bytes32& key)
      : writer_{file, key}, thread_{[this] { run(); }} {}

  ~SealingThread() { queue_.close(); }

  void append(std::string_view piece) {
    if (!queue_.push(std::string{piece})) finish();
  }

  /// Everything is written when it returns; throws what the thread threw. Gives the SHA-256.
  Bytes32 finish() {
    queue_.close();
    if (thread_.joinable()) thread_.join();
    if (failure_) std::rethrow_exception(failure_);
    return hash_.finish();
  }

 private:
  void run() {
    try {
      while (const auto piece = queue_.pop()) {
        hash_.update(*piece);
        writer_.append(*piece);
      }
      writer_.finish();
    } catch (...) {
      failure_ = std::current_exception();
      queue_.close();
    }
  }

  BoundedQueue<std::string> queue_{waiting_max};
  Sha256Stream hash_;
  SealedWriter writer_;
  std::exception_ptr failure_;
  std::jthread thread_;  // last: it uses all of the above
};

class Staged final : public StagedDelivery {
 public:
  Staged(const fs::path& folder, DeliveryKeys& keys, const Sealer& wrapper)
      : folder_{folder}, keys_{keys}, wrapper_{wrapper}, file_{folder / "staging"} {
    randombytes_buf(key_.data(), key_.size());
  }
  ~Staged() override { sodium_memzero(key_.data(), key_.size()); }

  void read(ByteSource& bytes, const std::function<void(std::string_view)>& seen) {
    SealingThread sealing{file_, key_};
    for (std::string_view piece = bytes.next(); !piece.empty(); piece = bytes.next()) {
      sealing.append(piece);
      size_ += piece.size();
      seen(piece);
    }
    sha256_ = sealing.finish();
  }

  const Bytes32& sha256() const override { return sha256_; }
  std::uint64_t size() const override { return size_; }

  void keep() override {
    const fs::path place = folder_ / to_hex(sha256_);
    if (is_there(place, keys_, sha256_)) return;
    // What a purge left behind must not meet the new key.
    fs::remove(place);
    keys_.put(sha256_, wrapper_.seal(as_view(key_), as_view(sha256_)));
    file_.finish_as(place);
  }

 private:
  fs::path folder_;
  DeliveryKeys& keys_;
  const Sealer& wrapper_;
  DurableFile file_;
  Bytes32 key_{};
  Bytes32 sha256_{};
  std::uint64_t size_ = 0;
};

}  // namespace

FileDeliveries::FileDeliveries(const fs::path& folder, DeliveryKeys& keys, const HomeKeys& home)
    : folder_{folder}, keys_{keys}, wrapper_{home.deliveries} {
  if (fs::create_directories(folder_))
    fs::permissions(folder_, fs::perms::owner_all, fs::perm_options::replace);
  remove_unfinished(folder_);
  std::vector<fs::path> purged;
  for (const auto& entry : fs::directory_iterator{folder_}) {
    const auto sha256 = bytes32_from_hex(entry.path().filename().string());
    if (sha256 && keys_.get(*sha256) == std::string{}) purged.push_back(entry.path());
  }
  for (const fs::path& file : purged) fs::remove(file);
}

fs::path FileDeliveries::file_of(const Bytes32& sha256) const { return folder_ / to_hex(sha256); }

std::unique_ptr<StagedDelivery> FileDeliveries::stage(
    ByteSource& bytes, const std::function<void(std::string_view)>& seen) {
  auto staged = std::make_unique<Staged>(folder_, keys_, wrapper_);
  staged->read(bytes, seen);
  return staged;
}

Result<std::unique_ptr<ByteSource>> FileDeliveries::get(const Bytes32& sha256) {
  const auto wrapped = keys_.get(sha256);
  if (wrapped && wrapped->empty()) return fail(delivery_purged_error(to_hex(sha256)));
  auto file = FileSource::open(file_of(sha256));
  if (!wrapped || !file) return fail(delivery_missing_error(to_hex(sha256)));
  const auto plain = wrapper_.open(*wrapped, as_view(sha256));
  Bytes32 key{};
  if (!plain || plain->size() != key.size())
    throw std::runtime_error{"the key of delivery " + to_hex(sha256) + " is damaged"};
  std::copy(plain->begin(), plain->end(), key.begin());
  return std::make_unique<SealedReader>(std::move(*file), key);
}

std::vector<Bytes32> FileDeliveries::list() {
  std::vector<Bytes32> all;
  for (const auto& entry : fs::directory_iterator{folder_}) {
    const auto sha256 = bytes32_from_hex(entry.path().filename().string());
    if (sha256 && is_there(entry.path(), keys_, *sha256)) all.push_back(*sha256);
  }
  std::sort(all.begin(), all.end());
  return all;
}

void FileDeliveries::purge(const Bytes32& sha256) {
  keys_.remove(sha256);
  if (fs::remove(file_of(sha256))) sync_folder(folder_);
}

}  // namespace insyn
