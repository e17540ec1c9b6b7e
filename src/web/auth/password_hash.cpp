#include "web/auth/password_hash.h"

#include <sodium.h>

#include <stdexcept>

#include "base/hash.h"

namespace insyn {
namespace {

constexpr int running_most = 2;
/// Half of the server's eight workers: the others go on answering.
constexpr int waiting_most = 2;

}  // namespace

/// One of the places to hash in; false if there was none.
class PasswordHasher::Place {
 public:
  explicit Place(PasswordHasher& hasher) : hasher_{hasher} {
    std::unique_lock lock{hasher_.mutex_};
    if (hasher_.running_ >= running_most && hasher_.waiting_ >= waiting_most) return;
    ++hasher_.waiting_;
    hasher_.changed_.wait(lock, [this] { return hasher_.running_ < running_most; });
    --hasher_.waiting_;
    ++hasher_.running_;
    taken_ = true;
  }
  ~Place() {
    if (!taken_) return;
    const std::lock_guard lock{hasher_.mutex_};
    --hasher_.running_;
    hasher_.changed_.notify_one();
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  explicit operator bool() const { return taken_; }

 private:
  PasswordHasher& hasher_;
  bool taken_ = false;
};

PasswordHasher::PasswordHasher(HashCost cost) : cost_{cost} {
  if (sodium_init() < 0) throw std::runtime_error{"libsodium could not start"};
  of_nobody_ = made(random_bytes(32));
}

std::string PasswordHasher::made(std::string_view password) const {
  std::string text(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost_.passes,
                            cost_.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::runtime_error{"no memory left to hash a password"};
  text.resize(text.find('\0'));
  return text;
}

std::optional<std::string> PasswordHasher::hash(std::string_view password) {
  const Place place{*this};
  if (!place) return std::nullopt;
  return made(password);
}

std::optional<bool> PasswordHasher::verify(const std::optional<std::string>& hashed,
                                           std::string_view password) {
  const Place place{*this};
  if (!place) return std::nullopt;
  const std::string& against = hashed ? *hashed : of_nobody_;
  const bool same =
      crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
  return same && hashed.has_value();
}

}  // namespace insyn
