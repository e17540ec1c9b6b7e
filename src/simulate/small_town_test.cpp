#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/person_number.h"
#include "base/text.h"
#include "domain/calendar/format.h"
#include "simulate/simulate.h"
#include "simulate/simulated_folder.h"

namespace insyn {
namespace {

namespace fs = std::filesystem;

const std::map<std::string, std::pair<std::string, std::vector<std::string>>> registers{
    {"units", {"unit_id;name;parent_id;kind;head_id", {"unit_id", "name", "kind"}}},
    {"unit_covers",
     {"unit_id;covers_unit_id;valid_from;valid_to", {"unit_id", "covers_unit_id", "valid_from"}}},
    {"staff", {"staff_id;name;email;personal_number;address_key;protected", {"staff_id", "name"}}},
    {"employments",
     {"staff_id;unit_id;title;group;manager_id;valid_from;valid_to",
      {"staff_id", "unit_id", "group", "valid_from"}}},
    {"accounts",
     {"system;account;staff_id;valid_from;valid_to",
      {"system", "account", "staff_id", "valid_from"}}},
    {"permissions",
     {"staff_id;system;scope;clients;valid_from;valid_to",
      {"staff_id", "system", "scope", "valid_from"}}},
    {"clients",
     {"client_id;name;personal_number;address_key;protected;public_interest;deceased_on",
      {"client_id"}}},
    {"client_ids", {"client_id;kind;value", {"client_id", "kind", "value"}}},
    {"cases",
     {"case_id;client_id;law;unit_id;opened;closed", {"case_id", "client_id", "law", "opened"}}},
    {"case_roles",
     {"case_id;staff_id;role;valid_from;valid_to", {"case_id", "staff_id", "role", "valid_from"}}},
    {"deputies",
     {"absent_id;deputy_id;case_id;valid_from;valid_to", {"absent_id", "deputy_id", "valid_from"}}},
    {"care_relations",
     {"client_id;staff_id;unit_id;kind;valid_from;valid_to", {"client_id", "valid_from"}}},
    {"duties",
     {"staff_id;unit_id;duty;scope_unit_id;resource;valid_from;valid_to", {"duty", "valid_from"}}},
    {"intakes",
     {"client_id;received_at;staff_id;unit_id;kind", {"client_id", "received_at", "kind"}}},
    {"absences", {"staff_id;kind;valid_from;valid_to", {"staff_id", "valid_from"}}},
    {"shifts", {"staff_id;starts_at;ends_at;unit_id", {"staff_id", "starts_at", "ends_at"}}},
    {"passages", {"staff_id;door;passed_at;result", {"staff_id", "door", "passed_at"}}},
    {"consents",
     {"client_id;provider;kind;valid_from;valid_to", {"client_id", "kind", "valid_from"}}},
};

/// One small town, shared by the tests that only read it.
class SmallTown : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = std::make_unique<Folder>("small");
    const auto result = simulate(small_town(*folder));
    ASSERT_TRUE(result);
    summary = *result;
  }
  static void TearDownTestSuite() { folder.reset(); }

  static std::vector<Row> of_register(const std::string& name) {
    return register_in(*folder, name);
  }
  template <class Visit>
  static void visit_logs(Visit visit) {
    for (const auto& file : logs_in(*folder)) visit_log(file, visit);
  }
  static std::set<std::string, std::less<>> ids(const std::string& name,
                                                const std::string& column) {
    std::set<std::string, std::less<>> found;
    for (const Row& row : of_register(name)) found.insert(row.at(column));
    return found;
  }

  inline static std::unique_ptr<Folder> folder;
  inline static SimulationSummary summary;
};

TEST_F(SmallTown, EveryRegisterHasTheColumnsOfTheContractAndNoRequiredCellIsEmpty) {
  for (const auto& [name, columns] : registers) {
    const auto& [header, required] = columns;
    const std::string text = content(folder->path() / "registers" / (name + ".csv"));
    EXPECT_EQ(text.substr(0, text.find('\n')), header) << name;
    const auto rows = of_register(name);
    EXPECT_FALSE(rows.empty()) << name;
    for (const Row& row : rows)
      for (const std::string& column : required) EXPECT_NE(row.at(column), "") << name << column;
  }
}

TEST_F(SmallTown, EveryLogHasTheColumnsOfTheContractAndEachRowATimeAnAccountAndAnAction) {
  for (const auto& file : logs_in(*folder)) {
    const std::string text = content(file);
    EXPECT_EQ(text.substr(0, text.find('\n')),
              "time;account;staff_id;client_id;case_id;action;purpose;unit_id;provider_id;resource;"
              "native_id;system;emergency");
  }
  const std::set<std::string, std::less<>> actions{
      "read",   "search", "create", "update",    "sign",   "verify", "print",
      "export", "copy",   "delete", "emergency", "denied", "login",  "logout"};
  visit_logs([&actions](const Cells& cells) {
    EXPECT_TRUE(actions.contains(cells[action])) << cells[action];
    EXPECT_FALSE(cells[account].empty());
    EXPECT_EQ(cells[native_id].size(), 36U);
    EXPECT_EQ(cells[11], "viva");
  });
}

TEST_F(SmallTown, EveryValidityEndsAfterItBegins) {
  for (const auto& [name, columns] : registers) {
    const auto rows = of_register(name);
    ASSERT_FALSE(rows.empty()) << name;
    if (!rows.front().contains("valid_to")) continue;
    for (const Row& row : rows) {
      ASSERT_TRUE(parse_day(row.at("valid_from"))) << name;
      if (row.at("valid_to").empty()) continue;
      EXPECT_LT(row.at("valid_from"), row.at("valid_to")) << name;
    }
  }
}

