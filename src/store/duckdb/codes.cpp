#include "store/duckdb/codes.h"

#include <algorithm>
#include <utility>

namespace insyn {

std::optional<std::uint32_t> Codes::find(std::size_t column, std::uint32_t number) const {
  const auto found = std::ranges::find(numbers_[column], number);
  if (found == numbers_[column].end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - numbers_[column].begin());
}

CodeGiver::CodeGiver(Codes codes) : codes_{std::move(codes)} {
  for (std::size_t column = 0; column < text_columns; ++column) {
    const Codes::Numbers& numbers = codes_.of(column);
    before_[column] = numbers.size();
    code_of_[column].reserve(numbers.size());
    for (std::uint32_t code = 0; code < numbers.size(); ++code)
      code_of_[column].emplace(numbers[code], code);
  }
}

std::uint32_t CodeGiver::look_up(std::size_t column, std::uint32_t number) {
  const auto next = static_cast<std::uint32_t>(codes_.of(column).size());
  const auto [entry, is_new] = code_of_[column].emplace(number, next);
  if (is_new) codes_.add(column, number);
  return entry->second;
}

}  // namespace insyn
