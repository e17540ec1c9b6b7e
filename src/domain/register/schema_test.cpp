#include "domain/register/schema.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace insyn {
namespace {

// The table of contract 3, as it is printed there: a star is "required".
const std::vector<std::pair<std::string, std::string>> contract_table{
    {"units", "unit_id* name* parent_id kind* head_id"},
    {"unit_covers", "unit_id* covers_unit_id* valid_from* valid_to"},
    {"staff", "staff_id* name* email personal_number address_key protected"},
    {"employments", "staff_id* unit_id* title group* manager_id valid_from* valid_to"},
    {"accounts", "system* account* staff_id* valid_from* valid_to"},
    {"permissions", "staff_id* system* scope* clients valid_from* valid_to"},
    {"clients",
     "client_id* name personal_number address_key protected public_interest deceased_on"},
    {"client_ids", "client_id* kind* value*"},
    {"cases", "case_id* client_id* law unit_id opened* closed"},
    {"case_roles", "case_id* staff_id* role* valid_from* valid_to"},
    {"deputies", "absent_id* deputy_id* case_id valid_from* valid_to"},
    {"care_relations", "client_id* staff_id unit_id kind valid_from* valid_to"},
    {"duties", "staff_id unit_id duty* scope_unit_id resource valid_from* valid_to"},
    {"intakes", "client_id* received_at* staff_id unit_id kind"},
    {"absences", "staff_id* kind valid_from* valid_to"},
    {"shifts", "staff_id* starts_at* ends_at* unit_id"},
    {"passages", "staff_id* door* passed_at* result"},
    {"consents", "client_id* provider kind valid_from* valid_to"},
};

std::string as_in_the_table(const RegisterSchema& schema) {
  std::string line;
  for (const Column& column : schema.columns) {
    if (!line.empty()) line += ' ';
    line += column.name;
    if (column.required) line += '*';
  }
  return line;
}

const Column& column_of(Register id, std::string_view name) {
  for (const Column& column : schema_of(id).columns)
    if (column.name == name) return column;
  ADD_FAILURE() << "no column " << name;
  return schema_of(id).columns[0];
}

std::vector<std::string> choices_of(Register id, std::string_view name) {
  const Column& column = column_of(id, name);
  EXPECT_EQ(column.kind, CellKind::choice) << name;
  return {column.choices.begin(), column.choices.end()};
}

std::string name_at(const RegisterSchema& schema, int column) {
  return column < 0 ? "" : std::string{schema.columns[static_cast<std::size_t>(column)].name};
}

TEST(RegisterSchemas, AreTheContractsTableInItsOrder) {
  ASSERT_EQ(register_schemas().size(), contract_table.size());
  for (std::size_t i = 0; i < contract_table.size(); ++i) {
    const RegisterSchema& schema = register_schemas()[i];
    EXPECT_EQ(schema.name, contract_table[i].first);
    EXPECT_EQ(as_in_the_table(schema), contract_table[i].second) << schema.name;
    EXPECT_EQ(static_cast<std::size_t>(schema.id), i) << schema.name;
    EXPECT_EQ(&schema_of(schema.id), &schema);
    EXPECT_EQ(parse_register(schema.name), schema.id);
  }
}

TEST(RegisterSchemas, KnowNoOtherNames) {
  for (const char* name : {"", "unit", "Units", "units ", "canonical"})
    EXPECT_FALSE(parse_register(name)) << name;
}

TEST(RegisterSchemas, ListTheChoicesOfTheContract) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(choices_of(Register::units, "kind"), (Words{"department", "area", "unit", "provider"}));
  EXPECT_EQ(choices_of(Register::employments, "group"), (Words{"authority", "delivery"}));
  EXPECT_EQ(choices_of(Register::cases, "law"), (Words{"SoL", "LSS", "HSL", "LVU", "LVM"}));
  EXPECT_EQ(choices_of(Register::case_roles, "role"), (Words{"caseworker", "co_caseworker"}));
  EXPECT_EQ(choices_of(Register::intakes, "kind"), (Words{"enquiry", "report"}));
  EXPECT_EQ(choices_of(Register::consents, "kind"), (Words{"consent", "emergency"}));
}

TEST(RegisterSchemas, ReadEveryColumnThatIsNoTextByItsKind) {
  const std::set<std::string> days{"valid_from", "valid_to", "opened", "closed", "deceased_on"};
  const std::set<std::string> instants{"starts_at", "ends_at", "passed_at"};
  const std::set<std::string> flags{"protected", "public_interest"};
  for (const RegisterSchema& schema : register_schemas())
    for (const Column& column : schema.columns) {
      const std::string name{column.name};
      CellKind wanted = CellKind::text;
      if (days.count(name)) wanted = CellKind::day;
      if (instants.count(name)) wanted = CellKind::instant;
      if (flags.count(name)) wanted = CellKind::flag;
      if (name == "received_at") wanted = CellKind::moment;
      if (name == "clients") wanted = CellKind::count;
      if (!column.choices.empty()) wanted = CellKind::choice;
      EXPECT_EQ(column.kind, wanted) << schema.name << "." << name;
    }
}

TEST(RegisterSchemas, SayWhichColumnsSpanARowsTime) {
  for (const RegisterSchema& schema : register_schemas()) {
    const bool has_validity = as_in_the_table(schema).find("valid_to") != std::string::npos;
    std::string start = has_validity ? "valid_from" : "";
    std::string end = has_validity ? "valid_to" : "";
    if (schema.id == Register::cases) start = "opened", end = "closed";
    if (schema.id == Register::shifts) start = "starts_at", end = "ends_at";
    EXPECT_EQ(name_at(schema, schema.start), start) << schema.name;
    EXPECT_EQ(name_at(schema, schema.end), end) << schema.name;
    EXPECT_EQ(schema.open_end, !end.empty() && schema.id != Register::shifts) << schema.name;
  }
}

TEST(RegisterSchemas, SayWhoseFirstColumnIsAnIdOfItsOwn) {
  for (const RegisterSchema& schema : register_schemas()) {
    const bool unique = schema.id == Register::units || schema.id == Register::staff ||
                        schema.id == Register::clients || schema.id == Register::cases;
    EXPECT_EQ(schema.unique_first, unique) << schema.name;
  }
}

TEST(RegisterSchemas, FindTheColumnThatMayHoldNoPersonalNumber) {
  for (const RegisterSchema& schema : register_schemas()) {
    const bool has = (" " + as_in_the_table(schema)).find(" staff_id") != std::string::npos;
    EXPECT_EQ(name_at(schema, schema.staff_id), has ? "staff_id" : "") << schema.name;
  }
}

}  // namespace
}  // namespace insyn
