#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "ingest/csv/reading.h"
#include "ingest/mapped_csv/mapping.h"

namespace insyn {
namespace {

constexpr std::string_view plain_mapping = R"toml(
[mapping]
id = "x"
version = 1
label = "X"
status = "proposed"
[file]
header = { find = ["when"], within_lines = 3 }
footer = "Rows: {count}"
[time]
columns = ["when", "clock"]
formats = ["%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M"]
zone = "Europe/Stockholm"
[fields.actor]
account = { columns = ["who"], required = true, case = "fold" }
[fields.object]
client = { columns = ["pnr"], parse = "se-person-id" }
[fields.action]
columns = ["what"]
[fields.action.values]
read = ["R"]
)toml";

Mapping plain() {
  auto mapping = parse_mapping(plain_mapping, "plain");
  check(mapping.has_value(), "the plain mapping is a mapping");
  return *mapping;
}

ReadLog read(const Mapping& mapping, std::string_view bytes, std::size_t piece) {
  const auto reader = make_mapped_reader(mapping, encoding_of(bytes), HashKey{});
  return read_log(*reader, bytes, piece);
}

void check_log(const Mapping& mapping, std::string_view bytes, std::size_t piece) {
  const ReadLog log = read(mapping, bytes, 0);
  const ReadLog again = read(mapping, bytes, piece);
  check(log.rows == again.rows && log.rejected == again.rejected && log.error == again.error,
        "pieces read as the whole does");
  for (const ReadRow& row : log.rows) {
    check(!row.staff.empty() || !row.account.empty(), "somebody acted");
    check(bytes.find(row.raw) != std::string_view::npos, "a row is the file's");
  }
  for (const ReadReject& row : log.rejected) check(!row.reason.empty(), "a reason is given");
  const std::uint64_t rows = log.rows.size() + log.rejected.size();
  check(log.facts.footer != "ok" || log.facts.footer_rows == rows, "a right footer is right");
}

// A piece size, a mapping up to the first NUL (a plain one stands in for a bad one), then a file.
void fuzz_one(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return;
  const std::string_view input{reinterpret_cast<const char*>(data) + 1, size - 1};
  const std::size_t end = std::min(input.find('\0'), input.size());
  const auto mapping = parse_mapping(input.substr(0, end), "m.toml");
  if (!mapping) check(mapping.error().text.rfind("m.toml:", 0) == 0, "an error says where");
  const std::string_view bytes = input.substr(std::min(end + 1, input.size()));
  check_log(mapping ? *mapping : plain(), bytes, data[0] % 70U + 1U);
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one(data, size);
  return 0;
}
