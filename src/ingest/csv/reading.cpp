#include "ingest/csv/reading.h"

namespace insyn {
namespace {

class Collector : public LogSink {
 public:
  explicit Collector(ReadLog& log) : log_{log} {}

  void row(const LogRow& row) override {
    ReadRow one;
    one.row = row.row;
    one.line = row.line;
    one.raw = row.raw;
    one.at = row.at;
    one.account = row.account;
    one.staff = row.staff;
    one.client = row.client;
    one.case_id = row.case_id;
    one.purpose = row.purpose;
    one.unit = row.unit;
    one.provider = row.provider;
    one.resource = row.resource;
    one.system = row.system;
    one.native_id = row.native_id;
    one.action = row.action;
    one.unknown_action = row.unknown_action;
    one.emergency = row.emergency;
    one.content = row.content;
    log_.rows.push_back(std::move(one));
  }

  void rejected_piece(std::string_view raw) override { pending_ += raw; }

  void rejected(const RejectedRow& row) override {
    pending_ += row.raw;
    log_.rejected.push_back({row.row, row.line, pending_, row.reason});
    pending_.clear();
  }

 private:
  ReadLog& log_;
  std::string pending_;
};

}  // namespace

Encoding encoding_of(std::string_view bytes) {
  EncodingDetector detector;
  detector.feed(bytes);
  return detector.finish();
}

ReadLog read_log(LogReader& reader, std::string_view bytes, std::size_t piece) {
  ReadLog log;
  Collector sink{log};
  if (piece == 0) piece = bytes.size() + 1;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    const std::string part{bytes.substr(at, piece)};
    if (const auto fed = reader.feed(part, sink); !fed) {
      log.error = fed.error().text;
      return log;
    }
  }
  const auto facts = reader.finish(sink);
  if (facts)
    log.facts = *facts;
  else
    log.error = facts.error().text;
  return log;
}

}  // namespace insyn
