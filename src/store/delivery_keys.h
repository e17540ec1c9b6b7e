#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"

namespace insyn {

/// The wrapped keys of the raw files, apart from the files themselves: destroying a key destroys
/// its file wherever copies of the file may be. Every change is durable when it returns.
class DeliveryKeys {
 public:
  virtual ~DeliveryKeys() = default;

  /// Keeps the key of a file; replaces what was there, also a destroyed one.
  virtual void put(const Bytes32& sha256, std::string_view wrapped) = 0;

  /// The wrapped key; an empty text if it was destroyed, none if there never was one.
  virtual std::optional<std::string> get(const Bytes32& sha256) = 0;

  /// Destroys the key and remembers that there was one; nothing happens if there never was.
  virtual void remove(const Bytes32& sha256) = 0;
};

}  // namespace insyn
