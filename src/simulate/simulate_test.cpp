#include "simulate/simulate.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "base/hash.h"
#include "base/hex.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"
#include "simulate/simulated_folder.h"

namespace insyn {
namespace {

namespace fs = std::filesystem;

/// Each file's hash, by its path in the folder.
std::map<std::string, std::string> hashes(const Folder& folder) {
  std::map<std::string, std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator{folder.path()})
    if (entry.is_regular_file())
      found[fs::relative(entry.path(), folder.path()).string()] =
          to_hex(sha256(content(entry.path())));
  return found;
}

TEST(Simulate, RefusesAFolderThatHoldsAnything) {
  const Folder folder{"occupied"};
  fs::create_directories(folder.path());
  std::ofstream{folder.path() / "mine.txt"} << "kept";
  const auto result = simulate(small_town(folder));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::refused);
  EXPECT_EQ(hashes(folder).size(), 1U);
}

TEST(Simulate, RefusesNumbersOutOfBoundsAndMakesNothing) {
  const Folder folder{"bounds"};
  for (const auto& [staff, clients, days] :
       {std::tuple{19, 60, 30}, std::tuple{40, 19, 30}, std::tuple{40, 60, 0},
        std::tuple{20'001, 60, 30}, std::tuple{40, 60, 3661}}) {
    SimulationOptions options = small_town(folder);
    options.staff = staff;
    options.clients = clients;
    options.days = days;
    const auto result = simulate(options);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::refused);
  }
  EXPECT_FALSE(fs::exists(folder.path()));
}

TEST(Simulate, SameOptionsGiveTheSameBytesAndAnotherSeedOthers) {
  const Folder one{"same-1"};
  const Folder two{"same-2"};
  const Folder other{"same-3"};
  SimulationOptions options = small_town(one);
  options.staff = 60;
  options.days = 30;
  ASSERT_TRUE(simulate(options));
  options.out = two.text();
  ASSERT_TRUE(simulate(options));
  options.out = other.text();
  options.rng = 8;
  ASSERT_TRUE(simulate(options));
  const auto expected = hashes(one);
  EXPECT_EQ(expected, hashes(two));
  const auto others = hashes(other);
  ASSERT_EQ(expected.size(), others.size());
  // The staff plan follows from the numbers of posts; everything else differs.
  const std::set<std::string> plan{"registers/units.csv", "registers/unit_covers.csv"};
  for (const auto& [file, hash] : expected) {
    if (!plan.contains(file)) {
      EXPECT_NE(hash, others.at(file)) << file;
    }
  }
}

TEST(Simulate, LogsAreSortedAndValidOverBothChangesOfTheClock) {
  for (const int day : {20'176, 20'386}) {  // 2025-03-29 and 2025-10-25
    const Folder folder{"clock"};
    SimulationOptions options = small_town(folder);
    options.from = Day{std::chrono::days{day}};
    options.days = 3;
    ASSERT_TRUE(simulate(options));
    Instant last = start_of(options.from);
    for (const auto& file : logs_in(folder))
      visit_log(file, [&last](const Cells& cells) {
        const ParsedTime parsed = parse_time(cells[time]);
        ASSERT_EQ(parsed.fault, TimeFault::none);
        ASSERT_LE(last, parsed.at);
        last = parsed.at;
      });
    EXPECT_LT(last, start_of(options.from + std::chrono::days{3}));
    for (const Row& row : register_in(folder, "shifts"))
      EXPECT_LT(parse_time(row.at("starts_at")).at, parse_time(row.at("ends_at")).at);
  }
}

TEST(Simulate, EachWholeQuarterLosesOneDayAndAYearPlantsEveryKindAsTruthSays) {
  const Folder folder{"year"};
  SimulationOptions options = small_town(folder);
  options.days = 300;
  const auto result = simulate(options);
  ASSERT_TRUE(result);
  const auto truth = rows_of(folder.path() / "truth.csv");
  EXPECT_EQ(truth.size(), result->planted);
  std::map<std::string, Row, std::less<>> wanted;
  std::set<std::string> kinds;
  for (const Row& row : truth) {
    kinds.insert(row.at("kind"));
    EXPECT_TRUE(wanted.emplace(row.at("native_id"), row).second);
  }
  std::map<std::string, std::set<std::string>, std::less<>> owners;
  for (const Row& row : register_in(folder, "accounts"))
    owners[row.at("account")].insert(row.at("staff_id"));
  std::set<std::string> found;
  std::set<std::string, std::less<>> days;
  for (const auto& file : logs_in(folder))
    visit_log(file, [&](const Cells& cells) {
      const std::string_view day = cells[time].substr(0, 10);
      if (!days.contains(day)) days.emplace(day);
      const auto row = wanted.find(cells[native_id]);
      if (row == wanted.end()) return;
      found.insert(row->first);
      EXPECT_EQ(cells[client_id], row->second.at("client_id"));
      EXPECT_EQ(cells[time], row->second.at("time"));
      EXPECT_TRUE(owners.find(cells[account])->second.contains(row->second.at("staff_id")));
    });
  EXPECT_EQ(found.size(), truth.size());
  EXPECT_EQ(days.size(), 300U - 3U);
  EXPECT_EQ(kinds, (std::set<std::string>{"own_record", "relative", "colleague", "neighbour",
                                          "former_partner", "public_person", "bulk_curiosity",
                                          "after_transfer", "after_employment", "borrowed_login",
                                          "phone_number"}));
  std::map<std::string, std::string> numbers;
  for (const Row& row : register_in(folder, "staff"))
    numbers[row.at("staff_id")] = row.at("personal_number");
  for (const Row& row : register_in(folder, "clients"))
    numbers[row.at("client_id")] = row.at("personal_number");
  for (const Row& row : truth)
    EXPECT_EQ(numbers[row.at("staff_id")] == numbers[row.at("client_id")],
              row.at("kind") == "own_record");
}

}  // namespace
}  // namespace insyn
