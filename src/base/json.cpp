#include "base/json.h"

#include <algorithm>
#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <unordered_set>
#include <vector>

#include "base/check.h"

namespace insyn {

namespace {

/// Whether `a` sorts before `b` by UTF-16 code units. UTF-8 sorts by code points, which is the same
/// but for U+E000–U+FFFF (first byte EE or EF): in UTF-16 they come after the surrogate pairs.
bool utf16_less(std::string_view a, std::string_view b) {
  const auto weight = [](char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    return byte == 0xEE || byte == 0xEF ? byte + 0x10 : int{byte};
  };
  return std::lexicographical_compare(
      a.begin(), a.end(), b.begin(), b.end(),
      [&](char left, char right) { return weight(left) < weight(right); });
}

/// What stands after the backslash of a short escape; 0 if there is none.
char short_escape(char c) {
  switch (c) {
    case '"':
    case '\\':
      return c;
    case '\b':
      return 'b';
    case '\t':
      return 't';
    case '\n':
      return 'n';
    case '\f':
      return 'f';
    case '\r':
      return 'r';
    default:
      return 0;
  }
}

void write_string(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  std::size_t written = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out += text.substr(written, i - written);
    written = i + 1;
    out += '\\';
    if (const char letter = short_escape(text[i]); letter != 0) {
      out += letter;
    } else {
      out += "u00";
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
  }
  out += text.substr(written);
  out += '"';
}

template <class Integer>
void write_integer(std::string& out, Integer number) {
  std::array<char, 24> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  out.append(buffer.data(), written.ptr);
}

/// Number::toString of ECMA-262, which RFC 8785 prescribes: the shortest digits that read back as
/// the same number, with an exponent only from 1e21 up and below 1e-6.
void write_double(std::string& out, double number) {
  check(std::isfinite(number), "JSON numbers are finite");
  if (number == 0) {
    out += '0';
    return;
  }
  if (number < 0) out += '-';
  std::array<char, 32> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(number),
                                     std::chars_format::scientific);
  const std::string_view text{buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data())};
  const std::size_t mark = text.find('e');
  std::string digits{text.substr(0, 1)};
  if (mark > 2) digits += text.substr(2, mark - 2);
  const char* exponent_text = text.data() + mark + (text[mark + 1] == '+' ? 2 : 1);
  int exponent = 0;
  std::from_chars(exponent_text, text.data() + text.size(), exponent);
  const int count = static_cast<int>(digits.size());
  const int point = exponent + 1;  // where the decimal point stands, counted from the first digit
  if (count <= point && point <= 21) {
    out += digits;
    out.append(static_cast<std::size_t>(point - count), '0');
  } else if (0 < point && point <= 21) {
    out += digits.insert(static_cast<std::size_t>(point), 1, '.');
  } else if (-6 < point && point <= 0) {
    out += "0.";
    out.append(static_cast<std::size_t>(-point), '0');
    out += digits;
  } else {
    if (count > 1) digits.insert(1, 1, '.');
    out += digits;
    out += exponent < 0 ? "e-" : "e+";
    out += std::to_string(std::abs(exponent));
  }
}

/// Writes both forms: the canonical one on one line with sorted members, and the pretty one.
class Writer {
 public:
  explicit Writer(bool pretty, std::size_t size = 0) : pretty_{pretty} { out_.reserve(size); }

  void write(const json::value& value) {
    switch (value.kind()) {
      case json::kind::null:
        out_ += "null";
        break;
      case json::kind::bool_:
        out_ += value.get_bool() ? "true" : "false";
        break;
      case json::kind::int64:
        write_integer(out_, value.get_int64());
        break;
      case json::kind::uint64:
        write_integer(out_, value.get_uint64());
        break;
      case json::kind::double_:
        write_double(out_, value.get_double());
        break;
      case json::kind::string:
        write_string(out_, value.get_string());
        break;
      case json::kind::array:
        write_array(value.get_array());
        break;
      case json::kind::object:
        write_object(value.get_object(), nullptr);
        break;
    }
  }

  /// `more` may be none.
  void write_object(const json::object& object, const CanonicalMember* more) {
    const std::size_t first = members_.size();
    for (const auto& member : object) members_.push_back({member.key(), &member.value()});
    if (more != nullptr) members_.push_back({more->name, nullptr});
    const std::size_t count = members_.size() - first;
    if (!pretty_)
      std::sort(members_.end() - static_cast<std::ptrdiff_t>(count), members_.end(),
                [](const Member& a, const Member& b) { return utf16_less(a.name, b.name); });
    write_list('{', '}', count, [&](std::size_t i) {
      const Member member = members_[first + i];
      write_string(out_, member.name);
      out_ += pretty_ ? ": " : ":";
      if (member.value != nullptr)
        write(*member.value);
      else
        out_ += more->value;
    });
    members_.resize(first);
  }

  std::string take() { return std::move(out_); }

 private:
  void line() {
    if (!pretty_) return;
    out_ += '\n';
    out_.append(depth_ * 2, ' ');
  }

  template <class Each>
  void write_list(char open, char close, std::size_t size, Each each) {
    out_ += open;
    ++depth_;
    for (std::size_t i = 0; i < size; ++i) {
      if (i > 0) out_ += ',';
      line();
      each(i);
    }
    --depth_;
    if (size > 0) line();
    out_ += close;
  }

