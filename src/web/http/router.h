#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/http/message.h"

namespace insyn {

/// The parts of a path that stood for `:name` in a route, by that name.
using Captures = Fields;

/// Finds which of its routes a request is for: routes are `/kontroller/:kontroll/lista`, matched
/// part by part; a part that is written out wins over one that is captured. HEAD is answered as
/// GET. What stands behind a route is for its owner to know, by the route's number.
class Router {
 public:
  /// Routes are numbered from 0 in the order of their adding.
  void add(Method method, std::string_view route);

  struct Match {
    std::optional<std::size_t> route;  ///< none: nothing there, or not with this method
    Captures captures;
    bool path_known = false;  ///< something is there; without a route: 405, not 404
  };
  Match find(Method method, std::string_view path) const;

 private:
  struct Entry {
    Method method;
    std::vector<std::string> parts;
  };
  std::vector<Entry> entries_;
};

}  // namespace insyn
