#include "app/import_log.h"

#include <algorithm>
#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "app/event_keeper.h"
#include "app/keeping_thread.h"
#include "app/written_file.h"
#include "base/hex.h"

namespace insyn {
namespace {

/// How much of a file is looked at before the rest is read.
constexpr std::size_t head_bytes_max = std::size_t{2} * 1024 * 1024;

struct TextHash {
  using is_transparent = void;
  using is_avalanching = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

/// Numbers of texts. Logs say the same things over and over, most often what the row above said.
class TextNumbers {
 public:
  explicit TextNumbers(Texts& texts) : texts_{texts} {}

  std::uint32_t of(std::string_view text, std::size_t column) {
    if (text.empty()) return 0;
    Last& last = last_[column];
    if (last.text == text) return last.number;
    auto found = numbers_.find(text);
    if (found == numbers_.end()) {
      const auto number = texts_.intern(std::array{text}).front();
      found = numbers_.emplace(std::string{text}, number.value).first;
    }
    last.text = text;
    return last.number = found->second;
  }

 private:
  struct Last {
    std::string text;
    std::uint32_t number = 0;
  };
  Texts& texts_;
  std::array<Last, 9> last_;
  boost::unordered_flat_map<std::string, std::uint32_t, TextHash, std::equal_to<>> numbers_;
};

/// Takes the rows of one file and hands them to the keeper in batches.
class LogImport : public LogSink {
 public:
  LogImport(Home& home, const Source& source, EventAppend& append, std::uint32_t delivery)
      : home_{home},
        delivery_{delivery},
        numbers_{home.stores.texts},
        rejected_{home, rejected_of_log(delivery)} {
    source_ = numbers_.of(source.id, 0);
    source_system_ = numbers_.of(source.system, 0);
    keeper_ = std::make_unique<EventKeeper>(home, append, source_, delivery);
    keeping_ = std::make_unique<KeepingThread>(*keeper_);
  }

  void row(const LogRow& row) override {
    KeyedEvent& keyed = batch_.events.emplace_back();
    AccessEvent& event = keyed.event;
    event.at = row.at;
    event.source = source_;
    event.system = SystemNo{row.system.empty() ? source_system_ : numbers_.of(row.system, 0)};
    event.account = AccountNo{numbers_.of(row.account, 1)};
    event.staff = StaffNo{numbers_.of(row.staff, 2)};
    event.client = ClientNo{numbers_.of(row.client, 3)};
    event.case_no = CaseNo{numbers_.of(row.case_id, 4)};
    event.action = row.action;
    event.purpose = TextNo{numbers_.of(row.purpose, 5)};
    event.unit = UnitNo{numbers_.of(row.unit, 6)};
    event.provider = TextNo{numbers_.of(row.provider, 7)};
    event.resource = TextNo{numbers_.of(row.resource, 8)};
    event.emergency = row.emergency;
    event.delivery = delivery_;
    event.row = row.row;
    keyed.key = key_of(row);
    batch_.raw.append(row.raw);
    batch_.raw_ends.push_back(batch_.raw.size());
    if (!row.unknown_action.empty())
      batch_.unknown_actions.emplace_back(batch_.events.size() - 1, row.unknown_action);
    ++receipt.rows;
    if (batch_.is_full()) hand_over();
  }

  void rejected_piece(std::string_view raw) override { rejected_.write(raw); }

  void rejected(const RejectedRow& row) override {
    rejected_.write(row.raw);
    rejected_.write("\n");
    ++receipt.rows;
    ++receipt.rejected_count;
    if (receipt.rejected.size() < receipt_rejected_max)
      receipt.rejected.push_back({row.line, row.reason});
  }

  /// After the last row: keeps what is left and fills the receipt.
  Bytes32 finish() {
    hand_over();
    keeping_->finish();
    rejected_sha256 = rejected_.finish();
    return keeper_->finish(receipt);
  }

  Receipt receipt;
  std::string rejected_sha256;  ///< of the file of rejected rows; empty if there is none

 private:
  EventKey key_of(const LogRow& row) {
    if (row.native_id.empty()) return EventKey::of_content(row.content);
    return EventKey::of_native(keyed_hash(home_.event_key, row.native_id), row.content);
  }

