#include "app/delivery_check.h"

#include <algorithm>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/event_keeper.h"
#include "app/views.h"
#include "base/bounded_queue.h"
#include "base/hex.h"

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

class DeliveryCheck {
 public:
  DeliveryCheck(Home& home, Verification& found) : home_{home}, found_{found} {
    auto sources = load_sources(home);
    if (sources)
      sources_ = std::move(*sources);
    else
      found.problems.push_back(sources.error().text);
    sources_.push_back(own_source());
  }

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
      auto bytes = home_.stores.deliveries.get(*sha);
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
  Verification& found_;
  std::vector<Source> sources_;
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
  DeliveryCheck check{home, found};
  std::map<std::uint32_t, CopySums> written;
  std::map<std::uint32_t, StoredDelivery> stored;
  bool readable = false;
  guarded(found, "Händelserna", [&] {
    written = home.stores.events.committed();
    stored = home.stores.events.read_back();
    readable = true;
  });
  for (const DeliveryState& delivery : home.ledger.state().deliveries) {
    const auto sums = written.find(delivery.number);
    StoredDelivery& events = stored[delivery.number];
    if (readable)
      check.copies(delivery, sums == written.end() ? nullptr : &sums->second, events.sums);
    guarded(found, "Leverans " + std::to_string(delivery.number),
            [&] { check.file(delivery, readable ? &events.rows : nullptr); });
    stored.erase(delivery.number);
  }
  for (const auto& [number, events] : stored)
    found.problems.push_back("Leverans " + std::to_string(number) + " saknar handling.");
}

}  // namespace insyn
