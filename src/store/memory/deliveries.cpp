#include "store/memory/deliveries.h"

#include <utility>

#include "base/hex.h"
#include "store/errors.h"

namespace insyn {
namespace {

using Files = std::map<Bytes32, std::optional<std::string>>;

class Staged final : public StagedDelivery {
 public:
  Staged(Files& files, std::string bytes)
      : files_{files}, bytes_{std::move(bytes)}, sha256_{insyn::sha256(bytes_)} {}
  const Bytes32& sha256() const override { return sha256_; }
  std::uint64_t size() const override { return bytes_.size(); }
  void keep() override { files_[sha256_] = bytes_; }

 private:
  Files& files_;
  std::string bytes_;
  Bytes32 sha256_;
};

class Whole final : public ByteSource {
 public:
  explicit Whole(std::string bytes) : bytes_{std::move(bytes)} {}
  std::string_view next() override {
    if (std::exchange(given_, true)) return {};
    return bytes_;
  }

 private:
  std::string bytes_;
  bool given_ = false;
};

}  // namespace

std::unique_ptr<StagedDelivery> MemoryDeliveries::stage(
    ByteSource& bytes, const std::function<void(std::string_view)>& seen) {
  std::string all;
  for (std::string_view piece = bytes.next(); !piece.empty(); piece = bytes.next()) {
    seen(piece);
    all += piece;
  }
  return std::make_unique<Staged>(files_, std::move(all));
}

Result<std::unique_ptr<ByteSource>> MemoryDeliveries::get(const Bytes32& sha256) {
  const auto found = files_.find(sha256);
  if (found == files_.end()) return fail(delivery_missing_error(to_hex(sha256)));
  if (!found->second) return fail(delivery_purged_error(to_hex(sha256)));
  return std::make_unique<Whole>(*found->second);
}

std::vector<Bytes32> MemoryDeliveries::list() {
  std::vector<Bytes32> all;
  for (const auto& [sha256, bytes] : files_)
    if (bytes) all.push_back(sha256);
  return all;
}

void MemoryDeliveries::purge(const Bytes32& sha256) {
  if (const auto found = files_.find(sha256); found != files_.end()) found->second.reset();
}

}  // namespace insyn
