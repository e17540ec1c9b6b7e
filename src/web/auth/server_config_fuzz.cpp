#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/text.h"
#include "web/auth/addresses.h"
#include "web/auth/server_config.h"

namespace insyn {
namespace {

void fuzz_one(std::string_view text) {
  const auto config = parse_server_config(text, "f.toml");
  if (!config) {
    check(config.error().kind == ErrorKind::unusable, "a bad file is unusable input");
    check(config.error().text.starts_with("f.toml:"), "an error says where");
    check(is_utf8(config.error().text), "an error is UTF-8");
    return;
  }
  check(config->public_url.empty() || is_origin(config->public_url), "others reach it by TLS");
  check(!config->password_only || !config->secure(), "a password alone is for the own machine");
  if (!config->oidc) return;
  check(is_safe_address(config->oidc->issuer), "the issuer is safe");
  check(!config->public_url.empty(), "the provider knows where to send people back");
  check(config->oidc->scopes.front() == "openid" || config->oidc->scopes.size() > 1,
        "openid is asked for");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
