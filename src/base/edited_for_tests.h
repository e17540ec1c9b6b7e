#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace insyn {

/// For fuzz targets of what is signed or sealed: no fuzzer finds a signature by itself, so it is
/// given a genuine text and writes the changes. Four bytes of the script are one change: its kind,
/// the place (two bytes, most significant first, modulo the length) and a byte. At most 64.
inline std::string edited(std::string text, std::string_view script) {
  const auto number = [&](std::size_t at) {
    return static_cast<std::size_t>(static_cast<std::uint8_t>(script[at]));
  };
  for (std::size_t at = 0; at + 4 <= script.size() && at < 256; at += 4) {
    const std::size_t place = (number(at + 1) << 8 | number(at + 2)) % (text.size() + 1);
    switch (number(at) % 5) {
      case 0:
        if (place < text.size()) text[place] = script[at + 3];
        break;
      case 1:
        if (place < text.size()) text[place] = static_cast<char>(text[place] ^ script[at + 3]);
        break;
      case 2:
        text.insert(place, 1, script[at + 3]);
        break;
      case 3:
        text.erase(place, number(at + 3));
        break;
      default:  // a piece of the text once more, where it does not belong
        text.insert(place, text.substr(number(at + 3) % (text.size() + 1), 64));
    }
  }
  return text;
}

}  // namespace insyn
