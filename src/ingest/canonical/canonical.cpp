#include "ingest/canonical/canonical.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "domain/calendar/format.h"
#include "ingest/csv/log_csv.h"
#include "ingest/reasons.h"

namespace insyn {
namespace {

enum Known : std::size_t {
  time,
  account,
  staff_id,
  client_id,
  case_id,
  action,
  purpose,
  unit_id,
  provider_id,
  resource,
  native_id,
  system_,
  emergency,
  args,
  known_count
};

constexpr std::array<std::string_view, known_count> known_names{
    "time",    "account",     "staff_id", "client_id", "case_id", "action",    "purpose",
    "unit_id", "provider_id", "resource", "native_id", "system",  "emergency", "args"};

constexpr std::size_t absent = static_cast<std::size_t>(-1);

class CanonicalFormat : public CsvLogFormat {
 public:
  Result<std::vector<std::size_t>> header(std::span<const std::string> names) override {
    columns_.fill(absent);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto known = std::ranges::find(known_names, names[i]);
      if (known == known_names.end()) continue;
      std::size_t& column = columns_[static_cast<std::size_t>(known - known_names.begin())];
      if (column != absent)
        return fail(ErrorKind::unusable, "column-doubled",
                    "Kolumnen `" + names[i] +
                        "` finns två gånger i rubrikraden. Ta bort eller döp om den ena.");
      column = i;
    }
    for (const Known needed : {Known::time, Known::action})
      if (columns_[needed] == absent)
        return fail(ErrorKind::unusable, "column-missing",
                    "Kolumnen `" + std::string{known_names[needed]} +
                        "` saknas i rubrikraden. Lägg till den; namnet skrivs exakt så.");
    std::vector<std::size_t> left_out{columns_[Known::time]};
    if (columns_[Known::native_id] != absent) left_out.push_back(columns_[Known::native_id]);
    return left_out;
  }

  bool read(std::span<const std::string_view> values, LogRow& row, std::string& reason) override {
    const auto value = [&](Known known) {
      return columns_[known] == absent ? std::string_view{} : values[columns_[known]];
    };
    const auto reject = [&reason](std::string_view why) {
      reason = why;
      return false;
    };
    if (value(Known::time).empty()) return reject("Kolumnen `time` är tom på raden.");
    const ParsedTime parsed = parse_time(value(Known::time));
    if (parsed.fault != TimeFault::none) return reject(reason_of(parsed.fault));
    const std::string_view what = value(Known::action);
    if (what.empty()) return reject("Kolumnen `action` är tom på raden.");
    row.at = parsed.at;
    row.staff = value(Known::staff_id);
    row.account = value(Known::account);
    if (row.staff.empty() && row.account.empty())
      return reject("Varken `staff_id` eller `account` är ifylld: ingen står för händelsen.");
    row.client = value(Known::client_id);
    row.case_id = value(Known::case_id);
    row.purpose = value(Known::purpose);
    row.unit = value(Known::unit_id);
    row.provider = value(Known::provider_id);
    row.resource = value(Known::resource);
    row.native_id = value(Known::native_id);
    row.system = value(Known::system_);
    const auto understood = parse_action(what);
    row.action = understood.value_or(Action::unknown);
    if (!understood) row.unknown_action = what;
    const std::string_view urgent = value(Known::emergency);
    row.emergency = row.action == Action::emergency || urgent == "1" || urgent == "true";
    return true;
  }

 private:
  std::array<std::size_t, known_count> columns_{};  // where each known column is, or absent
};

}  // namespace

std::unique_ptr<LogReader> make_canonical_reader(Encoding encoding, const HashKey& key) {
  return make_csv_log_reader(std::make_unique<CanonicalFormat>(), {}, encoding, key);
}

}  // namespace insyn
