#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/encoding.h"
#include "ingest/log_reader.h"

namespace insyn {

/// One entry of HOME/sources.toml: where access logs come from.
struct Source {
  std::string id;
  std::string kind;    ///< `canonical`, or a mapping's id
  std::string system;  ///< of events that don't name theirs
  std::string label;   ///< for people; the id if the file has none
  friend bool operator==(const Source&, const Source&) = default;
};

/// The log formats that this program reads, by the kind of a source.
class LogFormats {
 public:
  virtual ~LogFormats() = default;
  /// A reader for one file of the source. Code "kind-unknown" (refused) names the kinds there are.
  virtual Result<std::unique_ptr<LogReader>> reader(const Source& source, Encoding encoding,
                                                    const HashKey& key) const = 0;
};

}  // namespace insyn
