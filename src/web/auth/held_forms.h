#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/time.h"
#include "web/auth/accounts_file.h"
#include "web/http/message.h"

namespace insyn {

/// What somebody had typed when the session ran out: sealed, kept for a day, and given back once,
/// after the same user has logged in again. Fields called csrf, password, new_password or code are
/// left out: pages call secrets so.
struct HeldForm {
  std::int64_t number = 0;
  std::string path;  ///< that it was sent to
  Fields fields;
  Instant at{};
};

class HeldForms {
 public:
  explicit HeldForms(AccountsFile& file) : file_{file} {}

  /// False if it is more than 64 kB. A user has at most 5; the oldest goes.
  bool hold(std::string_view user, std::string_view path, const Fields& fields, Instant now);

  /// Newest first.
  std::vector<HeldForm> of_user(std::string_view user, Instant now);

  /// Gives it back, and keeps it no longer. None if it isn't there or is another user's.
  std::optional<HeldForm> take(std::string_view user, std::int64_t number, Instant now);

 private:
  AccountsFile& file_;
};

}  // namespace insyn
