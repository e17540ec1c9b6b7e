#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/names.h"
#include "base/json.h"

namespace insyn {

/// A frozen row in Swedish, as its reader reads it (practice 4.1).
struct RowWords {
  std::string client;     ///< name; the id if no register has it
  std::string born;       ///< year; empty if unknown
  std::string case_text;  ///< `SoL-ärende vid Hemtjänst Norr`, `utan ärende`; empty if unknown
  std::string unit;       ///< that owns the case
  std::string opened;     ///< `Öppnad 2 gånger, 3 februari kl. 08.15 – …: läste.`
  std::string first_day;  ///< `3 februari`: of the first opening
  std::string support;    ///< why the registers don't tell all; empty if they do
  std::vector<std::string> reasons;  ///< what the registers say for it
  std::vector<std::string> told;     ///< what they say that explains nothing: a permission
  std::vector<std::string> look;     ///< what to look closer at
};

RowWords words_of_row(const json::object& row, const Names& names);

/// `Klas Berg, född 1938 – SoL-ärende vid Hemtjänst Norr`.
std::string client_line(const RowWords& words);

/// Roughly how long rows take: what needs a judgement a minute and a half, what is only confirmed
/// ten seconds (practice 3: 60 rows, of which 52 have support, in ten to twenty minutes).
std::int64_t minutes_to_read(std::int64_t judged, std::int64_t supported);

}  // namespace insyn
