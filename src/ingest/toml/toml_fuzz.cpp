#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/text.h"
#include "ingest/toml/document.h"

namespace insyn {
namespace {

using Kind = TomlValue::Kind;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (c == '"' || c == '\\')
      out += std::string{'\\', c};
    else if (byte < 0x20 || byte == 0x7F)
      out += fmt::format("\\u{:04X}", byte);
    else
      out += c;
  }
  return out + "\"";
}

/// A value as TOML on one line; a date or a float, which none of our files uses, as 0.
std::string written(const TomlValue& value) {
  std::string out;
  switch (value.kind) {
    case Kind::text:
      return quoted(value.text);
    case Kind::integer:
      return std::to_string(value.integer);
    case Kind::flag:
      return value.flag ? "true" : "false";
    case Kind::array:
      for (const TomlValue& item : value.items) out += written(item) + ",";
      return "[" + out + "]";
    case Kind::table:
      for (const TomlMember& member : value.members)
        out += (out.empty() ? "" : ",") + quoted(member.key) + "=" + written(member.value);
      return "{" + out + "}";
    case Kind::other:
      break;
  }
  return "0";
}

std::string written_document(const TomlValue& document) {
  std::string out;
  for (const TomlMember& member : document.members)
    out += quoted(member.key) + "=" + written(member.value) + "\n";
  return out;
}

void check_value(const TomlValue& value, std::uint32_t lines) {
  check(value.line <= lines, "a value lies in the file");
  check(is_utf8(value.text), "a text is UTF-8");
  for (const TomlValue& item : value.items) check_value(item, lines);
  for (const TomlMember& member : value.members) {
    check(value.find(member.key) == &member.value, "a name is there once");
    check_value(member.value, lines);
  }
}

/// Sorted by line, which a document on other lines need not keep.
void sort_members(TomlValue& value) {
  std::ranges::sort(value.members, {}, &TomlMember::key);
  for (TomlMember& member : value.members) sort_members(member.value);
  for (TomlValue& item : value.items) sort_members(item);
}

void fuzz_one(std::string_view text) {
  auto document = parse_toml(text, "f.toml");
  if (!document) {
    check(document.error().kind == ErrorKind::unusable, "a bad file is unusable input");
    check(document.error().text.starts_with("f.toml:"), "an error says where");
    check(is_utf8(document.error().text), "an error is UTF-8");
    return;
  }
  const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  check_value(*document, lines);
  sort_members(*document);
  auto again = parse_toml(written_document(*document), "again.toml");
  check(again.has_value(), "what was read can be written");
  sort_members(*again);
  check(written_document(*again) == written_document(*document), "and is read again as the same");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
