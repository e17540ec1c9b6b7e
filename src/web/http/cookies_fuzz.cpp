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
  Fields again;
  const auto cookies = parse_cookies(input);
  for (const auto& [name, value] : cookies.all) {
    const auto header = set_cookie({name, value});
    check(header && is_header(*header), "a cookie that came can be set");
    const auto pair = header->value.substr(0, header->value.find(';'));
    for (auto& cookie : parse_cookies(pair).all) again.all.push_back(cookie);
  }
  check(again == cookies, "a cookie that was set comes back");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
