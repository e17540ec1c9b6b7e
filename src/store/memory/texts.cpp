#include "store/memory/texts.h"

#include <stdexcept>

namespace insyn {

std::vector<TextNo> MemoryTexts::intern(std::span<const std::string_view> texts) {
  std::vector<TextNo> numbers;
  for (const std::string_view text : texts) {
    auto found = numbers_.find(text);
    if (found == numbers_.end()) {
      const TextNo next{static_cast<std::uint32_t>(texts_.size())};
      texts_.emplace_back(text);
      found = numbers_.emplace(text, next).first;
    }
    numbers.push_back(found->second);
  }
  return numbers;
}

std::vector<TextNo> MemoryTexts::find(std::span<const std::string_view> texts) {
  std::vector<TextNo> numbers;
  for (const std::string_view text : texts) {
    const auto found = numbers_.find(text);
    numbers.push_back(found == numbers_.end() ? TextNo{} : found->second);
  }
  return numbers;
}

std::vector<std::string> MemoryTexts::texts(std::span<const TextNo> numbers) {
  std::vector<std::string> found;
  for (const TextNo number : numbers) {
    if (number.value >= texts_.size()) throw std::runtime_error{"unknown text number"};
    found.push_back(texts_[number.value]);
  }
  return found;
}

}  // namespace insyn
