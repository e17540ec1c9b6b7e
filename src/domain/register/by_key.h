#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace insyn {

/// Rows grouped by a text number: built once, then a group is found by one look at an array.
/// Rows keep their order within a group. Costs four bytes for each number up to the largest key.
template <class Row>
class ByKey {
 public:
  ByKey() = default;

  /// `key_of(row)` is the number that a row is found by; rows with 0 are left out.
  template <class KeyOf>
  ByKey(std::vector<Row> rows, KeyOf key_of) {
    std::uint32_t largest = 0;
    for (const Row& row : rows) largest = std::max<std::uint32_t>(largest, key_of(row).value);
    starts_.assign(static_cast<std::size_t>(largest) + 2, 0);
    for (const Row& row : rows) ++starts_[key_of(row).value + 1];
    starts_[1] = 0;  // the rows without a key
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    rows_.resize(starts_.back());
    std::vector<std::uint32_t> next = starts_;
    for (Row& row : rows) {
      const std::uint32_t key = key_of(row).value;
      if (key != 0) rows_[next[key]++] = std::move(row);
    }
  }

  std::span<const Row> of(std::uint32_t key) const {
    if (key == 0 || static_cast<std::size_t>(key) + 1 >= starts_.size()) return {};
    return std::span{rows_}.subspan(starts_[key], starts_[key + 1] - starts_[key]);
  }

  const std::vector<Row>& rows() const { return rows_; }

 private:
  std::vector<std::uint32_t> starts_;
  std::vector<Row> rows_;
};

}  // namespace insyn
