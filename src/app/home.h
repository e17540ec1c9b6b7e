#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/ledger.h"
#include "base/byte_sink.h"
#include "base/hash.h"
#include "base/result.h"
#include "domain/calendar/time.h"
#include "domain/routine/routine.h"
#include "ingest/log_formats.h"
#include "store/act_log.h"
#include "store/deliveries.h"
#include "store/event_store.h"
#include "store/pending.h"
#include "store/register_store.h"
#include "store/texts.h"

namespace insyn {

/// The stores of one home, behind their ports; borrowed.
struct Stores {
  Texts& texts;
  EventStore& events;
  ActLog& acts;
  RegisterStore& registers;
  Deliveries& deliveries;
  PendingImports& pending;
};

struct KeptRegisters;
struct KeptLists;

/// What a use case works on: the stores of an open home and what the command brought with it. No
/// state of its own but the ledger; made for one command.
struct Home {
  std::filesystem::path root;
  Stores stores;
  const LogFormats& formats;
  HashKey event_key;  ///< of the hashes by which events are recognised
  Ledger ledger;
  Instant now{};       ///< the clock, read once
  std::string actor;   ///< who acts; personal data, so only ever in words
  std::string user{};  ///< the id of who acts among the users; empty at the command line
  /// The registers that were looked at last, for the next use case (app/registers_at.h).
  std::shared_ptr<const KeptRegisters> kept_registers{};
  /// The lists of drawn audits that were looked at, by audit (app/frozen_lists.h).
  std::map<std::string, std::shared_ptr<const KeptLists>, std::less<>> kept_lists{};
  /// Where relative paths that the operator names begin; absolute.
  std::filesystem::path directory{};
  /// Begins a file of the home, named by its path relative to the root.
  /// An absolute path is a file elsewhere.
  std::function<std::unique_ptr<ByteSink>(const std::filesystem::path&)> create_file;
  /// Makes a folder elsewhere, durably; does nothing if it is there. Throws if it can't be made.
  std::function<void(const std::filesystem::path&)> create_folder{};
  /// What is wrong with the files beneath the stores: Swedish sentences, for `verify`.
  std::function<std::vector<std::string>()> check_files;
};

/// The sources of HOME/sources.toml.
Result<std::vector<Source>> load_sources(const Home& home);

/// The SHA-256 of that file in hexadecimal digits: acts note in their words what it was, so that
/// `verify` can say that it has changed since. Empty if it can't be read.
std::string sources_sha256(const Home& home);

/// The routine in force today.
Result<Routine> load_routine(const Home& home);

/// The version that an audit runs under (`routine_version` of its opening), or any other.
Result<Routine> load_routine_version(const Home& home, int version);

/// The routine that a period is opened by: the one in force on its first day, so that a change
/// never reaches back. Refused (code "period-unknown") if no version has such a period then.
Result<Routine> routine_of_period(const Home& home, std::string_view period);

/// The text of a version as it was adopted; home "routine-missing" if it can't be read.
Result<std::string> routine_text(const Home& home, const RoutineVersion& version);

/// The first act of a home: that it was made, with this routine (its TOML).
Result<Done> record_making(Home& home, const std::string& routine_toml);

/// Finishes what a crash left between two stores: a delivery whose events were committed gets its
/// act; what no act stands behind in the registers and among the rejected rows is taken back. Call
/// before anything else.
Result<Done> recover(Home& home);

/// Adds who acted to the words of an act.
json::object words_of(const Home& home);

}  // namespace insyn
