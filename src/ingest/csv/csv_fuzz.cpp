#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "ingest/csv/splitter.h"

namespace insyn {
namespace {

struct Seen {
  std::uint64_t line = 0;
  std::string raw;
  std::vector<std::string> fields;
  std::uint64_t open_quote_line = 0;
  friend bool operator==(const Seen&, const Seen&) = default;
};

class Collector : public CsvSink {
 public:
  std::vector<Seen> seen;
  void record(const CsvRecord& record) override {
    Seen one{record.line, std::string{record.raw}, {}, record.open_quote_line};
    for (const auto field : record.fields) one.fields.emplace_back(field);
    check(!one.fields.empty(), "a record has a field");
    seen.push_back(one);
  }
  void long_piece(std::string_view raw) override { pending_ += raw; }
  void long_record(const CsvLongRecord& record) override {
    pending_ += record.raw_end;
    seen.push_back({record.line, pending_, {}, record.open_quote_line});
    pending_.clear();
  }

 private:
  std::string pending_;
};

std::vector<Seen> split_in(std::string_view bytes, std::size_t piece) {
  Collector sink;
  CsvSplitter splitter;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    const std::string part{bytes.substr(at, piece)};
    splitter.feed(part, sink);
  }
  splitter.finish(sink);
  return sink.seen;
}

/// Steps over one line end, or to the end of the bytes if a CR is all that is left.
std::size_t after_line_end(std::string_view bytes, std::size_t at) {
  if (bytes.substr(at) == "\r") return at + 1;
  if (bytes.substr(at, 2) == "\r\n") return at + 2;
  return bytes.substr(at, 1) == "\n" ? at + 1 : at;
}

/// Records, their line ends and blank lines are all that there is, in order, each where it says.
void check_accounts_for_every_byte(std::string_view bytes, const std::vector<Seen>& seen) {
  std::size_t at = 0;
  const auto skip_blank_lines = [&] {
    for (std::size_t next = after_line_end(bytes, at); next != at; next = after_line_end(bytes, at))
      at = next;
  };
  for (const Seen& record : seen) {
    skip_blank_lines();
    check(bytes.substr(at, record.raw.size()) == record.raw, "a record lies where it says");
    const auto lines =
        std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    check(record.line == static_cast<std::uint64_t>(lines) + 1, "a record starts on its line");
    at += record.raw.size();
    const std::size_t next = after_line_end(bytes, at);
    check(next != at || at == bytes.size(), "a record ends with its line, or with the file");
    at = next;
  }
  skip_blank_lines();
  check(at == bytes.size(), "records and blank lines account for every byte");
}

void fuzz_one(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return;
  const std::size_t piece = data[0] % 70U + 1U;
  const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
  const auto whole = split_in(bytes, bytes.size() + 1);
  check_accounts_for_every_byte(bytes, whole);
  check(split_in(bytes, piece) == whole, "pieces split as the whole does");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one(data, size);
  return 0;
}
