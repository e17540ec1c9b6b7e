#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/json.h"
#include "domain/sampling/record_check.h"

/// A record comes from anywhere: whatever it holds must end in sentences, never in a crash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto record = insyn::parse_json({reinterpret_cast<const char*>(data), size}, "record.json");
  if (!record) return 0;
  insyn::check_record(*record);
  insyn::names_seed_source(*record);
  return 0;
}
