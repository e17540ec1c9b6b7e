// The rest of Logins: sessions, held forms, administration.
#include <utility>

#include "web/auth/login.h"

namespace insyn {

NextStep Logins::next_step(const SessionInfo& session) {
  if (session.way == LoginWay::oidc)
    return session.level == Assurance::strong ? NextStep::none : NextStep::stronger_login;
  const auto account = accounts_.by_user(session.user);
  const bool has_totp = account && account->has_totp;
  if (session.level != Assurance::strong) {
    if (has_totp) return NextStep::code;
    if (!config_.password_only) return NextStep::enrolment;
  }
  return account && account->must_change ? NextStep::new_password : NextStep::none;
}

std::optional<LiveSession> Logins::session(const HttpRequest& request, Instant now) {
  const auto found = sessions_.find(cookie_of(request, Cookie::session, config_), now);
  if (!found || found->state != Sessions::State::live) return std::nullopt;
  return LiveSession{found->info, next_step(found->info)};
}

void Logins::set_language(const HttpRequest& request, std::string_view language) {
  sessions_.set_language(cookie_of(request, Cookie::session, config_), language);
}

std::optional<std::string> Logins::logout(const HttpRequest& request, Instant now) {
  const auto cookie = cookie_of(request, Cookie::session, config_);
  const auto found = sessions_.find(cookie, now);
  sessions_.end(cookie);
  if (!found || found->info.way != LoginWay::oidc || !oidc_) return std::nullopt;
  return oidc_->logout_address(now);
}

bool Logins::hold_form(const HttpRequest& request, Instant now) {
  if (request.method != Method::post) return false;
  const auto found = sessions_.find(cookie_of(request, Cookie::session, config_), now);
  if (!found || found->state != Sessions::State::expired) return false;
  if (!holds_csrf(request, found->info, config_)) return false;
  return forms_.hold(found->info.user, request.path, request.form, now);
}

Result<std::string> Logins::add_account(std::string_view user, std::string_view login,
                                        Instant now) {
  if (const auto added = accounts_.add(user, login); !added) return fail(added.error());
  return accounts_.new_setup_code(user, now);
}

std::string Logins::reset_password(std::string_view user, Instant now) {
  accounts_.forget_password(user);
  sessions_.end_all(user);
  return accounts_.new_setup_code(user, now);
}

std::string Logins::reset_all(std::string_view user, Instant now) {
  factor_.forget(user);
  attempts_.forgive("code " + std::string{user});
  return reset_password(user, now);
}

std::optional<AccountStanding> Logins::standing(std::string_view user, Instant now) {
  const auto account = accounts_.by_user(user);
  if (!account) return std::nullopt;
  return AccountStanding{
      .login = account->login,
      .has_password = account->password.has_value(),
      .has_totp = account->has_totp,
      .must_change = account->must_change,
      .recovery_codes = factor_.recovery_codes_left(user),
      .password_attempts = attempts_.standing("login " + folded_login(account->login), now),
      .code_attempts = attempts_.standing("code " + std::string{user}, now)};
}

}  // namespace insyn
