#include "app/delivery_check.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/event_keeper.h"
#include "app/views.h"
#include "base/bounded_queue.h"
#include "base/hex.h"
#include "base/two_threads.h"

namespace insyn {
namespace {

/// Pieces of a file that may wait for a thread; a piece is about 1 MiB.
constexpr std::size_t waiting_max = 8;

/// The rows of a raw file that are stored, in order: what events_root is over.
class KeptRows final : public LogSink {
 public:
  explicit KeptRows(const RowSet& kept) : kept_{kept} {}
  void row(const LogRow& row) override {
    if (kept_.has(row.row)) root_.add(row.raw);
  }
  void rejected(const RejectedRow&) override {}
  void rejected_piece(std::string_view) override {}
  Bytes32 root() { return root_.finish(); }

 private:
  const RowSet& kept_;
  EventsRoot root_;
};

/// One reading of a raw file: one thread unpacks it, one hashes it, and the caller's splits it.
class FilePass {
 public:
  explicit FilePass(ByteSource& bytes)
      : hasher_{[this] { hash(); }}, unpacker_{[this, &bytes] { unpack(bytes); }} {}

  ~FilePass() {
    to_hash_.close();
    to_split_.close();
  }
  FilePass(const FilePass&) = delete;
  FilePass& operator=(const FilePass&) = delete;

  /// The next piece for the caller; none at the end.
  std::shared_ptr<const std::string> next() { return to_split_.pop().value_or(nullptr); }

  struct Whole {
    Bytes32 sha256{};
    Encoding encoding = Encoding::utf8;
  };
  /// What is known when all has been read, whether the caller took it or not. Throws what reading
  /// threw.
  Whole finish() {
    while (next() != nullptr) continue;
    unpacker_.join();
    hasher_.join();
    if (failure_) std::rethrow_exception(failure_);
    return {.sha256 = sha256_.finish(), .encoding = detector_.finish()};
  }

 private:
  using Piece = std::shared_ptr<const std::string>;

  void unpack(ByteSource& bytes) {
    try {
      for (std::string_view piece = bytes.next(); !piece.empty(); piece = bytes.next()) {
        const auto shared = std::make_shared<const std::string>(piece);
        if (!to_hash_.push(shared) || !to_split_.push(shared)) break;
      }
    } catch (...) {
      failure_ = std::current_exception();
    }
    to_hash_.close();
    to_split_.close();
  }

  void hash() {
    while (const auto piece = to_hash_.pop()) {
      sha256_.update(**piece);
      detector_.feed(**piece);
    }
  }

  BoundedQueue<Piece> to_hash_{waiting_max};
  BoundedQueue<Piece> to_split_{waiting_max};
  Sha256Stream sha256_;
  EncodingDetector detector_;
  std::exception_ptr failure_;
  std::jthread hasher_;  // last: they use all of the above
  std::jthread unpacker_;
};

/// Checks one delivery. Several may be checked at the same time, each into its own findings.
class DeliveryCheck {
 public:
  DeliveryCheck(Home& home, const std::vector<Source>& sources, std::mutex& files,
                Verification& found)
      : home_{home}, sources_{sources}, files_{files}, found_{found} {}

  /// `kept` is null when it isn't known which rows are stored.
  void file(const DeliveryState& delivery, const RowSet* kept) {
    const std::string name = "Leverans " + std::to_string(delivery.number);
    const auto sha = bytes32_from_hex(delivery.sha256);
    if (!sha) return problem(name + ": handlingen saknar filens kontrollsumma.");
    const auto source = std::ranges::find(sources_, delivery.source, &Source::id);
    const bool has_source = source != sources_.end();
    // The encoding is that of the whole file. What the first piece says is nearly always right;
    // if it wasn't, the file is gone through again.
    for (std::optional<Encoding> known;;) {
      auto bytes = open(*sha);
      if (!bytes) {
        (bytes.error().code == "delivery-purged" ? found_.warnings : found_.problems)
            .push_back(name + ": " + bytes.error().text);
        return;
      }
      FilePass pass{**bytes};
      auto piece = pass.next();
      if (!known) known = likely_encoding(piece == nullptr ? "" : *piece);
      const auto root = has_source && kept != nullptr ? root_of(pass, piece, *source, *known, *kept)
                                                      : std::nullopt;
      const FilePass::Whole whole = pass.finish();
      if (whole.sha256 != *sha) return problem(name + ": filen är inte den som togs emot.");
      if (kept == nullptr) return;
      if (!has_source)
        return problem(name + ": källan " + delivery.source + " saknas i sources.toml.");
      if (whole.encoding != *known) {
        known = whole.encoding;
        continue;
      }
      if (!root) return problem(name + ": filen går inte att tolka om.");
      if (to_hex(*root) != text_of(delivery.open, "events_root"))
        problem(name + ": händelserna är inte filens rader (events_root).");
      return;
    }
  }

