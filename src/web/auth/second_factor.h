#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/time.h"
#include "web/auth/accounts_file.h"

namespace insyn {

/// The one-time codes of local accounts, and the ten recovery codes for who has lost the telephone.
class SecondFactor {
 public:
  explicit SecondFactor(AccountsFile& file) : file_{file} {}

  /// A new secret, to be shown as a QR code. It is in force only after `confirm` got a code of it,
  /// so that nobody is locked out by a code that was never scanned. The same one is offered again
  /// when the page is loaded again.
  std::string offer(std::string_view user);
  bool confirm(std::string_view user, std::string_view typed, Instant now);

  bool use_code(std::string_view user, std::string_view typed, Instant now);

  /// Ten new ones, to be shown once; earlier ones are good no longer.
  std::vector<std::string> new_recovery_codes(std::string_view user);
  bool use_recovery_code(std::string_view user, std::string_view typed);
  int recovery_codes_left(std::string_view user);

  void forget(std::string_view user);  ///< secret and recovery codes

 private:
  AccountsFile& file_;
};

}  // namespace insyn
