#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/desk.h"
#include "app/views.h"
#include "web/auth/login.h"
#include "web/http/message.h"
#include "web/pages/visit.h"

namespace insyn {

/// What the web application works with; borrowed.
struct SiteParts {
  Desk& desk;
  ViewLog& views;
  Logins& logins;
  ImportJobs& imports;
  std::string demo_notice{};  ///< who can log in, one a line; only in the demo
  std::function<MailNews()> mails = [] { return MailNews{}; };
};

/// The web application: from a request to its answer, on any thread.
///
/// Before a page is made, in this order: files of ours and /healthz, /metrics; the pages of logging
/// in; a live session, else to the login, with what was typed kept; the form's token; the route;
/// the right. A page that isn't there and one that may not be seen read the same where telling them
/// apart would say something (404); a page that everyone knows of is refused by name (403), and the
/// attempt is written down.
class Site {
 public:
  explicit Site(SiteParts parts);
  ~Site();

  /// Every answer has the headers that keep browsers from harm; pages are kept by none.
  HttpResponse answer(const HttpRequest& request);

  /// Whether a POST there may bring files.
  static bool takes_upload(const std::string& path);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace insyn
