#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/text.h"
#include "web/http/form.h"
#include "web/http/target.h"

namespace insyn {
namespace {

void check_path(const std::string& path) {
  check(path.starts_with('/') && is_utf8(path), "a path is a text that begins with a slash");
  check(path.find('\0') == std::string::npos && path.find('\\') == std::string::npos,
        "a path holds nothing that a disk would read otherwise");
  if (path == "/") return;
  for (const auto& part : split(path.substr(1), '/'))
    check(!part.empty() && part != "." && part != "..", "a path doesn't lead upwards");
}

void fuzz_one(std::string_view input) {
  check(percent_decoded(percent_encoded(input)) == input, "decoding undoes encoding");
  const auto redirected = redirect_to(input).headers.at(0).value;
  check(redirected.starts_with('/') && !redirected.starts_with("//"), "we lead to ourselves only");
  const auto target = parse_target(input);
  if (!target) return;
  check_path(target->path);
  const auto again =
      parse_target(percent_encoded(target->path, "/") + "?" + form_encoded(target->query));
  check(again && again->path == target->path && again->query == target->query,
        "what is written is read back");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
