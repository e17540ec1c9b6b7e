#include "web/auth/login.h"

#include <utility>

#include "base/check_page.h"

namespace insyn {
namespace {

constexpr std::chrono::seconds busy_wait{3};

tl::unexpected<Refusal> refuse(RefusalReason reason) {
  Refusal refusal;
  refusal.reason = reason;
  return tl::unexpected<Refusal>{std::move(refusal)};
}

tl::unexpected<Refusal> refuse_until(std::chrono::seconds later) {
  Refusal refusal;
  refusal.reason = RefusalReason::wait;
  refusal.retry_after = later;
  return tl::unexpected<Refusal>{std::move(refusal)};
}

tl::unexpected<Refusal> refuse_weak(PasswordProblem problem) {
  Refusal refusal;
  refusal.reason = RefusalReason::weak_password;
  refusal.problem = problem;
  return tl::unexpected<Refusal>{std::move(refusal)};
}

tl::unexpected<Refusal> refuse_by_provider(Error error) {
  Refusal refusal;
  refusal.reason = RefusalReason::provider;
  refusal.error = std::move(error);
  return tl::unexpected<Refusal>{std::move(refusal)};
}

std::string attempts_at_login(std::string_view login) { return "login " + folded_login(login); }
std::string attempts_at_code(std::string_view user) { return "code " + std::string{user}; }
std::string attempts_at_setup(const std::string& address) {
  return "setup code from " + network_of(address);
}

}  // namespace

Logins::Logins(ServerConfig config, AccountsFile& file, HttpFetch& fetch, HashCost cost)
    : config_{std::move(config)},
      accounts_{file},
      factor_{file},
      sessions_{file},
      forms_{file},
      attempts_{file},
      hasher_{cost} {
  if (config_.oidc) oidc_.emplace(config_, file, fetch);
}

SessionKey Logins::made(std::string_view user, Assurance level, LoginWay way,
                        std::string_view language, Instant now) {
  return {sessions_.make({std::string{user}, level, way, std::string{language}}, now),
          std::string{user}};
}

SessionKey Logins::raised(const HttpRequest& request, const SessionInfo& from, Instant now) {
  sessions_.end(cookie_of(request, Cookie::session, config_));
  return made(from.user, Assurance::strong, from.way, from.language, now);
}

LoginResult<Done> Logins::try_password(const std::string& what, const std::string& address,
                                       const std::optional<LoginAccount>& account,
                                       const std::string& password, Instant now) {
  if (const auto wait = attempts_.begin(what, address, now)) return refuse_until(wait->time);
  const auto normalised = normalised_password(password);
  const auto right = hasher_.verify(account ? account->password : std::nullopt,
                                    normalised.value_or(std::string{}));
  if (!right) {
    attempts_.withdraw(what, address);
    return refuse_until(busy_wait);
  }
  if (!*right) return refuse(RefusalReason::wrong);
  attempts_.succeeded(what, address);
  return Done{};
}

LoginResult<Done> Logins::try_code(const std::string& user, std::string_view code,
                                   const std::string& address, Instant now) {
  const std::string what = attempts_at_code(user);
  if (const auto wait = attempts_.begin(what, address, now)) return refuse_until(wait->time);
  if (!factor_.use_code(user, code, now) && !factor_.use_recovery_code(user, code))
    return refuse(RefusalReason::wrong);
  attempts_.succeeded(what, address);
  return Done{};
}

LoginResult<std::string> Logins::hashed_new(const std::string& password,
                                            const LoginAccount& account) {
  const auto normalised = normalised_password(password);
  if (!normalised)
    return refuse_weak(password.size() > password_most ? PasswordProblem::too_long
                                                       : PasswordProblem::unreadable);
  const std::vector<std::string> known{account.login, config_.municipality, config_.department};
  if (const auto problem = problem_of(*normalised, known)) return refuse_weak(*problem);
  auto hashed = hasher_.hash(*normalised);
  if (!hashed) return refuse_until(busy_wait);
  return *std::move(hashed);
}

LoginResult<SessionKey> Logins::by_password(const PasswordAttempt& attempt, Instant now) {
  const auto account = accounts_.by_login(attempt.login);
  const auto tried = try_password(attempts_at_login(attempt.login), attempt.address, account,
                                  attempt.password, now);
  if (!tried) return tl::unexpected<Refusal>{tried.error()};
  Assurance level = Assurance::password;
  if (account->has_totp && !attempt.code.empty()) {
    const auto second = try_code(account->user, attempt.code, attempt.address, now);
    if (!second) return tl::unexpected<Refusal>{second.error()};
    level = Assurance::strong;
  }
  return made(account->user, level, LoginWay::local, attempt.language, now);
}

LoginResult<SessionKey> Logins::by_code(const HttpRequest& request, std::string_view code,
                                        Instant now) {
  const auto live = session(request, now);
  if (!live || live->next != NextStep::code) return refuse(RefusalReason::logged_out);
  const auto tried = try_code(live->user, code, request.client, now);
  if (!tried) return tl::unexpected<Refusal>{tried.error()};
  return raised(request, *live, now);
}

LoginResult<SessionKey> Logins::by_setup_code(const SetupAttempt& attempt, Instant now) {
  const std::string what = attempts_at_setup(attempt.address);
  const auto user = accounts_.user_of_setup_code(attempt.code, now);
  if (!user) {
    if (const auto wait = attempts_.begin(what, attempt.address, now))
      return refuse_until(wait->time);
    return refuse(RefusalReason::setup_code);
  }
  const auto account = accounts_.by_user(*user);
  if (!account) return refuse(RefusalReason::setup_code);
  const auto hashed = hashed_new(attempt.password, *account);
  if (!hashed) return tl::unexpected<Refusal>{hashed.error()};
  if (!accounts_.spend_setup_code(attempt.code, *hashed, now))
    return refuse(RefusalReason::setup_code);
  sessions_.end_all(*user);
  attempts_.forgive(attempts_at_login(account->login));
  return made(*user, Assurance::password, LoginWay::local, attempt.language, now);
}

LoginResult<SessionKey> Logins::change_password(const HttpRequest& request,
                                                const PasswordChange& change, Instant now) {
  const auto live = session(request, now);
  if (!live || live->way != LoginWay::local ||
      (live->next != NextStep::none && live->next != NextStep::new_password))
    return refuse(RefusalReason::logged_out);
  const auto account = accounts_.by_user(live->user);
  if (!account) return refuse(RefusalReason::logged_out);
  const auto tried = try_password(attempts_at_login(account->login), change.address, account,
                                  change.old_password, now);
  if (!tried) return tl::unexpected<Refusal>{tried.error()};
  const auto hashed = hashed_new(change.new_password, *account);
  if (!hashed) return tl::unexpected<Refusal>{hashed.error()};
  accounts_.set_password(live->user, *hashed);
  sessions_.end_all(live->user);
  return made(live->user, live->level, live->way, live->language, now);
}

LoginResult<Enrolment> Logins::enrolment(const HttpRequest& request, Instant now) {
  const auto live = session(request, now);
  if (!live || live->way != LoginWay::local || live->next == NextStep::code)
    return refuse(RefusalReason::logged_out);
  const auto account = accounts_.by_user(live->user);
  if (!account) return refuse(RefusalReason::logged_out);
  const std::string secret = factor_.offer(live->user);
  const std::string site = config_.municipality.empty() ? "Insyn" : "Insyn " + config_.municipality;
  Enrolment enrolment{.secret = totp_secret_text(secret),
                      .address = totp_address(secret, site, account->login),
                      .qr = std::nullopt};
  enrolment.qr = qr_code(enrolment.address);
  return enrolment;
}

LoginResult<Enrolled> Logins::confirm_enrolment(const HttpRequest& request, std::string_view code,
                                                Instant now) {
  const auto live = session(request, now);
  if (!live || live->way != LoginWay::local || live->next == NextStep::code)
    return refuse(RefusalReason::logged_out);
  if (!factor_.confirm(live->user, code, now)) return refuse(RefusalReason::wrong);
  Enrolled enrolled{.session = {}, .recovery_codes = factor_.new_recovery_codes(live->user)};
  sessions_.end_all(live->user);
  enrolled.session = raised(request, *live, now);
  return enrolled;
}

LoginResult<OidcClient::Start> Logins::oidc_start(std::string_view return_to, Instant now) {
  check_page(oidc_.has_value(), "a login by OIDC needs its configuration");
  auto start = oidc_->start(return_to, now);
  if (!start) return refuse_by_provider(start.error());
  return *std::move(start);
}

LoginResult<OidcFinished> Logins::oidc_finish(const HttpRequest& request, std::string_view language,
                                              Instant now) {
  check_page(oidc_.has_value(), "a login by OIDC needs its configuration");
  const auto browser = cookie_of(request, Cookie::oidc_login, config_);
  auto identity = oidc_->finish(request.query, browser, now);
  if (!identity) return refuse_by_provider(identity.error());
  OidcFinished finished{.identity = *std::move(identity), .session = std::nullopt};
  if (const auto user = accounts_.user_of_subject(finished.identity.subject))
    finished.session = made(*user, finished.identity.level, LoginWay::oidc, language, now);
  return finished;
}

SessionKey Logins::admit(const OidcIdentity& identity, std::string_view user,
                         std::string_view language, Instant now) {
  accounts_.link_subject(identity.subject, user);
  return made(user, identity.level, LoginWay::oidc, language, now);
}

}  // namespace insyn
