#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/edited_for_tests.h"
#include "store/sealer.h"

namespace insyn {
namespace {

// Up to 32 bytes to seal, then changes to what was sealed: it opens in its place, unchanged, under
// its key, and in no other way.
void fuzz_one(std::string_view input) {
  static const Sealer sealer{sha256("a key for fuzzing")};
  static const Sealer other{sha256("another")};
  const std::string_view plain = input.substr(0, 32);
  const std::string_view script = input.substr(plain.size());
  const std::string sealed = sealer.seal(plain, place_of(7));
  check(sealed.size() == plain.size() + 40, "nonce and tag are all that is added");
  check(sealer.open(sealed, place_of(7)) == plain, "what was sealed opens in its place");
  check(!sealer.open(sealed, place_of(8)), "nor in another");
  check(!other.open(sealed, place_of(7)), "nor under another key");
  const std::string changed = edited(sealed, script);
  check(sealer.open(changed, place_of(7)).has_value() == (changed == sealed),
        "nor when it was changed");
  check(!sealer.open(input, place_of(7)), "nor do other bytes");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
