#include "store/row_hash.h"

#include <array>
#include <bit>
#include <cstring>

namespace insyn {
namespace {

static_assert(std::endian::native == std::endian::little, "the layout is little-endian");

/// at 8; source, system, account, staff, client, case 6 × 4; action 1; purpose, unit, provider,
/// resource 4 × 4; emergency 1; delivery, row 2 × 4; key low, high, version 3 × 8.
constexpr std::size_t client_row_size = 58;
constexpr std::size_t time_row_size = client_row_size + 24;

class RowWriter {
 public:
  template <class T>
  void put(T value) {
    std::memcpy(bytes_.data() + size_, &value, sizeof value);
    size_ += sizeof value;
  }
  std::string_view bytes() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, time_row_size> bytes_;
  std::size_t size_ = 0;
};

void put_event(RowWriter& row, const AccessEvent& event) {
  row.put(std::int64_t{event.at.time_since_epoch().count()});
  row.put(event.source);
  row.put(event.system.value);
  row.put(event.account.value);
  row.put(event.staff.value);
  row.put(event.client.value);
  row.put(event.case_no.value);
  row.put(static_cast<std::uint8_t>(event.action));
  row.put(event.purpose.value);
  row.put(event.unit.value);
  row.put(event.provider.value);
  row.put(event.resource.value);
  row.put(static_cast<std::uint8_t>(event.emergency ? 1 : 0));
  row.put(event.delivery);
  row.put(event.row);
}

}  // namespace

Bits128 time_row_hash(const HashKey& key, const AccessEvent& event, const EventKey& event_key) {
  RowWriter row;
  put_event(row, event);
  row.put(event_key.key.low);
  row.put(event_key.key.high);
  row.put(event_key.version);
  return keyed_hash(key, row.bytes());
}

Bits128 client_row_hash(const HashKey& key, const AccessEvent& event) {
  RowWriter row;
  put_event(row, event);
  return keyed_hash(key, row.bytes());
}

}  // namespace insyn
