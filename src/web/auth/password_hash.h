#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace insyn {

/// What one hash costs (argon2id, RFC 9106). The stored text says what it was made with.
struct HashCost {
  unsigned long long passes = 3;
  std::size_t memory_bytes = std::size_t{64} << 20;  ///< about 0.1 s on one core
};

/// Hashes passwords, at most two at a time and a few waiting: otherwise logins alone could take all
/// memory and all threads of the server.
class PasswordHasher {
 public:
  explicit PasswordHasher(HashCost cost = {});

  /// None if too many wait already.
  std::optional<std::string> hash(std::string_view password);

  /// Whether the password is the one that was hashed. With no hash it takes as long and is false:
  /// nobody can tell by the clock whether an account exists. None if too many wait already.
  std::optional<bool> verify(const std::optional<std::string>& hashed, std::string_view password);

 private:
  class Place;
  std::string made(std::string_view password) const;

  HashCost cost_;
  std::string of_nobody_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int running_ = 0;
  int waiting_ = 0;
};

}  // namespace insyn
