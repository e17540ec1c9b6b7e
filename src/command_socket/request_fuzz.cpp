#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "command_socket/request.h"

namespace insyn {
namespace {

// Whatever comes over the socket: a request that says the same when it is written again, or none.
void fuzz_one(std::string_view input) {
  const auto request = parse_request(input);
  if (!request) {
    check(request.error().code == "request", "the error is named");
    return;
  }
  check(request->directory.is_absolute(), "the directory is absolute");
  check(request->width >= 1 && request->width <= 10'000, "the width is one");
  const auto again = parse_request(format_request(*request));
  check(again && *again == *request, "a request comes across as it was");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
