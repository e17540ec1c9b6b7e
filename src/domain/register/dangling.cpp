#include "domain/register/dangling.h"

#include <string_view>
#include <unordered_set>

namespace insyn {
namespace {

using Known = std::unordered_set<std::uint32_t>;

template <class Rows>
Known ids_of(const Rows& rows) {
  Known known;
  for (const auto& row : rows) known.insert(row.id.value);
  return known;
}

class Warnings {
 public:
  /// Counts the different references of `rows` that `known` doesn't have.
  template <class Rows, class Reference>
  void check(const Rows& rows, Reference reference, const Known& known, std::string_view where,
             std::string_view what, std::string_view target) {
    Known missing;
    for (const auto& row : rows) {
      const std::uint32_t id = reference(row).value;
      if (id != 0 && !known.contains(id)) missing.insert(id);
    }
    if (missing.empty()) return;
    texts.push_back("Registret " + std::string{where} + " nämner " +
                    std::to_string(missing.size()) + " " + std::string{what} +
                    " som inte finns i " + std::string{target} + ".");
  }

  std::vector<std::string> texts;
};

}  // namespace

std::vector<std::string> dangling_references(const Registers& r, StaffNo robot) {
  const Known units = ids_of(r.units);
  const Known staff = ids_of(r.staff);
  const Known clients = ids_of(r.clients);
  const Known cases = ids_of(r.cases);
  Warnings w;
  const auto unit = [](const auto& row) { return row.unit; };
  const auto person = [](const auto& row) { return row.staff; };
  const auto client = [](const auto& row) { return row.client; };
  const auto case_no = [](const auto& row) { return row.case_no; };
  w.check(
      r.units, [](const Unit& x) { return x.parent; }, units, "units", "parent_id", "units");
  w.check(
      r.units, [](const Unit& x) { return x.head; }, staff, "units", "head_id", "staff");
  w.check(r.unit_covers, unit, units, "unit_covers", "unit_id", "units");
  w.check(
      r.unit_covers, [](const UnitCover& x) { return x.covers; }, units, "unit_covers",
      "covers_unit_id", "units");
  w.check(r.employments, person, staff, "employments", "staff_id", "staff");
  w.check(r.employments, unit, units, "employments", "unit_id", "units");
  w.check(
      r.employments, [](const Employment& x) { return x.manager; }, staff, "employments",
      "manager_id", "staff");
  Known account_holders = staff;
  account_holders.insert(robot.value);
  w.check(r.accounts, person, account_holders, "accounts", "staff_id", "staff");
  w.check(r.permissions, person, staff, "permissions", "staff_id", "staff");
  w.check(r.client_ids, client, clients, "client_ids", "client_id", "clients");
  w.check(r.cases, client, clients, "cases", "client_id", "clients");
  w.check(r.cases, unit, units, "cases", "unit_id", "units");
  w.check(r.case_roles, case_no, cases, "case_roles", "case_id", "cases");
  w.check(r.case_roles, person, staff, "case_roles", "staff_id", "staff");
  w.check(
      r.deputies, [](const Deputyship& x) { return x.absent; }, staff, "deputies", "absent_id",
      "staff");
  w.check(
      r.deputies, [](const Deputyship& x) { return x.deputy; }, staff, "deputies", "deputy_id",
      "staff");
  w.check(r.deputies, case_no, cases, "deputies", "case_id", "cases");
  w.check(r.care_relations, client, clients, "care_relations", "client_id", "clients");
  w.check(r.care_relations, person, staff, "care_relations", "staff_id", "staff");
  w.check(r.care_relations, unit, units, "care_relations", "unit_id", "units");
  w.check(r.duties, person, staff, "duties", "staff_id", "staff");
  w.check(r.duties, unit, units, "duties", "unit_id", "units");
  w.check(
      r.duties, [](const Duty& x) { return x.scope; }, units, "duties", "scope_unit_id", "units");
  w.check(r.intakes, client, clients, "intakes", "client_id", "clients");
  w.check(r.intakes, person, staff, "intakes", "staff_id", "staff");
  w.check(r.intakes, unit, units, "intakes", "unit_id", "units");
  w.check(r.absences, person, staff, "absences", "staff_id", "staff");
  w.check(r.shifts, person, staff, "shifts", "staff_id", "staff");
  w.check(r.shifts, unit, units, "shifts", "unit_id", "units");
  w.check(r.consents, client, clients, "consents", "client_id", "clients");
  return std::move(w.texts);
}

}  // namespace insyn
