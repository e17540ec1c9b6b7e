#include "cli/completion.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "cli/command.h"

namespace insyn {
namespace {

/// A shell word that means itself.
std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else
      out += c;
  }
  return out + "'";
}

/// In fish a backslash is one inside quotes too.
std::string in_fish_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// `open` and `draw` of `audit`; of the empty name the commands themselves.
std::vector<const CommandInfo*> below(const CommandInfo& command,
                                      std::span<const CommandInfo> table) {
  const std::string start = command.name.empty() ? "" : command.name + " ";
  std::vector<const CommandInfo*> found;
  for (const CommandInfo& other : table)
    if (other.name.size() > start.size() && other.name.starts_with(start) &&
        other.name.find(' ', start.size()) == std::string::npos)
      found.push_back(&other);
  return found;
}

std::string last_word(const CommandInfo& command) {
  return command.name.substr(command.name.rfind(' ') + 1);
}

/// What the shells need to know of a command line to see where in it one is: the commands' names,
/// and the flags that swallow the next word.
struct Words {
  std::string commands;  ///< a case pattern: 'audit'|'audit open'
  std::string valued;    ///< likewise of flags: --home|--as
};

Words words_of(std::span<const CommandInfo> table) {
  Words words;
  std::vector<std::string> valued;
  for (const CommandInfo& command : table) {
    if (!command.name.empty())
      words.commands += (words.commands.empty() ? "" : "|") + in_quotes(command.name);
    for (const FlagInfo& flag : command.flags)
      if (flag.value != ValueKind::none && std::ranges::find(valued, flag.name) == valued.end())
        valued.push_back(flag.name);
  }
  for (const std::string& name : valued) words.valued += (words.valued.empty() ? "" : "|") + name;
  return words;
}

/// One line of a `case` for each place where a value is asked for that isn't free text.
std::string value_cases(std::span<const CommandInfo> table,
                        const std::function<std::string(const FlagInfo&)>& offer) {
  std::string out;
  for (const CommandInfo& command : table)
    for (const FlagInfo& flag : command.flags)
      if (!flag.choices.empty() || flag.value == ValueKind::file || flag.value == ValueKind::folder)
        out += fmt::format("      {}) {} ;;\n", in_quotes(command.name + " " + flag.name),
                           offer(flag));
  return out;
}

// --- bash: nothing but what bash itself has ------------------------------------------------------

constexpr std::string_view bash_script =
    R"sh(# Tabbkomplettering av insyn i bash, gjord av `insyn completion bash`.
_insyn() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}}
  local command="" word skip="" i kind="" words=""
  COMPREPLY=()
  # Bash delar --flagga=värde i tre ord.
  if [[ $current == "=" ]]; then current=""
  elif [[ $previous == "=" ]]; then previous=${{COMP_WORDS[COMP_CWORD-2]}}; fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    word=${{COMP_WORDS[i]}}
    if [[ $word == "=" ]]; then skip=1; continue; fi
    if [[ -n $skip ]]; then skip=""; continue; fi
    case $word in
      {valued}) [[ ${{COMP_WORDS[i+1]}} == "=" ]] || skip=1; continue ;;
      -*) continue ;;
    esac
    word="${{command:+$command }}$word"
    case $word in {commands}) command=$word ;; esac
  done
  case "$command $previous" in
{values}      *) case $previous in {valued}) return ;; esac
         case $command in
{places}         esac ;;
  esac
  if [[ -n $words ]]; then
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$words" -- "$current")
  fi
  if [[ -n $kind && $current != -* ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$kind" -- "$current")
  fi
}}
complete -F _insyn insyn
)sh";

std::string bash_offer(const FlagInfo& flag) {
  if (!flag.choices.empty()) return "words=" + in_quotes(joined(flag.choices));
  return flag.value == ValueKind::folder ? "kind=-d" : "kind=-f";
}

std::string bash_completion(std::span<const CommandInfo> table) {
  const Words words = words_of(table);
  std::string places;
  for (const CommandInfo& command : table) {
    std::vector<std::string> offered;
    for (const CommandInfo* child : below(command, table)) offered.push_back(last_word(*child));
    for (const FlagInfo& flag : command.flags) offered.push_back(flag.name);
    std::string kind;
    for (const FlagInfo& place : command.places) {
      offered.insert(offered.end(), place.choices.begin(), place.choices.end());
      if (place.value == ValueKind::file) kind = " kind=-f";
    }
    places += fmt::format("           {}) words={}{} ;;\n", in_quotes(command.name),
                          in_quotes(joined(offered)), kind);
  }
  return fmt::format(
      bash_script, fmt::arg("valued", words.valued), fmt::arg("commands", words.commands),
      fmt::arg("values", value_cases(table, bash_offer)), fmt::arg("places", places));
}

// --- zsh: the same, with what each word means beside it ------------------------------------------

