#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <string>

#include "simulate/simulate.h"
#include "simulate/simulated_folder.h"

namespace insyn {
namespace {

/// The town of practice: 600 staff, 5,000 clients. Two weeks are enough for its figures.
class Ljungfors : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = std::make_unique<Folder>("ljungfors");
    SimulationOptions options;
    options.out = folder->text();
    options.from = Day{std::chrono::days{20'122}};  // Monday 2025-02-03
    options.days = 14;
    ASSERT_TRUE(simulate(options));
  }
  static void TearDownTestSuite() { folder.reset(); }

  static bool in_window(const Row& row) {
    return row.at("valid_from") < "2025-02-17" &&
           (row.at("valid_to").empty() || row.at("valid_to") > "2025-02-03");
  }

  inline static std::unique_ptr<Folder> folder;
};

TEST_F(Ljungfors, AHomeCareClientMeetsTenToTwentyTwoPersonsInTwoWeeks) {
  std::set<std::string, std::less<>> units;
  for (const Row& row : register_in(*folder, "units"))
    if (row.at("name").rfind("Hemtjänst ", 0) == 0) units.insert(row.at("unit_id"));
  std::set<std::string> staff;
  for (const Row& row : register_in(*folder, "employments"))
    if (in_window(row) && units.contains(row.at("unit_id")) && row.at("group") == "delivery")
      staff.insert(row.at("staff_id"));
  std::set<std::string, std::less<>> accounts;
  for (const Row& row : register_in(*folder, "accounts"))
    if (in_window(row) && staff.contains(row.at("staff_id"))) accounts.insert(row.at("account"));
  std::map<std::string, std::set<std::string>, std::less<>> met;
  for (const Row& row : register_in(*folder, "care_relations"))
    if (units.contains(row.at("unit_id")) && row.at("valid_from") <= "2025-02-03" &&
        row.at("valid_to").empty())
      met[row.at("client_id")];
  for (const auto& file : logs_in(*folder))
    visit_log(file, [&](const Cells& cells) {
      const auto client = met.find(cells[client_id]);
      if (client != met.end() && accounts.contains(cells[account]))
        client->second.emplace(cells[account]);
    });
  std::size_t meetings = 0;
  for (const auto& [client, persons] : met) meetings += persons.size();
  ASSERT_FALSE(met.empty());
  EXPECT_GE(meetings, 10 * met.size());
  EXPECT_LE(meetings, 22 * met.size());
}

TEST_F(Ljungfors, StrataAreNearThoseOfPractice) {
  std::map<std::string, std::string> groups;
  for (const Row& row : register_in(*folder, "employments")) {
    if (!in_window(row)) continue;
    std::string& group = groups[row.at("staff_id")];
    if (group != "authority") group = row.at("group");
  }
  std::map<std::string, std::set<std::string>> scopes;
  for (const Row& row : register_in(*folder, "permissions"))
    if (in_window(row)) scopes[row.at("staff_id")].insert(row.at("scope"));
  std::map<std::string, int> strata;
  for (const auto& [staff, group] : groups) {
    const std::size_t count = scopes[staff].size();
    ++strata[group == "authority" ? "authority"
             : count > 15         ? "high"
             : count > 5          ? "medium"
             : count > 0          ? "low"
                                  : "none"];
  }
  EXPECT_NEAR(strata["authority"], 80, 4);
  EXPECT_NEAR(strata["high"], 230, 12);
  EXPECT_NEAR(strata["medium"], 190, 10);
  EXPECT_NEAR(strata["low"], 100, 6);
  EXPECT_LE(strata["none"], 6);
}

TEST_F(Ljungfors, ADayHasAboutTwentyFourThousandRows) {
  std::uint64_t rows = 0;
  for (const auto& file : logs_in(*folder)) visit_log(file, [&rows](const Cells&) { ++rows; });
  // 8.9 million a year; the first evening lacks the night shift of the day before.
  EXPECT_NEAR(static_cast<double>(rows), 14 * 8'900'000.0 / 365, 25'000);
}

}  // namespace
}  // namespace insyn
