#pragma once

#include <string>

#include "web/html/html.h"
#include "web/messages/messages.h"

namespace insyn {

/// What stands above every page of the demo: that all is invented, and who can log in. `accounts`
/// has one a line; nothing if it is empty, as it is everywhere else.
Html demo_notice(const Messages& words, const std::string& accounts);

}  // namespace insyn
