#include "main/web_application.h"

#include <fstream>
#include <iterator>
#include <utility>

#include "app/views.h"
#include "domain/calendar/sweden.h"
#include "main/standard_homes.h"
#include "store/files/file_source.h"
#include "store/sqlite/view_log.h"
#include "web/auth/curl_fetch.h"
#include "web/auth/login.h"
#include "web/pages/import_jobs.h"
#include "web/site/site.h"

namespace insyn {
namespace {

namespace fs = std::filesystem;

/// More than this is a delivery of its own, so that none gets too large to be read at once.
constexpr std::uint64_t views_waiting_max = 100'000;

Result<std::unique_ptr<ByteSource>> open_file(const fs::path& path) {
  auto file = FileSource::open(path);
  if (!file) return fail(file.error());
  return std::unique_ptr<ByteSource>{std::move(*file)};
}

/// Who can log in to the demo; shown only where a password alone lets everyone in anyway.
std::string demo_notice_of(const fs::path& root, const ServerConfig& config) {
  if (!config.password_only) return {};
  std::ifstream file{root / "demo.txt"};
  return {std::istreambuf_iterator<char>{file}, {}};
}

MailNews news_of(Mailing& mailing, Instant now) {
  const MailCounts counts = mailing.counts(now);
  return {.is_configured = mailing.is_configured(),
          .is_damaged = mailing.is_damaged(),
          .waiting = counts.waiting,
          .failed = counts.failed,
          .unreachable = counts.unreachable};
}

class StandardWebApplication final : public WebApplication {
 public:
  StandardWebApplication(const fs::path& root, Desk& desk, Mailing& mailing,
                         const ServerConfig& config, std::unique_ptr<AccountsFile> accounts,
                         std::unique_ptr<SqliteViewLog> views)
      : desk_{desk},
        accounts_{std::move(accounts)},
        views_{std::move(views)},
        logins_{config, *accounts_, fetch_},
        imports_{desk, open_file},
        site_{SiteParts{.desk = desk,
                        .views = *views_,
                        .logins = logins_,
                        .imports = imports_,
                        .demo_notice = demo_notice_of(root, config),
                        .mails = [&mailing, &desk] { return news_of(mailing, desk.now()); }}} {}

  HttpResponse answer(const HttpRequest& request) override { return site_.answer(request); }

  std::vector<std::string> trusted_proxies() const override {
    return logins_.config().trusted_proxies;
  }

  void deliver_views() override {
    const std::uint64_t delivered = views_->delivered();
    const std::uint64_t waiting = views_->size() - delivered;
    if (waiting == 0) return;
    const auto oldest = views_->read(delivered, 1);
    if (oldest.empty()) return;
    if (waiting < views_waiting_max && day_of(oldest.front().at) == day_of(desk_.now())) return;
    desk_.act({}, [&](Home& home) {
      const auto done = insyn::deliver_views(home, *views_);
      if (!done) throw std::runtime_error{done.error().text};
    });
  }

 private:
  Desk& desk_;
  std::unique_ptr<AccountsFile> accounts_;
  std::unique_ptr<SqliteViewLog> views_;
  CurlFetch fetch_;
  Logins logins_;
  ImportJobs imports_;
  Site site_;
};

}  // namespace

Result<std::unique_ptr<WebApplication>> open_web_application(const fs::path& root, Desk& desk,
                                                             Mailing& mailing) {
  auto config = read_server_config(root);
  if (!config) return fail(config.error());
  const auto keys = home_keys_of(root);
  if (!keys) return fail(keys.error());
  auto accounts = AccountsFile::open(root / "accounts.db", keys->accounts);
  if (!accounts) return fail(accounts.error());
  auto views = SqliteViewLog::open(root / "views.db", *keys);
  if (!views) return fail(views.error());
  return std::make_unique<StandardWebApplication>(root, desk, mailing, *config,
                                                  std::move(*accounts), std::move(*views));
}

Result<std::string> make_setup_code(const fs::path& root, const std::string& user,
                                    const std::string& login, Instant now) {
  const auto keys = home_keys_of(root);
  if (!keys) return fail(keys.error());
  const auto file = AccountsFile::open(root / "accounts.db", keys->accounts);
  if (!file) return fail(file.error());
  Accounts accounts{**file};
  if (!accounts.by_user(user)) {
    const auto added = accounts.add(user, login);
    if (!added) return fail(added.error());
  }
  return accounts.new_setup_code(user, now);
}

}  // namespace insyn
