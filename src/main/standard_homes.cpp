#include "main/standard_homes.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

#include "base/hex.h"
#include "ingest/config/config.h"
#include "main/operator_files.h"
#include "notify/outbox.h"
#include "store/duckdb/event_store.h"
#include "store/files/deliveries.h"
#include "store/files/durable_file.h"
#include "store/files/file_sink.h"
#include "store/files/home_lock.h"
#include "store/home_keys.h"
#include "store/sqlite/act_log.h"
#include "store/sqlite/delivery_keys.h"
#include "store/sqlite/home_database.h"
#include "store/sqlite/pending.h"
#include "store/sqlite/register_store.h"
#include "store/sqlite/texts.h"
#include "store/sqlite/view_log.h"
#include "store/sync_folder.h"
#include "web/auth/accounts_file.h"

namespace insyn {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view format_line = "insyn home 2\n";
constexpr std::string_view started_file = "init-started";

constexpr std::string_view sources_toml =
    R"(# Varifrån åtkomstloggar kommer. En [[source]] för varje system eller leverantör.
#   id      namnet i `insyn import --source ID`
#   kind    `canonical` (docs/formats/canonical-log.md), eller en mappnings id, t.ex. `viva`
#   system  vilket system en rad gäller när den inte själv säger det
#   label   hur människor kallar källan

[[source]]
id = "canonical"
kind = "canonical"
system = "canonical"
label = "Kanonisk åtkomstlogg"

[[source]]
id = "viva"
kind = "viva"
system = "viva"
label = "Viva, logglista"
)";

/// Makes a folder's entries durable when it goes: the stores' write-ahead logs have just been
/// removed, and the receipt that is printed now says that all is done.
class SyncedWhenClosed {
 public:
  explicit SyncedWhenClosed(fs::path folder) : folder_{std::move(folder)} {}
  ~SyncedWhenClosed() {
    try {
      sync_folder(folder_);
    } catch (const std::runtime_error&) {
      // Nothing acknowledged hangs on it: a log that comes back is played once more.
    }
  }
  SyncedWhenClosed(const SyncedWhenClosed&) = delete;
  SyncedWhenClosed& operator=(const SyncedWhenClosed&) = delete;

 private:
  fs::path folder_;
};

/// The stores that lie in HOME/insyn.db and the folder of deliveries, over one connection.
struct SqliteStores {
  SqliteStores(std::unique_ptr<Database> opened, const fs::path& root, const HomeKeys& keys)
      : database{std::move(opened)},
        texts{*database, keys},
        acts{*database, keys},
        registers{*database},
        pending{*database, keys},
        delivery_keys{*database},
        deliveries{root / "deliveries", delivery_keys, keys} {}

  Stores with(EventStore& events) { return {texts, events, acts, registers, deliveries, pending}; }

  std::unique_ptr<Database> database;
  SqliteTexts texts;
  SqliteActLog acts;
  SqliteRegisterStore registers;
  SqlitePendingImports pending;
  SqliteDeliveryKeys delivery_keys;
  FileDeliveries deliveries;
};

/// What a second thread reads of an open home: a connection of its own to the database, and the
/// events, which many read.
class HomeReader final : public OpenHome {
 public:
  HomeReader(std::unique_ptr<Database> database, const HomeKeys& keys, const Home& read)
      : stores_{std::move(database), read.root, keys},
        home_{Home{.root = read.root,
                   .stores = stores_.with(read.stores.events),
                   .formats = read.formats,
                   .event_key = read.event_key,
                   .ledger = require(Ledger::open(stores_.acts, read.ledger.key())),
                   .actor = {},
                   .directory = read.directory,
                   .create_file = {},
                   .check_files = {}}} {}

  Home& home() override {
    require(home_.ledger.catch_up());
    stores_.texts.catch_up();
    return home_;
  }

 private:
  template <class T>
  static T require(Result<T> result) {
    if (!result) throw std::runtime_error{result.error().text};
    return std::move(*result);
  }

  SqliteStores stores_;
  Home home_;
};

class StandardHome final : public OpenHome {
 public:
  explicit StandardHome(fs::path root) : synced{std::move(root)} {}

  Home& home() override { return *home_; }

  std::unique_ptr<OpenHome> reader() override {
    auto database = Database::open_reader(home_->root / "insyn.db");
    if (!database) throw std::runtime_error{database.error().text};
    return std::make_unique<HomeReader>(std::move(*database), keys, *home_);
  }

