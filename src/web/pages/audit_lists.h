#pragma once

#include <map>
#include <string>
#include <vector>

#include "web/pages/audit_pages.h"

namespace insyn {

/// What the pages of an audit's lists share: how far each has come, who reads it, and what whoever
/// is responsible can change about that. Never its rows, and not whom it is about.

/// The names behind the codes of an audit's acts.
struct ReaderIds {
  std::map<std::string, std::string, std::less<>> readers;  ///< staff ids by readers' codes
  std::map<std::string, std::string, std::less<>> staff;    ///< whom a list is about, by its code
};
Result<ReaderIds> ids_of(const Visit& visit, const AuditAt& at);

/// The reader's name, or what the role is called that reads it.
std::string reader_text(const Visit& visit, const StaffNames& names, const ReaderIds& ids,
                        const ListProgress& list);

/// One list: another reviewer, a later last day, a deputy of who reads it.
std::vector<PageRoute> list_change_routes();

}  // namespace insyn