  void write_array(const json::array& array) {
    write_list('[', ']', array.size(), [&](std::size_t i) { write(array[i]); });
  }

  struct Member {
    std::string_view name;
    const json::value* value = nullptr;  ///< none: of the member that is text already
  };

  std::string out_;
  bool pretty_ = false;
  std::size_t depth_ = 0;
  std::vector<Member> members_;  ///< of the objects that are open, outermost first
};

/// Builds a value from what the parser reads. Boost's own handler keeps the last of two members
/// with one name without a word, and its quick reading of numbers may miss the nearest double.
class Handler {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  using Code = json::error_code;

  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }
  bool on_object_begin(Code&) {
    names_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t size, Code&) {
    names_.pop_back();
    stack_.push_object(size);
    return true;
  }
  bool on_array_begin(Code&) { return true; }
  bool on_array_end(std::size_t size, Code&) {
    stack_.push_array(size);
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, Code&) {
    text_ += std::string_view{part.data(), part.size()};
    return true;
  }
  bool on_key(json::string_view part, std::size_t, Code& code) {
    on_key_part(part, 0, code);
    stack_.push_key(text_);
    if (!names_.back().insert(text_).second) {
      doubled = true;
      code = json::error::syntax;
      return false;
    }
    text_.clear();
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, Code& code) {
    return on_key_part(part, 0, code);
  }
  bool on_string(json::string_view part, std::size_t, Code& code) {
    on_key_part(part, 0, code);
    stack_.push_string(text_);
    text_.clear();
    return true;
  }
  bool on_number_part(json::string_view part, Code& code) { return on_key_part(part, 0, code); }
  bool on_int64(std::int64_t number, json::string_view, Code&) {
    stack_.push_int64(number);
    text_.clear();
    return true;
  }
  bool on_uint64(std::uint64_t number, json::string_view, Code&) {
    stack_.push_uint64(number);
    text_.clear();
    return true;
  }
  bool on_double(double, json::string_view part, Code& code) {
    on_key_part(part, 0, code);
    double number = 0;
    const auto read = std::from_chars(text_.data(), text_.data() + text_.size(), number);
    text_.clear();
    if (read.ec != std::errc{}) {
      code = json::error::exponent_overflow;
      return false;
    }
    stack_.push_double(number);
    return true;
  }
  bool on_bool(bool value, Code&) {
    stack_.push_bool(value);
    return true;
  }
  bool on_null(Code&) {
    stack_.push_null();
    return true;
  }
  bool on_comment_part(json::string_view, Code&) { return true; }
  bool on_comment(json::string_view, Code&) { return true; }

  json::value take() { return stack_.release(); }

  bool doubled = false;

 private:
  json::value_stack stack_;
  std::string text_;  ///< of the name, string or number that is being read
  std::vector<std::unordered_set<std::string>> names_;  ///< of the objects that are open
};

}  // namespace

std::string canonical_json(const json::value& value) {
  Writer writer{false};
  writer.write(value);
  return writer.take();
}

std::string canonical_json(const json::object& object, const CanonicalMember& more) {
  Writer writer{false, more.value.size() + 4096};
  writer.write_object(object, more.name.empty() ? nullptr : &more);
  return writer.take();
}

std::string pretty_json(const json::value& value) {
  Writer writer{true};
  writer.write(value);
  return writer.take() + "\n";
}

Result<json::value> parse_json(std::string_view text, std::string_view what) {
  json::parse_options options;
  options.max_depth = 64;
  json::basic_parser<Handler> parser{options};
  json::error_code code;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), code);
  if (!code && read == text.size()) return parser.handler().take();
  const auto line =
      1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(read), '\n');
  const std::string where = std::string{what} + ":" + std::to_string(line) + ": ";
  if (parser.handler().doubled)
    return fail(ErrorKind::unusable, "json-doubled-name",
                where + "ett namn står två gånger i samma objekt; ta bort det ena.");
  return fail(ErrorKind::unusable, "json-syntax",
              where + "texten är inte giltig JSON; rätta den eller hämta filen på nytt.");
}

std::string text_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string{value->get_string()} : "";
}

std::int64_t integer_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr) return 0;
  if (value->is_int64()) return value->get_int64();
  if (value->is_uint64() && value->get_uint64() <= INT64_MAX)
    return static_cast<std::int64_t>(value->get_uint64());
  return 0;
}

bool flag_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

const json::array& array_of(const json::object& object, std::string_view name) {
  static const json::array none;
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_array() ? value->get_array() : none;
}

std::vector<std::string> texts_in(const json::object& object, std::string_view name) {
  std::vector<std::string> texts;
  for (const json::value& value : array_of(object, name))
    if (value.is_string()) texts.emplace_back(value.get_string());
  return texts;
}

std::vector<std::int64_t> integers_in(const json::object& object, std::string_view name) {
  std::vector<std::int64_t> integers;
  for (const json::value& value : array_of(object, name)) {
    boost::system::error_code problem;
    const auto number = value.to_number<std::int64_t>(problem);
    if (!problem) integers.push_back(number);
  }
  return integers;
}

json::array to_array(const std::vector<std::string>& texts) {
  json::array result;
  for (const std::string& text : texts) result.push_back(json::string{text});
  return result;
}

}  // namespace insyn
