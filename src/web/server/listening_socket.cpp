#include "web/server/listening_socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/text.h"

namespace insyn {
namespace {

constexpr std::string_view unix_prefix = "unix:";
/// The system's own queue of connections that wait to be taken.
constexpr int backlog = 512;
/// The owner, and the group that the proxy in front belongs to.
constexpr mode_t socket_mode = 0660;
constexpr std::int64_t port_max = 65'535;

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
  int family() const { return storage.ss_family; }
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

auto refused(std::string text) { return fail(ErrorKind::refused, "listen", std::move(text)); }

std::string reason() { return std::generic_category().message(errno); }

template <class Sockaddr>
Address as_address(const Sockaddr& address) {
  Address any;
  std::memcpy(&any.storage, &address, sizeof(address));
  any.size = sizeof(address);
  return any;
}

std::optional<Address> unix_address(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof(address.sun_path)) return std::nullopt;
  path.copy(address.sun_path, path.size());
  return as_address(address);
}

std::optional<Address> ip_address(const std::string& host, std::uint16_t port) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = htons(port);
  if (inet_pton(AF_INET, host.c_str(), &v4.sin_addr) == 1) return as_address(v4);
  if (!host.starts_with('[') || !host.ends_with(']')) return std::nullopt;
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(port);
  if (inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &v6.sin6_addr) != 1)
    return std::nullopt;
  return as_address(v6);
}

std::optional<Address> parse_address(const std::string& listen) {
  if (listen.starts_with(unix_prefix)) return unix_address(listen.substr(unix_prefix.size()));
  const auto colon = listen.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  const auto port = parse_integer(std::string_view{listen}.substr(colon + 1));
  if (!port || *port < 0 || *port > port_max) return std::nullopt;
  return ip_address(listen.substr(0, colon), static_cast<std::uint16_t>(*port));
}

/// Takes away a socket file that nobody listens at any more.
Result<Done> clear_way(Address& address, const std::string& path) {
  struct stat found {};
  if (lstat(path.c_str(), &found) != 0) return Done{};
  if (!S_ISSOCK(found.st_mode))
    return refused("Det finns redan något annat än en socket på " + path +
                   ". Välj en annan plats.");
  const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool alive = connect(probe, address.get(), address.size) == 0 || errno != ECONNREFUSED;
  close(probe);
  if (alive)
    return refused("En annan server lyssnar redan på " + path +
                   ". Stoppa den, eller välj en annan plats.");
  unlink(path.c_str());
  return Done{};
}

/// With the port that the system chose.
std::string text_of(int descriptor, const std::string& listen) {
  Address address;
  address.size = sizeof(address.storage);
  if (getsockname(descriptor, address.get(), &address.size) != 0) return listen;
  in_port_t port = 0;
  if (address.family() == AF_INET) port = reinterpret_cast<sockaddr_in*>(address.get())->sin_port;
  if (address.family() == AF_INET6)
    port = reinterpret_cast<sockaddr_in6*>(address.get())->sin6_port;
  return listen.substr(0, listen.rfind(':') + 1) + std::to_string(ntohs(port));
}

/// Nobody can connect between the two: before `listen` the system turns them away.
bool bind_and_listen(int descriptor, Address& address, const std::string& file) {
  const int on = 1;
  if (file.empty()) setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  return bind(descriptor, address.get(), address.size) == 0 &&
         (file.empty() || chmod(file.c_str(), socket_mode) == 0) &&
         listen(descriptor, backlog) == 0;
}

}  // namespace

Result<ListeningSocket> ListeningSocket::open(const std::string& listen) {
  auto address = parse_address(listen);
  if (!address)
    return refused("Adressen " + listen +
                   " går inte att lyssna på. Skriv till exempel 127.0.0.1:8080, [::1]:8080 eller "
                   "unix:/run/insyn/http.sock (högst 107 tecken efter unix:).");
  const bool is_unix = address->family() == AF_UNIX;
  const std::string file = is_unix ? listen.substr(unix_prefix.size()) : std::string{};
  if (is_unix)
    if (auto cleared = clear_way(*address, file); !cleared) return fail(cleared.error());
  const int descriptor = socket(address->family(), SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0 || !bind_and_listen(descriptor, *address, file)) {
    const std::string why = reason();
    if (descriptor >= 0) close(descriptor);
    return refused("Det går inte att lyssna på " + listen + " (" + why +
                   "). Välj en annan adress, eller stoppa det som använder den.");
  }
  return ListeningSocket{descriptor, address->family(),
                         is_unix ? listen : text_of(descriptor, listen), file};
}

ListeningSocket::ListeningSocket(int descriptor, int family, std::string address, std::string file)
    : descriptor_{descriptor},
      family_{family},
      address_{std::move(address)},
      file_{std::move(file)} {}

ListeningSocket::ListeningSocket(ListeningSocket&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)},
      family_{other.family_},
      address_{std::move(other.address_)},
      file_{std::exchange(other.file_, {})} {}

ListeningSocket::~ListeningSocket() {
  withdraw();
  if (descriptor_ >= 0) close(descriptor_);
}

void ListeningSocket::withdraw() {
  if (!file_.empty()) unlink(file_.c_str());
  file_.clear();
}

int ListeningSocket::release() { return std::exchange(descriptor_, -1); }

std::string peer_address(const void* address, std::size_t size) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  sockaddr_storage storage{};
  std::memcpy(&storage, address, std::min(size, sizeof(storage)));
  if (storage.ss_family == AF_INET)
    inet_ntop(AF_INET, &reinterpret_cast<sockaddr_in*>(&storage)->sin_addr, text.data(),
              text.size());
  if (storage.ss_family == AF_INET6)
    inet_ntop(AF_INET6, &reinterpret_cast<sockaddr_in6*>(&storage)->sin6_addr, text.data(),
              text.size());
  return normal_ip_address(text.data());
}

std::string normal_ip_address(const std::string& text) {
  constexpr std::string_view v4_in_v6 = "::ffff:";
  std::array<char, INET6_ADDRSTRLEN> normal{};
  in6_addr address{};
  if (inet_pton(AF_INET, text.c_str(), &address) == 1)
    inet_ntop(AF_INET, &address, normal.data(), normal.size());
  else if (inet_pton(AF_INET6, text.c_str(), &address) == 1)
    inet_ntop(AF_INET6, &address, normal.data(), normal.size());
  const std::string found = normal.data();
  const bool inner = found.starts_with(v4_in_v6) && found.find('.') != std::string::npos;
  return inner ? found.substr(v4_in_v6.size()) : found;
}

bool is_among(const std::string& address, const std::vector<std::string>& addresses) {
  return !address.empty() && std::ranges::any_of(addresses, [&](const std::string& one) {
    return normal_ip_address(one) == address;
  });
}

}  // namespace insyn
