#include "web/http/etag.h"

#include <algorithm>

#include "base/hash.h"
#include "base/hex.h"
#include "base/text.h"

namespace insyn {
namespace {

constexpr std::string_view weak = "W/";

/// Takes one `"…"` or `W/"…"` off the front of the list: what stands between the marks. Without
/// one the list is over.
std::string_view take_tag(std::string_view& list) {
  while (!list.empty() && (list.front() == ',' || list.front() == ' ' || list.front() == '\t'))
    list.remove_prefix(1);
  if (list.starts_with(weak)) list.remove_prefix(weak.size());
  const auto end = list.starts_with('"') ? list.find('"', 1) : std::string_view::npos;
  if (end == std::string_view::npos) return list = {};
  const auto tag = list.substr(0, end + 1);
  list.remove_prefix(end + 1);
  return tag;
}

const NameValue* header_of(const HttpResponse& response, std::string_view lower_name) {
  const auto found = std::ranges::find_if(response.headers, [&](const NameValue& header) {
    return lower_case(header.name) == lower_name;
  });
  return found == response.headers.end() ? nullptr : &*found;
}

}  // namespace

std::string etag_of(std::string_view content) {
  return "W/\"" + to_hex(sha256(content)).substr(0, 32) + "\"";
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
  if (trimmed(if_none_match) == "*") return true;
  const auto wanted = take_tag(etag);
  while (!if_none_match.empty()) {
    const auto tag = take_tag(if_none_match);
    if (!tag.empty() && tag == wanted) return true;
  }
  return false;
}

bool may_be_kept(const HttpResponse& response) {
  const NameValue* control = header_of(response, "cache-control");
  return control != nullptr && lower_case(control->value).find("no-store") == std::string::npos;
}

void answer_from_cache(const HttpRequest& request, HttpResponse& response) {
  if (response.status != 200 || request.method == Method::post || !may_be_kept(response)) return;
  if (header_of(response, "etag") == nullptr)
    response.headers.push_back({"ETag", etag_of(response.body)});
  const std::string& etag = header_of(response, "etag")->value;
  if (!names_etag(request.headers["if-none-match"], etag)) return;
  response.status = 304;
  response.body.clear();
}

}  // namespace insyn
