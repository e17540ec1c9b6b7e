#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/edited_for_tests.h"
#include "domain/ledger/checkpoint.h"

namespace insyn {
namespace {

LedgerKey key_of(std::string_view seed) { return {"insyn/fuzz", ed25519_key(sha256(seed))}; }

// A genuine checkpoint with changes: whatever they are, only what was signed is believed, and only
// under the key that signed it.
void fuzz_one(std::string_view script) {
  static const LedgerKey key = key_of("a key for fuzzing");
  static const LedgerKey other = key_of("another");
  static const Checkpoint genuine{key.name, 7, sha256("root"), {}};
  static const std::string note = sign_checkpoint(key, genuine.size, genuine.root);
  static const std::string vkey = format_vkey(key.verifier());
  const std::string changed = edited(note, script);
  const auto opened = open_checkpoint(changed, vkey);
  check(!opened || *opened == genuine, "only what was signed is believed");
  check(opened.has_value() || changed != note, "what was signed is believed");
  check(!open_checkpoint(changed, format_vkey(other.verifier())), "another key signed nothing");
  const std::string changed_key = edited(vkey, script);
  check(!open_checkpoint(note, changed_key) || changed_key == vkey, "no other key fits");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
