#include "main/service_manager.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <cstdint>

#include "command_socket/channel.h"

namespace insyn {
namespace {

std::int64_t number_of(const std::optional<std::string>& digits) {
  std::int64_t number = 0;
  if (digits) std::from_chars(digits->data(), digits->data() + digits->size(), number);
  return number;
}

}  // namespace

ServiceManager::ServiceManager(const Io& io) : socket_{io.env("NOTIFY_SOCKET").value_or("")} {
  const std::int64_t period = number_of(io.env("WATCHDOG_USEC"));
  const auto process = io.env("WATCHDOG_PID");
  // Twice as often as it must, as sd_watchdog_enabled(3) advises.
  if (period > 0 && (!process || number_of(process) == ::getpid()))
    watchdog_ = std::chrono::milliseconds{period / 2000};
}

void ServiceManager::say(std::string_view state) const {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (socket_.empty() || socket_.size() >= sizeof address.sun_path) return;
  socket_.copy(address.sun_path, socket_.size());
  if (socket_.front() == '@') address.sun_path[0] = '\0';  // an abstract name
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  const Descriptor socket{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
  ::sendto(socket.get(), state.data(), state.size(), MSG_NOSIGNAL,
           reinterpret_cast<const sockaddr*>(&address), size);
}

}  // namespace insyn
