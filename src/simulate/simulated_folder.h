#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "simulate/simulate.h"

namespace insyn {

/// For the tests of this module: a folder to simulate into, and how to read what came out.

using Row = std::map<std::string, std::string>;

inline constexpr Day first_of_june{std::chrono::days{20'240}};  // 2025-06-01

/// A folder that doesn't exist yet and is gone after the test.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_{std::filesystem::temp_directory_path() /
              ("insyn-simulate-" + name + "-" + std::to_string(getpid()))} {
    std::filesystem::remove_all(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string text() const { return path_.string(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string content(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// None of the simulation's cells hold a separator, so that splitting is enough here.
inline std::vector<Row> rows_of(const std::filesystem::path& file) {
  std::istringstream in{content(file)};
  std::string line;
  std::getline(in, line);
  const auto columns = split(line, ';');
  std::vector<Row> rows;
  while (std::getline(in, line)) {
    const auto cells = split(line, ';');
    EXPECT_EQ(cells.size(), columns.size()) << file << ": " << line;
    Row row;
    for (std::size_t i = 0; i < columns.size(); ++i) row[columns[i]] = cells.at(i);
    rows.push_back(std::move(row));
  }
  return rows;
}

using Cells = std::array<std::string_view, 13>;
enum LogColumn : std::size_t {
  time,
  account,
  staff_id,
  client_id,
  case_id,
  action,
  unit_id = 7,
  native_id = 10
};

/// Calls `visit(cells)` for each row of a log. Logs are large: no row is copied.
template <class Visit>
void visit_log(const std::filesystem::path& file, Visit visit) {
  const std::string text = content(file);
  std::string_view rest{text};
  rest.remove_prefix(rest.find('\n') + 1);
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() + 1);
    Cells cells{};
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
      const auto end = line.find(';');
      ASSERT_NE(end, std::string_view::npos);
      cells[i] = line.substr(0, end);
      line.remove_prefix(end + 1);
    }
    cells.back() = line;
    visit(cells);
  }
}

/// Six weeks over midsummer in a town with one person of most roles.
inline SimulationOptions small_town(const Folder& folder) {
  return {.out = folder.text(),
          .staff = 30,
          .clients = 60,
          .from = first_of_june,
          .days = 42,
          .rng = 7};
}

inline std::vector<std::filesystem::path> logs_in(const Folder& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator{folder.path() / "logs"})
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

inline std::vector<Row> register_in(const Folder& folder, const std::string& name) {
  return rows_of(folder.path() / "registers" / (name + ".csv"));
}

}  // namespace insyn
