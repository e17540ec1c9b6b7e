#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace insyn {

/// A socket that listens, as the system gives it. A Unix socket's file goes with it.
class ListeningSocket {
 public:
  /// `127.0.0.1:8080`, `[::1]:0`, `unix:/run/insyn/http.sock`. Kind refused: with what to do.
  static Result<ListeningSocket> open(const std::string& listen);

  ListeningSocket(ListeningSocket&& other) noexcept;
  ListeningSocket& operator=(ListeningSocket&&) = delete;
  ~ListeningSocket();

  int family() const { return family_; }  ///< AF_INET, AF_INET6, AF_UNIX
  /// Where it listens, as it would be given to `open`, with the port that the system chose.
  const std::string& address() const { return address_; }
  int release();  ///< The file descriptor, which is the caller's from now on.
  /// Removes a Unix socket's file, while it is still ours: the next server may put its own there as
  /// soon as this one listens no more.
  void withdraw();

 private:
  ListeningSocket(int descriptor, int family, std::string address, std::string file);

  int descriptor_;
  int family_;
  std::string address_;
  std::string file_;  ///< of a Unix socket
};

/// The address of an IP peer without its port, in its normal form; empty of any other.
std::string peer_address(const void* address, std::size_t size);

/// An IP address in its normal form (IPv4 within IPv6 as IPv4); empty if the text is none.
std::string normal_ip_address(const std::string& text);

/// Whether a normal address is one of those, however they are written.
bool is_among(const std::string& address, const std::vector<std::string>& addresses);

}  // namespace insyn
