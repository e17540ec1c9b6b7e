#pragma once

#include <string_view>

namespace insyn {

/// Bytes in order, in pieces.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// The next piece, valid until the next call; empty at the end. Throws if it can't be read.
  virtual std::string_view next() = 0;
};

}  // namespace insyn
