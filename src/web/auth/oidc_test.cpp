// The login at a provider, with a network of our own.
#include "web/auth/oidc.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "web/auth/fake_provider_for_tests.h"

namespace insyn {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::int64_t now_seconds = 1'780'000'000;
const Instant now{seconds{now_seconds}};

ServerConfig a_config() {
  ServerConfig config;
  config.public_url = "https://insyn.example.se";
  config.oidc = OidcConfig{.issuer = std::string{fake_issuer},
                           .client_id = "insyn",
                           .client_secret_file = {},
                           .client_secret = "h&mligt",
                           .label = {},
                           .scopes = {"openid", "profile"},
                           .strong_acr = {"loa3"},
                           .strong_amr = {"mfa", "otp"},
                           .always_strong = false,
                           .name_claim = "name",
                           .role_claim = "groups",
                           .roles = {{"insyn-vo", UserRole::area_head, "VO1", ""},
                                     {"insyn-chef", UserRole::manager, "", "SoL"}}};
  return config;
}

std::string parameter(const std::string& url, const std::string& name) {
  const std::size_t at = url.find(name + "=");
  if (at == std::string::npos) return {};
  const std::size_t from = at + name.size() + 1;
  return url.substr(from, url.find('&', from) - from);
}

/// A login that was begun, with what the provider would know of it.
struct Begun {
  std::string state, nonce, browser, location;
};

class Login : public testing::Test {
 protected:
  Begun begin(std::string_view return_to = "/") {
    const auto start = client.start(return_to, now);
    check(start.has_value(), "the login begins");
    return {parameter(start->location, "state"), parameter(start->location, "nonce"),
            start->browser, start->location};
  }
  static json::object claims(const Begun& begun) {
    return {{"iss", fake_issuer},
            {"aud", "insyn"},
            {"sub", "s-1"},
            {"nonce", begun.nonce},
            {"exp", now_seconds + 300},
            {"iat", now_seconds},
            {"name", "Kim Sundin"},
            {"acr", "loa3"},
            {"groups", {"insyn-vo", "x"}}};
  }
  /// "" or the code of the error.
  std::string finished(const Fields& query, const std::string& browser, Instant at = now) {
    const auto identity = client.finish(query, browser, at);
    return identity ? "" : identity.error().code;
  }
  static Fields query_of(const Begun& begun) { return {{{"code", "c1"}, {"state", begun.state}}}; }