constexpr std::string_view zsh_script = R"sh(#compdef insyn
# Tabbkomplettering av insyn i zsh, gjord av `insyn completion zsh`.
_insyn() {{
  local command="" word skip="" previous=${{words[CURRENT-1]}}
  local -a commands flags
  integer i
  for ((i = 2; i < CURRENT; ++i)); do
    word=${{words[i]}}
    if [[ -n $skip ]]; then skip=""; continue; fi
    case $word in
      {valued}) skip=1; continue ;;
      -*) continue ;;
    esac
    word="${{command:+$command }}$word"
    case $word in {commands}) command=$word ;; esac
  done
  # --flagga=värde är ett ord.
  case $PREFIX in ({equals}) previous=${{PREFIX%%=*}}; compset -P 1 '*=' ;; esac
  case "$command $previous" in
{values}      *) case $previous in {valued}) return ;; esac ;;
  esac
  case $command in
{places}  esac
}}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _insyn "$@"; else compdef _insyn insyn; fi
)sh";

std::string zsh_offer(const FlagInfo& flag) {
  if (!flag.choices.empty()) return "compadd -- " + joined(flag.choices) + "; return";
  return flag.value == ValueKind::folder ? "_files -/; return" : "_files; return";
}

/// `'word:meaning'`, for _describe.
std::string described(const std::string& word, const std::string& help) {
  std::string text;
  const auto add = [&text](const std::string& part) {
    for (const char c : part) {
      if (c == ':' || c == '\\') text += '\\';
      text += c;
    }
  };
  add(word);
  text += ':';
  add(help);
  return " " + in_quotes(text);
}

std::string zsh_completion(std::span<const CommandInfo> table) {
  const Words words = words_of(table);
  std::string places;
  for (const CommandInfo& command : table) {
    std::string commands;
    for (const CommandInfo* child : below(command, table))
      commands += described(last_word(*child), child->help);
    std::string flags;
    for (const FlagInfo& flag : command.flags) flags += described(flag.name, flag.help);
    std::string further;
    for (const FlagInfo& place : command.places) {
      if (!place.choices.empty()) further += "\n      compadd -- " + joined(place.choices);
      if (place.value == ValueKind::file) further += "\n      [[ $PREFIX == -* ]] || _files";
    }
    places += fmt::format(
        "    {})\n      commands=({})\n      flags=({})\n      (( $#commands )) && _describe "
        "kommando commands{}\n      _describe flagga flags ;;\n",
        in_quotes(command.name), commands, flags, further);
  }
  std::string equals = words.valued + "=*";
  for (std::size_t at = 0; (at = equals.find('|', at)) != std::string::npos; at += 3)
    equals.replace(at, 1, "=*|");
  return fmt::format(zsh_script, fmt::arg("valued", words.valued),
                     fmt::arg("commands", words.commands), fmt::arg("equals", equals),
                     fmt::arg("values", value_cases(table, zsh_offer)), fmt::arg("places", places));
}

// --- fish: one line a word -----------------------------------------------------------------------

constexpr std::string_view fish_start =
    R"sh(# Tabbkomplettering av insyn i fish, gjord av `insyn completion fish`.
function __insyn_at
    set -l command ''
    set -l skip 0
    for word in (commandline -opc)[2..]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case {valued}
                set skip 1
                continue
            case '-*'
                continue
        end
        set -l longer (string trim -- "$command $word")
        switch $longer
            case {commands}
                set command $longer
        end
    end
    test "$command" = "$argv"
end
complete -c insyn -f
)sh";

/// What follows a flag or stands in a place.
std::string fish_offer(const FlagInfo& flag) {
  if (!flag.choices.empty()) return " -x -a " + in_fish_quotes(joined(flag.choices));
  if (flag.value == ValueKind::folder) return " -x -a '(__fish_complete_directories)'";
  if (flag.value == ValueKind::file) return " -r -F";
  return flag.value == ValueKind::text ? " -x" : "";
}

std::string fish_completion(std::span<const CommandInfo> table) {
  const Words words = words_of(table);
  const auto spaced = [](std::string pattern) {
    for (char& c : pattern)
      if (c == '|') c = ' ';
    return pattern;
  };
  std::string out = fmt::format(fish_start, fmt::arg("valued", spaced(words.valued)),
                                fmt::arg("commands", spaced(words.commands)));
  for (const CommandInfo& command : table) {
    const std::string start = fmt::format("complete -c insyn -n '__insyn_at {}'", command.name);
    for (const CommandInfo* child : below(command, table))
      out += fmt::format("{} -a {} -d {}\n", start, last_word(*child), in_fish_quotes(child->help));
    for (const FlagInfo& flag : command.flags)
      out += fmt::format("{} -l {}{} -d {}\n", start, flag.name.substr(2), fish_offer(flag),
                         in_fish_quotes(flag.help));
    for (const FlagInfo& place : command.places)
      out += place.choices.empty()
                 ? start + " -F\n"
                 : fmt::format("{} -a {}\n", start, in_fish_quotes(joined(place.choices)));
  }
  return out;
}

}  // namespace

std::string completion_script(std::string_view shell, std::span<const CommandInfo> table) {
  if (shell == "zsh") return zsh_completion(table);
  return shell == "fish" ? fish_completion(table) : bash_completion(table);
}

Result<int> completion_command(Call& call) {
  const std::string& shell = call.arguments.shell;
  const std::string script = completion_script(shell, command_table());
  print(call, json::object{{"shell", shell}, {"script", script}},
        [&](const json::object&) { return std::string{script}; });
  return exit_done;
}

}  // namespace insyn
