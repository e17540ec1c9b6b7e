#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/desk.h"
#include "app/views.h"
#include "domain/people/rights.h"
#include "web/auth/server_config.h"
#include "web/html/html.h"
#include "web/http/message.h"
#include "web/http/router.h"
#include "web/messages/messages.h"
#include "web/pages/import_jobs.h"
#include "web/pages/user_accounts.h"

namespace insyn {

/// Who is logged in, as pages need it.
struct Visitor {
  std::string user;        ///< opaque id
  std::string name;        ///< personal data: shown to themself, and in the words of acts
  Holder holder;           ///< what they may do
  bool strong = false;     ///< logged in so that rows about people may be shown
  std::string form_token;  ///< against forged requests; stands hidden in every form
};

/// How mails fare; counts of the last two weeks.
struct MailNews {
  bool is_configured = true;
  bool is_damaged = false;  ///< the queue can't be read: nothing is counted or sent
  std::int64_t waiting = 0, failed = 0;
  std::int64_t unreachable = 0;  ///< readers of lists who are no users
};

/// One request to a page: everything that the page may use. Made by the site after session, right
/// and form token have been checked; borrowed while the page is made.
struct Visit {
  const HttpRequest& request;
  const Captures& path;
  const Visitor& visitor;
  const Snapshot& look;
  Desk& desk;
  ViewLog& views;
  const Messages& words;
  const ServerConfig& config;
  UserAccounts& accounts;
  ImportJobs& imports;
  Instant now{};
  const std::string& demo;  ///< who can log in, one a line; empty but in the demo
  MailNews mails{};

  Actor actor() const { return {visitor.user, visitor.name}; }
  bool may(Right right, const Scope& scope) const {
    return insyn::may(visitor.holder, right, scope);
  }
  bool may_anywhere(Right right) const { return insyn::may_anywhere(visitor.holder, right); }
};

/// A page or an action: its route, the right without which the site refuses it, and what makes it.
/// A right that is limited (an area, own lists) is checked again by the page, for what it shows;
/// what somebody may not see is answered as if it weren't there.
struct PageRoute {
  Method method;
  std::string_view pattern;
  Right right;
  HttpResponse (*page)(const Visit&);
};

}  // namespace insyn