  // In the order of their making; the lock goes last when a home is closed.
  std::unique_ptr<HomeLock> lock;
  SyncedWhenClosed synced;
  HomeKeys keys;
  LedgerKey ledger_key;
  std::unique_ptr<SqliteStores> stores;
  std::unique_ptr<DuckEventStore> events;
  std::unique_ptr<Home> home_;
};

Error unreadable(const fs::path& path, std::string_view what) {
  return {ErrorKind::home, "home-unreadable", path.string() + ": " + std::string{what}};
}

std::optional<std::string> read_small_file(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

Result<Bytes32> read_key(const fs::path& path) {
  const auto text = read_small_file(path);
  if (!text) return fail(unreadable(path, "nyckeln går inte att läsa. Återställ den."));
  const auto key = bytes32_from_hex(std::string_view{*text}.substr(0, 64));
  if (!key || *text != to_hex(*key) + "\n")
    return fail(unreadable(path, "nyckeln är skadad. Återställ den från din kopia."));
  return *key;
}

/// What a process that died has left, of files that it was writing and of sorting.
void remove_leftovers(const fs::path& root) {
  for (const char* name : {"", "keys", "rejected"})
    if (fs::is_directory(root / name)) remove_unfinished(root / name);
  if (!fs::is_directory(root / "tmp")) return;
  std::vector<fs::path> spilled;
  for (const auto& entry : fs::directory_iterator{root / "tmp"}) spilled.push_back(entry.path());
  for (const fs::path& path : spilled) fs::remove_all(path);
}

/// What is wrong with Insyn's own log, if somebody has looked at anything yet.
std::vector<std::string> verify_views(const fs::path& file, const HomeKeys& keys) {
  if (!fs::exists(file)) return {};
  const auto log = SqliteViewLog::open(file, keys);
  return log ? (*log)->verify() : std::vector{log.error().text};
}

/// What is wrong with the accounts, if anybody has one yet.
std::vector<std::string> verify_accounts(const fs::path& file, const HomeKeys& keys) {
  if (!fs::exists(file)) return {};
  try {
    const auto accounts = AccountsFile::open(file, keys.accounts);
    return accounts ? (*accounts)->verify() : std::vector{accounts.error().text};
  } catch (const std::runtime_error&) {
    return {"Filen accounts.db går inte att läsa. Återställ den ur en säkerhetskopia."};
  }
}

/// Everything but the lock, for a folder whose keys are there.
Result<Done> open_stores(StandardHome& open, const fs::path& root, Instant now,
                         const std::string& actor, const LogFormats& formats) {
  remove_leftovers(root);
  const auto master = read_key(root / "keys" / "master.key");
  if (!master) return fail(master.error());
  const auto seed = read_key(root / "keys" / "ledger.key");
  if (!seed) return fail(seed.error());
  open.keys = derive_keys(*master);
  open.ledger_key.key = ed25519_key(*seed);
  open.ledger_key.name =
      "insyn/" + to_hex(sha256(as_view(open.ledger_key.key.public_key))).substr(0, 8);

  auto database = open_home_database(root / "insyn.db", open.keys);
  if (!database) return fail(database.error());
  open.stores = std::make_unique<SqliteStores>(std::move(*database), root, open.keys);
  auto events = DuckEventStore::open({.file = root / "events.duckdb", .temporary = root / "tmp"},
                                     open.keys.events);
  if (!events) return fail(events.error());
  open.events = std::move(*events);
  auto ledger = Ledger::open(open.stores->acts, open.ledger_key);
  if (!ledger) return fail(ledger.error());
  std::error_code gone;
  open.home_ = std::make_unique<Home>(
      Home{.root = root,
           .stores = open.stores->with(*open.events),
           .formats = formats,
           .event_key = open.keys.events,
           .ledger = std::move(*ledger),
           .now = now,
           .actor = actor,
           .directory = fs::current_path(gone),
           .create_file = [root](const fs::path& name) -> std::unique_ptr<ByteSink> {
             if (name.is_absolute()) return create_operator_file(name);
             return std::make_unique<FileSink>(root / name, 0600);
           },
           .create_folder = create_operator_folder,
           .check_files =
               [&open, root] {
                 auto problems = verify_home_database(*open.stores->database, open.keys);
                 for (std::string& problem : verify_views(root / "views.db", open.keys))
                   problems.push_back(std::move(problem));
                 for (std::string& problem : verify_accounts(root / "accounts.db", open.keys))
                   problems.push_back(std::move(problem));
                 for (std::string& problem : verify_outbox(root / "outbox.db"))
                   problems.push_back(std::move(problem));
                 return problems;
               }});
  return recover(*open.home_);
}

/// An init that was cut short may not have come to its first file.
bool holds_only_a_start(const fs::path& root) {
  const std::string start = "." + std::string{started_file} + "-";
  return std::ranges::all_of(fs::directory_iterator{root}, [&](const fs::directory_entry& entry) {
    return entry.path().filename().string().starts_with(start);
  });
}

/// An empty folder to make a home in: new, empty, or left by an init that was cut short.
Result<Done> prepare_folder(const fs::path& root) {
  std::error_code failed;
  fs::create_directories(root, failed);
  if (!fs::is_directory(root))
    return fail(ErrorKind::refused, "home-not-a-folder",
                root.string() + " går inte att skapa som mapp. Välj en annan plats med --home.");
  if (fs::exists(root / started_file) || holds_only_a_start(root)) {
    for (const auto& entry : fs::directory_iterator{root}) fs::remove_all(entry.path());
  } else if (!fs::is_empty(root)) {
    return fail(ErrorKind::refused, "home-not-empty",
                root.string() + " är inte tom och inte ett hem. Välj en annan plats med --home.");
  }
  fs::permissions(root, fs::perms::owner_all, failed);
  write_durably(root / started_file, "");
  for (const char* name : {"keys", "deliveries", "rejected", "tmp"}) {
    fs::create_directory(root / name);
    fs::permissions(root / name, fs::perms::owner_all, failed);
  }
  for (const char* name : {"master.key", "ledger.key"})
    write_durably(root / "keys" / name, to_hex(random_bytes(32)) + "\n");
  write_durably(root / "sources.toml", sources_toml);
  return Done{};
}

}  // namespace

