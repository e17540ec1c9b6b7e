#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "base/person_number.h"
#include "base/text.h"
#include "ingest/mapped_csv/mapping.h"
#include "ingest/reasons.h"

namespace insyn {
namespace {

constexpr std::size_t absent = static_cast<std::size_t>(-1);
constexpr std::size_t footer_digits_max = 15;

class MappedFormat : public CsvLogFormat {
 public:
  explicit MappedFormat(const Mapping& mapping) : mapping_{mapping} {}

  Result<std::vector<std::size_t>> header(std::span<const std::string> names) override {
    names_ = names;
    std::vector<std::size_t> left_out;
    for (const std::string& name : mapping_.time_columns)
      left_out.push_back(first_of({&name, 1}, Needed::yes));
    time_columns_ = left_out;
    for (std::size_t i = 0; i < mapped_field_count; ++i) {
      const FieldRule& rule = mapping_.fields[i];
      columns_[i] = first_of(rule.columns, rule.required ? Needed::yes : Needed::no);
    }
    action_column_ = first_of(mapping_.action_columns, Needed::yes);
    if (place(MappedField::account) == absent && place(MappedField::staff) == absent)
      first_of(mapping_.rule_of(MappedField::account).columns.empty()
                   ? mapping_.rule_of(MappedField::staff).columns
                   : mapping_.rule_of(MappedField::account).columns,
               Needed::yes);
    if (!problem_.empty()) return fail(ErrorKind::unusable, "columns", problem_);
    if (place(MappedField::native_id) != absent) left_out.push_back(place(MappedField::native_id));
    return left_out;
  }

  bool has_footers() const override { return mapping_.has_footer; }

  /// A footer is no row: it holds the number of rows in its first column and nothing else.
  bool take_footer(std::span<const std::string_view> values) override {
    if (!mapping_.has_footer || !values.front().starts_with(mapping_.footer_before)) return false;
    const auto empty = [](std::string_view value) { return value.empty(); };
    if (!std::ranges::all_of(values.subspan(1), empty)) return false;
    std::string_view text = trimmed(values.front().substr(mapping_.footer_before.size()));
    const std::string_view after = trimmed(mapping_.footer_after);
    if (!text.ends_with(after)) return false;
    text = trimmed(text.substr(0, text.size() - after.size()));
    const auto count = parse_integer(text);
    if (!count || *count < 0 || text.size() > footer_digits_max) return false;
    footer_rows_ += static_cast<std::uint64_t>(*count);
    ++footers_;
    return true;
  }

  bool read(std::span<const std::string_view> values, LogRow& row, std::string& reason) override {
    reason = why_not(values, row);
    return reason.empty();
  }

  void finish(std::uint64_t rows, FileFacts& facts) override {
    if (!mapping_.has_footer) return;
    facts.footer_rows = footer_rows_;
    facts.footer = footers_ == 0 ? "missing" : footer_rows_ == rows ? "ok" : "mismatch";
  }

 private:
  enum class Needed { no, yes };

  /// The first of the names that the header has; says so if it is there twice or not at all.
  std::size_t first_of(std::span<const std::string> wanted, Needed needed) {
    for (const std::string& name : wanted) {
      const auto found = std::ranges::find(names_, name);
      if (found == names_.end()) continue;
      if (std::ranges::count(names_, name) > 1)
        complain(
            fmt::format("Kolumnen `{}` finns två gånger i rubrikraden. Ta bort eller döp om "
                        "den ena.",
                        name));
      return static_cast<std::size_t>(found - names_.begin());
    }
    if (needed == Needed::yes)
      complain(
          fmt::format("Rubrikraden saknar {}. Kontrollera att filen hör till källan, eller "
                      "lägg till kolumnens namn i mappningen `{}`.",
                      listed(wanted), mapping_.id));
    return absent;
  }

  void complain(std::string text) {
    if (problem_.empty()) problem_ = std::move(text);
  }

  std::size_t place(MappedField field) const { return columns_[static_cast<std::size_t>(field)]; }