TEST_F(SmallTown, EveryIdPointsSomewhere) {
  std::map<std::string, std::set<std::string, std::less<>>> known;
  known["unit"] = ids("units", "unit_id");
  known["staff"] = ids("staff", "staff_id");
  known["client"] = ids("clients", "client_id");
  known["case"] = ids("cases", "case_id");
  known["staff"].insert("system");
  EXPECT_EQ(known["client"].size(), 60U);
  const std::map<std::string, std::string> targets{
      {"unit_id", "unit"},       {"parent_id", "unit"},  {"covers_unit_id", "unit"},
      {"scope_unit_id", "unit"}, {"head_id", "staff"},   {"staff_id", "staff"},
      {"manager_id", "staff"},   {"absent_id", "staff"}, {"deputy_id", "staff"},
      {"client_id", "client"},   {"case_id", "case"}};
  for (const auto& [name, columns] : registers)
    for (const Row& row : of_register(name))
      for (const auto& [column, cell] : row) {
        const auto target = targets.find(column);
        if (target == targets.end() || cell.empty()) continue;
        EXPECT_TRUE(known[target->second].contains(cell)) << name << ' ' << column << ' ' << cell;
      }
  const auto points = [&known](const char* kind, std::string_view cell) {
    return cell.empty() || known[kind].contains(cell);
  };
  visit_logs([&points](const Cells& cells) {
    EXPECT_TRUE(points("client", cells[client_id])) << cells[client_id];
    EXPECT_TRUE(points("case", cells[case_id])) << cells[case_id];
    EXPECT_TRUE(points("unit", cells[unit_id])) << cells[unit_id];
    EXPECT_TRUE(points("unit", cells[8])) << cells[8];
  });
}

TEST_F(SmallTown, ACaseInTheLogIsThatClients) {
  std::map<std::string, std::string, std::less<>> clients;
  for (const Row& row : of_register("cases")) clients[row.at("case_id")] = row.at("client_id");
  visit_logs([&clients](const Cells& cells) {
    if (cells[case_id].empty()) return;
    EXPECT_EQ(clients.find(cells[case_id])->second, cells[client_id]);
  });
}

TEST_F(SmallTown, EveryPersonalNumberIsValidAndOfTheTestSeriesAndNoTwoAreEqual) {
  for (const char* name : {"staff", "clients"}) {
    std::set<std::string> seen;
    for (const Row& row : of_register(name)) {
      const std::string& number = row.at("personal_number");
      ASSERT_EQ(number.size(), 12U);
      EXPECT_TRUE(is_personal_number(number)) << number;
      const std::int64_t individual = parse_integer(number.substr(8, 3)).value_or(0);
      EXPECT_TRUE(individual == 238 || individual == 239 || individual >= 980) << number;
      EXPECT_TRUE(seen.insert(number).second) << number;
    }
  }
}

TEST_F(SmallTown, LogsAreSortedInsideTheWindowAndAsManyAsTheSummarySays) {
  const Instant to = start_of(first_of_june + std::chrono::days{42});
  std::uint64_t rows = 0;
  for (const auto& file : logs_in(*folder)) {
    Instant last = start_of(first_of_june);
    visit_log(file, [&](const Cells& cells) {
      const ParsedTime parsed = parse_time(cells[time]);
      ASSERT_EQ(parsed.fault, TimeFault::none);
      ASSERT_LE(last, parsed.at);
      EXPECT_LT(parsed.at, to);
      last = parsed.at;
      ++rows;
    });
  }
  EXPECT_EQ(rows, summary.events);
}

TEST_F(SmallTown, OneDayIsDeliveredAgainTheNextMonthAndNativeIdsAreOtherwiseUnique) {
  std::unordered_map<std::string, std::size_t> seen;
  std::set<std::string> repeated_days;
  const auto content_of = [](const Cells& cells) {
    std::string whole;
    for (const std::string_view cell : cells) {
      whole += cell;
      whole += ';';
    }
    return std::hash<std::string>{}(whole);
  };
  for (const auto& file : logs_in(*folder))
    visit_log(file, [&](const Cells& cells) {
      const auto [at, fresh] = seen.emplace(cells[native_id], content_of(cells));
      if (fresh) return;
      EXPECT_EQ(at->second, content_of(cells));
      repeated_days.emplace(cells[time].substr(0, 10));
      EXPECT_NE(cells[time].substr(0, 7), file.stem().string());
    });
  EXPECT_EQ(repeated_days.size(), 1U);
}

TEST_F(SmallTown, EveryAccountInTheLogBelongsToOnePersonThatDay) {
  std::map<std::string, std::vector<Row>, std::less<>> accounts;
  for (const Row& row : of_register("accounts")) accounts[row.at("account")].push_back(row);
  std::set<std::pair<std::string, std::string>> uses;
  visit_logs(
      [&uses](const Cells& cells) { uses.emplace(cells[account], cells[time].substr(0, 10)); });
  for (const auto& [name, day] : uses) {
    int owners = 0;
    for (const Row& owner : accounts[name])
      if (owner.at("valid_from") <= day &&
          (owner.at("valid_to").empty() || day < owner.at("valid_to")))
        ++owners;
    EXPECT_EQ(owners, 1) << name << ' ' << day;
  }
}

}  // namespace
}  // namespace insyn
