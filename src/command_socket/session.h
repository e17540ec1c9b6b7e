#pragma once

#include <filesystem>

#include "app/desk.h"
#include "cli/run.h"
#include "command_socket/channel.h"

namespace insyn {

/// What commands of others are run with; borrowed.
struct ServedHome {
  std::filesystem::path root;
  Desk& desk;
  const Program& program;  ///< its homes and files are those of the server itself: not used
};

/// Talks with one client until its command is done: checks that it is the home's owner or root,
/// and runs the whole command as one piece of work at the desk. Its answers wait in memory until
/// the client takes them, so that nobody who reads slowly holds the desk up.
///
/// A client that goes (Ctrl-C) ends what is being read from its files, and with it the import; what
/// needs nothing more of it is done to the end. `stop` becoming readable counts as its going.
/// A command that isn't for this home is left for the client to run.
void serve_client(Descriptor socket, int stop, const ServedHome& served);

}  // namespace insyn