  /// Fills the row, or says why it can't be used.
  std::string why_not(std::span<const std::string_view> values, LogRow& row) {
    if (std::string reason = read_time(values, row.at); !reason.empty()) return reason;
    const std::string_view what = values[action_column_];
    if (what.empty())
      return fmt::format("Kolumnen `{}` är tom på raden.", names_at(action_column_));
    for (std::size_t i = 0; i < mapped_field_count; ++i)
      if (mapping_.fields[i].required && values[columns_[i]].empty())
        return fmt::format("Kolumnen `{}` är tom på raden.", names_at(columns_[i]));
    row.account = value(MappedField::account, values);
    row.staff = value(MappedField::staff, values);
    if (row.account.empty() && row.staff.empty())
      return "Raden säger inte vem som stod för händelsen: varken konto eller person är ifyllt.";
    row.unit = value(MappedField::unit, values);
    row.client = value(MappedField::client, values);
    row.case_id = value(MappedField::case_id, values);
    row.resource = value(MappedField::resource, values);
    row.provider = value(MappedField::provider, values);
    row.system = value(MappedField::system, values);
    row.purpose = value(MappedField::purpose, values);
    row.native_id = value(MappedField::native_id, values);
    const auto action = mapping_.actions.find(what);
    if (action == mapping_.actions.end())
      row.unknown_action = what;
    else
      row.action = action->second;
    row.emergency = row.action == Action::emergency;
    return {};
  }

  const std::string& names_at(std::size_t column) const { return names_[column]; }

  std::string_view value(MappedField field, std::span<const std::string_view> values) {
    const auto index = static_cast<std::size_t>(field);
    if (columns_[index] == absent) return {};
    const std::string_view text = values[columns_[index]];
    const FieldRule& rule = mapping_.fields[index];
    if (!rule.person_id && !rule.fold) return text;
    std::string& changed = changed_[index];
    changed = rule.person_id ? without_separator(text) : std::string{text};
    if (rule.fold) changed = case_folded(changed);
    return changed;
  }

  std::string read_time(std::span<const std::string_view> values, Instant& at) {
    joined_.clear();
    for (const std::size_t column : time_columns_) {
      if (values[column].empty()) continue;
      if (!joined_.empty()) joined_ += ' ';
      joined_ += values[column];
    }
    if (joined_.empty()) return "Raden har ingen tid.";
    std::size_t fits = 0;
    ParsedTime time{{}, TimeFault::shape};
    for (; fits < mapping_.time_formats.size(); ++fits) {
      time = mapping_.time_formats[fits].read(joined_, mapping_.zone);
      if (time.fault != TimeFault::shape) break;
    }
    if (time.fault == TimeFault::shape)
      return fmt::format("Tiden har inget av formaten {}.", listed(described()));
    // One format holds for the whole file: 03.02 and 02.03 in one file would both look right.
    const std::size_t chosen = time_format_.value_or(fits);
    time_format_ = chosen;
    if (chosen != fits)
      return fmt::format(
          "Tiden har formatet `{}` men filens första rad har `{}`: hela filen ska ha "
          "samma.",
          described()[fits], described()[chosen]);
    if (time.fault != TimeFault::none) return std::string{reason_of(time.fault)};
    at = time.at;
    return {};
  }

  std::vector<std::string> described() const {
    std::vector<std::string> texts;
    for (const TimeFormat& format : mapping_.time_formats) texts.push_back(format.described());
    return texts;
  }

  Mapping mapping_;
  std::span<const std::string> names_;  // the reader's, which outlive this
  std::string problem_;
  std::vector<std::size_t> time_columns_;
  std::array<std::size_t, mapped_field_count> columns_{};
  std::size_t action_column_ = absent;
  std::optional<std::size_t> time_format_;  // which format won
  std::string joined_;
  std::array<std::string, mapped_field_count> changed_;  // values that aren't as in the file
  std::uint64_t footer_rows_ = 0;
  std::uint64_t footers_ = 0;
};

}  // namespace

std::unique_ptr<LogReader> make_mapped_reader(const Mapping& mapping, Encoding encoding,
                                              const HashKey& key) {
  return make_csv_log_reader(std::make_unique<MappedFormat>(mapping), mapping.header, encoding,
                             key);
}

}  // namespace insyn
