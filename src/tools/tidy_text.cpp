#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <sstream>

#include "base/person_number.h"
#include "base/text.h"
#include "tools/tidy.h"

namespace insyn {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// Runs `look` on every line; what it returns, if anything, is wrong there.
template <class Look>
Faults by_line(const TextFile& file, Look look) {
  Faults found;
  std::istringstream in{file.text};
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (auto what = look(std::string_view{line}); !what.empty())
      found.push_back({number, std::move(what)});
  }
  return found;
}

/// The lines of a document outside fenced code, which is quoted and not ours to judge.
template <class Look>
Faults by_prose_line(const TextFile& file, Look look) {
  bool fenced = false;
  return by_line(file, [&](std::string_view line) {
    if (line.starts_with("```")) {
      fenced = !fenced;
      return std::string{};
    }
    return fenced ? std::string{} : look(line);
  });
}

/// Without `code spans`, whose brackets are no links.
std::string without_code(std::string_view line) {
  std::string left;
  bool code = false;
  for (const char c : line) {
    if (c == '`') code = !code;
    if (!code && c != '`') left += c;
  }
  return left;
}

/// The series kept for tests have an individual number of 238, 239 or 980–999; 191212121212 is the
/// example that everybody uses.
bool is_for_tests(std::string_view twelve) {
  const auto individual = twelve.substr(8, 3);
  return individual == "238" || individual == "239" || individual >= "980" ||
         twelve == "191212121212";
}

/// The twelve digits of the personal number that starts at `at`, or nothing.
std::string personal_number_at(std::string_view line, std::size_t at) {
  if (at > 0 && is_alnum(line[at - 1])) return {};
  std::string digits;
  auto end = at;
  for (; end < line.size() && digits.size() < 12; ++end) {
    const bool separator = digits.size() == 8 && (line[end] == '-' || line[end] == '+');
    if (is_digit(line[end])) {
      digits += line[end];
    } else if (!separator || !is_digit(line[end - 1])) {
      return {};
    }
  }
  if (end < line.size() && is_alnum(line[end])) return {};
  return is_personal_number(digits) ? digits : std::string{};
}

/// The targets of `[text](target)` in a line.
std::vector<std::string> link_targets(std::string_view line) {
  std::vector<std::string> targets;
  for (auto at = line.find("]("); at != std::string_view::npos; at = line.find("](", at + 2)) {
    const auto end = line.find_first_of(") ", at + 2);
    if (end != std::string_view::npos) targets.emplace_back(line.substr(at + 2, end - at - 2));
  }
  return targets;
}

/// The words in `code spans` of a table's cell.
std::set<std::string> code_words(std::string_view cell) {
  std::set<std::string> found;
  const auto parts = split(cell, '`');
  for (std::size_t i = 1; i < parts.size(); i += 2)
    for (const auto& word : split(parts[i], ' '))
      if (!word.empty()) found.insert(word);
  return found;
}

std::string joined(const std::set<std::string>& names) {
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : " ") + name;
  return all;
}

}  // namespace

Faults unnumbered_reminders(const TextFile& file) {
  // Spelled apart, so that this file passes its own check.
  static constexpr std::array words{
      "TO"
      "DO",
      "FIX"
      "ME"};
  return by_line(file, [](std::string_view line) {
    for (const std::string_view word : words) {
      const auto at = line.find(word);
      if (at == std::string_view::npos || line.substr(at + word.size()).starts_with("(#")) continue;
      return "a reminder without an issue: " + std::string{word} + "(#NUMBER)";
    }
    return std::string{};
  });
}

Faults machine_paths(const TextFile& file) {
  static constexpr std::array folders{
      "/work"
      "/",
      "/root"
      "/",
      "/tmp"
      "/",
      "/home"
      "/"};
  return by_line(file, [](std::string_view line) {
    for (const std::string_view folder : folders)
      for (auto at = line.find(folder); at != std::string_view::npos;
           at = line.find(folder, at + 1)) {
        // Inside a longer path it is somebody's folder, not a machine's.
        const bool inside =
            at > 0 && (is_alnum(line[at - 1]) || line[at - 1] == '_' || line[at - 1] == '-' ||
                       line[at - 1] == '.' || line[at - 1] == '}');
        if (!inside && !line.substr(at).starts_with("/tmp"
                                                    "/insyn"))
          return "a path of one machine: " + std::string{folder};
      }
    return std::string{};
  });
}

Faults registry_hosts(const TextFile& file) {
  static constexpr std::array hosts{
      "npmjs"
      ".",
      "npmmirror"
      ".",
      "deb.debian"
      ".",
      "pypi"
      ".org",
      "pythonhosted"
      "."};
  return by_line(file, [](std::string_view line) {
    for (const std::string_view host : hosts)
      if (line.find(host) != std::string_view::npos)
        return std::string{"a host of a registry: who builds decides where packages come from"};
    return std::string{};
  });
}

std::set<std::string> personal_numbers_in(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (auto number = personal_number_at(text, at); !number.empty())
      found.insert(std::move(number));
  return found;
}

Faults personal_numbers(const TextFile& file, const std::set<std::string>& invented) {
  return by_line(file, [&](std::string_view line) {
    for (const auto& number : personal_numbers_in(line))
      if (!is_for_tests(number) && !invented.contains(number))
        return std::string{
            "a personal number that could be somebody's: take one of 238, 239 or "
            "980–999, or put invented data in tests/data"};
    return std::string{};
  });
}

Faults wrong_titles(const TextFile& file) {
  std::size_t titles = 0;
  auto found = by_prose_line(file, [&](std::string_view line) {
    if (line.starts_with("# ")) ++titles;
    return titles > 1 && line.starts_with("# ") ? std::string{"a second title"} : std::string{};
  });
  if (titles == 0) found.push_back({0, "no line `# Title`"});
  return found;
}

Faults dead_links(const TextFile& file, const Exists& exists) {
  namespace fs = std::filesystem;
  // The handbook's links lead to pages: tests/handbook.py follows them.
  const bool to_pages = file.path.starts_with("docs/handbok/");
  return by_prose_line(file, [&](std::string_view line) {
    for (auto target : link_targets(without_code(line))) {
      if (target.find(':') != std::string::npos || target.starts_with('#')) continue;
      if (to_pages && target.starts_with('/')) continue;
      target.resize(std::min(target.find('#'), target.size()));
      const auto path = (fs::path{file.path}.parent_path() / target).lexically_normal();
      if (!exists(path.generic_string())) return "a link to nothing: " + target;
    }
    return std::string{};
  });
}

Faults stale_module_table(const TextFile& file, const Modules& modules) {
  std::set<std::string> listed;
  auto found = by_line(file, [&](std::string_view line) -> std::string {
    if (!line.starts_with("| `")) return {};
    const auto cells = split(line, '|');
    const auto names = code_words(cells[1]);
    if (cells.size() < 4 || names.size() != 1) return "a row is: module, may include, what it is";
    const auto& name = *names.begin();
    listed.insert(name);
    const auto module = modules.find(name);
    if (module == modules.end()) return "no such module: " + name;
    if (code_words(cells[2]) == module->second.deps) return {};
    return name + " may include: " + joined(module->second.deps);
  });
  for (const auto& [name, module] : modules)
    if (!listed.contains(name))
      found.push_back({0, "no row for " + name + " (may include: " + joined(module.deps) + ")"});
  return found;
}

}  // namespace insyn
