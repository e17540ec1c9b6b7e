#include "web/auth/second_factor.h"

#include "web/auth/totp.h"
#include "web/auth/typed_code.h"

namespace insyn {
namespace {

constexpr int recovery_codes = 10;

std::string place_of_secret(std::string_view user) { return "totp of " + std::string{user}; }

struct Secrets {
  std::optional<std::string> in_force, offered;
  std::int64_t last_step = 0;
};

Secrets secrets_of(Database& database, const AccountsFile& file, std::string_view user) {
  Query query = database.query("SELECT totp, totp_offered, totp_step FROM account WHERE user = ?");
  query.bind_bytes(1, user);
  if (!query.step()) return {};
  Secrets secrets;
  const std::string place = place_of_secret(user);
  if (!query.is_none(0)) secrets.in_force = file.unsealed(query.bytes(0), place);
  if (!query.is_none(1)) secrets.offered = file.unsealed(query.bytes(1), place);
  secrets.last_step = query.integer(2);
  return secrets;
}

}  // namespace

std::string SecondFactor::offer(std::string_view user) {
  auto use = file_.use();
  if (const auto offered = secrets_of(use.database, file_, user).offered) return *offered;
  std::string secret = new_totp_secret();
  use.database.query("UPDATE account SET totp_offered = ? WHERE user = ?")
      .bind_bytes(1, file_.seal(secret, place_of_secret(user)))
      .bind_bytes(2, user)
      .run();
  return secret;
}

bool SecondFactor::confirm(std::string_view user, std::string_view typed, Instant now) {
  auto use = file_.use();
  const Secrets secrets = secrets_of(use.database, file_, user);
  if (!secrets.offered) return false;
  const auto step = matching_step(*secrets.offered, typed, now, 0);
  if (!step) return false;
  use.database
      .query(
          "UPDATE account SET totp = totp_offered, totp_offered = NULL, totp_step = ? "
          "WHERE user = ?")
      .bind(1, *step)
      .bind_bytes(2, user)
      .run();
  return true;
}

bool SecondFactor::use_code(std::string_view user, std::string_view typed, Instant now) {
  auto use = file_.use();
  const Secrets secrets = secrets_of(use.database, file_, user);
  if (!secrets.in_force) return false;
  const auto step = matching_step(*secrets.in_force, typed, now, secrets.last_step);
  if (!step) return false;
  use.database.query("UPDATE account SET totp_step = ? WHERE user = ?")
      .bind(1, *step)
      .bind_bytes(2, user)
      .run();
  return true;
}

std::vector<std::string> SecondFactor::new_recovery_codes(std::string_view user) {
  std::vector<std::string> codes;
  auto use = file_.use();
  Transaction transaction{use.database};
  use.database.query("DELETE FROM recovery_code WHERE user = ?").bind_bytes(1, user).run();
  for (int i = 0; i < recovery_codes; ++i) {
    codes.push_back(new_typed_code(recovery_code_shape));
    use.database.query("INSERT INTO recovery_code VALUES (?, ?)")
        .bind_bytes(1,
                    file_.keyed("recovery code of " + std::string{user}, plain_code(codes.back())))
        .bind_bytes(2, user)
        .run();
  }
  transaction.commit();
  return codes;
}

bool SecondFactor::use_recovery_code(std::string_view user, std::string_view typed) {
  auto use = file_.use();
  Query query =
      use.database.query("DELETE FROM recovery_code WHERE hash = ? AND user = ? RETURNING 1");
  query.bind_bytes(1, file_.keyed("recovery code of " + std::string{user}, plain_code(typed)))
      .bind_bytes(2, user);
  const bool used = query.step();
  if (used) query.run();
  return used;
}

int SecondFactor::recovery_codes_left(std::string_view user) {
  auto use = file_.use();
  Query query = use.database.query("SELECT count(*) FROM recovery_code WHERE user = ?");
  query.bind_bytes(1, user);
  query.step();
  return static_cast<int>(query.integer(0));
}

void SecondFactor::forget(std::string_view user) {
  auto use = file_.use();
  Transaction transaction{use.database};
  use.database
      .query("UPDATE account SET totp = NULL, totp_offered = NULL, totp_step = 0 WHERE user = ?")
      .bind_bytes(1, user)
      .run();
  use.database.query("DELETE FROM recovery_code WHERE user = ?").bind_bytes(1, user).run();
  transaction.commit();
}

}  // namespace insyn
