#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <sstream>

#include "base/text.h"
#include "tools/tidy.h"

namespace insyn {
namespace {

/// A file longer than a reader keeps in mind is two files.
constexpr std::size_t lines_max = 400;
/// What stands beside a diff on one screen.
constexpr std::size_t columns_max = 100;

bool is_word_part(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool is_test(std::string_view path) {
  return path.starts_with("tests/") || path.starts_with("src/store/contract/") ||
         path.ends_with("_test.cpp") || path.ends_with("_fuzz.cpp") || path.ends_with("_bench.cpp");
}

/// A word or a mark of the source and the line it stands on.
struct Token {
  std::string_view text;
  std::size_t line;
};

std::vector<Token> tokens(std::string_view blanked) {
  std::vector<Token> found;
  std::size_t line = 1;
  for (std::size_t at = 0; at < blanked.size();) {
    std::size_t end = at + 1;
    if (blanked[at] == '\n') ++line;
    if (is_word_part(blanked[at]))
      while (end < blanked.size() && is_word_part(blanked[end])) ++end;
    if (std::isspace(static_cast<unsigned char>(blanked[at])) == 0)
      found.push_back({blanked.substr(at, end - at), line});
    at = end;
  }
  return found;
}

/// Calls, separated by spaces, what to do instead, and where they may stand all the same.
struct Ban {
  std::string_view calls;
  std::string_view instead;
  bool (*allowed)(std::string_view path);
};

bool nowhere(std::string_view) { return false; }
bool in_main(std::string_view path) { return path.starts_with("src/main/"); }
bool in_main_or_test(std::string_view path) {
  return in_main(path) || is_test(path) || path == "src/base/check.cpp";
}
bool in_program_or_test(std::string_view path) {
  return in_main_or_test(path) || path.starts_with("bench/");
}
bool outside_domain(std::string_view path) { return !path.starts_with("src/domain/"); }

constexpr auto bans = std::to_array<Ban>({
    {"system_clock::now time(nullptr) gettimeofday(",
     "take the instant as a value; src/main reads it once", in_main},
    {"rand( srand( random_device", "take random bytes as a value; libsodium makes them", nowhere},
    {"std::regex", "write the few lines that parse it; a regex can exhaust the stack", nowhere},
    {"std::stoi std::stol std::stoll std::stoul std::stoull atoi( atol( atoll( strtol( strtoll(",
     "parse_integer (base/text.h), which refuses what stands around the number", nowhere},
    {"std::stod std::stof atof( strtod(", "std::from_chars, which no locale changes", nowhere},
    {"strftime( put_time(", "domain/calendar/format.h, which no locale changes", nowhere},
    {"localtime( localtime_r( mktime(", "domain/calendar/sweden.h, which no machine's zone changes",
     nowhere},
    {"setlocale(", "nothing: a text has a language, a process has none", nowhere},
    {"exit( quick_exit(", "return an Error; main turns it into an exit status", in_main},
    {"_exit(", "return an Error; only a test kills a process", in_main_or_test},
    {"std::cout std::cerr std::clog printf( fprintf( puts( fmt::print(",
     "write to the streams that the command was given", in_program_or_test},
    {"throw", "return a Result: the core has no failure that its caller can't act on",
     outside_domain},
});

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  for (const auto& token : tokens(text)) found.push_back(token.text);
  return found;
}

bool matches(const std::vector<Token>& source, std::size_t at,
             const std::vector<std::string_view>& wanted) {
  if (at + wanted.size() > source.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (source[at + i].text != wanted[i]) return false;
  return true;
}

/// A member of that name is somebody else's: parser.exit(…).
bool is_member(const std::vector<Token>& source, std::size_t at) {
  return at > 0 && (source[at - 1].text == "." || source[at - 1].text == ">");
}

std::string_view text_at(const std::vector<Token>& source, std::size_t at) {
  return at < source.size() ? source[at].text : std::string_view{};
}

/// A private constructor is out of make_unique's reach: what is owned at once may be made by `new`.
bool is_owned_at_once(const std::vector<Token>& source, std::size_t at) {
  for (std::size_t i = at; i > 0 && source[i - 1].text != ";" && source[i - 1].text != "}"; --i)
    if (source[i - 1].text == "unique_ptr") return true;
  return false;
}

/// What is banned by its place in the grammar rather than by its name.
std::optional<std::string> banned_construct(std::string_view path, const std::vector<Token>& source,
                                            std::size_t at) {
  const auto before = at == 0 ? std::string_view{} : source[at - 1].text;
  const auto after = text_at(source, at + 1);
  if (source[at].text == "new" && before != "operator" && before != "<" &&
      !is_owned_at_once(source, at))
    return "`new`: hold a value, or std::make_unique";
  if (source[at].text == "delete" && before != "operator" && before != "=")
    return "`delete`: hold a value, or std::make_unique";
  if (source[at].text == "using" && after == "namespace") {
    std::size_t last = at + 2;
    while (last + 1 < source.size() && source[last + 1].text != ";") ++last;
    // A fuzz target's entry point can't stand in our namespace.
    const bool entry_point = path.ends_with("_fuzz.cpp") && text_at(source, last) == "insyn";
    if (!entry_point && !text_at(source, last).ends_with("literals"))
      return "`using namespace`: name what you use; only literals may come this way";
  }
  return std::nullopt;
}

/// The text of a raw string literal ends where its own delimiter comes back.
std::size_t end_of_raw_string(std::string_view source, std::size_t quote) {
  const auto open = source.find('(', quote);
  if (open == std::string_view::npos) return source.size();
  const auto closing = ")" + std::string{source.substr(quote + 1, open - quote - 1)} + "\"";
  const auto end = source.find(closing, open);
  return end == std::string_view::npos ? source.size() : end + closing.size();
}

std::size_t end_of_literal(std::string_view source, std::size_t quote) {
  for (std::size_t at = quote + 1; at < source.size(); ++at) {
    if (source[at] == '\\') {
      ++at;
    } else if (source[at] == source[quote] || source[at] == '\n') {
      return at + 1;
    }
  }
  return source.size();
}

/// Where the comment or literal that starts at `at` ends; `at` itself when none starts there.
std::size_t end_of_opaque(std::string_view source, std::size_t at) {
  const char before = at == 0 ? ' ' : source[at - 1];
  const auto rest = source.substr(at);
  if (rest.starts_with("//")) return std::min(source.find('\n', at), source.size());
  if (rest.starts_with("/*")) {
    const auto end = source.find("*/", at + 2);
    return end == std::string_view::npos ? source.size() : end + 2;
  }
  if (source[at] == '"') {
    return before == 'R' ? end_of_raw_string(source, at) : end_of_literal(source, at);
  }
  // In 1'000 the mark separates digits.
  if (source[at] == '\'' && !is_word_part(before)) return end_of_literal(source, at);
  return at;
}

bool declares_mutable(std::string_view line) {
  const auto stop = line.find_first_of("=;{");
  if (stop == std::string_view::npos) return false;
  const auto head = words(line.substr(0, stop));
  if (head.size() < 2 || !is_word_part(head.front().front())) return false;
  constexpr std::array not_variables{"using",    "namespace",     "class",  "struct", "enum",
                                     "union",    "template",      "extern", "friend", "typedef",
                                     "concept",  "static_assert", "return", "const",  "constexpr",
                                     "operator", "public",        "private"};
  return std::ranges::none_of(head, [&](auto word) {
    return word == "(" || std::ranges::find(not_variables, word) != not_variables.end();
  });
}

}  // namespace

Modules parse_modules(std::string_view list) {
  Modules modules;
  const auto names = [](std::string_view text) {
    std::set<std::string> found;
    for (const auto& name : split(text, ';'))
      if (!trimmed(name).empty()) found.emplace(trimmed(name));
    return found;
  };
  for (const auto& line : split(list, '\n')) {
    const auto colon = line.find(':');
    const auto bar = line.find('|');
    if (colon == std::string::npos || bar == std::string::npos) continue;
    modules[line.substr(0, colon)] = {names(line.substr(colon + 1, bar - colon - 1)),
                                      names(line.substr(bar + 1))};
  }
  return modules;
}

std::string without_comments_and_strings(std::string_view source) {
  std::string blanked{source};
  for (std::size_t at = 0; at < source.size();) {
    const auto end = end_of_opaque(source, at);
    for (auto i = at; i < end; ++i)
      if (blanked[i] != '\n') blanked[i] = ' ';
    at = std::max(end, at + 1);
  }
  return blanked;
}

Faults oversized(const TextFile& file) {
  Faults found;
  std::istringstream in{file.text};
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const auto columns = std::ranges::count_if(
        line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    if (static_cast<std::size_t>(columns) > columns_max)
      found.push_back({number, "longer than " + std::to_string(columns_max) + " columns"});
  }
  if (number > lines_max)
    found.push_back({0, "longer than " + std::to_string(lines_max) + " lines: split it"});
  return found;
}

Faults undeclared_includes(const TextFile& file, const Modules& modules) {
  // What binds everything together, and tests across modules, may include anything.
  if (!file.path.starts_with("src/") || file.path.starts_with("src/main/")) return {};
  auto folder = file.path.substr(4, file.path.rfind('/') - 4);
  if (folder.ends_with("/detail")) folder.resize(folder.size() - 7);
  const auto module = modules.find(folder);
  if (module == modules.end()) return {{0, "its folder is no module of src/CMakeLists.txt"}};
  auto allowed = module->second.deps;
  if (is_test(file.path) || file.path.ends_with("_for_tests.h"))
    allowed.insert(module->second.test_deps.begin(), module->second.test_deps.end());
  allowed.insert({folder, folder + "/detail"});
  Faults found;
  std::istringstream in{file.text};
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (!line.starts_with("#include \"")) continue;
    const auto path = line.substr(10, line.find('"', 10) - 10);
    const auto target = path.substr(0, std::min(path.rfind('/'), path.size()));
    if (!allowed.contains(target))
      found.push_back({number, fmt::format("{} may not include {}: its line in "
                                           "src/CMakeLists.txt doesn't name {}",
                                           folder, path, target)});
  }
  return found;
}

Faults banned_calls(const TextFile& file) {
  Faults found;
  const auto blanked = without_comments_and_strings(file.text);
  const auto source = tokens(blanked);
  for (const auto& ban : bans) {
    if (ban.allowed(file.path)) continue;
    for (const auto& call : split(ban.calls, ' ')) {
      const auto wanted = words(call);
      for (std::size_t at = 0; at < source.size(); ++at)
        if (matches(source, at, wanted) && !is_member(source, at))
          found.push_back({source[at].line, "`" + call + "`: " + std::string{ban.instead}});
    }
  }
  for (std::size_t at = 0; at < source.size(); ++at)
    if (auto what = banned_construct(file.path, source, at))
      found.push_back({source[at].line, *what});
  return found;
}

Faults mutable_globals(const TextFile& file) {
  Faults found;
  std::istringstream in{without_comments_and_strings(file.text)};
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (!line.empty() && is_word_part(line.front()) && declares_mutable(line))
      found.push_back({number,
                       "a variable at namespace scope: make it const, or a member of what "
                       "main builds"});
  }
  return found;
}

}  // namespace insyn
