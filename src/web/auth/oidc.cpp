#include "web/auth/oidc.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "base/check_page.h"
#include "base/hash.h"
#include "base/hex.h"
#include "base/text.h"
#include "web/auth/addresses.h"
#include "web/auth/base64url.h"
#include "web/http/target.h"

namespace insyn {
namespace {

/// Anybody may begin a login; more than this and the oldest are forgotten.
constexpr std::int64_t on_their_way_most = 10'000;
constexpr std::size_t name_most = 200;
constexpr int ok = 200;
constexpr std::string_view place = "login on its way";

tl::unexpected<Error> refuse(std::string_view code, std::string_view text) {
  return fail(ErrorKind::unusable, code, std::string{text});
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

bool have_one_in_common(const std::vector<std::string>& some,
                        const std::vector<std::string>& others) {
  return std::ranges::find_first_of(some, others) != some.end();
}

char joint(std::string_view address) {
  return address.find('?') == std::string_view::npos ? '?' : '&';
}

}  // namespace

Assurance assurance_of(const json::object& claims, const OidcConfig& config) {
  const bool strong = config.always_strong ||
                      have_one_in_common(config.strong_acr, claim_texts(claims, "acr")) ||
                      have_one_in_common(config.strong_amr, claim_texts(claims, "amr"));
  return strong ? Assurance::strong : Assurance::password;
}

OidcClient::OidcClient(const ServerConfig& config, AccountsFile& file, HttpFetch& fetch)
    : config_{config.oidc.value_or(OidcConfig{})},
      public_url_{config.public_url},
      file_{file},
      fetch_{fetch},
      provider_{config_.issuer, fetch} {
  check(config.oidc.has_value(), "an OIDC client has a configuration");
}

std::string OidcClient::return_address() const {
  return public_url_ + std::string{oidc_return_path};
}

Result<OidcClient::Start> OidcClient::start(std::string_view return_to, Instant now) {
  const auto addresses = provider_.addresses(now);
  if (!addresses) return fail(addresses.error());
  const OnItsWay login{random_token(), random_token(), own_path(return_to)};
  const std::string state = random_token();
  Start start{.location = {}, .browser = random_token()};
  keep(state, start.browser, login, now);
  start.location = addresses->authorization + joint(addresses->authorization) +
                   form_encoded({{"response_type", "code"},
                                 {"client_id", config_.client_id},
                                 {"redirect_uri", return_address()},
                                 {"scope", joined(config_.scopes)},
                                 {"state", state},
                                 {"nonce", login.nonce},
                                 {"code_challenge", to_base64url(as_view(sha256(login.verifier)))},
                                 {"code_challenge_method", "S256"}});
  if (!config_.strong_acr.empty())
    start.location += "&" + form_encoded({{"acr_values", joined(config_.strong_acr)}});
  return start;
}

Result<OidcIdentity> OidcClient::finish(const Fields& query, std::string_view browser,
                                        Instant now) {
  const auto login = take(query["state"], browser, now);
  if (!login)
    return refuse("oidc-state",
                  "Inloggningen tog för lång tid eller påbörjades i ett annat fönster. Logga in "
                  "igen.");
  // RFC 9207: a provider that says who it is must be the one that was asked.
  const std::string_view issuer = query["iss"];
  if (!issuer.empty() && issuer != config_.issuer)
    return refuse("oidc-issuer", "Svaret kom från en annan inloggningstjänst. Logga in igen.");
  const std::string_view code = query["code"];
  if (code.empty())
    return refuse("oidc-denied", "Inloggningstjänsten släppte inte in dig. Logga in igen.");
  const auto text = exchange(code, login->verifier, now);
  if (!text) return fail(text.error());
  const auto token = parse_signed_token(*text);
  if (!token) return fail(token.error());
  if (const auto verified = provider_.verify(*token, now); !verified) return fail(verified.error());
  const ExpectedToken expected{config_.issuer, config_.client_id, login->nonce};
  if (const auto holds = check_claims(token->claims, expected, now); !holds)
    return fail(holds.error());
  return identity_of(token->claims, login->return_to);
}

Result<std::string> OidcClient::exchange(std::string_view code, std::string_view verifier,
                                         Instant now) {
  const auto addresses = provider_.addresses(now);
  if (!addresses) return fail(addresses.error());
  FetchRequest request{.url = addresses->token,
                       .form = form_encoded({{"grant_type", "authorization_code"},
                                             {"code", code},
                                             {"redirect_uri", return_address()},
                                             {"client_id", config_.client_id},
                                             {"code_verifier", verifier}}),
                       .authorization = {}};
  if (!config_.client_secret.empty()) {
    if (addresses->secret_in_form)
      request.form += "&" + form_encoded({{"client_secret", config_.client_secret}});
    else  // RFC 6749, 2.3.1: both are encoded first
      request.authorization = "Basic " + to_base64(percent_encoded(config_.client_id) + ":" +
                                                   percent_encoded(config_.client_secret));
  }
  const auto answer = fetch_.fetch(request);
  if (!answer) return fail(answer.error());
  const auto document = parse_json(answer->body, "token");
  const std::string token = document && document->is_object()
                                ? text_of(document->as_object(), "id_token")
                                : std::string{};
  if (answer->status != ok || token.empty())
    return refuse("oidc-exchange",
                  "Inloggningstjänsten lämnade inget svar om vem du är. Logga in igen.");
  return token;
}

OidcIdentity OidcClient::identity_of(const json::object& claims, std::string return_to) const {
  OidcIdentity identity{.subject = config_.issuer + '\n' + text_of(claims, "sub"),
                        .name = text_of(claims, config_.name_claim),
                        .roles = {},
                        .level = assurance_of(claims, config_),
                        .return_to = std::move(return_to)};
  if (identity.name.size() > name_most) identity.name.clear();
  const std::vector<std::string> values = claim_texts(claims, config_.role_claim);
  for (const ClaimedRole& role : config_.roles)
    if (std::ranges::find(values, role.value) != values.end()) identity.roles.push_back(role);
  return identity;
}

std::optional<std::string> OidcClient::logout_address(Instant now) {
  const auto addresses = provider_.addresses(now);
  if (!addresses || addresses->end_session.empty()) return std::nullopt;
  return addresses->end_session + joint(addresses->end_session) +
         form_encoded(
             {{"client_id", config_.client_id}, {"post_logout_redirect_uri", public_url_ + "/"}});
}

void OidcClient::keep(std::string_view state, std::string_view browser, const OnItsWay& login,
                      Instant now) {
  const std::string text = json::serialize(json::object{
      {"nonce", login.nonce}, {"verifier", login.verifier}, {"return_to", login.return_to}});
  const std::int64_t at = seconds_of(now);
  auto use = file_.use();
  Transaction transaction{use.database};
  use.database
      .query(
          "DELETE FROM login_on_its_way WHERE expires <= ?1 OR state IN "
          "(SELECT state FROM login_on_its_way ORDER BY expires DESC LIMIT -1 OFFSET ?2)")
      .bind(1, at)
      .bind(2, on_their_way_most - 1)
      .run();
  use.database.query("INSERT INTO login_on_its_way VALUES (?, ?, ?, ?)")
      .bind_bytes(1, file_.keyed("oidc state", state))
      .bind_bytes(2, file_.keyed("oidc browser", browser))
      .bind(3, at + std::chrono::seconds{oidc_login_longest}.count())
      .bind_bytes(4, file_.seal(text, place))
      .run();
  transaction.commit();
}

std::optional<OidcClient::OnItsWay> OidcClient::take(std::string_view state,
                                                     std::string_view browser, Instant now) {
  std::string text;
  {
    auto use = file_.use();
    Query query = use.database.query(
        "DELETE FROM login_on_its_way WHERE state = ? RETURNING browser, expires, sealed");
    query.bind_bytes(1, file_.keyed("oidc state", state));
    if (!query.step()) return std::nullopt;
    const bool holds = query.bytes(0) == file_.keyed("oidc browser", browser) &&
                       query.integer(1) > seconds_of(now);
    if (holds) text = file_.unsealed(query.bytes(2), place);
    query.run();  // to its end, which is what removes it
    if (!holds) return std::nullopt;
  }
  const auto document = parse_json(text, "login");
  check_page(document.has_value(), "what we sealed is JSON");
  const json::object& login = document->as_object();
  return OnItsWay{text_of(login, "nonce"), text_of(login, "verifier"), text_of(login, "return_to")};
}

}  // namespace insyn
