#pragma once

#include <memory>

#include "base/result.h"
#include "command_socket/session.h"

namespace insyn {

/// Takes commands at HOME/insyn.sock while it lives, each client on a thread of its own. When
/// destroyed it takes no more, lets what is being done end (imports that still read are given up)
/// and removes the socket.
class CommandServer {
 public:
  virtual ~CommandServer() = default;
};

/// The home's lock must be held. Kind home if the socket can't be made.
Result<std::unique_ptr<CommandServer>> start_command_server(const ServedHome& served);

}  // namespace insyn
