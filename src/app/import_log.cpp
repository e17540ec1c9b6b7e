#include "app/import_log.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <future>
#include <memory>
#include <string_view>
#include <unordered_map>

#include "app/event_keeper.h"
#include "base/hex.h"

namespace insyn {
namespace {

/// How much of a file is looked at before the rest is read.
constexpr std::size_t head_bytes_max = std::size_t{2} * 1024 * 1024;

struct TextHash {
  using is_transparent = void;
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
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> numbers_;
};

/// Takes the rows of one file and hands them to the keeper in batches, one ahead.
class LogImport : public LogSink {
 public:
  LogImport(Home& home, const Source& source, EventAppend& append, std::uint32_t delivery)
      : home_{home}, delivery_{delivery}, numbers_{home.stores.texts} {
    source_ = numbers_.of(source.id, 0);
    source_system_ = numbers_.of(source.system, 0);
    keeper_ = std::make_unique<EventKeeper>(home, append, source_, delivery);
  }
  ~LogImport() override {
    if (keeping_.valid()) keeping_.wait();  // the batch is the thread's until it is done
  }
  LogImport(const LogImport&) = delete;
  LogImport& operator=(const LogImport&) = delete;

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

  void rejected_piece(std::string_view raw) override { rejected_file().write(raw); }

  void rejected(const RejectedRow& row) override {
    rejected_file().write(row.raw);
    rejected_file().write("\n");
    ++receipt.rows;
    ++receipt.rejected_count;
    if (receipt.rejected.size() < receipt_rejected_max)
      receipt.rejected.push_back({row.line, row.reason});
  }

  /// After the last row: keeps what is left and fills the receipt.
  Bytes32 finish() {
    hand_over();
    wait();
    if (rejected_) rejected_->finish();
    return keeper_->finish(receipt);
  }

  Receipt receipt;

 private:
  EventKey key_of(const LogRow& row) {
    if (row.native_id.empty()) return EventKey::of_content(row.content);
    return EventKey::of_native(keyed_hash(home_.event_key, row.native_id), row.content);
  }

  ByteSink& rejected_file() {
    if (!rejected_)
      rejected_ = home_.create_file(std::filesystem::path{"rejected"} /
                                    (std::to_string(delivery_) + ".csv"));
    return *rejected_;
  }

  /// Throws what the keeper threw.
  void wait() {
    if (keeping_.valid()) keeping_.get();
  }

  void hand_over() {
    wait();
    std::swap(batch_, kept_);
    batch_ = {};
    keeping_ = std::async(std::launch::async, [this] { keeper_->keep(kept_); });
  }

  Home& home_;
  std::uint32_t delivery_;
  TextNumbers numbers_;
  std::unique_ptr<EventKeeper> keeper_;
  std::uint32_t source_ = 0;
  std::uint32_t source_system_ = 0;
  Batch batch_, kept_;
  std::unique_ptr<ByteSink> rejected_;
  std::future<void> keeping_;
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

struct Head {
  std::string bytes;
  std::uint64_t size = 0;
  EncodingDetector detector;

  void see(std::string_view piece) {
    detector.feed(piece);
    size += piece.size();
    if (bytes.size() < head_bytes_max) bytes.append(piece.substr(0, head_bytes_max - bytes.size()));
  }
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
  Head head;
  for (std::string_view piece = bytes.next(); !piece.empty(); piece = bytes.next()) head.see(piece);
  return probe_head(home, source, head.detector.finish(), head.bytes,
                    head.size == head.bytes.size());
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
  Head head;
  Progress done{.stage = "läser"};
  const auto staged = home.stores.deliveries.stage(bytes, [&](std::string_view piece) {
    head.see(piece);
    done.bytes = head.size;
    if (progress) progress(done);
  });
  const Encoding encoding = head.detector.finish();
  if (auto usable = probe_head(home, source, encoding, head.bytes, head.size == head.bytes.size());
      !usable)
    return fail(usable.error());
  staged->keep();

  auto reader = home.formats.reader(source, encoding, home.event_key);
  if (!reader) return fail(reader.error());
  auto stored = home.stores.deliveries.get(staged->sha256());
  if (!stored) return fail(stored.error());
  const std::uint32_t delivery = home.ledger.state().last_delivery() + 1;
  const auto append = home.stores.events.begin(delivery);
  LogImport import{home, source, *append, delivery};
  done = {.stage = "tolkar", .bytes_total = head.size};
  for (std::string_view piece = (*stored)->next(); !piece.empty(); piece = (*stored)->next()) {
    if (auto fed = (*reader)->feed(piece, import); !fed) return fail(fed.error());
    done.bytes += piece.size();
    done.rows = import.receipt.rows;
    if (progress) progress(done);
  }
  const auto facts = (*reader)->finish(import);
  if (!facts) return fail(facts.error());
  const Bytes32 root = import.finish();

  Receipt receipt = std::move(import.receipt);
  receipt.file = file;
  receipt.sha256 = to_hex(staged->sha256());
  receipt.source = source.id;
  receipt.encoding = facts->encoding;
  receipt.delimiter = facts->delimiter;
  receipt.footer = facts->footer;
  json::object open = open_part(receipt, delivery, root);
  json::object words = words_of(home);
  words["file"] = file;
  words["receipt"] = to_json(receipt);
  home.stores.texts.sync();
  home.stores.pending.put(delivery, canonical_json(json::object{{"open", open}, {"words", words}}));
  const CopySums sums = append->commit();
  if (auto recorded = record_delivery(home, delivery, std::move(open), std::move(words), sums);
      !recorded)
    return fail(recorded.error());
  receipt.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return receipt;
}

}  // namespace insyn
