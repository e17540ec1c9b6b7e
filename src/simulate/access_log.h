#pragma once

#include <cstdint>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "simulate/openings.h"

namespace insyn {

/// Turns openings into the rows that a records system logs, and writes them as canonical logs, one
/// file a month of the local calendar, sorted by time.
class AccessLog {
 public:
  struct FirstRow {
    std::string native_id;
    std::string time;
  };

  /// Days of `without_log` lose their rows. The rows of days of `repeated`, the last of a month,
  /// are delivered once more in the next month's file, ahead of its own.
  AccessLog(const Town& town, std::vector<int> without_log, std::vector<int> repeated);

  /// All openings that begin on the day or are still to come from shifts of earlier days.
  void write_day(int day, const std::vector<PlannedOpening>& openings);
  /// Closes the last file; throws if something couldn't be written.
  void finish();

  std::uint64_t rows() const { return rows_; }
  const std::map<int, FirstRow>& planted() const { return planted_; }

 private:
  struct Row {
    std::int64_t at = 0;
    std::uint64_t number = 0;  ///< in the order in which rows were made: the native id's origin
    int person = nobody;
    int client = nobody;
    int case_index = nobody;
    int unit = nobody;
    int planted = nobody;
    std::uint8_t action = 0;
    std::uint8_t resource = 0;
    std::uint8_t purpose = 0;
    bool emergency = false;
    bool provider = false;
  };

  void add_batch(int day);
  void expand(const PlannedOpening& opening);
  int rows_in(const PlannedOpening& opening);
  void fill(Row& row, const PlannedOpening& opening, int nth, int count, bool writes);
  int pause();
  void open_file(int day);
  void append(const Row& row);
  void append_time(std::int64_t at);
  void append_id(std::uint64_t number);
  void append_account(const Row& row);
  void flush();

  const Town& town_;
  SeededRandom random_;
  std::vector<int> without_log_;
  std::vector<int> repeated_;
  std::string repeated_text_;
  std::vector<Row> waiting_;  ///< made, but later than the day being written
  std::string text_;          ///< written, but not yet in the file
  std::string file_name_;
  std::ofstream file_;
  std::int64_t hour_ = -1;  ///< the hour for which `stamp_` holds
  std::string stamp_;       ///< `2026-02-03T07`
  std::string zone_;        ///< `+01:00`
  std::uint64_t next_number_ = 0;
  std::uint64_t rows_ = 0;
  std::map<int, FirstRow> planted_;
};

}  // namespace insyn
