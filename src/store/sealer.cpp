#include "store/sealer.h"

#include <sodium.h>

namespace insyn {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

unsigned char* writable(std::string& bytes, std::size_t from = 0) {
  return reinterpret_cast<unsigned char*>(bytes.data() + from);
}

const unsigned char* readable(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

Sealer::~Sealer() { sodium_memzero(key_.data(), key_.size()); }

std::string Sealer::seal(std::string_view plain, std::string_view place) const {
  std::string sealed(nonce_size + plain.size() + tag_size, '\0');
  randombytes_buf(sealed.data(), nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(writable(sealed, nonce_size), nullptr, readable(plain),
                                             plain.size(), readable(place), place.size(), nullptr,
                                             readable(sealed), key_.data());
  return sealed;
}

std::optional<std::string> Sealer::open(std::string_view sealed, std::string_view place) const {
  if (sealed.size() < nonce_size + tag_size) return std::nullopt;
  std::string plain(sealed.size() - nonce_size - tag_size, '\0');
  const auto body = sealed.substr(nonce_size);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(writable(plain), nullptr, nullptr, readable(body),
                                                 body.size(), readable(place), place.size(),
                                                 readable(sealed), key_.data()) != 0)
    return std::nullopt;
  return plain;
}

std::string place_of(std::uint64_t number) {
  std::string place(sizeof number, '\0');
  for (char& byte : place) {
    byte = static_cast<char>(number & 0xFF);
    number >>= 8;
  }
  return place;
}

}  // namespace insyn