  std::unique_ptr<AccountsFile> file = AccountsFile::in_memory(sha256("key"));
  FakeProvider network;
  OidcClient client{a_config(), *file, network};
};

TEST_F(Login, SendsTheBrowserWithCodePkceStateAndNonce) {
  const Begun begun = begin();
  EXPECT_TRUE(begun.location.starts_with(
      "https://id.example.se/authorize?response_type=code&client_id=insyn"
      "&redirect_uri=https%3A%2F%2Finsyn.example.se%2Flogga-in%2Fsvar&scope=openid%20profile&"));
  EXPECT_EQ(parameter(begun.location, "code_challenge_method"), "S256");
  EXPECT_EQ(parameter(begun.location, "acr_values"), "loa3");
  network.answer_with(claims(begun));
  ASSERT_EQ(finished(query_of(begun), begun.browser), "");
  const std::string form = network.requests[1].form;
  EXPECT_EQ(to_base64url(as_view(sha256(parameter(form, "code_verifier")))),
            parameter(begun.location, "code_challenge"));
  EXPECT_EQ(parameter(form, "code"), "c1");
  EXPECT_EQ(parameter(form, "grant_type"), "authorization_code");
  EXPECT_EQ(network.requests[1].authorization, "Basic aW5zeW46aCUyNm1saWd0");  // insyn:h%26mligt
  EXPECT_EQ(form.find("client_secret"), std::string::npos);
}

TEST_F(Login, TellsWhoItIsWithRolesAndLevelByConfiguration) {
  const Begun begun = begin("/kontroller?ar=2026");
  network.answer_with(claims(begun));
  const auto identity = client.finish(query_of(begun), begun.browser, now);
  ASSERT_TRUE(identity);
  EXPECT_EQ(identity->subject, "https://id.example.se\ns-1");
  EXPECT_EQ(identity->name, "Kim Sundin");
  EXPECT_EQ(identity->level, Assurance::strong);
  EXPECT_EQ(identity->return_to, "/kontroller?ar=2026");
  ASSERT_EQ(identity->roles.size(), 1U);
  EXPECT_EQ(identity->roles[0].role, UserRole::area_head);
  EXPECT_EQ(identity->roles[0].area, "VO1");
}

TEST_F(Login, IsGoodOnceInItsBrowserForTenMinutes) {
  Begun begun = begin();
  network.answer_with(claims(begun));
  EXPECT_EQ(finished(query_of(begun), "another browser"), "oidc-state");
  EXPECT_EQ(finished(query_of(begun), begun.browser), "oidc-state") << "one try is all";
  begun = begin();
  network.answer_with(claims(begun));
  EXPECT_EQ(finished(query_of(begun), begun.browser), "");
  EXPECT_EQ(finished(query_of(begun), begun.browser), "oidc-state");
  begun = begin();
  EXPECT_EQ(finished(query_of(begun), begun.browser, now + minutes{10}), "oidc-state");
  EXPECT_EQ(finished({{{"code", "c1"}}}, ""), "oidc-state");
  EXPECT_EQ(network.count("https://id.example.se/token"), 1) << "no code was spent on the others";
}

TEST_F(Login, AnotherLoginsTokenIsRefused) {
  const Begun begun = begin();
  const Begun other = begin();
  network.answer_with(claims(other));
  EXPECT_EQ(finished(query_of(begun), begun.browser), "token-nonce");
}

TEST_F(Login, WhatTheProviderRefusesIsTold) {
  Begun begun = begin();
  EXPECT_EQ(finished({{{"error", "access_denied"}, {"state", begun.state}}}, begun.browser),
            "oidc-denied");
  begun = begin();
  EXPECT_EQ(finished({{{"code", "c"}, {"state", begun.state}, {"iss", "https://evil.example"}}},
                     begun.browser),
            "oidc-issuer");
  for (const char* answer : {"", "[]", "{}", R"({"id_token":7})", R"({"error":"invalid_grant"})"}) {
    begun = begin();
    network.pages["https://id.example.se/token"] = answer;
    EXPECT_EQ(finished(query_of(begun), begun.browser), "oidc-exchange") << answer;
  }
  begun = begin();
  network.answer_with(claims(begun));
  network.status = 400;
  EXPECT_EQ(finished(query_of(begun), begun.browser), "oidc-exchange");
}

TEST_F(Login, AFailingTokenIsRefusedWithItsReason) {
  const Begun begun = begin();
  json::object bad = claims(begun);
  bad["aud"] = "other";
  network.answer_with(bad);
  EXPECT_EQ(finished(query_of(begun), begun.browser), "token-audience");
}

TEST_F(Login, LeadsToNoOtherSiteAfterwards) {
  for (const char* away : {"https://evil.example/", "//evil.example", "/\\evil.example", "evil", "",
                           "/a\r\nSet-Cookie: s=1"}) {
    const Begun begun = begin(away);
    network.answer_with(claims(begun));
    EXPECT_EQ(client.finish(query_of(begun), begun.browser, now)->return_to, "/") << away;
  }
}

TEST_F(Login, LogsOutOfTheProviderWithoutPersonalDataInTheAddress) {
  EXPECT_EQ(client.logout_address(now),
            "https://id.example.se/end?client_id=insyn"
            "&post_logout_redirect_uri=https%3A%2F%2Finsyn.example.se%2F");
}

TEST_F(Login, NewKeysAreFetchedForANewIdButNotMoreThanOnceAMinute) {
  const auto login_at = [&](Instant at, std::string_view key_id) {
    const Begun begun = begin();
    network.answer_with(claims(begun), key_id);
    return finished(query_of(begun), begun.browser, at);
  };
  const std::string keys = "https://id.example.se/keys";
  EXPECT_EQ(login_at(now, "k1"), "");
  EXPECT_EQ(login_at(now + seconds{1}, "k1"), "");
  EXPECT_EQ(network.count(keys), 1);
  network.pages[keys] = key_set({network.key.jwk("k2")});
  EXPECT_EQ(login_at(now + seconds{59}, "k2"), "token-key");
  EXPECT_EQ(network.count(keys), 1);
  EXPECT_EQ(login_at(now + seconds{60}, "k2"), "");
  EXPECT_EQ(network.count(keys), 2);
  EXPECT_EQ(login_at(now + seconds{61}, "k3"), "token-key");
  EXPECT_EQ(network.count(keys), 2);
}

TEST_F(Login, AProviderThatDoesNotAnswerIsLeftInPeaceForTenSeconds) {
  network.pages.clear();
  const auto code_at = [&](Instant at) { return client.start("/", at).error().code; };
  EXPECT_EQ(code_at(now), "fetch");
  EXPECT_EQ(code_at(now + seconds{9}), "fetch");
  EXPECT_EQ(network.requests.size(), 1U);
  EXPECT_EQ(code_at(now + seconds{10}), "fetch");
  EXPECT_EQ(network.requests.size(), 2U);
}

TEST(AssuranceOf, OnlyAKnownAcrOrAmrIsStrong) {
  const OidcConfig config = *a_config().oidc;
  const auto level = [&](const json::object& claims) { return assurance_of(claims, config); };
  EXPECT_EQ(level({{"acr", "loa3"}}), Assurance::strong);
  EXPECT_EQ(level({{"amr", {"pwd", "otp"}}}), Assurance::strong);
  EXPECT_EQ(level({{"acr", "loa33"}, {"amr", {"pwd"}}}), Assurance::password);
  EXPECT_EQ(level({}), Assurance::password);
  OidcConfig always = config;
  always.always_strong = true;
  EXPECT_EQ(assurance_of({}, always), Assurance::strong);
}

TEST(ParseDiscovery, TheIssuerMustBeExactAndEveryAddressSafe) {
  const auto code = [](std::string_view name, json::value_ref value) {
    json::object found = FakeProvider::discovery();
    found[name] = json::value(value);
    const auto parsed = parse_discovery(json::serialize(found), fake_issuer);
    return parsed ? std::string{} : parsed.error().code;
  };
  EXPECT_EQ(code("issuer", fake_issuer), "");
  EXPECT_EQ(code("issuer", "https://id.example.se/"), "discovery-issuer");
  EXPECT_EQ(code("issuer", nullptr), "discovery-issuer");
  for (const char* bad : {"http://id.example.se/x", "javascript:alert(1)", "", "file:///etc/passwd",
                          "http://127.0.0.1/x", "https://localhost/x", "https://user@host/",
                          "https:///x", "https://a b/"}) {
    EXPECT_EQ(code("authorization_endpoint", bad), "discovery-unsafe") << bad;
    EXPECT_EQ(code("token_endpoint", bad), "discovery-unsafe") << bad;
    EXPECT_EQ(code("jwks_uri", bad), "discovery-unsafe") << bad;
  }
  EXPECT_EQ(code("end_session_endpoint", "http://id.example.se/x"), "discovery-unsafe");
  EXPECT_EQ(code("end_session_endpoint", nullptr), "");
  for (const char* text : {"", "[]", "{", R"({"issuer":"a","issuer":"b"})"})
    EXPECT_FALSE(parse_discovery(text, fake_issuer)) << text;
}

}  // namespace
}  // namespace insyn
