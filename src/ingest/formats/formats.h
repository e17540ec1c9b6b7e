#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ingest/log_formats.h"
#include "ingest/mapped_csv/mapping.h"

namespace insyn {

/// The canonical log and what a list of mappings describes: the kinds are `canonical` and the
/// mappings' ids.
class StandardFormats : public LogFormats {
 public:
  explicit StandardFormats(std::vector<Mapping> mappings);

  Result<std::unique_ptr<LogReader>> reader(const Source& source, Encoding encoding,
                                            const HashKey& key) const override;

  std::vector<std::string> kinds() const;

 private:
  std::vector<Mapping> mappings_;
};

}  // namespace insyn
