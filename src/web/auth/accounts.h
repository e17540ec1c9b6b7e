#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/calendar/time.h"
#include "web/auth/accounts_file.h"

namespace insyn {

struct LoginAccount {
  std::string user;  ///< opaque id; who it is and may do what lies in acts
  std::string login;
  std::optional<std::string> password;  ///< argon2id; none until a setup code was used
  bool has_totp = false;
  bool must_change = false;  ///< the password, because somebody else may know it
};

/// Local accounts. A new user gets a one-time setup code and chooses the password with it, so that
/// the administrator never knows one.
class Accounts {
 public:
  explicit Accounts(AccountsFile& file) : file_{file} {}

  /// Errors of kind refused: "login-taken", "login-unusable", "account-exists".
  Result<Done> add(std::string_view user, std::string_view login);

  std::optional<LoginAccount> by_login(std::string_view login);
  std::optional<LoginAccount> by_user(std::string_view user);

  /// Good for a week and once; codes that the user got before are good no longer.
  std::string new_setup_code(std::string_view user, Instant now);
  std::optional<std::string> user_of_setup_code(std::string_view typed, Instant now);
  /// Sets the password, and the code is used. False if it was, meanwhile.
  bool spend_setup_code(std::string_view typed, std::string_view password_hash, Instant now);

  void set_password(std::string_view user, std::string_view password_hash);
  void require_change(std::string_view user);
  void forget_password(std::string_view user);
  void remove(std::string_view user);  ///< with codes, subjects, sessions, held forms

  /// A subject of an OIDC issuer, by keyed hash.
  std::optional<std::string> user_of_subject(std::string_view subject);
  void link_subject(std::string_view subject, std::string_view user);

 private:
  AccountsFile& file_;
};

/// How a login name is compared: case and the way letters are put together don't count.
std::string folded_login(std::string_view login);

}  // namespace insyn
