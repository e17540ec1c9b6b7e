#include "app/owning_unit.h"

namespace insyn {

std::string head_of_owning_unit(Home& home, const People& people, const json::object& frozen,
                                const std::string& staff) {
  const auto registers = kept_registers_at(home, home.ledger.size());
  const RegisterIndex& index = registers->index;
  const Case* of_case = index.find_case(CaseNo{find_text(home, text_of(frozen, "case")).value});
  const Unit* unit = of_case == nullptr ? nullptr : index.unit(of_case->unit);
  if (unit == nullptr || !unit->head) return {};
  const std::string head = registers->texts[unit->head.value];
  if (head == staff || people.by_staff(head) == nullptr) return {};
  const Client* client = index.client(ClientNo{find_text(home, text_of(frozen, "client")).value});
  const StaffMember* member = index.member(unit->head);
  const auto same = [](TextNo a, TextNo b) { return a && a == b; };
  if (client != nullptr && member != nullptr &&
      (same(client->personal_number, member->personal_number) ||
       same(client->address_key, member->address_key)))
    return {};
  return head;
}

}  // namespace insyn
