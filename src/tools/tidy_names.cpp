#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <sstream>
#include <utility>

#include "base/text.h"
#include "tools/tidy.h"

namespace insyn {
namespace {

/// What stands at the scope of a namespace until its body or its end, on one line.
struct Statement {
  std::size_t line = 0;
  std::string text;  ///< without comments, strings and what a template takes
  bool has_body = false;
};

bool is_word_part(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_word_part(text[end])) ++end;
  return std::string{text.substr(at, end - at)};
}

/// Where what opens at `from` (one of "(<[{") closes.
std::size_t closing(std::string_view text, std::size_t from) {
  int depth = 0;
  for (std::size_t at = from; at < text.size(); ++at) {
    depth += std::string_view{"(<[{"}.find(text[at]) != std::string_view::npos;
    depth -= std::string_view{")>]}"}.find(text[at]) != std::string_view::npos;
    if (depth == 0) return at;
  }
  return text.size();
}

std::string without_template(std::string text) {
  if (!text.starts_with("template")) return text;
  const std::size_t open = text.find('<');
  if (open == std::string::npos) return text;
  const std::size_t close = closing(text, open);
  return close == text.size() ? std::string{} : std::string{trimmed(text.substr(close + 1))};
}

/// Follows braces through a source, and keeps what is said directly in namespace insyn.
class Reading {
 public:
  std::vector<Statement> read(std::string_view source) {
    std::istringstream in{without_comments_and_strings(source)};
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (line.starts_with('#')) continue;
      for (const char c : line) take(c, number);
      take(' ', number);
    }
    return std::move(found_);
  }

 private:
  void take(char c, std::size_t line) {
    if (c == '{') return open();
    if (c == '}') return close();
    if (depth_ != namespaces_.size()) return;
    parens_ += c == '(';
    parens_ -= c == ')';
    if (c == ';' && parens_ == 0) return keep(false);
    const bool is_space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (said_.empty() && is_space) return;
    if (said_.empty()) line_ = line;
    if (!is_space || said_.back() != ' ') said_ += is_space ? ' ' : c;
  }

  void open() {
    const bool is_scope = depth_ == namespaces_.size() && parens_ == 0;
    ++depth_;
    if (!is_scope) return;
    if (!said_.starts_with("namespace")) return keep(true);
    namespaces_.emplace_back(trimmed(std::string_view{said_}.substr(9)));
    said_.clear();
  }

  void close() {
    if (depth_ > 0) --depth_;
    if (depth_ >= namespaces_.size()) return;
    namespaces_.pop_back();
    said_.clear();
  }

  void keep(bool has_body) {
    if (namespaces_ == std::vector<std::string>{"insyn"})
      found_.push_back({line_, without_template(said_), has_body});
    said_.clear();
    parens_ = 0;
  }

  std::vector<Statement> found_;
  std::vector<std::string> namespaces_;
  std::size_t depth_ = 0, line_ = 0;
  int parens_ = 0;
  std::string said_;
};

/// The name of the type that a statement defines; empty: none.
std::string type_of(const Statement& statement) {
  if (!statement.has_body) return {};
  std::string_view text = statement.text;
  bool is_type = false;
  for (const std::string_view word : {"enum ", "struct ", "class ", "union "})
    if (text.starts_with(word)) {
      text.remove_prefix(word.size());
      is_type = true;
    }
  const std::string name = word_at(text, 0);
  text = trimmed(text.substr(is_type ? name.size() : 0));
  if (text.starts_with("final")) text = trimmed(text.substr(5));
  const bool is_whole = text.empty() || (text.starts_with(':') && !text.starts_with("::"));
  return is_type && is_whole ? name : std::string{};
}

/// A parameter without its name and default, so that two spellings of one signature are alike.
std::string parameter(std::string_view text) {
  text = trimmed(text.substr(0, text.find('=')));
  std::size_t end = text.size();
  while (end > 0 && is_word_part(text[end - 1])) --end;
  const bool is_named = end > 0 && end < text.size() && text[end - 1] != ':';
  return std::string{trimmed(is_named ? text.substr(0, end) : text)};
}

/// `name(types)` of the function that a statement defines for other files too; empty: none.
std::string function_of(const Statement& statement) {
  const std::string& text = statement.text;
  const std::size_t open = text.find('(');
  if (!statement.has_body || open == std::string::npos || text.find('=') < open ||
      text.starts_with("static ") || text.find("operator") < open)
    return {};
  std::size_t from = open;
  while (from > 0 && is_word_part(text[from - 1])) --from;
  // A macro's call has no type before it, and a member's name has its class.
  if (from == 0 || from == open || text[from - 1] == ':') return {};
  std::string signature = text.substr(from, open - from) + "(";
  const std::size_t close = closing(text, open);
  for (std::size_t at = open + 1, first = at; at <= close && at < text.size(); ++at) {
    if (std::string_view{"(<[{"}.find(text[at]) != std::string_view::npos) {
      at = closing(text, at);
    } else if (text[at] == ',' || at == close) {
      signature += parameter(std::string_view{text}.substr(first, at - first)) + ",";
      first = at + 1;
    }
  }
  return signature + ")";
}

}  // namespace

std::vector<std::string> doubled_names(const std::vector<TextFile>& sources) {
  std::map<std::string, std::vector<std::string>> places;
  for (const TextFile& file : sources)
    for (const Statement& statement : Reading{}.read(file.text)) {
      std::string name = type_of(statement);
      if (name.empty() && file.path.ends_with(".cpp")) name = function_of(statement);
      if (!name.empty()) places[name].push_back(fmt::format("{}:{}", file.path, statement.line));
    }
  std::vector<std::string> doubled;
  for (const auto& [name, all] : places)
    if (all.size() > 1)
      doubled.push_back(fmt::format("{} is defined in {}", name, fmt::join(all, " and in ")));
  return doubled;
}

}  // namespace insyn
