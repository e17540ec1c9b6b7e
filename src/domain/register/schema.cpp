#include "domain/register/schema.h"

#include <cstddef>

#include "base/check.h"

namespace insyn {
namespace {

using enum CellKind;

constexpr std::array<std::string_view, 4> unit_kinds{"department", "area", "unit", "provider"};
constexpr std::array<std::string_view, 2> groups{"authority", "delivery"};
constexpr std::array<std::string_view, 5> laws{"SoL", "LSS", "HSL", "LVU", "LVM"};
constexpr std::array<std::string_view, 2> case_role_kinds{"caseworker", "co_caseworker"};
constexpr std::array<std::string_view, 2> intake_kinds{"enquiry", "report"};
constexpr std::array<std::string_view, 2> consent_kinds{"consent", "emergency"};

constexpr Column needed(std::string_view name, CellKind kind = text) { return {name, kind, true}; }

constexpr Column optional(std::string_view name, CellKind kind = text) {
  return {name, kind, false};
}

constexpr Column needed_choice(std::string_view name, std::span<const std::string_view> choices) {
  return {name, choice, true, choices};
}

constexpr Column optional_choice(std::string_view name, std::span<const std::string_view> choices) {
  return {name, choice, false, choices};
}

constexpr Column valid_from = needed("valid_from", day);
constexpr Column valid_to = optional("valid_to", day);

constexpr Column units[]{needed("unit_id"), needed("name"), optional("parent_id"),
                         needed_choice("kind", unit_kinds), optional("head_id")};
constexpr Column unit_covers[]{needed("unit_id"), needed("covers_unit_id"), valid_from, valid_to};
constexpr Column staff[]{needed("staff_id"),      needed("name"),
                         optional("email"),       optional("personal_number"),
                         optional("address_key"), optional("protected", flag)};
constexpr Column employments[]{
    needed("staff_id"),     needed("unit_id"), optional("title"), needed_choice("group", groups),
    optional("manager_id"), valid_from,        valid_to};
constexpr Column accounts[]{needed("system"), needed("account"), needed("staff_id"), valid_from,
                            valid_to};
constexpr Column permissions[]{needed("staff_id"),         needed("system"), needed("scope"),
                               optional("clients", count), valid_from,       valid_to};
constexpr Column clients[]{needed("client_id"),         optional("name"),
                           optional("personal_number"), optional("address_key"),
                           optional("protected", flag), optional("public_interest", flag),
                           optional("deceased_on", day)};
constexpr Column client_ids[]{needed("client_id"), needed("kind"), needed("value")};
constexpr Column cases[]{needed("case_id"),   needed("client_id"),   optional_choice("law", laws),
                         optional("unit_id"), needed("opened", day), optional("closed", day)};
constexpr Column case_roles[]{needed("case_id"), needed("staff_id"),
                              needed_choice("role", case_role_kinds), valid_from, valid_to};
constexpr Column deputies[]{needed("absent_id"), needed("deputy_id"), optional("case_id"),
                            valid_from, valid_to};
constexpr Column care_relations[]{needed("client_id"), optional("staff_id"), optional("unit_id"),
                                  optional("kind"),    valid_from,           valid_to};
constexpr Column duties[]{
    optional("staff_id"), optional("unit_id"), needed("duty"), optional("scope_unit_id"),
    optional("resource"), valid_from,          valid_to};
constexpr Column intakes[]{needed("client_id"), needed("received_at", moment), optional("staff_id"),
                           optional("unit_id"), optional_choice("kind", intake_kinds)};
constexpr Column absences[]{needed("staff_id"), optional("kind"), valid_from, valid_to};
constexpr Column shifts[]{needed("staff_id"), needed("starts_at", instant),
                          needed("ends_at", instant), optional("unit_id")};
constexpr Column passages[]{needed("staff_id"), needed("door"), needed("passed_at", instant),
                            optional("result")};
constexpr Column consents[]{needed("client_id"), optional("provider"),
                            optional_choice("kind", consent_kinds), valid_from, valid_to};

constexpr int index_of(std::span<const Column> columns, std::string_view name) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].name == name) return static_cast<int>(i);
  return -1;
}

enum class FirstColumn { shared, unique };

/// A register whose rows, if they end at all, are valid from `valid_from` to `valid_to`.
constexpr RegisterSchema plain(Register id, std::string_view name, std::span<const Column> columns,
                               FirstColumn first = FirstColumn::shared) {
  RegisterSchema schema{id, name, columns};
  schema.start = index_of(columns, "valid_from");
  schema.end = index_of(columns, "valid_to");
  schema.open_end = schema.end >= 0;
  schema.unique_first = first == FirstColumn::unique;
  schema.staff_id = index_of(columns, "staff_id");
  return schema;
}

constexpr RegisterSchema spanned(RegisterSchema schema, std::string_view start,
                                 std::string_view end, bool open_end) {
  schema.start = index_of(schema.columns, start);
  schema.end = index_of(schema.columns, end);
  schema.open_end = open_end;
  return schema;
}

constexpr std::array<RegisterSchema, register_count> schemas{
    plain(Register::units, "units", units, FirstColumn::unique),
    plain(Register::unit_covers, "unit_covers", unit_covers),
    plain(Register::staff, "staff", staff, FirstColumn::unique),
    plain(Register::employments, "employments", employments),
    plain(Register::accounts, "accounts", accounts),
    plain(Register::permissions, "permissions", permissions),
    plain(Register::clients, "clients", clients, FirstColumn::unique),
    plain(Register::client_ids, "client_ids", client_ids),
    spanned(plain(Register::cases, "cases", cases, FirstColumn::unique), "opened", "closed", true),
    plain(Register::case_roles, "case_roles", case_roles),
    plain(Register::deputies, "deputies", deputies),
    plain(Register::care_relations, "care_relations", care_relations),
    plain(Register::duties, "duties", duties),
    plain(Register::intakes, "intakes", intakes),
    plain(Register::absences, "absences", absences),
    spanned(plain(Register::shifts, "shifts", shifts), "starts_at", "ends_at", false),
    plain(Register::passages, "passages", passages),
    plain(Register::consents, "consents", consents),
};

}  // namespace

std::span<const RegisterSchema> register_schemas() { return schemas; }

const RegisterSchema& schema_of(Register id) {
  const auto index = static_cast<std::size_t>(id);
  check(index < schemas.size(), "a register is one of the contract's");
  return schemas[index];
}

std::optional<Register> parse_register(std::string_view name) {
  for (const RegisterSchema& schema : schemas)
    if (schema.name == name) return schema.id;
  return std::nullopt;
}

}  // namespace insyn
