#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace insyn {

/// House rules that no linter knows, as pure functions from a text to what is wrong in it.
/// `tidy_test` runs them on the whole repository; `tidy_rules_test` shows that each one bites.

/// A text file of the repository. `path` is relative to its root, with `/`.
struct TextFile {
  std::string path;
  std::string text;
};

/// One thing that is wrong; lines count from 1, and 0 means the file as a whole.
struct Fault {
  std::size_t line = 0;
  std::string what;
  friend bool operator==(const Fault&, const Fault&) = default;
};
using Faults = std::vector<Fault>;

/// What a module may include: its own folder and these. `test_deps` are for its tests, fuzzers and
/// benches only.
struct Module {
  std::set<std::string> deps;
  std::set<std::string> test_deps;
};
using Modules = std::map<std::string, Module>;

/// Reads the list that CMake writes, one `path: dep;dep | test_dep;test_dep` a line.
Modules parse_modules(std::string_view list);

/// The source with the inside of comments, strings and character literals blanked. Lines and
/// columns stay where they were. Raw strings too; digit separators aren't mistaken for literals.
std::string without_comments_and_strings(std::string_view source);

// C++ sources.
Faults oversized(const TextFile& file);
Faults undeclared_includes(const TextFile& file, const Modules& modules);
Faults banned_calls(const TextFile& file);
/// A rough reading that leans on clang-format: what stands at namespace scope starts in column one.
Faults mutable_globals(const TextFile& file);

/// Types that two of these sources define by one name directly in namespace insyn, and functions
/// that two .cpp files define with one signature: the linker takes one of them for both, silently.
/// What an anonymous or an inner namespace holds is its own. Leans on clang-format as the last.
std::vector<std::string> doubled_names(const std::vector<TextFile>& sources);

// Every text file.
Faults unnumbered_reminders(const TextFile& file);
Faults machine_paths(const TextFile& file);
Faults registry_hosts(const TextFile& file);
/// Valid personal identity numbers of twelve digits outside the series that the Swedish Tax Agency
/// keeps for tests: they could be somebody's. What stands in tests/data is known to be `invented`.
Faults personal_numbers(const TextFile& file, const std::set<std::string>& invented);
/// Every valid one in the text, as twelve digits.
std::set<std::string> personal_numbers_in(std::string_view text);

// Documents.
Faults wrong_titles(const TextFile& file);
using Exists = std::function<bool(const std::string& path)>;
/// Relative links to files that `exists` doesn't know, by path in the repository.
Faults dead_links(const TextFile& file, const Exists& exists);
/// Where the table of modules in ARCHITECTURE.md differs from the list that CMake wrote.
Faults stale_module_table(const TextFile& file, const Modules& modules);

}  // namespace insyn
