#include "web/auth/id_token.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "base/hash.h"
#include "web/auth/base64url.h"

namespace insyn {
namespace {

constexpr std::size_t token_most = std::size_t{32} * 1024;
constexpr std::size_t subject_most = 255;  // OpenID Connect Core 1.0, section 2
constexpr std::int64_t skew_seconds = 60;

tl::unexpected<Error> refuse(std::string_view code) {
  return fail(ErrorKind::unusable, code,
              "Svaret från inloggningstjänsten godtas inte. Försök igen, eller kontakta den som "
              "sköter Insyn.");
}

std::optional<json::object> object_of(std::string_view encoded) {
  const auto text = from_base64url(encoded);
  if (!text) return std::nullopt;
  auto document = parse_json(*text, "token");
  if (!document || !document->is_object()) return std::nullopt;
  return std::move(document->as_object());
}

/// Seconds since 1970 (RFC 7519, section 2: may have a fraction). None for anything else.
std::optional<std::int64_t> time_claim(const json::object& claims, std::string_view name) {
  constexpr double year_9999 = 253'402'300'799.0;
  const json::value* const value = claims.if_contains(name);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  const double seconds = value->is_double()  ? value->as_double()
                         : value->is_int64() ? static_cast<double>(value->as_int64())
                                             : static_cast<double>(value->as_uint64());
  if (!(seconds >= 0 && seconds <= year_9999)) return std::nullopt;
  return static_cast<std::int64_t>(std::floor(seconds));
}

bool has_text(const json::object& object, std::string_view name, std::string_view expected) {
  const json::value* const value = object.if_contains(name);
  return value != nullptr && value->is_string() && std::string_view{value->as_string()} == expected;
}

Result<Done> check_audience(const json::object& claims, const std::string& client) {
  const std::vector<std::string> audiences = claim_texts(claims, "aud");
  if (std::ranges::find(audiences, client) == audiences.end()) return refuse("token-audience");
  if ((audiences.size() > 1 || claims.contains("azp")) && !has_text(claims, "azp", client))
    return refuse("token-party");
  return Done{};
}

Result<Done> check_times(const json::object& claims, Instant at) {
  const std::int64_t now = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
  const auto expires = time_claim(claims, "exp");
  const auto issued = time_claim(claims, "iat");
  const auto not_before = time_claim(claims, "nbf");
  if (!expires || !issued || (claims.contains("nbf") && !not_before)) return refuse("token-time");
  if (now >= *expires + skew_seconds) return refuse("token-expired");
  if (std::max(*issued, not_before.value_or(0)) > now + skew_seconds) return refuse("token-early");
  return Done{};
}

}  // namespace

Result<SignedToken> parse_signed_token(std::string_view text) {
  if (text.size() > token_most || std::ranges::count(text, '.') != 2) return refuse("token-form");
  const std::size_t first = text.find('.');
  const std::size_t second = text.find('.', first + 1);
  const auto header = object_of(text.substr(0, first));
  auto claims = object_of(text.substr(first + 1, second - first - 1));
  auto signature = from_base64url(text.substr(second + 1));
  if (!header || !claims || !signature) return refuse("token-form");
  const json::value* const key_id = header->if_contains("kid");
  if (key_id != nullptr && !key_id->is_string()) return refuse("token-form");
  // Tokens for other uses say so in their type (RFC 8725, 3.11).
  std::string type = text_of(*header, "typ");
  std::ranges::transform(type, type.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  if (header->contains("typ") && type != "JWT") return refuse("token-form");
  if (header->contains("crit")) return refuse("token-critical");
  const auto algorithm = parse_algorithm(text_of(*header, "alg"));
  if (!algorithm) return refuse("token-algorithm");
  return SignedToken{.algorithm = *algorithm,
                     .key_id = text_of(*header, "kid"),
                     .signed_part = std::string{text.substr(0, second)},
                     .signature = *std::move(signature),
                     .claims = *std::move(claims)};
}

Result<Done> check_claims(const json::object& claims, const ExpectedToken& expected, Instant now) {
  if (!has_text(claims, "iss", expected.issuer)) return refuse("token-issuer");
  if (const auto audience = check_audience(claims, expected.client_id); !audience) return audience;
  if (!has_text(claims, "nonce", expected.nonce)) return refuse("token-nonce");
  if (const auto times = check_times(claims, now); !times) return times;
  const std::string subject = text_of(claims, "sub");
  if (subject.empty() || subject.size() > subject_most) return refuse("token-subject");
  return Done{};
}

std::vector<std::string> claim_texts(const json::object& claims, std::string_view name) {
  const json::value* const value = claims.if_contains(name);
  std::vector<std::string> texts;
  if (value == nullptr) return texts;
  if (value->is_string()) texts.emplace_back(std::string_view{value->as_string()});
  if (value->is_array())
    for (const json::value& item : value->as_array())
      if (item.is_string()) texts.emplace_back(std::string_view{item.as_string()});
  return texts;
}

}  // namespace insyn
