#include "command_socket/socket_file.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace insyn {
namespace {

constexpr const char* name = "insyn.sock";
constexpr int waiting_max = 64;

Descriptor open_folder(const std::filesystem::path& root) {
  return Descriptor{::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
}

Descriptor new_socket() { return Descriptor{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)}; }

sockaddr_un address_in(const Descriptor& folder) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = "/proc/self/fd/" + std::to_string(folder.get()) + "/" + name;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  return address;
}

const sockaddr* as_any(const sockaddr_un& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

}  // namespace

Result<Descriptor> listen_in_home(const std::filesystem::path& root) {
  remove_socket(root);
  const Descriptor folder = open_folder(root);
  Descriptor socket = new_socket();
  const sockaddr_un address = address_in(folder);
  // The mode is set before there is a name, so that nobody comes in between.
  if (!folder || !socket || ::fchmod(socket.get(), 0600) != 0 ||
      ::bind(socket.get(), as_any(address), sizeof address) != 0 ||
      ::listen(socket.get(), waiting_max) != 0)
    return fail(ErrorKind::home, "command-socket",
                (root / name).string() + " går inte att skapa (" +
                    std::generic_category().message(errno) +
                    "). Hemmet ska ligga på en lokal disk som kontot får skriva på.");
  return socket;
}

Descriptor connect_to_home(const std::filesystem::path& root) {
  const Descriptor folder = open_folder(root);
  Descriptor socket = new_socket();
  const sockaddr_un address = address_in(folder);
  if (!folder || !socket || ::connect(socket.get(), as_any(address), sizeof address) != 0)
    return {};
  return socket;
}

void remove_socket(const std::filesystem::path& root) {
  std::error_code none;
  std::filesystem::remove(root / name, none);
}

}  // namespace insyn
