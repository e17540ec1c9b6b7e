#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/text.h"
#include "cli/arguments.h"

namespace insyn {
namespace {

// One argument a line: whatever they are, a command to run, or a text and an exit status.
void fuzz_one(std::string_view input) {
  const ParsedArguments parsed = parse_arguments(split(input, '\n'));
  if (parsed.exit) {
    check(*parsed.exit == 0 || *parsed.exit == 2, "help, or wrong usage");
    check(!parsed.text.empty(), "something is said");
    check(*parsed.exit == 0 || parsed.text.find_first_of("\n\r") == std::string::npos,
          "an error is one line");
    return;
  }
  const Arguments& a = parsed.arguments;
  check(!a.command.empty(), "there is a command");
  if (a.command == "import")
    check(a.source.empty() != a.register_name.empty() && !a.files.empty(), "an import has a file");
  if (a.command == "calendar") check(a.year >= 1996 && a.year <= 2100, "a year is one");
  if (a.command == "audit staff" || a.command == "audit client")
    check(a.from && a.to && !(a.staff.empty() && a.client.empty()) && !a.ground.empty(),
          "a directed audit has days and a ground");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
