#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/json.h"
#include "base/text.h"
#include "domain/sampling/record_check.h"

/// A record comes from anywhere: whatever it holds must end in sentences, never in a crash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto record = insyn::parse_json({reinterpret_cast<const char*>(data), size}, "record.json");
  if (!record) return 0;
  const auto problems = insyn::check_record(*record);
  for (const std::string& problem : problems)
    insyn::check(insyn::is_utf8(problem) && problem.ends_with('.'), "a problem is a sentence");
  insyn::check(insyn::check_record(*record) == problems, "a record is judged the same each time");
  insyn::names_seed_source(*record);
  return 0;
}
