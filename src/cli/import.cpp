#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "app/import_log.h"
#include "app/import_register.h"
#include "app/wording.h"
#include "cli/command.h"
#include "cli/table.h"

namespace insyn {
namespace {

/// Shows how far an import has come, on a terminal and at most five times a second.
class ProgressLine {
 public:
  explicit ProgressLine(Io& io, std::string file, std::uint64_t size)
      : io_{io}, file_{std::move(file)}, size_{size} {}
  ~ProgressLine() {
    if (shown_) io_.err("\r\x1b[K");
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const Progress& progress) {
    using Clock = std::chrono::steady_clock;
    const auto now = Clock::now();
    const bool is_due = progress.storing || now - last_ >= std::chrono::milliseconds{200};
    if (!io_.err_is_terminal || !is_due) return;
    last_ = now;
    shown_ = true;
    const double seconds = std::chrono::duration<double>(now - started_).count();
    const auto bytes = static_cast<double>(progress.bytes);
    std::string text = fmt::format("\r\x1b[K{}: {} rader, {:.0f} MB/s", file_, progress.rows,
                                   bytes / 1e6 / std::max(seconds, 0.001));
    if (progress.storing)
      text += ", lagrar";
    else if (size_ > 0 && bytes > 0)
      text += fmt::format(", {:.0f} %, {:.0f} s kvar", 100 * bytes / static_cast<double>(size_),
                          seconds * std::max(0.0, static_cast<double>(size_) - bytes) / bytes);
    io_.err(text);
  }

 private:
  Io& io_;
  std::string file_;
  std::uint64_t size_;
  const std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_{};
  bool shown_ = false;
};

std::string receipt_text(const Receipt& receipt) {
  std::string text = receipt.file + "\n";
  const auto line = [&](std::string_view label, const std::string& value) {
    text += fmt::format("  {:<17}{}\n", label, value);
  };
  line(receipt.register_name.empty() ? "Källa" : "Register",
       receipt.register_name.empty() ? receipt.source : receipt.register_name);
  line("Rader", std::to_string(receipt.rows));
  line(receipt.register_name.empty() ? "Nya händelser" : "Nya rader",
       std::to_string(receipt.accepted));
  line("Redan kända", std::to_string(receipt.duplicates));
  if (receipt.conflicts > 0)
    line("Motsägande", std::to_string(receipt.conflicts) +
                           "  (samma händelse-id med annat innehåll; båda är kvar)");
  line("Underkända",
       std::to_string(receipt.rejected_count) +
           (receipt.rejected_count > 0 ? "  (ligger ordagrant i hemmets rejected/)" : ""));
  if (!receipt.from.empty())
    line("Tid", dated_moment_text(receipt.from) + " – " + dated_moment_text(receipt.to));
  if (receipt.unresolved_accounts > 0)
    line("Okända konton", std::to_string(receipt.unresolved_accounts));
  if (receipt.unresolved_clients > 0)
    line("Okända brukare", std::to_string(receipt.unresolved_clients));
  for (const auto& [action, count] : receipt.unknown_actions)
    line("Okänd åtgärd", fmt::format("”{}” ({})", action,
                                     counted(static_cast<std::int64_t>(count), "rad", "rader")));
  if (!receipt.footer.empty())
    line("Filens radantal", receipt.footer == "ok"        ? "stämmer"
                            : receipt.footer == "missing" ? "står inte i filen"
                                                          : "stämmer inte: hämta filen på nytt");
  line("Kodning", fmt::format("{}, skiljetecken {}", receipt.encoding, receipt.delimiter));
  line("SHA-256", receipt.sha256);
  if (receipt.seconds > 0) line("Tog", fmt::format("{:.1f} s", receipt.seconds));
  constexpr std::size_t shown_max = 10;
  for (std::size_t i = 0; i < std::min(shown_max, receipt.rejected.size()); ++i)
    text += fmt::format("  rad {}: {}\n", receipt.rejected[i].line, receipt.rejected[i].reason);
  if (receipt.rejected_count > shown_max)
    text += fmt::format("  … och {} till\n", receipt.rejected_count - shown_max);
  return text;
}

void print_receipts(const Call& call, const std::vector<Receipt>& receipts) {
  json::array array;
  std::string text;
  for (const Receipt& receipt : receipts) {
    array.push_back(to_json(receipt));
    text += receipt_text(receipt);
  }
  print(call, json::object{{"receipts", std::move(array)}},
        [&](const json::object&) { return text; });
}

/// Says in which file; what is wrong on a line of it becomes `file:line` (contract 1).
Error in_file(const std::string& path, Error error) {
  error.text = path + (error.code == "log-unusable" ? ":" : ": ") + error.text;
  return error;
}

Result<int> import_logs(Call& call, Home& home) {
  const auto sources = load_sources(home);
  if (!sources) return fail(sources.error());
  const auto source = std::ranges::find(*sources, call.arguments.source, &Source::id);
  if (source == sources->end()) {
    std::string known;
    for (const Source& entry : *sources) known += " " + entry.id;
    return fail(ErrorKind::refused, "source-unknown",
                "Källan " + call.arguments.source + " finns inte i " +
                    (home.root / "sources.toml").string() + ". De som finns:" + known + ".");
  }
  // Several files: all are looked at before the first is taken in.
  if (call.arguments.files.size() > 1)
    for (const std::string& path : call.arguments.files) {
      auto file = call.program.open_input(path);
      if (!file) return fail(file.error());
      if (auto usable = probe_log(home, *source, *file->bytes); !usable) {
        return fail(in_file(path, usable.error()));
      }
    }
  std::vector<Receipt> receipts;
  for (const std::string& path : call.arguments.files) {
    auto file = call.program.open_input(path);
    if (!file) return fail(file.error());
    ProgressLine line{call.io, path, file->size};
    auto receipt = import_log(home, *source, *file->bytes, path,
                              [&](const Progress& progress) { line.show(progress); });
    if (!receipt) {
      if (!receipts.empty()) print_receipts(call, receipts);
      return fail(in_file(path, receipt.error()));
    }
    receipts.push_back(std::move(*receipt));
  }
  print_receipts(call, receipts);
  const bool rejected = std::ranges::any_of(
      receipts, [](const Receipt& receipt) { return receipt.rejected_count > 0; });
  return rejected ? exit_findings : exit_done;
}

Result<int> import_one_register(Call& call, Home& home) {
  const auto id = parse_register(call.arguments.register_name);
  if (!id) {
    std::string known;
    for (const RegisterSchema& schema : register_schemas()) known += " " + std::string{schema.name};
    return fail(
        ErrorKind::refused, "register-unknown",
        "Registret " + call.arguments.register_name + " finns inte. De som finns:" + known + ".");
  }
  const std::string& path = call.arguments.files.front();
  auto file = call.program.open_input(path);
  if (!file) return fail(file.error());
  const RegisterImportOptions options{
      .mode = call.arguments.correct ? SnapshotMode::correct : SnapshotMode::usual,
      .accept = call.arguments.accept};
  const auto result = import_register(home, schema_of(*id), *file->bytes, path, options);
  if (!result) return fail(result.error());
  print_receipts(call, {result->receipt});
  if (result->refusal) return fail(*result->refusal);
  return result->receipt.rejected_count > 0 ? exit_findings : exit_done;
}

}  // namespace

Result<int> import_command(Call& call) {
  const auto open = open_home(call);
  if (!open) return fail(open.error());
  Home& home = (*open)->home();
  return call.arguments.source.empty() ? import_one_register(call, home) : import_logs(call, home);
}

}  // namespace insyn
