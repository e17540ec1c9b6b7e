#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/hex.h"

namespace insyn {
namespace {

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out)
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Bytes survive being written; a text that is accepted is the one that would be written (hex: in
/// either case), so that no two texts pass for different things.
void check_hex(std::string_view input) {
  check(from_hex(to_hex(input)) == input, "hex gives the bytes back");
  check(from_base64(to_base64(input)) == input, "base64 gives the bytes back");
  check(to_base64(input).size() == (input.size() + 2) / 3 * 4, "base64 has its length");
  const auto bytes = from_hex(input);
  if (bytes) check(to_hex(*bytes) == lower(input), "hex is read in either case, else as written");
  const auto decoded = from_base64(input);
  if (decoded) check(to_base64(*decoded) == input, "one text of base64 for each content");
  const auto hash = bytes32_from_hex(input);
  check(hash.has_value() == (bytes && bytes->size() == 32), "a hash is 32 bytes");
  if (hash) check(as_view(*hash) == *bytes, "a hash is its bytes");
  const auto bits = bits128_from_hex(input);
  check(bits.has_value() == (bytes && bytes->size() == 16), "128 bits are 16 bytes");
  if (bits) check(to_hex(*bits) == lower(input), "128 bits are written as they are read");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::check_hex({reinterpret_cast<const char*>(data), size});
  return 0;
}
