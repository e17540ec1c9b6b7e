#pragma once

#include <filesystem>

#include "base/result.h"
#include "command_socket/channel.h"

namespace insyn {

/// HOME/insyn.sock, where the server of a home takes commands: mode 0600 in a folder of mode 0700,
/// so that the home's owner and root get there and nobody else. The home may have a path of any
/// length: sockets are named relative to its open folder, since sockaddr_un holds only 107 bytes.

/// Listens; a socket that a dead server left is replaced, so the home's lock must be held.
/// Kind home if it can't be made.
Result<Descriptor> listen_in_home(const std::filesystem::path& root);

/// No descriptor if nobody listens.
Descriptor connect_to_home(const std::filesystem::path& root);

/// Before the listening descriptor is closed: who comes now finds nothing.
void remove_socket(const std::filesystem::path& root);

}  // namespace insyn
