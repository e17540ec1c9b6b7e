#include "main/mailing.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "notify/mailer.h"
#include "web/auth/server_config.h"

namespace insyn {
namespace {

constexpr std::chrono::seconds look_every{2};
/// After something that the round couldn't do, say on a full disk.
constexpr std::chrono::seconds after_failure{60};

SmtpServer::Tls tls_of(MailConfig::Tls tls) {
  switch (tls) {
    case MailConfig::Tls::required:
      return SmtpServer::Tls::required;
    case MailConfig::Tls::direct:
      return SmtpServer::Tls::direct;
    case MailConfig::Tls::optional:
      return SmtpServer::Tls::optional;
    case MailConfig::Tls::none:
      return SmtpServer::Tls::none;
  }
  return SmtpServer::Tls::required;
}

std::unique_ptr<MailSender> sender_of(const ServerConfig& config) {
  if (!config.mail) return nullptr;
  const MailConfig& mail = *config.mail;
  SmtpServer server;
  server.host = mail.host;
  server.port = mail.port;
  server.tls = tls_of(mail.tls);
  server.user = mail.user;
  server.password = mail.password;
  server.ca_file = mail.ca_file;
  server.from = mail.from;
  return make_smtp_sender(std::move(server));
}

MailSettings settings_of(const ServerConfig& config) {
  MailSettings settings;
  settings.site = {config.municipality, config.public_url, config.contact};
  if (!config.mail) return settings;
  settings.from = config.mail->from;
  settings.sender_name = config.mail->sender_name;
  settings.reply_to = config.mail->reply_to;
  return settings;
}

class MailingThread final : public Mailing {
 public:
  MailingThread(const ServerConfig& config, Desk& desk, std::unique_ptr<Outbox> outbox,
                std::function<void(std::string_view)> report)
      : outbox_{std::move(outbox)},
        sender_{sender_of(config)},
        report_{std::move(report)},
        mailer_{desk, *outbox_, sender_.get(), settings_of(config), report_},
        thread_{[this](const std::stop_token& stop) { run(stop); }} {}

  MailCounts counts(Instant now) override {
    try {
      const MailCounts found = outbox_->counts(now);
      is_damaged_ = false;
      return found;
    } catch (const std::runtime_error&) {
      // It can't be read while it is used: `run` says so, and no page fails for it.
      is_damaged_ = true;
      return {};
    }
  }
  bool is_configured() const override { return sender_ != nullptr; }
  bool is_damaged() const override { return is_damaged_; }

 private:
  void run(const std::stop_token& stop) {
    std::mutex mutex;
    std::unique_lock lock{mutex};
    std::condition_variable_any stopped;
    std::chrono::seconds pause = look_every;
    while (!stopped.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); })) {
      pause = look_every;
      try {
        mailer_.round(Mailer::Steady::now(), stop);
      } catch (const std::exception& failure) {
        report_("insyn: e-post gick inte att sköta: " + std::string{failure.what()} + "\n");
        pause = after_failure;
      }
    }
  }

  std::atomic<bool> is_damaged_ = false;
  std::unique_ptr<Outbox> outbox_;
  std::unique_ptr<MailSender> sender_;  ///< none without `[mail]`
  std::function<void(std::string_view)> report_;
  Mailer mailer_;
  std::jthread thread_;  // last: it uses all of the above
};

/// A queue that can't be trusted: nothing is done with it.
class NoMailing final : public Mailing {
 public:
  explicit NoMailing(bool is_configured) : is_configured_{is_configured} {}
  MailCounts counts(Instant) override { return {}; }
  bool is_configured() const override { return is_configured_; }
  bool is_damaged() const override { return true; }

 private:
  bool is_configured_;
};

}  // namespace

Result<std::unique_ptr<Mailing>> start_mailing(const std::filesystem::path& root, Desk& desk,
                                               std::function<void(std::string_view)> report) {
  const auto config = read_server_config(root);
  if (!config) return fail(config.error());
  const auto problems = verify_outbox(root / "outbox.db");
  for (const std::string& problem : problems) report("insyn: " + problem + "\n");
  if (!problems.empty()) return std::make_unique<NoMailing>(config->mail.has_value());
  auto outbox = Outbox::open(root / "outbox.db", desk.look()->acts);
  if (!outbox) return fail(outbox.error());
  return std::make_unique<MailingThread>(*config, desk, std::move(*outbox), std::move(report));
}

}  // namespace insyn
