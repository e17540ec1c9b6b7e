#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/pages/frame.h"
#include "web/pages/visit.h"

namespace insyn {

/// What Insyn mails somebody, and who gets it too while they are away.

/// Whose deputies a page is about, and where it lies. Who may change them is for its route to ask:
/// they themself (Min sida), the director (Användare), and for a reader of a list whoever may
/// appoint another one (Kontroller).
struct Away {
  std::string user{};  ///< empty: a reader who is no user, and gets no mails
  std::string url{};   ///< of the page; its form is posted there, too
  std::string_view entry{};
  std::vector<Link> way{};
};
HttpResponse deputy_page(const Visit& visit, const Away& away);
/// Names or ends a deputy, as the page's form says.
HttpResponse change_deputy(const Visit& visit, const Away& away);

/// Who stands in for somebody now or later: `Bo Ek, 2–15 februari 2026.` a line each; empty:
/// nobody.
Html deputy_lines(const Visit& visit, std::string_view user);

/// Parts of Min sida: to which address mails go and which; who stands in.
Html own_mail_panel(const Visit& visit);
Html own_deputies_panel(const Visit& visit);

std::vector<PageRoute> mail_routes();

}  // namespace insyn
