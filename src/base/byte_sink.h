#pragma once

#include <string_view>

namespace insyn {

/// A file being written; destroyed without `finish` it is gone.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual void write(std::string_view bytes) = 0;  ///< Throws if the disk fails.
  virtual void finish() = 0;                       ///< Durably in its place when it returns.
};

}  // namespace insyn
