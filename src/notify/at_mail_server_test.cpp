// Against a mail server that isn't ours: tests/e2e/mail.py starts one and says by the environment
// what to do; without it there is nothing to test.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "base/text.h"
#include "notify/mail_town_for_tests.h"
#include "notify/mailer.h"

namespace insyn {
namespace {

std::string said_by_environment(const char* name) {
  const char* const text = std::getenv(name);
  return text == nullptr ? "" : text;
}

SmtpServer server() {
  SmtpServer server;
  server.host = said_by_environment("INSYN_MAIL_HOST");
  server.port = static_cast<int>(parse_integer(said_by_environment("INSYN_MAIL_PORT")).value_or(0));
  server.user = said_by_environment("INSYN_MAIL_USER");
  server.password = said_by_environment("INSYN_MAIL_PASSWORD");
  server.ca_file = said_by_environment("INSYN_MAIL_CA");
  server.from = "insyn@ljungfors.example";
  server.connect_seconds = 5;
  server.total_seconds = 5;
  const std::string tls = said_by_environment("INSYN_MAIL_TLS");
  server.tls = tls == "required"   ? SmtpServer::Tls::required
               : tls == "direct"   ? SmtpServer::Tls::direct
               : tls == "optional" ? SmtpServer::Tls::optional
                                   : SmtpServer::Tls::none;
  return server;
}

/// One process of a server: sends what is due at its time, and writes down what is left.
TEST(AtAMailServer, WhatIsDueIsSent) {
  const std::string folder = said_by_environment("INSYN_MAIL_FOLDER");
  if (folder.empty()) GTEST_SKIP() << "no mail server";
  MailTown town{folder};
  town.send_lists();
  if (!said_by_environment("INSYN_MAIL_ANNULLED").empty())
    town.desk->act(
        {}, [](Home& home) { AuditHome::must(annul_audit(home, "2026-1.1", "Fel i underlaget")); });
  town.now +=
      std::chrono::minutes{parse_integer(said_by_environment("INSYN_MAIL_MINUTES")).value_or(0)};
  std::vector<NewMail> more;
  const auto count = parse_integer(said_by_environment("INSYN_MAIL_MORE")).value_or(0);
  for (std::int64_t i = 0; i < count; ++i)
    more.push_back({"more/" + std::to_string(i),
                    {MailKind::suspicion, town.maria, {}},
                    town.now,
                    town.now + std::chrono::days{2}});
  if (!more.empty()) town.outbox->take(more, 0, 0, town.now);
  const auto sender = make_smtp_sender(server());
  std::ofstream said{folder + "/said.txt"};
  Mailer mailer{*town.desk, *town.outbox, sender.get(),
                MailSettings{.from = "insyn@ljungfors.example",
                             .sender_name = "Insyn Åmål",
                             .reply_to = "loggkontroll@ljungfors.example",
                             .site = {"Ljungfors", "https://insyn.example", "Kim, 0000"}},
                [&](std::string_view line) { said << line; }};
  Mailer::Steady::time_point steady = Mailer::Steady::now();
  do {
    mailer.round(steady);
    steady += std::chrono::seconds{61};
  } while (!town.outbox->due(town.now, 1).empty());
  const MailCounts left = town.outbox->counts(town.now);
  std::ofstream{folder + "/counts.txt"} << left.waiting << " " << left.sent << " " << left.failed
                                        << "\n";
}

}  // namespace
}  // namespace insyn