Result<std::unique_ptr<OpenHome>> StandardHomes::open(const fs::path& root, Instant now,
                                                      const std::string& actor) {
  const auto format = read_small_file(root / "format");
  std::error_code failed;
  if (!format && (fs::exists(root / "format", failed) || failed == std::errc::permission_denied))
    return fail(unreadable(root,
                           "hemmet går inte att läsa. Kontrollera ägare och behörighet: kontot "
                           "som kör Insyn ska äga det."));
  if (!format)
    return fail(unreadable(root,
                           "det finns inget hem här. Skapa ett med `insyn init`, eller ange "
                           "rätt plats med --home."));
  if (*format != format_line)
    return fail(unreadable(root, "hemmet är gjort av en annan version av Insyn. Använd den."));
  auto lock = HomeLock::take(root);
  if (!lock) return fail(lock.error());
  auto open = std::make_unique<StandardHome>(root);
  open->lock = std::move(*lock);
  fs::remove(root / started_file);  // The last thing that `create` does may not have been done.
  if (auto opened = open_stores(*open, root, now, actor, formats_); !opened)
    return fail(opened.error());
  return std::unique_ptr<OpenHome>{std::move(open)};
}

Result<std::unique_ptr<OpenHome>> StandardHomes::create(const fs::path& root, Instant now,
                                                        const std::string& actor,
                                                        const std::string& routine) {
  if (fs::exists(root / "format"))
    return fail(ErrorKind::refused, "home-exists",
                root.string() + " är redan ett hem; inget har ändrats.");
  if (auto parsed = parse_routine(routine, "rutinen"); !parsed) return fail(parsed.error());
  if (auto prepared = prepare_folder(root); !prepared) return fail(prepared.error());
  auto lock = HomeLock::take(root);
  if (!lock) return fail(lock.error());
  auto open = std::make_unique<StandardHome>(root);
  open->lock = std::move(*lock);
  if (auto opened = open_stores(*open, root, now, actor, formats_); !opened)
    return fail(opened.error());
  if (auto made = record_making(*open->home_, routine); !made) return fail(made.error());
  write_durably(root / "format", format_line);
  fs::remove(root / started_file);
  sync_folder(root);
  return std::unique_ptr<OpenHome>{std::move(open)};
}

Result<HomeKeys> home_keys_of(const fs::path& root) {
  const auto master = read_key(root / "keys" / "master.key");
  if (!master) return fail(master.error());
  return derive_keys(*master);
}

}  // namespace insyn
