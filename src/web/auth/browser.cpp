#include "web/auth/browser.h"

#include <sodium.h>

#include <algorithm>

#include "web/auth/oidc.h"

namespace insyn {
namespace {

bool same_secret(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace

std::string cookie_name(Cookie cookie, const ServerConfig& config) {
  const std::string name = cookie == Cookie::session ? "s" : "o";
  return config.secure() ? "__Host-" + name : name;
}

std::string_view cookie_of(const HttpRequest& request, Cookie cookie, const ServerConfig& config) {
  return request.cookies[cookie_name(cookie, config)];
}

NameValue set_cookie(Cookie cookie, std::string_view value, const ServerConfig& config) {
  std::string text =
      cookie_name(cookie, config) + "=" + std::string{value} + "; HttpOnly; SameSite=Lax; Path=/";
  if (config.secure()) text += "; Secure";
  if (value.empty())
    text += "; Max-Age=0";
  else if (cookie == Cookie::oidc_login)
    text += "; Max-Age=" + std::to_string(std::chrono::seconds{oidc_login_longest}.count());
  return {"Set-Cookie", text};
}

bool from_our_pages(const HttpRequest& request, const ServerConfig& config) {
  const std::string_view site = request.headers["sec-fetch-site"];
  if (!site.empty()) return site == "same-origin" || site == "none";
  const std::string_view origin = request.headers["origin"];
  if (origin.empty()) return true;
  const std::string ours = config.public_url.empty()
                               ? "http://" + std::string{request.headers["host"]}
                               : config.public_url;
  return origin == ours;
}

bool holds_csrf(const HttpRequest& request, const SessionInfo& session,
                const ServerConfig& config) {
  if (!from_our_pages(request, config)) return false;
  std::string_view token = request.form[csrf_field];
  if (token.empty()) token = request.headers[csrf_header];
  return same_secret(token, session.csrf);
}

}  // namespace insyn
