#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/http/message.h"

namespace insyn {

/// The parts of a path that stood for `:name` in a route, by that name.
using Captures = Fields;

using Handler = std::function<HttpResponse(const HttpRequest&, const Captures&)>;

/// Finds who answers a request: routes are `/kontroller/:kontroll/lista`, matched part by part; a
/// part that is written out wins over one that is captured. HEAD is answered as GET.
class Router {
 public:
  void get(std::string_view route, Handler handler);
  void post(std::string_view route, Handler handler);

  struct Match {
    const Handler* handler = nullptr;  ///< none: nothing there, or not with this method
    Captures captures;
    bool path_known = false;  ///< somebody answers there; without a handler: 405, not 404
  };
  Match find(Method method, std::string_view path) const;

  /// Every route with its method, in the order of their adding: for tests that walk them all.
  struct Route {
    Method method;
    std::string pattern;
  };
  std::vector<Route> routes() const;

 private:
  struct Entry {
    Method method;
    std::vector<std::string> parts;
    std::string pattern;
    Handler handler;
  };
  std::vector<Entry> entries_;
};

}  // namespace insyn