  void hand_over() { batch_ = keeping_->exchange(std::move(batch_)); }

  Home& home_;
  std::uint32_t delivery_;
  TextNumbers numbers_;
  std::unique_ptr<EventKeeper> keeper_;
  std::uint32_t source_ = 0;
  std::uint32_t source_system_ = 0;
  Batch batch_;
  RejectedFile rejected_;
  std::unique_ptr<KeepingThread> keeping_;
};

/// Takes nothing: only whether a reader gets through matters.
class NoSink : public LogSink {
 public:
  void row(const LogRow&) override {}
  void rejected(const RejectedRow&) override {}
  void rejected_piece(std::string_view) override {}
};

Result<Done> probe_head(const Home& home, const Source& source, Encoding encoding,
                        std::string_view head, bool whole) {
  auto reader = home.formats.reader(source, encoding, home.event_key);
  if (!reader) return fail(reader.error());
  NoSink sink;
  if (auto fed = (*reader)->feed(head, sink); !fed) return fed;
  if (!whole) return Done{};
  if (auto facts = (*reader)->finish(sink); !facts) return fail(facts.error());
  return Done{};
}

/// A file being read as what its encoding says, and appended as a delivery.
class Reading {
 public:
  Reading(Home& home, const Source& source, Encoding encoding, std::uint32_t delivery)
      : encoding_{encoding}, reader_{home.formats.reader(source, encoding, home.event_key)} {
    if (!reader_) {
      error_ = reader_.error();
      return;
    }
    append_ = home.stores.events.begin(delivery);
    import_ = std::make_unique<LogImport>(home, source, *append_, delivery);
  }

  /// After an error nothing more is taken: it ends the file.
  void feed(std::string_view piece) {
    if (error_) return;
    if (auto fed = (*reader_)->feed(piece, *import_); !fed) error_ = fed.error();
  }

  Encoding encoding() const { return encoding_; }
  std::uint64_t rows() const { return import_ ? import_->receipt.rows : 0; }

  struct Outcome {
    Receipt receipt;
    Bytes32 events_root{};
    std::string rejected_sha256;
  };
  /// After the last piece.
  Result<Outcome> finish() {
    if (error_) return fail(*error_);
    const auto facts = (*reader_)->finish(*import_);
    if (!facts) return fail(facts.error());
    Outcome outcome;
    outcome.events_root = import_->finish();
    outcome.rejected_sha256 = import_->rejected_sha256;
    outcome.receipt = std::move(import_->receipt);
    import_.reset();  // with batches and texts: what is left is sorting, which needs the memory
    outcome.receipt.encoding = facts->encoding;
    outcome.receipt.delimiter = facts->delimiter;
    outcome.receipt.footer = facts->footer;
    return outcome;
  }

  CopySums commit() { return append_->commit(); }

 private:
  Encoding encoding_;
  Result<std::unique_ptr<LogReader>> reader_;
  std::unique_ptr<EventAppend> append_;
  std::unique_ptr<LogImport> import_;
  std::optional<Error> error_;
};

/// Reads a file while it is staged. The encoding is that of the whole file, so it is guessed from
/// the head, and a file whose end says otherwise is read again.
class FileReading {
 public:
  FileReading(Home& home, const Source& source, std::uint32_t delivery)
      : home_{home}, source_{source}, delivery_{delivery} {}

  void see(std::string_view piece) {
    detector_.feed(piece);
    size_ += piece.size();
    if (reading_) return reading_->feed(piece);
    head_.append(piece);
    if (head_.size() >= head_bytes_max) read_head_as(likely_encoding(head_));
  }

  /// After the last piece, with the staged file: it is put in its place as soon as it is known
  /// that it can be used.
  Result<Reading::Outcome> finish(StagedDelivery& staged) {
    const Encoding encoding = detector_.finish();
    if (!reading_) {
      read_head_as(encoding);
    } else if (reading_->encoding() != encoding) {
      reading_.reset();  // one append at a time
      if (auto usable = read_again_as(encoding, staged); !usable) return fail(usable.error());
    }
    auto outcome = reading_->finish();
    if (outcome) staged.keep();
    return outcome;
  }

