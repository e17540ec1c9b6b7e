#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "domain/calendar/time.h"
#include "web/auth/accounts_file.h"

namespace insyn {

/// Counts failed attempts at secrets, for what is tried (a login name, a user's one-time codes) and
/// for the address that it comes from. What is tried is counted whether or not it exists, so that
/// nobody learns which names do. Survives a restart.
///
/// From the 5th failure in a row on, the next attempt has to wait: 30 s, then twice as long each
/// time, at most an hour. After 100 in a row there are no more until it is forgiven (NIST SP
/// 800-63B, 5.2.2). An address has 60 failures in a quarter of an hour: a whole municipality may
/// come from one.
class Attempts {
 public:
  explicit Attempts(AccountsFile& file) : file_{file} {}

  struct Wait {
    std::chrono::seconds time{};  ///< until the next attempt makes sense
  };
  /// Call before the secret is looked at: the attempt counts as failed from now on, so that a
  /// hundred at once aren't all the first. If it has to wait, it must not be made.
  std::optional<Wait> begin(std::string_view what, std::string_view address, Instant now);

  /// Takes back what `begin` counted, and everything before it that was of `what`.
  void succeeded(std::string_view what, std::string_view address);

  /// Takes back the last one: it wasn't made after all.
  void withdraw(std::string_view what, std::string_view address);

  void forgive(std::string_view what);  ///< the secret was made anew

  struct Standing {
    int failures = 0;
    std::optional<Instant> locked_until;
  };
  Standing standing(std::string_view what, Instant now);

 private:
  AccountsFile& file_;
};

/// What an address counts as: an IPv6 site has 2^64 of them (RFC 6177), and is one.
std::string network_of(std::string_view address);

}  // namespace insyn
