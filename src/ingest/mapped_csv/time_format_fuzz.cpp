#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "ingest/mapped_csv/time_format.h"

namespace insyn {
namespace {

/// The instant as a system with this pattern would write it, by the meaning of the pattern alone.
std::string written(Instant at, std::string_view pattern) {
  const std::string iso = format_instant(at);  // YYYY-MM-DDThh:mm:ss[.f]Z
  const bool fraction = iso.size() > 20;
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      out += pattern[i];
      continue;
    }
    switch (pattern[++i]) {
      case 'Y':
        out += iso.substr(0, 4);
        break;
      case 'm':
        out += iso.substr(5, 2);
        break;
      case 'd':
        out += iso.substr(8, 2);
        break;
      case 'H':
        out += iso.substr(11, 2);
        break;
      case 'M':
        out += iso.substr(14, 2);
        break;
      case 'S':
        out += iso.substr(17, 2);
        break;
      default:
        out += fmt::format("{:0<6}", fraction ? iso.substr(20, iso.size() - 21) : "0");
    }
  }
  return out;
}

/// A pattern, a line end, a text.
void fuzz_one(std::string_view input) {
  const std::size_t end = std::min(input.find('\n'), input.size());
  const std::string_view pattern = input.substr(0, end);
  const auto format = TimeFormat::parse(pattern);
  if (!format) return;
  check(format->described().size() >= 12, "a format is described");
  const std::string_view text = input.substr(std::min(end + 1, input.size()));
  const ParsedTime swedish = format->read(text, TimeFormat::Zone::sweden);
  const ParsedTime utc = format->read(text, TimeFormat::Zone::utc);
  check((swedish.fault == TimeFault::shape) == (utc.fault == TimeFault::shape),
        "a zone has no part in the shape");
  if (utc.fault != TimeFault::none) return;
  const Instant first = parse_time("1996-01-01T00:00:00Z").at;
  const Instant last = parse_time("2100-12-31T23:59:59.999999Z").at;
  check(first <= utc.at && utc.at <= last, "a time lies in the years that are read");
  const ParsedTime again = format->read(written(utc.at, pattern), TimeFormat::Zone::utc);
  check(again.fault == TimeFault::none && again.at == utc.at, "a time is read as it was written");
  if (swedish.fault == TimeFault::none)
    check(to_civil(swedish.at).time_since_epoch() == utc.at.time_since_epoch(),
          "a Swedish clock shows what was written");
  else
    check(swedish.fault == TimeFault::skipped, "only the hour of March is missing in Sweden");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
