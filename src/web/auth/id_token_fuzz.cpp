#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/edited_for_tests.h"
#include "base/text.h"
#include "web/auth/base64url.h"
#include "web/auth/id_token.h"
#include "web/auth/tokens_for_tests.h"

namespace insyn {
namespace {

const Instant now{std::chrono::seconds{1'780'000'000}};
const ExpectedToken expected{"https://id.example.se", "insyn", "n"};

/// A token that the key has signed, and the key alone.
struct Genuine {
  TestKey key = TestKey::p256();
  std::string text = signed_token(key, {{"alg", "ES256"}, {"kid", "k"}},
                                  {{"iss", expected.issuer}, {"aud", "insyn"}, {"sub", "s"}});
  JwkSet keys = *JwkSet::parse(key_set({key.jwk("k")}));
};

void check_form(std::string_view text) {
  const auto token = parse_signed_token(text);
  if (!token) {
    check(token.error().code.starts_with("token-"), "an error has its code");
    return;
  }
  check(text.starts_with(token->signed_part), "what is verified is what was sent");
  check(text == token->signed_part + "." + to_base64url(token->signature),
        "a token can be written in one way only");
  const auto checked = check_claims(token->claims, expected, now);
  check(checked || checked.error().code.starts_with("token-"), "claims are good or have a code");
}

// A line of anything, then changes to a genuine token: nothing crashes, and no change verifies.
void fuzz_one(std::string_view input) {
  static const Genuine genuine;
  const std::size_t end = std::min(input.find('\n'), input.size());
  check_form(input.substr(0, end));
  const std::string changed = edited(genuine.text, input.substr(std::min(end + 1, input.size())));
  check_form(changed);
  const auto token = parse_signed_token(changed);
  if (!token) return;
  const PublicKey* const key = genuine.keys.find(token->key_id, token->algorithm);
  const bool verified =
      key != nullptr && key->verifies(token->algorithm, token->signed_part, token->signature);
  check(!verified || changed == genuine.text, "only what was signed verifies");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
