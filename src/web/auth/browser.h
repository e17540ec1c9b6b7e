#pragma once

#include <string>
#include <string_view>

#include "web/auth/server_config.h"
#include "web/auth/sessions.h"
#include "web/http/message.h"

namespace insyn {

/// What the browser keeps for us, and whether a request was made by a page of ours.

inline constexpr std::string_view csrf_field = "csrf";
inline constexpr std::string_view csrf_header = "x-csrf";

enum class Cookie { session, oidc_login };

/// `__Host-s` where TLS is spoken: the browser then takes it from this very host only (RFC 6265bis,
/// 4.1.3.2). On http://127.0.0.1 `s`, since browsers refuse the other there.
std::string cookie_name(Cookie cookie, const ServerConfig& config);

/// The value of the request's cookie; empty if there is none.
std::string_view cookie_of(const HttpRequest& request, Cookie cookie, const ServerConfig& config);

/// A Set-Cookie header. The session's cookie goes with the browser, the other after ten minutes; an
/// empty value removes it at once.
NameValue set_cookie(Cookie cookie, std::string_view value, const ServerConfig& config);

/// Whether no other site had the browser send it, by Sec-Fetch-Site, or else by Origin. A client
/// that sends neither is no browser of today; for it the token alone decides.
bool from_our_pages(const HttpRequest& request, const ServerConfig& config);

/// For every POST in a session: from our pages, and with the session's token in the field or in the
/// header.
bool holds_csrf(const HttpRequest& request, const SessionInfo& session, const ServerConfig& config);

}  // namespace insyn
