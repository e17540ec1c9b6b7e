#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_source.h"
#include "base/hash.h"
#include "base/result.h"

namespace insyn {

/// A file that has been read into the store's folder but isn't in its place yet; destroyed without
/// `keep` it is gone.
class StagedDelivery {
 public:
  virtual ~StagedDelivery() = default;
  virtual const Bytes32& sha256() const = 0;
  virtual std::uint64_t size() const = 0;  ///< bytes of the file as received
  /// Durably in its place when it returns: written, fsynced, renamed, the folder fsynced.
  virtual void keep() = 0;
};

/// The raw files as they were received: found by the SHA-256 of their bytes, compressed, each
/// encrypted under a key of its own, so that destroying the key destroys the file.
/// Failures of the disk are thrown.
class Deliveries {
 public:
  virtual ~Deliveries() = default;

  /// Reads the bytes to their end. `seen` gets each piece in order. A content that is there already
  /// is not stored twice; its `keep` does nothing.
  virtual std::unique_ptr<StagedDelivery> stage(
      ByteSource& bytes, const std::function<void(std::string_view)>& seen) = 0;

  /// The bytes again, decrypted; reading throws if a byte isn't what was stored.
  /// Code "delivery-missing" or "delivery-purged" (kind home) if they can't be had.
  virtual Result<std::unique_ptr<ByteSource>> get(const Bytes32& sha256) = 0;

  virtual std::vector<Bytes32> list() = 0;

  /// Destroys the key, then the file; `get` then says purged.
  virtual void purge(const Bytes32& sha256) = 0;
};

}  // namespace insyn
