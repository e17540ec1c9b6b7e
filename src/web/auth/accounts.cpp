#include "web/auth/accounts.h"

#include <array>

#include "base/text.h"
#include "web/auth/password_rules.h"
#include "web/auth/typed_code.h"

namespace insyn {
namespace {

constexpr std::size_t login_most = 100;
constexpr std::int64_t setup_code_seconds = std::int64_t{7} * 24 * 3'600;

std::string place_of_login(std::string_view user) { return "login of " + std::string{user}; }

std::string text_at(const Query& query, int column) { return std::string{query.bytes(column)}; }

std::optional<LoginAccount> account_of(Query& query, const AccountsFile& file) {
  if (!query.step()) return std::nullopt;
  LoginAccount account;
  account.user = text_at(query, 0);
  account.login = file.unsealed(query.bytes(1), place_of_login(account.user));
  if (!query.is_none(2)) account.password = text_at(query, 2);
  account.has_totp = !query.is_none(3);
  account.must_change = query.integer(4) != 0;
  return account;
}

}  // namespace

std::string folded_login(std::string_view login) {
  const auto normalised = normalised_password(trimmed(login));
  return case_folded(normalised ? *normalised : std::string{});
}

Result<Done> Accounts::add(std::string_view user, std::string_view login) {
  const std::string folded = folded_login(login);
  if (folded.empty() || folded.size() > login_most)
    return fail(ErrorKind::refused, "login-unusable",
                "Inloggningsnamnet är tomt eller för långt. Välj ett på högst 100 tecken.");
  if (by_login(login))
    return fail(ErrorKind::refused, "login-taken",
                "Inloggningsnamnet används redan. Välj ett annat.");
  if (by_user(user))
    return fail(ErrorKind::refused, "account-exists",
                "Användaren har redan ett konto. Skapa en ny engångskod i stället.");
  const std::string shown{trimmed(login)};
  auto use = file_.use();
  use.database.query("INSERT INTO account (user, login_hash, login) VALUES (?, ?, ?)")
      .bind_bytes(1, user)
      .bind_bytes(2, file_.keyed("login", folded))
      .bind_bytes(3, file_.seal(shown, place_of_login(user)))
      .run();
  return Done{};
}

std::optional<LoginAccount> Accounts::by_login(std::string_view login) {
  auto use = file_.use();
  Query query = use.database.query(
      "SELECT user, login, password, totp, must_change FROM account WHERE login_hash = ?");
  query.bind_bytes(1, file_.keyed("login", folded_login(login)));
  return account_of(query, file_);
}

std::optional<LoginAccount> Accounts::by_user(std::string_view user) {
  auto use = file_.use();
  Query query = use.database.query(
      "SELECT user, login, password, totp, must_change FROM account WHERE user = ?");
  query.bind_bytes(1, user);
  return account_of(query, file_);
}

std::string Accounts::new_setup_code(std::string_view user, Instant now) {
  const std::string code = new_typed_code(setup_code_shape);
  auto use = file_.use();
  Transaction transaction{use.database};
  use.database.query("DELETE FROM setup_code WHERE user = ? OR expires <= ?")
      .bind_bytes(1, user)
      .bind(2, seconds_of(now))
      .run();
  use.database.query("INSERT INTO setup_code VALUES (?, ?, ?)")
      .bind_bytes(1, file_.keyed("setup code", plain_code(code)))
      .bind_bytes(2, user)
      .bind(3, seconds_of(now) + setup_code_seconds)
      .run();
  transaction.commit();
  return code;
}

std::optional<std::string> Accounts::user_of_setup_code(std::string_view typed, Instant now) {
  auto use = file_.use();
  Query query = use.database.query("SELECT user FROM setup_code WHERE hash = ? AND expires > ?");
  query.bind_bytes(1, file_.keyed("setup code", plain_code(typed))).bind(2, seconds_of(now));
  if (!query.step()) return std::nullopt;
  return text_at(query, 0);
}

bool Accounts::spend_setup_code(std::string_view typed, std::string_view password_hash,
                                Instant now) {
  auto use = file_.use();
  Transaction transaction{use.database};
  std::string user;
  {
    Query query =
        use.database.query("DELETE FROM setup_code WHERE hash = ? AND expires > ? RETURNING user");
    query.bind_bytes(1, file_.keyed("setup code", plain_code(typed))).bind(2, seconds_of(now));
    if (!query.step()) return false;
    user = text_at(query, 0);
    query.run();
  }
  use.database.query("UPDATE account SET password = ?, must_change = 0 WHERE user = ?")
      .bind_bytes(1, password_hash)
      .bind_bytes(2, user)
      .run();
  transaction.commit();
  return true;
}

void Accounts::set_password(std::string_view user, std::string_view password_hash) {
  auto use = file_.use();
  use.database.query("UPDATE account SET password = ?, must_change = 0 WHERE user = ?")
      .bind_bytes(1, password_hash)
      .bind_bytes(2, user)
      .run();
}

void Accounts::require_change(std::string_view user) {
  auto use = file_.use();
  use.database.query("UPDATE account SET must_change = 1 WHERE user = ?").bind_bytes(1, user).run();
}

void Accounts::forget_password(std::string_view user) {
  auto use = file_.use();
  use.database.query("UPDATE account SET password = NULL WHERE user = ?").bind_bytes(1, user).run();
}

void Accounts::remove(std::string_view user) {
  constexpr std::array deletions{
      "DELETE FROM account WHERE user = ?",       "DELETE FROM setup_code WHERE user = ?",
      "DELETE FROM recovery_code WHERE user = ?", "DELETE FROM subject WHERE user = ?",
      "DELETE FROM session WHERE user = ?",       "DELETE FROM held_form WHERE user = ?"};
  auto use = file_.use();
  Transaction transaction{use.database};
  for (const char* sql : deletions) use.database.query(sql).bind_bytes(1, user).run();
  transaction.commit();
}

std::optional<std::string> Accounts::user_of_subject(std::string_view subject) {
  auto use = file_.use();
  Query query = use.database.query("SELECT user FROM subject WHERE hash = ?");
  query.bind_bytes(1, file_.keyed("subject", subject));
  if (!query.step()) return std::nullopt;
  return text_at(query, 0);
}

void Accounts::link_subject(std::string_view subject, std::string_view user) {
  auto use = file_.use();
  use.database.query("INSERT OR REPLACE INTO subject VALUES (?, ?)")
      .bind_bytes(1, file_.keyed("subject", subject))
      .bind_bytes(2, user)
      .run();
}

}  // namespace insyn
