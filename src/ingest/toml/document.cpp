#include "ingest/toml/document.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

namespace insyn {
namespace {

TomlValue converted(const toml::node& node);

std::uint32_t line_of(const toml::node& node) { return node.source().begin.line; }

TomlValue table_of(const toml::table& table) {
  TomlValue value;
  for (const auto& [key, node] : table) {
    TomlMember member{std::string{key.str()}, converted(node)};
    member.value.line = std::max(member.value.line, key.source().begin.line);
    value.members.push_back(std::move(member));
  }
  // The library sorts by name; our messages and value maps follow the file.
  std::ranges::stable_sort(value.members, {},
                           [](const TomlMember& member) { return member.value.line; });
  return value;
}

TomlValue converted(const toml::node& node) {
  TomlValue value;
  if (const auto* table = node.as_table()) {
    value = table_of(*table);
    value.kind = TomlValue::Kind::table;
  } else if (const auto* array = node.as_array()) {
    value.kind = TomlValue::Kind::array;
    for (const toml::node& item : *array) value.items.push_back(converted(item));
  } else if (const auto* text = node.as_string()) {
    value.kind = TomlValue::Kind::text;
    value.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    value.kind = TomlValue::Kind::integer;
    value.integer = integer->get();
  } else if (const auto* flag = node.as_boolean()) {
    value.kind = TomlValue::Kind::flag;
    value.flag = flag->get();
  }
  value.line = line_of(node);
  return value;
}

}  // namespace

const TomlValue* TomlValue::find(std::string_view key) const {
  const auto member = std::ranges::find(members, key, &TomlMember::key);
  return member == members.end() ? nullptr : &member->value;
}

// The library as Debian builds it throws; this is the border where that ends.
Result<TomlValue> parse_toml(std::string_view text, std::string_view file) try {
  TomlValue value = converted(toml::parse(text, file));
  value.line = 1;
  return value;
} catch (const toml::parse_error& error) {
  TomlProblem problem{file};
  problem.add(error.source().begin.line,
              fmt::format("Filen är inte giltig TOML: {}.", error.description()));
  return fail(problem.error());
}

void TomlProblem::add(std::uint32_t line, std::string_view text) {
  if (error_) return;
  error_ = Error{ErrorKind::unusable, "toml-unusable",
                 fmt::format("{}:{}: {}", file_, std::max(line, 1U), text)};
}

TomlTable::TomlTable(const TomlValue& table, std::string_view what, TomlProblem& problem)
    : value_{table}, what_{what}, problem_{problem} {}

std::uint32_t TomlTable::line_of(std::string_view key) const {
  const TomlValue* value = value_.find(key);
  return value == nullptr ? value_.line : value->line;
}

const TomlValue* TomlTable::take(std::string_view key, TomlValue::Kind kind,
                                 std::string_view type) {
  asked_.emplace_back(key);
  const TomlValue* value = value_.find(key);
  if (value == nullptr || value->kind == kind) return value;
  problem_.add(value->line, fmt::format("`{}` i {} ska vara {}.", key, what_, type));
  return nullptr;
}

const TomlValue* TomlTable::need(std::string_view key, TomlValue::Kind kind,
                                 std::string_view type) {
  if (!has(key))
    problem_.add(value_.line, fmt::format("`{}` saknas i {}; det ska vara {}.", key, what_, type));
  return take(key, kind, type);
}

std::string TomlTable::text(std::string_view key) {
  const TomlValue* value = need(key, TomlValue::Kind::text, "en text inom citattecken");
  if (value == nullptr) return {};
  if (value->text.empty())
    problem_.add(value->line, fmt::format("`{}` i {} får inte vara tom.", key, what_));
  return value->text;
}

std::string TomlTable::text_or(std::string_view key, std::string_view missing) {
  const TomlValue* value = take(key, TomlValue::Kind::text, "en text inom citattecken");
  return value == nullptr ? std::string{missing} : value->text;
}

std::int64_t TomlTable::within(const TomlValue& value, std::string_view key, std::int64_t least,
                               std::int64_t most) {
  if (value.integer < least || value.integer > most)
    problem_.add(value.line, fmt::format("`{}` i {} ska vara mellan {} och {}, inte {}.", key,
                                         what_, least, most, value.integer));
  return value.integer;
}

std::int64_t TomlTable::integer(std::string_view key, std::int64_t least, std::int64_t most) {
  const TomlValue* value = need(key, TomlValue::Kind::integer, "ett heltal");
  return value == nullptr ? least : within(*value, key, least, most);
}

std::int64_t TomlTable::integer_or(std::string_view key, std::int64_t least, std::int64_t most,
                                   std::int64_t missing) {
  const TomlValue* value = take(key, TomlValue::Kind::integer, "ett heltal");
  return value == nullptr ? missing : within(*value, key, least, most);
}

bool TomlTable::flag_or(std::string_view key, bool missing) {
  const TomlValue* value = take(key, TomlValue::Kind::flag, "true eller false");
  return value == nullptr ? missing : value->flag;
}

std::vector<std::string> TomlTable::texts_of(const TomlValue* array, std::string_view key) {
  std::vector<std::string> texts;
  if (array == nullptr) return texts;
  for (const TomlValue& item : array->items) {
    if (item.kind != TomlValue::Kind::text || item.text.empty())
      problem_.add(item.line,
                   fmt::format("`{}` i {} ska vara en lista av texter, ingen tom.", key, what_));
    else if (std::ranges::find(texts, item.text) != texts.end())
      problem_.add(item.line, fmt::format("\"{}\" står två gånger i `{}`.", item.text, key));
    texts.push_back(item.text);
  }
  if (texts.empty())
    problem_.add(array->line, fmt::format("`{}` i {} är en tom lista.", key, what_));
  return texts;
}

std::vector<std::string> TomlTable::texts(std::string_view key) {
  return texts_of(need(key, TomlValue::Kind::array, "en lista av texter"), key);
}

std::vector<std::string> TomlTable::texts_or_none(std::string_view key) {
  return texts_of(take(key, TomlValue::Kind::array, "en lista av texter"), key);
}

const TomlValue* TomlTable::table(std::string_view key) {
  return need(key, TomlValue::Kind::table, "en tabell");
}

const TomlValue* TomlTable::table_or_none(std::string_view key) {
  return take(key, TomlValue::Kind::table, "en tabell");
}

std::vector<const TomlValue*> TomlTable::tables(std::string_view key) {
  const std::string type = fmt::format("en eller flera tabeller [[{}]]", key);
  std::vector<const TomlValue*> found;
  const TomlValue* array = need(key, TomlValue::Kind::array, type);
  if (array == nullptr) return found;
  for (const TomlValue& item : array->items) {
    if (item.kind != TomlValue::Kind::table)
      problem_.add(item.line, fmt::format("`{}` i {} ska vara {}.", key, what_, type));
    found.push_back(&item);
  }
  if (found.empty()) problem_.add(array->line, fmt::format("`{}` är tom.", key));
  return found;
}

void TomlTable::finish() {
  for (const TomlMember& member : value_.members)
    if (std::ranges::find(asked_, member.key) == asked_.end()) {
      std::vector<std::string> known = asked_;
      std::ranges::sort(known);
      problem_.add(member.value.line, fmt::format("Nyckeln `{}` i {} är okänd. Här får stå: {}.",
                                                  member.key, what_, fmt::join(known, ", ")));
    }
}

}  // namespace insyn
