// The login at a provider that isn't ours: tests/e2e/oidc.py starts npm's oauth2-mock-server and
// runs this with its address in INSYN_OIDC_ISSUER.
#include <curl/curl.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "base/check.h"
#include "base/hash.h"
#include "base/text.h"
#include "web/auth/curl_fetch.h"
#include "web/auth/login.h"

namespace insyn {
namespace {

class AtAProvider : public testing::Test {
 protected:
  void SetUp() override {
    const char* const issuer = std::getenv("INSYN_OIDC_ISSUER");
    if (issuer == nullptr) GTEST_SKIP() << "tests/e2e/oidc.py gives the provider";
    const char* const seconds = std::getenv("INSYN_OIDC_NOW");
    ASSERT_NE(seconds, nullptr) << "the provider signs with the time of its clock";
    now = Instant{std::chrono::seconds{parse_integer(seconds).value_or(0)}};
    config.public_url = "http://127.0.0.1:9";
    config.oidc.emplace();
    config.oidc->issuer = issuer;
    config.oidc->client_id = "insyn";
    config.oidc->scopes = {"openid"};
    config.oidc->strong_amr = {"mfa"};
    config.oidc->role_claim = "groups";
    config.oidc->roles = {{"insyn-vo", UserRole::area_head, "VO1", ""}};
    logins.emplace(config, *file, network, HashCost{.passes = 1, .memory_bytes = 8'192});
  }

  /// What a browser does with the address: asks for it, and is sent back with a code.
  static Fields sent_back_from(const std::string& location) {
    CURL* const handle = curl_easy_init();
    curl_easy_setopt(handle, CURLOPT_URL, location.c_str());
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, 5'000L);
    curl_easy_perform(handle);
    char* target = nullptr;
    curl_easy_getinfo(handle, CURLINFO_REDIRECT_URL, &target);
    const std::string url = target == nullptr ? "" : target;
    curl_easy_cleanup(handle);
    Fields query;
    std::size_t at = url.find('?');
    while (at < url.size()) {
      const std::size_t end = std::min(url.find('&', at + 1), url.size());
      const std::string pair = url.substr(at + 1, end - at - 1);
      const std::size_t equals = pair.find('=');
      query.all.push_back({pair.substr(0, equals), pair.substr(equals + 1)});
      at = end;
    }
    return query;
  }

  LoginResult<OidcFinished> login() {
    const auto start = logins->oidc_start("/kontroller", now);
    check(start.has_value(), "the provider describes itself");
    HttpRequest request;
    request.query = sent_back_from(start->location);
    request.cookies.all.push_back({"o", start->browser});
    return logins->oidc_finish(request, "sv", now);
  }

  Instant now{};
  ServerConfig config;
  std::unique_ptr<AccountsFile> file = AccountsFile::in_memory(sha256("key"));
  CurlFetch network;
  std::optional<Logins> logins;
};

TEST_F(AtAProvider, ALoginGoesAllTheWay) {
  const auto first = login();
  ASSERT_TRUE(first) << first.error().error.code;
  EXPECT_EQ(first->identity.subject, config.oidc->issuer + "\njohndoe");
  EXPECT_EQ(first->identity.level, Assurance::strong);
  EXPECT_EQ(first->identity.return_to, "/kontroller");
  ASSERT_EQ(first->identity.roles.size(), 1U);
  EXPECT_EQ(first->identity.roles[0].area, "VO1");
  ASSERT_FALSE(first->session);
  logins->admit(first->identity, "u-1", "sv", now);
  const auto second = login();
  ASSERT_TRUE(second && second->session);
  EXPECT_EQ(second->session->user, "u-1");
  HttpRequest request;
  request.cookies.all.push_back({"s", second->session->cookie});
  EXPECT_EQ(logins->session(request, now)->next, NextStep::none);
  const auto away = logins->logout(request, now);
  ASSERT_TRUE(away);
  EXPECT_EQ(away->find("johndoe"), std::string::npos);
}

TEST_F(AtAProvider, ACodeThatIsNotTheProvidersGivesNoToken) {
  const auto start = logins->oidc_start("/", now);
  HttpRequest request;
  request.query = sent_back_from(start->location);
  for (NameValue& field : request.query.all)
    if (field.name == "code") field.value = "another";
  request.cookies.all.push_back({"o", start->browser});
  const auto finished = logins->oidc_finish(request, "sv", now);
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().error.code, "oidc-exchange");
}

TEST_F(AtAProvider, OneThatDoesNotListenIsAnErrorAndNoCrash) {
  CurlFetch fetch;
  const auto nobody = fetch.fetch({.url = "http://127.0.0.1:1/x", .form = {}, .authorization = {}});
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().code, "fetch");
  EXPECT_FALSE(fetch.fetch({.url = "http://id.example.se/", .form = {}, .authorization = {}}));
}

}  // namespace
}  // namespace insyn
