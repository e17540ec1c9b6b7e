#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "web/http/cookies.h"
#include "web/http/etag.h"
#include "web/http/gzip.h"

namespace insyn {
namespace {

/// The other headers that are lists: they end, and what is named is found.
void check_lists(std::string_view input) {
  accepts_gzip(input);
  const auto tag = etag_of(input);
  check(names_etag(std::string{"\"a\", "} + tag, tag), "a tag is found behind another");
  names_etag(input, tag);
}

void fuzz_one(std::string_view input) {
  check_lists(input);
  const auto cookies = parse_cookies(input);
  std::string header;
  for (const auto& [name, value] : cookies.all) {
    check(is_header({name, value}), "a cookie that came could be set");
    header += name + "=" + value + "; ";
  }
  check(parse_cookies(header) == cookies, "a cookie that was set comes back");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
