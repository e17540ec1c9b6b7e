#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/json.h"
#include "base/text.h"

namespace insyn {
namespace {

std::size_t depth_of(const json::value& value) {
  std::size_t deepest = 0;
  if (value.is_array())
    for (const json::value& item : value.get_array())
      deepest = std::max(deepest, depth_of(item) + 1);
  if (value.is_object())
    for (const auto& member : value.get_object())
      deepest = std::max(deepest, depth_of(member.value()) + 1);
  return deepest;
}

/// What is read is written and read again as the same, in both forms.
void check_json(std::string_view text) {
  const auto value = parse_json(text, "x.json");
  if (!value) {
    check(value.error().kind == ErrorKind::unusable && value.error().text.starts_with("x.json:"),
          "an error says where");
    return;
  }
  check(is_utf8(text), "JSON is UTF-8");
  check(depth_of(*value) <= 64, "JSON is at most 64 deep");
  const std::string canonical = canonical_json(*value);
  check(is_utf8(canonical), "canonical JSON is UTF-8");
  const auto again = parse_json(canonical, "canonical");
  check(again && canonical_json(*again) == canonical, "canonical JSON is read as itself");
  const auto pretty = parse_json(pretty_json(*value), "pretty");
  check(pretty && canonical_json(*pretty) == canonical, "pretty JSON means the same");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::check_json({reinterpret_cast<const char*>(data), size});
  return 0;
}
