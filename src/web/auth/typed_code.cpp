#include "web/auth/typed_code.h"

#include "base/hash.h"

namespace insyn {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t typed_most = 64;

}  // namespace

std::string new_typed_code(CodeShape shape) {
  const auto characters = static_cast<std::size_t>(shape.groups * shape.in_a_group);
  const std::string random = random_bytes(characters);
  std::string code;
  for (std::size_t at = 0; at < characters; ++at) {
    if (at != 0 && at % static_cast<std::size_t>(shape.in_a_group) == 0) code += '-';
    code += alphabet[static_cast<unsigned char>(random[at]) % alphabet.size()];
  }
  return code;
}

std::string plain_code(std::string_view typed) {
  std::string code;
  for (char c : typed.substr(0, typed_most)) {
    if (c == '-' || c == ' ') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    code += c;
  }
  return code;
}

}  // namespace insyn
