#include "web/server/request_head.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "base/text.h"
#include "web/http/cookies.h"
#include "web/http/target.h"
#include "web/server/listening_socket.h"

namespace insyn {
namespace {

constexpr std::size_t target_bytes_max = 8 * 1024;
constexpr unsigned version_1_0 = 10, version_1_1 = 11;

std::optional<Method> method_of(std::string_view name) {
  if (name == "GET") return Method::get;
  if (name == "HEAD") return Method::head;
  if (name == "POST") return Method::post;
  return std::nullopt;
}

bool is_known_method(std::string_view name) {
  constexpr std::array<std::string_view, 6> known{"PUT",     "DELETE", "OPTIONS",
                                                  "CONNECT", "TRACE",  "PATCH"};
  return std::ranges::find(known, name) != known.end();
}

/// RFC 9112 3.2: exactly one; a name or address, perhaps with a port.
bool has_one_host(const Fields& headers) {
  const auto hosts = headers.every("host");
  return hosts.size() == 1 && !hosts.front().empty() &&
         std::ranges::all_of(hosts.front(), [](char c) {
           constexpr std::string_view marks = ".-_:[]";
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  marks.find(c) != std::string_view::npos;
         });
}

/// RFC 9112 6.1: a body whose end two readers may see in different places is how requests are
/// smuggled. 0 if there is one way to read it. (`5, 5` is allowed, and no client writes it.)
int refuse_framing(const RequestHead& head) {
  const auto lengths = head.headers.every("content-length");
  if (lengths.size() > 1 || (!lengths.empty() && !parse_integer(lengths.front()))) return 400;
  const auto codings = head.headers.every("transfer-encoding");
  if (codings.empty()) return 0;
  if (!lengths.empty() || head.version == version_1_0) return 400;
  return codings.size() == 1 && lower_case(codings.front()) == "chunked" ? 0 : 501;
}

int refuse(const RequestHead& head) {
  if (head.version != version_1_0 && head.version != version_1_1) return 400;
  if (!has_one_host(head.headers)) return 400;
  if (const int status = refuse_framing(head)) return status;
  const auto method = method_of(head.method);
  if (!method) return is_known_method(head.method) ? 405 : 501;
  if (head.target.size() > target_bytes_max) return 414;
  if (head.headers.every("content-type").size() > 1) return 400;
  if (*method != Method::post && head.has_body) return 400;
  const auto expected = lower_case(head.headers["expect"]);
  return expected.empty() || expected == "100-continue" ? 0 : 417;
}

/// The address that the nearest proxy saw: each one adds at the end, what stands before it anyone
/// may have written. Empty if that is no address.
std::string forwarded_client(const Fields& headers) {
  const auto lines = headers.every("x-forwarded-for");
  if (lines.empty()) return {};
  return normal_ip_address(std::string{trimmed(split(lines.back(), ',').back())});
}

}  // namespace

tl::expected<HttpRequest, int> read_head(const RequestHead& head, const Peer& peer) {
  if (const int status = refuse(head)) return tl::unexpected{status};
  auto target = parse_target(head.target);
  if (!target) return tl::unexpected{400};
  HttpRequest request;
  request.method = *method_of(head.method);
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  request.headers = head.headers;
  for (const auto line : head.headers.every("cookie"))
    for (NameValue& cookie : parse_cookies(line).all)
      request.cookies.all.push_back(std::move(cookie));
  request.client = peer.address;
  if (!peer.is_proxy) return request;
  if (auto client = forwarded_client(head.headers); !client.empty())
    request.client = std::move(client);
  const auto schemes = head.headers.every("x-forwarded-proto");
  request.secure = schemes.size() == 1 && schemes.front() == "https";
  return request;
}

}  // namespace insyn
