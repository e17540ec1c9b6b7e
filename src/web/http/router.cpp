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

void Router::add(Method method, std::string_view route) {
  entries_.push_back({method, parts_of(route)});
}

Router::Match Router::find(Method method, std::string_view path) const {
  Match found;
  if (!path.starts_with('/')) return found;
  const auto parts = parts_of(path);
  const Method answered_as = method == Method::head ? Method::get : method;
  for (std::size_t number = 0; number < entries_.size(); ++number) {
    const Entry& entry = entries_[number];
    auto captures = match(entry.parts, parts);
    if (!captures) continue;
    found.path_known = true;
    if (entry.method != answered_as) continue;
    if (found.route && !is_closer(entry.parts, entries_[*found.route].parts)) continue;
    found.route = number;
    found.captures = std::move(*captures);
  }
  return found;
}

}  // namespace insyn
