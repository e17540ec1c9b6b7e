#pragma once

#include <filesystem>
#include <string>

#include "app/homes.h"
#include "base/json.h"
#include "cli/arguments.h"
#include "cli/io.h"
#include "cli/run.h"

namespace insyn {

inline constexpr int exit_done = 0;
inline constexpr int exit_findings = 1;

/// What a command works with.
struct Call {
  const Arguments& arguments;
  Io& io;
  Program& program;
  Instant now{};
  std::string actor;
  std::filesystem::path root;  ///< the home's folder, absolute
};

/// A command gives its exit status, or the error that `run` prints and turns into one.
using Command = Result<int> (*)(Call& call);

Result<int> init_command(Call& call);
Result<int> import_command(Call& call);
Result<int> calendar_command(Call& call);
Result<int> decide_matching_command(Call& call);
Result<int> audit_open_command(Call& call);
Result<int> audit_draw_command(Call& call);
Result<int> audit_annul_command(Call& call);
Result<int> audit_lists_command(Call& call);
Result<int> audit_frame_command(Call& call);
Result<int> audit_record_command(Call& call);
Result<int> audit_staff_command(Call& call);
Result<int> audit_client_command(Call& call);
Result<int> extract_command(Call& call);
Result<int> verify_command(Call& call);
Result<int> verify_draw_command(Call& call);
Result<int> ledger_export_command(Call& call);
Result<int> maintain_command(Call& call);
Result<int> serve_command(Call& call);
Result<int> simulate_command(Call& call);
Result<int> completion_command(Call& call);
Result<int> user_add_command(Call& call);
Result<int> user_list_command(Call& call);
Result<int> user_role_command(Call& call);
Result<int> user_leave_command(Call& call);
Result<int> user_stand_in_command(Call& call);

/// The home of the call, opened.
Result<std::unique_ptr<OpenHome>> open_home(const Call& call);

/// Prints the document if --json was given, else what `human` makes of it.
void print(const Call& call, const json::object& document,
           const std::function<std::string(const json::object&)>& human);

/// The whole of a file of the operator's, at most `bytes_max` of it.
Result<std::string> read_text_file(const Call& call, const std::string& path,
                                   std::size_t bytes_max);

}  // namespace insyn
