#include "store/row_hash.h"

#include <bit>
#include <cstring>
#include <string>

// As a header it becomes a part of what calls it, which knows the length.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace insyn {
namespace {

static_assert(std::endian::native == std::endian::little, "the layout is little-endian");

/// at 8; source, system, account, staff, client, case 6 × 4; action 1; purpose, unit, provider,
/// resource 4 × 4; emergency 1; delivery, row 2 × 4; of the time copy the key's id, rest 2 × 8.
constexpr std::size_t client_row_size = 58;
constexpr std::size_t time_row_size = client_row_size + 16;

class RowWriter {
 public:
  template <class T>
  void put(T value) {
    std::memcpy(bytes_.data() + size_, &value, sizeof value);
    size_ += sizeof value;
  }
  void put_event(const AccessEvent& event) {
    put(std::int64_t{event.at.time_since_epoch().count()});
    put(event.source);
    put(event.system.value);
    put(event.account.value);
    put(event.staff.value);
    put(event.client.value);
    put(event.case_no.value);
    put(static_cast<std::uint8_t>(event.action));
    put(event.purpose.value);
    put(event.unit.value);
    put(event.provider.value);
    put(event.resource.value);
    put(static_cast<std::uint8_t>(event.emergency ? 1 : 0));
    put(event.delivery);
    put(event.row);
  }
  const char* data() const { return bytes_.data(); }

 private:
  std::array<char, time_row_size> bytes_{};
  std::size_t size_ = 0;
};

}  // namespace

RowHasher::RowHasher(const HashKey& key) {
  static_assert(std::tuple_size_v<decltype(secret_)> >= XXH3_SECRET_SIZE_MIN);
  for (std::size_t at = 0; at < secret_.size(); at += sizeof(Bits128)) {
    const Bits128 part = keyed_hash(key, "row secret " + std::to_string(at));
    std::memcpy(secret_.data() + at, &part.high, sizeof part.high);
    std::memcpy(secret_.data() + at + sizeof part.high, &part.low, sizeof part.low);
  }
}

Bits128 RowHasher::hash(const char* bytes, std::size_t size) const {
  const XXH128_hash_t hash = XXH3_128bits_withSecret(bytes, size, secret_.data(), secret_.size());
  return {.high = hash.high64, .low = hash.low64};
}

Bits128 RowHasher::time_row(const AccessEvent& event, const EventKey& key) const {
  RowWriter row;
  row.put_event(event);
  row.put(key.id);
  row.put(key.rest);
  return hash(row.data(), time_row_size);
}

Bits128 RowHasher::client_row(const AccessEvent& event) const {
  RowWriter row;
  row.put_event(event);
  return hash(row.data(), client_row_size);
}

}  // namespace insyn
