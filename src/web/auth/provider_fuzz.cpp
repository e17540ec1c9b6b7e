#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "web/auth/addresses.h"
#include "web/auth/provider.h"

namespace insyn {
namespace {

// What a provider publishes of itself: its addresses, or its keys.
void fuzz_one(std::string_view text) {
  constexpr std::string_view issuer = "https://id.example.se";
  if (const auto found = parse_discovery(text, issuer)) {
    for (const std::string* address : {&found->authorization, &found->token, &found->keys})
      check(is_safe_address(*address) && !is_loopback_address(*address), "addresses are safe");
    check(found->end_session.empty() || is_safe_address(found->end_session), "and the last too");
  }
  if (const auto keys = JwkSet::parse(text)) {
    check(keys->size() <= 100, "there is a limit");
    for (const auto algorithm :
         {SigningAlgorithm::rs256, SigningAlgorithm::ps256, SigningAlgorithm::es256})
      for (const std::string_view id : {"", "k"})
        if (const PublicKey* const key = keys->find(id, algorithm))
          check(!key->verifies(algorithm, "message", std::string(64, '\x01')),
                "no key signed this");
  }
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
