#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace insyn {

/// A TOML 1.0 file as far as our own files need it: tables, arrays, texts, whole numbers and flags.
/// Every value knows its line, for messages. The library that reads it is seen in one .cpp only.
struct TomlMember;

struct TomlValue {
  enum class Kind : std::uint8_t { text, integer, flag, array, table, other };
  Kind kind = Kind::other;
  std::uint32_t line = 0;
  std::string text;
  std::int64_t integer = 0;
  bool flag = false;
  std::vector<TomlValue> items;     ///< of an array
  std::vector<TomlMember> members;  ///< of a table, in the file's order

  const TomlValue* find(std::string_view key) const;
};

struct TomlMember {
  std::string key;
  TomlValue value;
};

/// `file` stands before the line in errors: `pitea.toml:12: ...`. Kind unusable.
Result<TomlValue> parse_toml(std::string_view text, std::string_view file);

/// The first thing that was wrong with a file; what comes after it is not told.
class TomlProblem {
 public:
  explicit TomlProblem(std::string_view file) : file_{file} {}
  void add(std::uint32_t line, std::string_view text);
  bool found() const { return error_.has_value(); }
  Error error() const { return *error_; }

 private:
  std::string file_;
  std::optional<Error> error_;
};

/// Reads the members of one table by their names. What is missing, of another type or unknown
/// becomes the problem; the value is then empty and need not be looked at.
class TomlTable {
 public:
  /// `what` names the table in messages, with its article: "perioden", "[time]".
  TomlTable(const TomlValue& table, std::string_view what, TomlProblem& problem);

  std::string text(std::string_view key);  ///< must be there, and not be empty
  std::string text_or(std::string_view key, std::string_view missing);
  std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most);
  std::int64_t integer_or(std::string_view key, std::int64_t least, std::int64_t most,
                          std::int64_t missing);
  bool flag_or(std::string_view key, bool missing);
  /// At least one text, none of them empty or twice.
  std::vector<std::string> texts(std::string_view key);
  std::vector<std::string> texts_or_none(std::string_view key);
  const TomlValue* table(std::string_view key);          ///< must be there
  const TomlValue* table_or_none(std::string_view key);  ///< null if it isn't there
  /// The tables of an array of tables; at least one.
  std::vector<const TomlValue*> tables(std::string_view key);

  bool has(std::string_view key) const { return value_.find(key) != nullptr; }
  std::uint32_t line() const { return value_.line; }
  std::uint32_t line_of(std::string_view key) const;

  /// Last: says if there is a member that nobody asked for.
  void finish();

 private:
  const TomlValue* take(std::string_view key, TomlValue::Kind kind, std::string_view type);
  const TomlValue* need(std::string_view key, TomlValue::Kind kind, std::string_view type);
  std::vector<std::string> texts_of(const TomlValue* array, std::string_view key);
  std::int64_t within(const TomlValue& value, std::string_view key, std::int64_t least,
                      std::int64_t most);

  const TomlValue& value_;
  std::string what_;
  TomlProblem& problem_;
  std::vector<std::string> asked_;
};

}  // namespace insyn
