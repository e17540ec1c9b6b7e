#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace insyn {

/// What a failure means to whoever called us; it decides a command's exit status (contract 1).
enum class ErrorKind {
  refused,   ///< wrong usage, or forbidden by a rule: exit 2
  unusable,  ///< the input can't be used: exit 3
  home,      ///< the home is locked, unreadable, damaged or of a newer version: exit 4
};

/// A failure that the caller can act on.
/// `code` is stable and for programs. `text` is one Swedish sentence for the operator: what, where
/// (file:line), what to do. Never personal data in either.
struct Error {
  ErrorKind kind = ErrorKind::refused;
  std::string code;
  std::string text;
};

/// A value or an Error. Expected failures are returned; exceptions are for what nobody nearby can
/// help (a disk, a lost connection) and are caught at the edge of a command only.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>{std::move(error)}; }

inline tl::unexpected<Error> fail(ErrorKind kind, std::string_view code, std::string text) {
  return fail(Error{kind, std::string{code}, std::move(text)});
}

/// Success without a value.
struct Done {};

}  // namespace insyn
