#include "web/http/router.h"

#include <optional>

#include "base/text.h"

namespace insyn {
namespace {

std::vector<std::string> parts_of(std::string_view path) { return split(path.substr(1), '/'); }

bool is_capture(std::string_view part) { return part.starts_with(':'); }

std::optional<Captures> match(const std::vector<std::string>& pattern,
                              const std::vector<std::string>& parts) {
  if (pattern.size() != parts.size()) return std::nullopt;
  Captures captures;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_capture(pattern[i]))
      captures.all.push_back({pattern[i].substr(1), parts[i]});
    else if (pattern[i] != parts[i])
      return std::nullopt;
  }
  return captures;
}

/// Of two routes that match the same path: the one whose first differing part is written out.
bool is_closer(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  for (std::size_t i = 0; i < left.size(); ++i)
    if (is_capture(left[i]) != is_capture(right[i])) return is_capture(right[i]);
  return false;
}

}  // namespace

void Router::get(std::string_view route, Handler handler) {
  entries_.push_back({Method::get, parts_of(route), std::string{route}, std::move(handler)});
}

void Router::post(std::string_view route, Handler handler) {
  entries_.push_back({Method::post, parts_of(route), std::string{route}, std::move(handler)});
}

Router::Match Router::find(Method method, std::string_view path) const {
  Match found;
  if (!path.starts_with('/')) return found;
  const auto parts = parts_of(path);
  const Method answered_as = method == Method::head ? Method::get : method;
  const Entry* closest = nullptr;
  for (const Entry& entry : entries_) {
    auto captures = match(entry.parts, parts);
    if (!captures) continue;
    found.path_known = true;
    if (entry.method != answered_as) continue;
    if (closest != nullptr && !is_closer(entry.parts, closest->parts)) continue;
    closest = &entry;
    found.handler = &entry.handler;
    found.captures = std::move(*captures);
  }
  return found;
}

std::vector<Router::Route> Router::routes() const {
  std::vector<Route> all;
  for (const Entry& entry : entries_) all.push_back({entry.method, entry.pattern});
  return all;
}

}  // namespace insyn
