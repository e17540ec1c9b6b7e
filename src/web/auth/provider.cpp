#include "web/auth/provider.h"

#include <algorithm>
#include <utility>

#include "web/auth/addresses.h"

namespace insyn {
namespace {

constexpr std::chrono::hours kept{1};
constexpr std::chrono::minutes between_key_fetches{1};
constexpr std::chrono::seconds between_failures{10};

tl::unexpected<Error> refuse(std::string_view code, std::string_view why) {
  return fail(ErrorKind::unusable, code,
              "Inloggningstjänstens beskrivning av sig själv godtas inte: " + std::string{why});
}

}  // namespace

Result<ProviderAddresses> parse_discovery(std::string_view text, std::string_view issuer) {
  const auto document = parse_json(text, "discovery");
  if (!document || !document->is_object())
    return refuse("discovery-unreadable", "den är inte JSON.");
  const json::object& found = document->as_object();
  if (text_of(found, "issuer") != issuer)
    return refuse("discovery-issuer",
                  "`issuer` är en annan än i server.toml. De ska vara lika på varje tecken.");
  ProviderAddresses addresses{.authorization = text_of(found, "authorization_endpoint"),
                              .token = text_of(found, "token_endpoint"),
                              .keys = text_of(found, "jwks_uri"),
                              .end_session = text_of(found, "end_session_endpoint")};
  const bool here = is_loopback_address(issuer);
  for (const std::string* address :
       {&addresses.authorization, &addresses.token, &addresses.keys, &addresses.end_session}) {
    if (address == &addresses.end_session && address->empty()) continue;
    if (!is_safe_address(*address) || (is_loopback_address(*address) && !here))
      return refuse("discovery-unsafe", "en adress saknas eller är inte https.");
  }
  const auto ways = claim_texts(found, "token_endpoint_auth_methods_supported");
  const auto has = [&](std::string_view way) { return std::ranges::find(ways, way) != ways.end(); };
  addresses.secret_in_form = has("client_secret_post") && !has("client_secret_basic");
  return addresses;
}

Result<ProviderAddresses> Provider::addresses(Instant now) {
  const std::lock_guard lock{mutex_};
  if (const auto fresh = fresh_addresses(now); !fresh) return fail(fresh.error());
  return *addresses_;
}

Result<Done> Provider::verify(const SignedToken& token, Instant now) {
  const std::lock_guard lock{mutex_};
  const auto key = [&] { return keys_ ? keys_->find(token.key_id, token.algorithm) : nullptr; };
  const bool stale = now - keys_at_ >= kept;
  if (!keys_ || stale || (key() == nullptr && now - keys_at_ >= between_key_fetches))
    if (const auto fetched = fetch_keys(now); !fetched && (!keys_ || stale))
      return fail(fetched.error());
  const auto refuse_token = [](std::string_view code) {
    return fail(ErrorKind::unusable, code,
                "Svaret från inloggningstjänsten har inte tjänstens underskrift.");
  };
  if (key() == nullptr) return refuse_token("token-key");
  if (!key()->verifies(token.algorithm, token.signed_part, token.signature))
    return refuse_token("token-signature");
  return Done{};
}

Result<Done> Provider::fresh_addresses(Instant now) {
  if (addresses_ && now - addresses_at_ < kept) return Done{};
  if (failure_ && now - failed_at_ < between_failures) return fail(*failure_);
  const std::string slash = issuer_.ends_with('/') ? "" : "/";
  const auto text = text_at(issuer_ + slash + ".well-known/openid-configuration");
  if (!text) return failed(text.error(), now);
  auto parsed = parse_discovery(*text, issuer_);
  if (!parsed) return failed(parsed.error(), now);
  addresses_ = *std::move(parsed);
  addresses_at_ = now;
  return Done{};
}

Result<Done> Provider::fetch_keys(Instant now) {
  if (auto fresh = fresh_addresses(now); !fresh) return fresh;
  if (failure_ && now - failed_at_ < between_failures) return fail(*failure_);
  const auto text = text_at(addresses_->keys);
  if (!text) return failed(text.error(), now);
  auto parsed = JwkSet::parse(*text);
  if (!parsed) return failed(parsed.error(), now);
  keys_ = *std::move(parsed);
  keys_at_ = now;
  return Done{};
}

tl::unexpected<Error> Provider::failed(const Error& error, Instant now) {
  failure_ = error;
  failed_at_ = now;
  return fail(error);
}

Result<std::string> Provider::text_at(const std::string& url) {
  constexpr int ok = 200;
  auto answer = fetch_.fetch({.url = url, .form = {}, .authorization = {}});
  if (!answer) return fail(answer.error());
  if (answer->status != ok)
    return fail(ErrorKind::unusable, "fetch",
                "Inloggningstjänsten svarade med " + std::to_string(answer->status) + ".");
  return std::move(answer->body);
}

}  // namespace insyn
