#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "app/home.h"
#include "domain/calendar/format.h"
#include "ingest/formats/formats.h"
#include "store/memory/act_log.h"
#include "store/memory/deliveries.h"
#include "store/memory/event_store.h"
#include "store/memory/pending.h"
#include "store/memory/register_store.h"
#include "store/memory/texts.h"

namespace insyn {

/// A home in memory, made with a routine, for tests of use cases. Writes no files.
class HomeForTests {
 public:
  /// `now` as parse_time reads it: when the home is made, and when each process begins.
  explicit HomeForTests(const std::string& routine = small_routine(1000),
                        const std::string& now = "2026-02-20T09:00:00Z")
      : begins_{parse_time(now).at} {
    key_.name = "insyn/test";
    key_.key = ed25519_key(Bytes32{});
    reopen();
    if (const auto made = record_making(*home_, routine); !made)
      throw std::runtime_error{made.error().text};
  }

  Home& home() { return *home_; }

  /// The next process: everything but the stores anew.
  void reopen() {
    auto ledger = Ledger::open(acts_, key_);
    if (!ledger) throw std::runtime_error{ledger.error().text};
    home_ = std::make_unique<Home>(
        Home{.root = std::filesystem::path{},
             .stores = {texts_, events_, acts_, registers_, deliveries_, pending_},
             .formats = formats_,
             .event_key = HashKey{},
             .ledger = std::move(*ledger),
             .now = begins_,
             .actor = "test",
             .create_file = [](const std::filesystem::path&) -> std::unique_ptr<ByteSink> {
               throw std::runtime_error{"no files here"};
             },
             .check_files = [] { return std::vector<std::string>{}; }});
  }

  /// Whoever acts from now on.
  Home& as(const std::string& user) {
    home_->user = user;
    home_->actor = user.empty() ? "test" : "someone";
    return *home_;
  }

  const State& state() const { return home_->ledger.state(); }

  /// The public part of the latest act.
  json::object last_open() const {
    return parse_leaf(home_->ledger.stored(home_->ledger.size() - 1).leaf)->open;
  }
  json::object last_words() const { return home_->ledger.words(home_->ledger.size() - 1); }

  /// One period, one stratum with everyone. `share` in tenths of a percent.
  static std::string small_routine(int share = 1000) {
    return R"([routine]
id = "small"
version = 1
label = "Rutin"
valid_from = "2024-01-01"
[[period]]
key = "1"
label = "Period 1"
whole_weeks = { first = 2, month = 2 }
[[stratum]]
id = "everyone"
label = "Alla"
group = "any"
share = )" +
           std::to_string(share) + "\nperiods = [\"1\"]\n";
  }

 private:
  Instant begins_;
  LedgerKey key_;
  StandardFormats formats_{std::vector<Mapping>{}};
  MemoryTexts texts_;
  MemoryEventStore events_{HashKey{}};
  MemoryActLog acts_;
  MemoryRegisterStore registers_;
  MemoryDeliveries deliveries_;
  MemoryPendingImports pending_;
  std::unique_ptr<Home> home_;
};

}  // namespace insyn
