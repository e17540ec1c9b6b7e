#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "domain/calendar/time.h"
#include "web/auth/accounts_file.h"

namespace insyn {

/// How sure we are who somebody is. Rows about people need `strong`.
enum class Assurance : std::uint8_t { password = 1, strong = 2 };

enum class LoginWay : std::uint8_t { local = 1, oidc = 2 };

inline constexpr std::chrono::minutes session_idle{15};
inline constexpr std::chrono::hours session_longest{10};

struct SessionInfo {
  std::string user;  ///< opaque id
  Assurance level = Assurance::password;
  LoginWay way = LoginWay::local;
  std::string language;  ///< `sv`, `en`
  Instant made{};
  Instant seen{};
  /// For forms and for htmx's X-CSRF header; the same as long as the session lives. It follows from
  /// the cookie under our key, so it isn't stored. A page may be compressed with it: SameSite keeps
  /// others from having a page of ours fetched with the cookie, which BREACH would need.
  std::string csrf;
};

/// Who is logged in. The cookie holds 32 random bytes; the file only their SHA-256, so that whoever
/// reads it can't use a session. Sessions survive a restart.
class Sessions {
 public:
  explicit Sessions(AccountsFile& file) : file_{file} {}

  struct Wanted {
    std::string user;
    Assurance level = Assurance::password;
    LoginWay way = LoginWay::local;
    std::string language;
  };
  /// The cookie's value. A user has at most 10 sessions; the one that was used longest ago ends.
  std::string make(const Wanted& wanted, Instant now);

  enum class State { live, expired };
  struct Found {
    State state = State::expired;
    SessionInfo info;
  };
  /// Expired ones are known for a day, so that what was typed in them isn't lost. Being found live
  /// starts the idle time anew (written at most twice a minute: pages shouldn't wait for a disk).
  std::optional<Found> find(std::string_view cookie, Instant now);

  void set_language(std::string_view cookie, std::string_view language);
  void end(std::string_view cookie);
  void end_all(std::string_view user);

 private:
  AccountsFile& file_;
};

}  // namespace insyn
