#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/desk.h"
#include "base/result.h"
#include "main/mailing.h"
#include "web/server/server.h"

namespace insyn {

/// The web application of one home with all that it stands on: who may log in (accounts.db,
/// server.toml), Insyn's own log (views.db), imports that go on in the background. The one place
/// where it is put together.
class WebApplication {
 public:
  virtual ~WebApplication() = default;
  virtual HttpResponse answer(const HttpRequest& request) = 0;
  /// The addresses of the proxies in front, as server.toml has them.
  virtual std::vector<std::string> trusted_proxies() const = 0;
  /// Makes what was looked at a delivery of the source `insyn`, if there is a day's worth.
  virtual void deliver_views() = 0;
};

/// `desk` and `mailing` outlive it. Errors: server.toml can't be used (with file:line), a file of
/// the home can't be read.
Result<std::unique_ptr<WebApplication>> open_web_application(const std::filesystem::path& root,
                                                             Desk& desk, Mailing& mailing);

/// A local account for a user, and the code with which they choose a password once.
Result<std::string> make_setup_code(const std::filesystem::path& root, const std::string& user,
                                    const std::string& login, Instant now);

}  // namespace insyn
