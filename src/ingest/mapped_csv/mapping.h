#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "domain/access/event.h"
#include "ingest/csv/log_csv.h"
#include "ingest/encoding.h"
#include "ingest/log_reader.h"
#include "ingest/mapped_csv/time_format.h"

namespace insyn {

/// A system's own log list, described so that it can be read (docs/formats/mapping.md): which
/// columns mean what. A mapping is data: no scripts and no expressions, so that who knows the
/// system can review it.

/// A field of an event that a column may give.
enum class MappedField : std::uint8_t {
  account,
  staff,
  unit,
  client,
  case_id,
  resource,
  provider,
  system,
  purpose,
  native_id,
};
inline constexpr std::size_t mapped_field_count = 10;

struct FieldRule {
  std::vector<std::string> columns;  ///< names it goes by; the first that the header has is read
  bool required = false;             ///< a column must be there, and no row may leave it empty
  bool person_id = false;            ///< a personal number: its separator is left out
  bool fold = false;                 ///< upper and lower case are the same
};

struct Mapping {
  std::string id;
  int version = 1;
  std::string label;
  bool confirmed = false;  ///< against a real file of the system
  HeaderSearch header;
  bool has_footer = false;
  std::string footer_before, footer_after;  ///< around the number of rows
  std::vector<std::string> time_columns;    ///< one or two, joined by a space
  std::vector<TimeFormat> time_formats;
  TimeFormat::Zone zone = TimeFormat::Zone::sweden;
  std::array<FieldRule, mapped_field_count> fields;
  std::vector<std::string> action_columns;
  std::map<std::string, Action, std::less<>> actions;  ///< by what the system writes

  const FieldRule& rule_of(MappedField field) const {
    return fields[static_cast<std::size_t>(field)];
  }
};

/// `name` is the file's, for messages. Refuses a bad mapping with `file:line: reason` (unusable).
Result<Mapping> parse_mapping(std::string_view toml, std::string_view name);

std::unique_ptr<LogReader> make_mapped_reader(const Mapping& mapping, Encoding encoding,
                                              const HashKey& key);

}  // namespace insyn
