#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "app/registers_at.h"

namespace insyn {

/// Finds what the registers say of an id in a document. Borrows the registers.
class Names {
 public:
  explicit Names(const RegistersAt& registers) : registers_{registers} {
    for (std::size_t i = 1; i < registers.texts.size(); ++i)
      numbers_.emplace(registers.texts[i], static_cast<std::uint32_t>(i));
  }

  /// A person's or unit's name; the id if no register has it.
  std::string staff(const std::string& id) const {
    const StaffMember* member = registers_.index.member(number<StaffNo>(id));
    return member == nullptr || !member->name ? id : registers_.texts[member->name.value];
  }
  std::string unit(const std::string& id) const {
    const Unit* row = registers_.index.unit(number<UnitNo>(id));
    return row == nullptr || !row->name ? id : registers_.texts[row->name.value];
  }
  StaffNo staff_number(const std::string& id) const { return number<StaffNo>(id); }
  const Client* client(const std::string& id) const {
    return registers_.index.client(number<ClientNo>(id));
  }
  const Case* find_case(const std::string& id) const {
    return registers_.index.find_case(number<CaseNo>(id));
  }
  const std::string& text(TextNo number) const { return registers_.texts[number.value]; }

 private:
  template <class N>
  N number(const std::string& id) const {
    const auto found = numbers_.find(id);
    return N{found == numbers_.end() ? 0 : found->second};
  }

  const RegistersAt& registers_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace insyn
