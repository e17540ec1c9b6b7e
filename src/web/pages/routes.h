#pragma once

#include <vector>

#include "web/pages/visit.h"

namespace insyn {

/// Every page and action that needs a login, in the order of the menu. Each file of pages gives its
/// own: what isn't in one of these lists can't be reached.
std::vector<PageRoute> page_routes();

std::vector<PageRoute> overview_routes();
std::vector<PageRoute> review_routes();     ///< Mina granskningar
std::vector<PageRoute> opening_routes();    ///< en rads öppningar
std::vector<PageRoute> suspicion_routes();  ///< Misstankar
std::vector<PageRoute> audit_routes();      ///< Kontroller
std::vector<PageRoute> paper_routes();      ///< rapporter, protokoll, blanketter
std::vector<PageRoute> incident_routes();   ///< incidentlistan
std::vector<PageRoute> source_routes();     ///< Källor
std::vector<PageRoute> routine_routes();    ///< Rutinen
std::vector<PageRoute> user_routes();       ///< Användare
std::vector<PageRoute> own_log_routes();    ///< Insyns egen logg
std::vector<PageRoute> informed_routes();   ///< Informerad personal
std::vector<PageRoute> own_page_routes();   ///< Min sida
std::vector<PageRoute> help_routes();  ///< Hjälp, handboken, tillgänglighet, så behandlas uppgifter

}  // namespace insyn
