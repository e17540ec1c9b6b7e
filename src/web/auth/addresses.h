#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace insyn {

/// What login has to know of addresses (RFC 3986).

/// Whether the address is https, or http on this machine, with a host and nothing odd in it.
bool is_safe_address(std::string_view url);

/// Whether its host is 127.0.0.1, [::1] or localhost.
bool is_loopback_address(std::string_view url);

/// Scheme, host and port, safe, with nothing after them: what a browser sends as Origin.
bool is_origin(std::string_view url);

/// `a=1&b=2`, both sides encoded; a space is `%20`, as in a query that is read by others.
std::string form_encoded(
    std::initializer_list<std::pair<std::string_view, std::string_view>> fields);

/// Where to go after the login: the path if it is one of ours, else `/`. `//elsewhere` and
/// `/\elsewhere` would lead away. Decoded: it may hold `å`.
std::string own_path(std::string_view path);

}  // namespace insyn
