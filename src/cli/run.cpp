#include "cli/run.h"

#include <algorithm>
#include <array>
#include <exception>
#include <string_view>

#include "base/disk_trouble.h"
#include "base/text.h"
#include "cli/command.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

struct CommandEntry {
  std::string_view name;
  Command run;
  bool works_on_home = true;  ///< on one that is there, which a server may hold
};

constexpr std::array<CommandEntry, 25> commands{{
    {"init", init_command, false},
    {"import", import_command},
    {"calendar", calendar_command},
    {"decide matching", decide_matching_command},
    {"audit open", audit_open_command},
    {"audit draw", audit_draw_command},
    {"audit annul", audit_annul_command},
    {"audit lists", audit_lists_command},
    {"audit frame", audit_frame_command},
    {"audit record", audit_record_command},
    {"audit staff", audit_staff_command},
    {"audit client", audit_client_command},
    {"extract", extract_command},
    {"verify", verify_command},
    {"verify draw", verify_draw_command, false},
    {"ledger export", ledger_export_command},
    {"maintain", maintain_command},
    {"serve", serve_command, false},
    {"simulate", simulate_command, false},
    {"completion", completion_command, false},
    {"user add", user_add_command},
    {"user list", user_list_command},
    {"user role", user_role_command},
    {"user leave", user_leave_command},
    {"user stand-in", user_stand_in_command},
}};

int exit_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::refused:
      return 2;
    case ErrorKind::unusable:
      return 3;
    case ErrorKind::home:
      return 4;
  }
  return 4;
}

/// On one line and in UTF-8: file names and what a damaged database says may be neither.
std::string one_clean_line(std::string text) {
  const bool clean = is_utf8(text);
  for (char& c : text)
    if (c == '\n' || c == '\r' || (!clean && static_cast<unsigned char>(c) >= 0x80))
      c = clean ? ' ' : '?';
  return text;
}

/// How a command ends that had nothing to answer with: one line on standard error, and with --json
/// a document on standard output, which always holds one (contract 1).
class Ending {
 public:
  Ending(Io& io, bool json) : io_{io}, json_{json} {
    io_.out = [this, out = io_.out](std::string_view text) {
      answered_ = true;
      out(text);
    };
  }
  ~Ending() = default;
  Ending(const Ending&) = delete;
  Ending& operator=(const Ending&) = delete;

  Io& io() { return io_; }

  int with(const Error& error) {
    const std::string text = one_clean_line(error.text);
    io_.err("insyn: " + text + "\n");
    if (json_ && !answered_)
      io_.out(pretty_json(json::object{{"error", {{"code", error.code}, {"text", text}}}}));
    return exit_of(error.kind);
  }

 private:
  Io io_;
  bool json_;
  bool answered_ = false;
};

Result<Instant> now_of(const Io& io, const Program& program) {
  const auto text = io.env("INSYN_NOW");
  if (!text || text->empty()) return program.clock();
  const ParsedTime parsed = parse_time(*text);
  if (parsed.fault != TimeFault::none)
    return fail(ErrorKind::refused, "now", "$INSYN_NOW är inte en tid som 2026-02-20T09:00:00Z.");
  return parsed.at;
}

std::filesystem::path root_of(const Arguments& arguments, const Io& io) {
  const auto from_env = io.env("INSYN_HOME");
  const std::string name = arguments.home                   ? *arguments.home
                           : from_env && !from_env->empty() ? *from_env
                                                            : "insyn-home";
  return io.directory / name;
}

const CommandEntry* find_command(std::string_view name) {
  const auto* found = std::ranges::find(commands, name, &CommandEntry::name);
  return found == commands.end() ? nullptr : found;
}

}  // namespace

int run(const std::vector<std::string>& args, Io& io, Program& program) {
  const ParsedArguments parsed = parse_arguments(args);
  if (parsed.exit && *parsed.exit == 0) {
    io.out(parsed.text);
    return 0;
  }
  const Arguments& arguments = parsed.arguments;
  // What could not be parsed may still have asked for JSON.
  Ending ending{io, arguments.json || std::ranges::find(args, "--json") != args.end()};
  if (parsed.exit) return ending.with({ErrorKind::refused, "usage", parsed.text});
  const CommandEntry* command = find_command(arguments.command);
  if (command == nullptr)
    return ending.with({ErrorKind::refused, "usage",
                        "kommandot " + arguments.command + " är inte helt. Se `insyn --help`."});
  try {
    const auto now = now_of(io, program);
    if (!now) return ending.with(now.error());
    Call call{arguments,
              ending.io(),
              program,
              *now,
              arguments.as.value_or(io.user),
              root_of(arguments, io)};
    const auto status = command->run(call);
    return status ? *status : ending.with(status.error());
  } catch (const std::exception& failure) {
    // What nobody nearby could help: a full or broken disk. Nothing acknowledged is lost by it.
    const auto trouble = disk_trouble(failure.what());
    return ending.with({ErrorKind::home, "aborted",
                        trouble ? "avbröts i hemmet " + root_of(arguments, io).string() + ". " +
                                      *trouble + " Inget halvt har sparats."
                                : std::string{"avbröts: "} + failure.what() +
                                      ". Åtgärda felet och gör om; inget halvt har sparats."});
  }
}

std::optional<std::filesystem::path> home_worked_on(const std::vector<std::string>& args,
                                                    const Io& io) {
  const ParsedArguments parsed = parse_arguments(args);
  if (parsed.exit) return std::nullopt;
  const CommandEntry* command = find_command(parsed.arguments.command);
  if (command == nullptr || !command->works_on_home) return std::nullopt;
  return root_of(parsed.arguments, io);
}

Result<std::unique_ptr<OpenHome>> open_home(const Call& call) {
  return call.program.homes.open(call.root, call.now, call.actor);
}

void print(const Call& call, const json::object& document,
           const std::function<std::string(const json::object&)>& human) {
  call.io.out(call.arguments.json ? pretty_json(document) : human(document));
}

Result<std::string> read_text_file(const Call& call, const std::string& path,
                                   std::size_t bytes_max) {
  auto file = call.program.open_input(path);
  if (!file) return fail(file.error());
  std::string text;
  for (std::string_view piece = file->bytes->next(); !piece.empty(); piece = file->bytes->next()) {
    text.append(piece);
    if (text.size() > bytes_max)
      return fail(ErrorKind::unusable, "file-too-large",
                  path + " är större än " + std::to_string(bytes_max >> 20) +
                      " MB. Kontrollera att det är rätt fil.");
  }
  return text;
}

}  // namespace insyn
