#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/texts.h"

namespace insyn {

/// Texts that last as long as the object.
class MemoryTexts final : public Texts {
 public:
  std::vector<TextNo> intern(std::span<const std::string_view> texts) override;
  std::vector<TextNo> find(std::span<const std::string_view> texts) override;
  std::vector<std::string> texts(std::span<const TextNo> numbers) override;
  std::vector<std::string> all() override { return texts_; }
  std::uint32_t count() override { return static_cast<std::uint32_t>(texts_.size() - 1); }
  void sync() override {}
  std::vector<std::string> verify() override { return {}; }

 private:
  std::vector<std::string> texts_{std::string{}};
  std::map<std::string, TextNo, std::less<>> numbers_{{std::string{}, TextNo{}}};
};

}  // namespace insyn
