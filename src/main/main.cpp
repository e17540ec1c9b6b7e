#include <pwd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "base/disk_trouble.h"
#include "cli/run.h"
#include "command_socket/client.h"
#include "ingest/formats/formats.h"
#include "main/embedded.h"
#include "main/operator_files.h"
#include "main/serve.h"
#include "main/standard_homes.h"
#include "main/web_application.h"
#include "store/files/file_source.h"

namespace insyn {
namespace {

std::string account_name() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread yet
  const passwd* entry = getpwuid(geteuid());
  return entry != nullptr ? entry->pw_name : std::to_string(geteuid());
}

int terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 60) return size.ws_col;
  return 100;
}

Io standard_io() {
  Io io;
  io.out = [](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); };
  io.err = [](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); };
  io.err_is_terminal = isatty(STDERR_FILENO) != 0;
  io.width = terminal_width();
  io.env = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): one thread yet
    if (value == nullptr) return std::nullopt;
    return value;
  };
  io.user = account_name();
  std::error_code gone;
  io.directory = std::filesystem::current_path(gone);
  return io;
}

Result<InputFile> open_input(const std::string& path) {
  auto file = FileSource::open(path);
  if (!file) return fail(file.error());
  InputFile input;
  input.size = (*file)->size().value_or(0);
  input.bytes = std::move(*file);
  return input;
}

/// The mappings that ship in the program; one that doesn't parse is a fault of ours.
Result<StandardFormats> shipped_formats() {
  std::vector<Mapping> mappings;
  for (const std::string_view name : embedded_mappings) {
    auto mapping = parse_mapping(embedded_file(name), name);
    if (!mapping) return fail(mapping.error());
    mappings.push_back(std::move(*mapping));
  }
  return StandardFormats{std::move(mappings)};
}

/// What DuckDB throws where nothing may be thrown any more (the disk fails once more while it takes
/// back what it couldn't write) ends the program: then too with a line that says what to do.
[[noreturn]] void end_plainly() {
  std::string what;
  try {
    if (const auto failure = std::current_exception()) std::rethrow_exception(failure);
  } catch (const std::exception& failure) {
    what = failure.what();
  } catch (...) {
    what.clear();
  }
  const std::size_t from = std::min(what.find('/'), what.size());
  const std::string file = what.substr(from, what.find_first_of("\\\"", from) - from);
  const std::string text =
      "insyn: avbröts" + (file.empty() ? "" : " vid " + file) + ". " +
      disk_trouble(what).value_or("Ett fel i programmet: kör `insyn verify` och gör om.") +
      " Inget halvt har sparats.\n";
  std::fputs(text.c_str(), stderr);
  std::_Exit(4);
}

/// By the server that has the home, if there is one; else here.
int run_somewhere(const std::vector<std::string>& args, Io& io, Program& program) {
  if (const auto root = home_worked_on(args, io)) {
    const OperatorFiles files{.create_file = create_operator_file,
                              .create_folder = create_operator_folder};
    if (const auto status = run_at_server(*root, args, io, files)) return *status;
  }
  return run(args, io, program);
}

int run_program(int argc, char** argv) {
  Io io = standard_io();
  const auto formats = shipped_formats();
  if (!formats) {
    io.err("insyn: " + formats.error().text + "\n");
    return 4;
  }
  StandardHomes homes{*formats};
  Program program{
      .homes = homes,
      .default_routine = std::string{embedded_file("routines/pitea.toml")},
      .clock =
          [] {
            return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
          },
      .open_input = open_input};
  program.setup_code = [&program](const std::filesystem::path& root, const std::string& user,
                                  const std::string& login) {
    return make_setup_code(root, user, login, program.clock());
  };
  program.serve = [&program](const ServeOptions& options, Io& its_io) {
    return serve_home(options, its_io, program);
  };
  const std::vector<std::string> args{argv + 1, argv + argc};
  const int status = run_somewhere(args, io, program);
  std::fflush(stdout);
  return status;
}

}  // namespace
}  // namespace insyn

int main(int argc, char** argv) {
  std::set_terminate(insyn::end_plainly);
  return insyn::run_program(argc, argv);
}
