#include "web/pages/routes.h"

namespace insyn {

std::vector<PageRoute> page_routes() {
  std::vector<PageRoute> all;
  for (const auto& part :
       {overview_routes(), review_routes(), opening_routes(), suspicion_routes(), audit_routes(),
        paper_routes(), incident_routes(), source_routes(), routine_routes(), user_routes(),
        own_log_routes(), informed_routes(), own_page_routes(), help_routes()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace insyn
