#pragma once

#include <string>
#include <vector>

#include "web/html/html.h"
#include "web/look/parts.h"
#include "web/messages/messages.h"

namespace insyn {

/// The menu's links, by role: the page under way is `current`.
struct MenuItem {
  std::string text, url;
  bool current = false;
};

/// What frames every page of one user: who, where, in which language. Made once a request.
struct Frame {
  const Messages* words = nullptr;
  std::string organisation;  ///< `Havsviks kommun, socialförvaltningen`
  std::string user{};        ///< `Jonas Wikström, systemadministratör`; empty: nobody
  std::vector<MenuItem> menu{};
  std::string csrf{};  ///< token for the forms of the frame
  std::string logout_url = "/logga-ut";
  std::string language_url = "/sprak";  ///< takes `sprak` (sv, en) and `till`, a path
  std::string path{};                   ///< of this page, to come back to; empty: no switch
  std::string routine{};                ///< `Rutin Loggkontroll, version 3, gäller från …`
  std::vector<Link> foot{};             ///< accessibility statement and the like
  Html demo{};                          ///< a banner under the menu; only in the demo
};

struct Page {
  std::string title;           ///< without the product's name
  Html body;                   ///< begins with `head`, which has the h1
  std::vector<Link> crumbs{};  ///< the way here; the last is this page, its address isn't used
  Html save_bar{};             ///< where the work stands; sticks to the window
};

/// The whole document. Needs the assets (web/assets), and works under the policy of
/// web/server/answers.h.
std::string page(const Frame& frame, const Page& page);

}  // namespace insyn
