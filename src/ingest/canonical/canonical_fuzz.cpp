#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/text.h"
#include "domain/calendar/format.h"
#include "ingest/canonical/canonical.h"
#include "ingest/csv/reading.h"

namespace {

insyn::ReadLog read(std::string_view bytes, std::size_t piece) {
  const auto reader = insyn::make_canonical_reader(insyn::encoding_of(bytes), insyn::HashKey{});
  return insyn::read_log(*reader, bytes, piece);
}

}  // namespace

// However a file is cut it reads the same; an accepted row has all that the contract asks of it,
// and its time survives being written out and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using insyn::check;
  if (size == 0) return 0;
  const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
  const insyn::ReadLog log = read(bytes, 0);
  const insyn::ReadLog again = read(bytes, data[0] % 70U + 1U);
  check(log.rows == again.rows && log.rejected == again.rejected && log.error == again.error,
        "pieces read as the whole does");
  for (const insyn::ReadRow& row : log.rows) {
    check(!row.staff.empty() || !row.account.empty(), "somebody acted");
    check((row.action == insyn::Action::unknown) || row.unknown_action.empty(),
          "an action is known or kept as text");
    check(insyn::is_utf8(row.account + row.staff + row.client + row.unknown_action),
          "values are UTF-8");
    check(insyn::parse_time(insyn::format_instant(row.at)).at == row.at, "a time is read back");
    check(bytes.find(row.raw) != std::string_view::npos, "a row is the file's");
  }
  for (const insyn::ReadReject& row : log.rejected)
    check(!row.reason.empty(), "a rejected row has a reason");
  return 0;
}
