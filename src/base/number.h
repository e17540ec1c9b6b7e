#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace insyn {

/// A text of the outside world as a number: identities and other texts are interned once (see
/// store/texts.h), so that events and registers are integers. 0 is the empty text, which is also
/// "none". Numbers carry no order: sort by the text where the contract asks for an order.
/// Each kind of identity is its own type, so that a client can't be passed for a member of staff.
template <class Tag>
struct Number {
  std::uint32_t value = 0;

  explicit operator bool() const { return value != 0; }
  friend auto operator<=>(const Number&, const Number&) = default;
};

using TextNo = Number<struct TextTag>;  ///< any text; the kinds below are texts used as identities
using StaffNo = Number<struct StaffTag>;
using ClientNo = Number<struct ClientTag>;
using CaseNo = Number<struct CaseTag>;
using UnitNo = Number<struct UnitTag>;
using AccountNo = Number<struct AccountTag>;
using SystemNo = Number<struct SystemTag>;

template <class Tag>
TextNo as_text(Number<Tag> number) {
  return TextNo{number.value};
}

}  // namespace insyn

template <class Tag>
struct std::hash<insyn::Number<Tag>> {
  std::size_t operator()(insyn::Number<Tag> number) const noexcept {
    return std::hash<std::uint64_t>{}(number.value * 0x9E3779B97F4A7C15ULL);
  }
};
