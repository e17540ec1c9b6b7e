#include "web/server/answers.h"

#include <algorithm>
#include <array>
#include <boost/core/demangle.hpp>
#include <stdexcept>
#include <string_view>
#include <typeinfo>

#include "base/check_page.h"
#include "web/http/etag.h"
#include "web/http/gzip.h"

namespace insyn {
namespace {

struct UsualHeader {
  std::string_view name, value;
};

constexpr std::array<UsualHeader, 8> usual_headers{{
    {"Content-Security-Policy", content_security_policy},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},  // for browsers that don't know `frame-ancestors`
    // A link that leads out doesn't tell which page it stood on.
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
    {"Cache-Control", "no-store"},
}};

bool has_header(const HttpResponse& response, std::string_view name) {
  return std::ranges::any_of(response.headers, [&](const NameValue& header) {
    return lower_case(header.name) == lower_case(name);
  });
}

std::string sentence(int status) {
  switch (status) {
    case 405:
      return "Servern svarar bara på GET, HEAD och POST.";
    case 413:
      return "Det som skickades är för stort.";
    case 414:
      return "Adressen är för lång.";
    case 431:
      return "Begäran har för stort huvud. Rensa webbläsarens kakor för sidan och försök igen.";
    default:
      return "Begäran går inte att läsa.";
  }
}

HttpResponse plain(int status, std::string text) {
  HttpResponse response;
  response.status = status;
  response.type = "text/plain; charset=utf-8";
  response.body = std::move(text) + "\n";
  return response;
}

}  // namespace

HttpResponse refusal(int status) {
  HttpResponse response = plain(status, sentence(status));
  if (status == 405) response.headers.push_back({"Allow", "GET, HEAD, POST"});
  return response;
}

HttpResponse failure(const std::string& incident) {
  return plain(500, "Något gick fel hos oss. Uppge felnumret " + incident +
                        " om du kontaktar den som sköter Insyn.");
}

std::string name_of(const std::exception& error) {
  const std::string type = boost::core::demangle(typeid(error).name());
  const auto* page = dynamic_cast<const BrokenPage*>(&error);
  return page == nullptr ? type : type + ": " + page->what();
}

void finish(const HttpRequest& request, HttpResponse& response) {
  for (const auto& [name, value] : usual_headers)
    if (!has_header(response, name))
      response.headers.push_back({std::string{name}, std::string{value}});
  // RFC 6797 7.2: never on what came without TLS, or a browser could be locked out of a demo.
  if (request.secure) response.headers.push_back({"Strict-Transport-Security", "max-age=31536000"});
  answer_from_cache(request, response);
  compress_for(request, response);
  response.headers.push_back({"Content-Type", response.type});
  if (!std::ranges::all_of(response.headers, is_header))
    throw std::invalid_argument{"a header that can't be written"};
}

}  // namespace insyn