  std::uint64_t size() const { return size_; }
  std::uint64_t rows() const { return reading_ ? reading_->rows() : 0; }
  CopySums commit() { return reading_->commit(); }

 private:
  void begin(Encoding encoding) {
    reading_ = std::make_unique<Reading>(home_, source_, encoding, delivery_);
  }

  void read_head_as(Encoding encoding) {
    begin(encoding);
    reading_->feed(head_);
    head_ = {};
  }

  Result<Done> read_again_as(Encoding encoding, StagedDelivery& staged) {
    staged.keep();
    auto stored = home_.stores.deliveries.get(staged.sha256());
    if (!stored) return fail(stored.error());
    begin(encoding);
    for (std::string_view piece = (*stored)->next(); !piece.empty(); piece = (*stored)->next())
      reading_->feed(piece);
    return Done{};
  }

  Home& home_;
  const Source& source_;
  std::uint32_t delivery_;
  std::string head_;  // until it is known how to read it
  std::uint64_t size_ = 0;
  EncodingDetector detector_;
  std::unique_ptr<Reading> reading_;
};

json::object open_part(const Receipt& receipt, std::uint32_t delivery, const Bytes32& root) {
  json::object open;
  open["delivery"] = delivery;
  open["sha256"] = receipt.sha256;
  open["source"] = receipt.source;
  open["rows"] = receipt.rows;
  open["accepted"] = receipt.accepted;
  open["duplicates"] = receipt.duplicates;
  open["conflicts"] = receipt.conflicts;
  open["rejected_count"] = receipt.rejected_count;
  open["from"] = receipt.from;
  open["to"] = receipt.to;
  open["events_root"] = to_hex(root);
  return open;
}

}  // namespace

Result<Done> probe_log(const Home& home, const Source& source, ByteSource& bytes) {
  EncodingDetector detector;
  std::string head;
  std::uint64_t size = 0;
  for (std::string_view piece = bytes.next(); !piece.empty(); piece = bytes.next()) {
    detector.feed(piece);
    size += piece.size();
    head.append(piece.substr(0, head_bytes_max - head.size()));
  }
  return probe_head(home, source, detector.finish(), head, size == head.size());
}

Result<Done> record_delivery(Home& home, std::uint32_t delivery, json::object open,
                             json::object words, const CopySums& sums) {
  open["copies"] =
      json::object{{"client", to_hex(sums.client_copy)}, {"time", to_hex(sums.time_copy)}};
  auto act = home.ledger.record(
      {.kind = act::delivery_imported, .open = std::move(open), .words = std::move(words)},
      home.now);
  if (!act) return fail(act.error());
  home.stores.pending.remove(delivery);
  return Done{};
}

Result<Receipt> import_log(Home& home, const Source& source, ByteSource& bytes,
                           const std::string& file, const ProgressSink& progress) {
  const auto started = std::chrono::steady_clock::now();
  const std::uint32_t delivery = home.ledger.state().last_delivery() + 1;
  FileReading reading{home, source, delivery};
  const auto staged = home.stores.deliveries.stage(bytes, [&](std::string_view piece) {
    reading.see(piece);
    if (progress) progress({.bytes = reading.size(), .rows = reading.rows()});
  });
  auto outcome = reading.finish(*staged);
  if (!outcome) return fail(outcome.error());

  Receipt receipt = std::move(outcome->receipt);
  receipt.file = file;
  receipt.sha256 = to_hex(staged->sha256());
  receipt.source = source.id;
  json::object open = open_part(receipt, delivery, outcome->events_root);
  json::object words = words_of(home);
  words["file"] = file;
  words["receipt"] = to_json(receipt);
  words["rejected_sha256"] = outcome->rejected_sha256;
  words["sources_sha256"] = sources_sha256(home);
  if (progress) progress({.bytes = reading.size(), .rows = receipt.rows, .storing = true});
  home.stores.texts.sync();
  home.stores.pending.put(delivery, canonical_json(json::object{{"open", open}, {"words", words}}));
  const CopySums sums = reading.commit();
  if (auto recorded = record_delivery(home, delivery, std::move(open), std::move(words), sums);
      !recorded)
    return fail(recorded.error());
  receipt.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return receipt;
}

}  // namespace insyn
