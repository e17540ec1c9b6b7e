#include "store/home_keys.h"

#include <sodium.h>

#include <stdexcept>

namespace insyn {
namespace {

constexpr char context[crypto_kdf_CONTEXTBYTES + 1] = "insynkey";

template <class Key>
Key derived(const Bytes32& master, std::uint64_t number) {
  static_assert(std::tuple_size_v<Bytes32> == crypto_kdf_KEYBYTES);
  Key key{};
  crypto_kdf_derive_from_key(key.data(), key.size(), number, context, master.data());
  return key;
}

}  // namespace

HomeKeys derive_keys(const Bytes32& master) {
  if (sodium_init() < 0) throw std::runtime_error{"libsodium could not start"};
  return {.texts = derived<Bytes32>(master, 1),
          .text_hash = derived<Bytes32>(master, 2),
          .words = derived<Bytes32>(master, 3),
          .deliveries = derived<Bytes32>(master, 4),
          .events = derived<HashKey>(master, 5),
          .accounts = derived<Bytes32>(master, 6),
          .views = derived<Bytes32>(master, 7)};
}

}  // namespace insyn