  void copies(const DeliveryState& delivery, const CopySums* written, const CopySums& read) {
    const std::string name = "Leverans " + std::to_string(delivery.number);
    const json::value* copies = delivery.open.if_contains("copies");
    if (written == nullptr || copies == nullptr || !copies->is_object())
      return problem(name + ": händelserna saknas.");
    if (to_hex(read.time_copy) != text_of(copies->get_object(), "time"))
      problem(name + ": kopian i tidsordning har ändrats.");
    if (to_hex(read.client_copy) != text_of(copies->get_object(), "client"))
      problem(name + ": kopian i brukarordning har ändrats.");
    if (*written != read) problem(name + ": händelsernas summor är inte de som skrevs med dem.");
  }

 private:
  /// A store is for one thread at a time; what it opens isn't.
  Result<std::unique_ptr<ByteSource>> open(const Bytes32& sha) {
    const std::lock_guard lock{files_};
    return home_.stores.deliveries.get(sha);
  }

  /// The root over the kept rows; none if the file can't be read as its source's.
  std::optional<Bytes32> root_of(FilePass& pass, std::shared_ptr<const std::string> piece,
                                 const Source& source, Encoding encoding, const RowSet& kept) {
    auto reader = home_.formats.reader(source, encoding, home_.event_key);
    if (!reader) return std::nullopt;
    (*reader)->rows_only();
    KeptRows rows{kept};
    for (; piece != nullptr; piece = pass.next())
      if (!(*reader)->feed(*piece, rows)) return std::nullopt;
    if (!(*reader)->finish(rows)) return std::nullopt;
    return rows.root();
  }

  void problem(std::string text) { found_.problems.push_back(std::move(text)); }

  Home& home_;
  const std::vector<Source>& sources_;
  std::mutex& files_;
  Verification& found_;
};

}  // namespace

void guarded(Verification& found, std::string_view what, const std::function<void()>& run) {
  try {
    run();
  } catch (const std::exception& failure) {
    found.problems.push_back(std::string{what} + " går inte att läsa (" + failure.what() + ").");
  }
}

void check_deliveries(Home& home, Verification& found) {
  std::vector<Source> sources{own_source()};
  if (const auto loaded = load_sources(home))
    sources.insert(sources.end(), loaded->begin(), loaded->end());
  else
    found.problems.push_back(loaded.error().text);
  std::map<std::uint32_t, CopySums> written;
  std::map<std::uint32_t, StoredDelivery> stored;
  bool readable = false;
  guarded(found, "Händelserna", [&] {
    written = home.stores.events.committed();
    stored = home.stores.events.read_back();
    readable = true;
  });
  const std::vector<DeliveryState>& deliveries = home.ledger.state().deliveries;
  for (const DeliveryState& delivery : deliveries) stored.try_emplace(delivery.number);
  std::mutex files;
  std::vector<Verification> parts(deliveries.size());
  on_two_threads(deliveries.size(), [&](std::size_t i) {
    const DeliveryState& delivery = deliveries[i];
    DeliveryCheck check{home, sources, files, parts[i]};
    const auto sums = written.find(delivery.number);
    const StoredDelivery& events = stored.find(delivery.number)->second;
    if (readable)
      check.copies(delivery, sums == written.end() ? nullptr : &sums->second, events.sums);
    guarded(parts[i], "Leverans " + std::to_string(delivery.number),
            [&] { check.file(delivery, readable ? &events.rows : nullptr); });
  });
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::ranges::move(parts[i].problems, std::back_inserter(found.problems));
    std::ranges::move(parts[i].warnings, std::back_inserter(found.warnings));
    stored.erase(deliveries[i].number);
  }
  for (const auto& [number, events] : stored)
    found.problems.push_back("Leverans " + std::to_string(number) + " saknar handling.");
}

}  // namespace insyn
