#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/calendar/time.h"

namespace insyn {

/// What Användare needs of the local accounts (web/auth/login.h); the site gives it.
class UserAccounts {
 public:
  virtual ~UserAccounts() = default;

  struct Standing {
    bool has_password = false;
    bool has_totp = false;
  };
  /// None if the user has no local account.
  virtual std::optional<Standing> standing(std::string_view user, Instant now) = 0;

  /// Makes the account. The value is the one-time setup code, to be handed over in person.
  virtual Result<std::string> add(std::string_view user, std::string_view login, Instant now) = 0;
  /// A new setup code; the password and codes from before are good no longer.
  virtual std::string reset(std::string_view user, Instant now) = 0;
  /// With sessions and all.
  virtual void remove(std::string_view user) = 0;
};

}  // namespace insyn
