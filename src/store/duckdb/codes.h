#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace insyn {

/// The columns of an event that hold text numbers, in the order of EventColumns.
inline constexpr std::size_t text_columns = 10;

/// What a text column stores instead of text numbers: codes of its own, from 0 in the order in
/// which the column met its texts. A column with forty different texts then takes six bits a row,
/// however many texts the home knows (docs/adr/0012).
/// Code 0 is the text number 0, "no text".
class Codes {
 public:
  /// Code `code` of a column is the text number at that place.
  using Numbers = std::vector<std::uint32_t>;

  Codes() { numbers_.fill({0}); }

  const Numbers& of(std::size_t column) const { return numbers_[column]; }
  std::optional<std::uint32_t> find(std::size_t column, std::uint32_t number) const;

  /// The next code of the column is the number's.
  void add(std::size_t column, std::uint32_t number) { numbers_[column].push_back(number); }

 private:
  std::array<Numbers, text_columns> numbers_;
};

/// Gives codes to what has none yet, for one writer.
class CodeGiver {
 public:
  explicit CodeGiver(Codes codes);

  std::uint32_t of(std::size_t column, std::uint32_t number) {
    Last& last = last_[column];  // a row mostly says what the one above it said
    if (last.number != number) last = {number, look_up(column, number)};
    return last.code;
  }

  const Codes& codes() const { return codes_; }
  /// How many codes of the column were there from the start.
  std::size_t given_before(std::size_t column) const { return before_[column]; }

 private:
  struct Last {
    std::uint32_t number = 0;
    std::uint32_t code = 0;
  };
  std::uint32_t look_up(std::size_t column, std::uint32_t number);

  Codes codes_;
  std::array<std::size_t, text_columns> before_{};
  std::array<Last, text_columns> last_{};
  std::array<boost::unordered_flat_map<std::uint32_t, std::uint32_t>, text_columns> code_of_;
};

}  // namespace insyn
