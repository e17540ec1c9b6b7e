#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.h"
#include "domain/calendar/time.h"

namespace insyn {

/// One act as everyone may see it: what the state is folded from. The words lie beside it.
struct Act {
  std::uint64_t seq = 0;
  Instant at{};
  std::string kind;
  int version = 1;
  json::object open;  ///< the leaf's `public`
};

/// Kinds of acts. Old ones are folded for ever: never rename.
namespace act {
inline constexpr std::string_view home_made = "home-made";
inline constexpr std::string_view delivery_imported = "delivery-imported";
inline constexpr std::string_view register_imported = "register-imported";
inline constexpr std::string_view matching_decided = "matching-decided";
inline constexpr std::string_view audit_opened = "audit-opened";
inline constexpr std::string_view audit_drawn = "audit-drawn";
inline constexpr std::string_view audit_annulled = "audit-annulled";
inline constexpr std::string_view directed_audit = "directed-audit";
inline constexpr std::string_view extract_made = "extract-made";
}  // namespace act

}  // namespace insyn
