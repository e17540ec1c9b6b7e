#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "web/auth/http_fetch.h"
#include "web/auth/tokens_for_tests.h"

namespace insyn {

inline constexpr std::string_view fake_issuer = "https://id.example.se";

/// For tests: the network with one provider in it.
class FakeProvider final : public HttpFetch {
 public:
  FakeProvider() : key{TestKey::p256()} {
    pages[std::string{fake_issuer} + "/.well-known/openid-configuration"] =
        json::serialize(discovery());
    pages["https://id.example.se/keys"] = key_set({key.jwk("k1")});
  }

  static json::object discovery() {
    return {{"issuer", fake_issuer},
            {"authorization_endpoint", "https://id.example.se/authorize"},
            {"token_endpoint", "https://id.example.se/token"},
            {"jwks_uri", "https://id.example.se/keys"},
            {"end_session_endpoint", "https://id.example.se/end"}};
  }

  Result<FetchAnswer> fetch(const FetchRequest& request) override {
    requests.push_back(request);
    const auto page = pages.find(request.url);
    if (page == pages.end()) return fail(ErrorKind::unusable, "fetch", "Inget svar.");
    return FetchAnswer{status, page->second};
  }

  int count(std::string_view url) const {
    int found = 0;
    for (const FetchRequest& request : requests) found += request.url == url ? 1 : 0;
    return found;
  }

  /// What the token page answers from now on.
  void answer_with(const json::object& claims, std::string_view key_id = "k1") {
    const std::string token = signed_token(key, {{"alg", "ES256"}, {"kid", key_id}}, claims);
    pages["https://id.example.se/token"] =
        json::serialize(json::object{{"access_token", "a"}, {"id_token", token}});
  }

  TestKey key;
  int status = 200;
  std::map<std::string, std::string> pages;
  std::vector<FetchRequest> requests;
};

}  // namespace insyn
