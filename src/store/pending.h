#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace insyn {

/// An import whose events may be committed while its act isn't written yet.
struct PendingImport {
  std::uint32_t delivery = 0;
  std::string bytes;  ///< all that the act needs; the store knows nothing of it
  friend bool operator==(const PendingImport&, const PendingImport&) = default;
};

/// What is noted before an import's events are committed, so that whoever opens the home after a
/// crash can write the act (docs/adr/0005). The bytes may be personal: adapters keep them sealed.
class PendingImports {
 public:
  virtual ~PendingImports() = default;

  /// Durable when it returns; replaces what the delivery had.
  virtual void put(std::uint32_t delivery, std::string_view bytes) = 0;

  /// By delivery, ascending.
  virtual std::vector<PendingImport> list() = 0;

  /// Durable when it returns; nothing happens if there is none.
  virtual void remove(std::uint32_t delivery) = 0;
};

}  // namespace insyn
