#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/result.h"
#include "domain/calendar/time.h"
#include "web/auth/accounts.h"
#include "web/auth/attempts.h"
#include "web/auth/browser.h"
#include "web/auth/held_forms.h"
#include "web/auth/oidc.h"
#include "web/auth/password_hash.h"
#include "web/auth/password_rules.h"
#include "web/auth/second_factor.h"
#include "web/auth/server_config.h"
#include "web/auth/sessions.h"
#include "web/auth/totp.h"

namespace insyn {

/// Everything that pages do with login; any thread may call it. Users are opaque ids here: who they
/// are and what they may do is told by acts. What only answers yes or no about a request (cookies,
/// CSRF) is in web/auth/browser.h.

/// Why somebody wasn't let in. The words are the page's; `wrong` never says what was wrong.
enum class RefusalReason {
  wrong,          ///< name, password or code
  wait,           ///< too many attempts, or too many at once: 429 with Retry-After
  weak_password,  ///< `problem` says how
  setup_code,     ///< unknown, used, or more than a week old
  logged_out,     ///< there is no live session, or it may not do this
  provider,       ///< OIDC: `error` has a sentence for the person, and a code for the log
};
struct Refusal {
  RefusalReason reason = RefusalReason::wrong;
  std::chrono::seconds retry_after{};
  std::optional<PasswordProblem> problem;
  Error error;
};
template <class T>
using LoginResult = tl::expected<T, Refusal>;

/// The cookie's value, for set_cookie(Cookie::session, …).
struct SessionKey {
  std::string cookie;
  std::string user;
};

/// What the user has to do before any other page may be shown.
enum class NextStep {
  none,
  code,            ///< one-time code or recovery code: by_code
  enrolment,       ///< has no authenticator app yet: enrolment, confirm_enrolment
  new_password,    ///< change_password
  stronger_login,  ///< the provider let them in by a password alone
};
struct LiveSession : SessionInfo {
  NextStep next = NextStep::none;
};

struct PasswordAttempt {
  std::string login, password;
  std::string code;  ///< may be empty: then the session's next step is `code`
  std::string address, language;
};
struct SetupAttempt {
  std::string code, password, address, language;
};
struct PasswordChange {
  std::string old_password, new_password, address;
};

struct Enrolment {
  std::string secret;   ///< base32, to be typed
  std::string address;  ///< otpauth://
  std::optional<QrCode> qr;
};
struct Enrolled {
  SessionKey session;
  std::vector<std::string> recovery_codes;  ///< to be shown once
};

struct OidcFinished {
  OidcIdentity identity;
  /// None if nobody is linked to this subject: the site decides, and may call `admit`.
  std::optional<SessionKey> session;
};

struct AccountStanding {
  std::string login;
  bool has_password = false;
  bool has_totp = false;
  bool must_change = false;
  int recovery_codes = 0;
  Attempts::Standing password_attempts, code_attempts;
};

class Logins {
 public:
  /// `file` and `fetch` outlive it.
  Logins(ServerConfig config, AccountsFile& file, HttpFetch& fetch, HashCost cost = {});

  const ServerConfig& config() const { return config_; }

  // --- sessions
  std::optional<LiveSession> session(const HttpRequest& request, Instant now);
  void set_language(const HttpRequest& request, std::string_view language);
  /// Ends the session; where to send the browser to log out of the provider too, if it came so.
  std::optional<std::string> logout(const HttpRequest& request, Instant now);

  /// When a POST has no live session: keeps its form if the session has expired and the form is
  /// from our page in that session. After the login, see held and take_held.
  bool hold_form(const HttpRequest& request, Instant now);
  std::vector<HeldForm> held(std::string_view user, Instant now) {
    return forms_.of_user(user, now);
  }
  std::optional<HeldForm> take_held(std::string_view user, std::int64_t number, Instant now) {
    return forms_.take(user, number, now);
  }

  // --- local accounts. Each one that gives a SessionKey has made a new session, and ended the one
  // that it was made from.
  LoginResult<SessionKey> by_password(const PasswordAttempt& attempt, Instant now);
  LoginResult<SessionKey> by_code(const HttpRequest& request, std::string_view code, Instant now);
  LoginResult<SessionKey> by_setup_code(const SetupAttempt& attempt, Instant now);
  /// Ends all other sessions of the user.
  LoginResult<SessionKey> change_password(const HttpRequest& request, const PasswordChange& change,
                                          Instant now);

  /// Who has an app already needs a strong session to have another.
  LoginResult<Enrolment> enrolment(const HttpRequest& request, Instant now);
  LoginResult<Enrolled> confirm_enrolment(const HttpRequest& request, std::string_view code,
                                          Instant now);

  // --- OIDC. Precondition: config().oidc.
  LoginResult<OidcClient::Start> oidc_start(std::string_view return_to, Instant now);
  LoginResult<OidcFinished> oidc_finish(const HttpRequest& request, std::string_view language,
                                        Instant now);
  /// Links the subject to the user, and logs them in.
  SessionKey admit(const OidcIdentity& identity, std::string_view user, std::string_view language,
                   Instant now);

  // --- administration. What gives a text gives a setup code, to be handed over in person.
  Result<std::string> add_account(std::string_view user, std::string_view login, Instant now);
  std::string reset_password(std::string_view user, Instant now);
  std::string reset_all(std::string_view user, Instant now);  ///< and the app: a lost telephone
  void require_new_password(std::string_view user) { accounts_.require_change(user); }
  void end_sessions(std::string_view user) { sessions_.end_all(user); }
  void remove_account(std::string_view user) { accounts_.remove(user); }
  std::optional<AccountStanding> standing(std::string_view user, Instant now);

 private:
  NextStep next_step(const SessionInfo& session);
  LoginResult<Done> try_password(const std::string& what, const std::string& address,
                                 const std::optional<LoginAccount>& account,
                                 const std::string& password, Instant now);
  LoginResult<Done> try_code(const std::string& user, std::string_view code,
                             const std::string& address, Instant now);
  LoginResult<std::string> hashed_new(const std::string& password, const LoginAccount& account);
  SessionKey raised(const HttpRequest& request, const SessionInfo& from, Instant now);
  SessionKey made(std::string_view user, Assurance level, LoginWay way, std::string_view language,
                  Instant now);

  ServerConfig config_;
  Accounts accounts_;
  SecondFactor factor_;
  Sessions sessions_;
  HeldForms forms_;
  Attempts attempts_;
  PasswordHasher hasher_;
  std::optional<OidcClient> oidc_;
};

}  // namespace insyn
