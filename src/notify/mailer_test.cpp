#include "notify/mailer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <set>

#include "app/audit_acts.h"
#include "base/text.h"
#include "notify/mail_town_for_tests.h"

namespace insyn {
namespace {

using std::chrono::minutes;

/// A mail server that answers as it is told, and else takes everything.
class ToldSender final : public MailSender {
 public:
  SendResult send(const std::string& to, const std::string& mail) override {
    ++asked;
    SendResult answer{Delivery::taken, 250, ""};
    if (!answers.empty()) {
      answer = answers.front();
      answers.pop_front();
    }
    if (answer.delivery == Delivery::taken) taken.emplace_back(to, mail);
    return answer;
  }

  std::set<std::string> recipients() const {
    std::set<std::string> all;
    for (const auto& [to, mail] : taken) all.insert(to);
    return all;
  }

  std::deque<SendResult> answers;
  std::vector<std::pair<std::string, std::string>> taken;
  int asked = 0;
};

class MailerTest : public testing::Test {
 protected:
  void round() { mailer_->round(steady_); }

  /// Time passes for both clocks.
  void wait(minutes time) {
    town_.now += time;
    steady_ += time;
  }
  /// The mailer looks at the clock now and then while days pass.
  void wait_until(std::string_view time) {
    const Instant until = parse_time(time).at;
    steady_ += std::chrono::duration_cast<Mailer::Steady::duration>(until - town_.now);
    town_.now = until;
  }
  void start(MailSender* sender) {
    mailer_ = std::make_unique<Mailer>(*town_.desk, *town_.outbox, sender, settings_,
                                       [&](std::string_view line) { said_ += line; });
  }

  MailTown town_;
  ToldSender sender_;
  MailSettings settings_{.from = "insyn@ljungfors.example",
                         .sender_name = "Insyn",
                         .site = {"Ljungfors", "https://insyn.example", "Kim, 0000"}};
  Mailer::Steady::time_point steady_{std::chrono::hours{1000}};
  std::string said_;
  std::unique_ptr<Mailer> mailer_;
};

TEST_F(MailerTest, WhoeverReviewsIsInvitedOnceWhenTheListsAreSent) {
  start(&sender_);
  round();
  EXPECT_EQ(sender_.asked, 0) << "nothing was sent yet";
  town_.send_lists();
  round();
  EXPECT_EQ(sender_.recipients(),
            (std::set<std::string>{"maria@ljungfors.example", "vera@ljungfors.example"}));
  for (int i = 0; i < 3; ++i) {
    wait(minutes{6});
    round();
  }
  EXPECT_EQ(sender_.asked, 2);
  EXPECT_EQ(town_.outbox->counts(town_.now).sent, 2);
}

/// The line of a mail's calendar that begins so; empty if none does.
std::string line(const std::string& mail, const std::string& name) {
  const std::size_t at = mail.find("\n" + name);
  return at == std::string::npos ? "" : mail.substr(at + 1, mail.find('\r', at + 1) - at - 1);
}
std::int64_t version_of(const std::string& mail) {
  return parse_integer(line(mail, "SEQUENCE:").substr(9)).value_or(-1);
}

TEST_F(MailerTest, WhoseListsAllWentToSomebodyElseIsToldOnceAndTheirEntryCancelled) {
  start(&sender_);
  town_.send_lists();
  round();
  const auto invited = std::ranges::find(sender_.taken, "maria@ljungfors.example",
                                         &std::pair<std::string, std::string>::first)
                           ->second;
  sender_.taken.clear();
  town_.desk->act({}, [](Home& home) {
    std::vector<std::string> codes;
    for (const auto& entry : home.ledger.state().progress.audit("2026-1.1")->lists)
      codes.push_back(entry.first);
    for (const std::string& code : codes)  // Vera reads Maria's own already
      (void)appoint_reviewer(home, "2026-1.1", code, "s-vera", "Ledig");
  });
  for (int i = 0; i < 3; ++i) round();
  std::vector<std::string> to_maria;
  for (const auto& [to, mail] : sender_.taken)
    if (to == "maria@ljungfors.example") to_maria.push_back(mail);
  ASSERT_EQ(to_maria.size(), 1U);
  EXPECT_EQ(line(to_maria[0], "METHOD:"), "METHOD:CANCEL");
  EXPECT_EQ(line(to_maria[0], "UID:"), line(invited, "UID:"));
  EXPECT_GT(version_of(to_maria[0]), version_of(invited));
  EXPECT_EQ(to_maria[0].find("Ledig"), std::string::npos) << "the reason stays in the ledger";
}

TEST_F(MailerTest, WhoWasInvitedToAnAuditThatIsAnnulledIsToldAndTheirEntryCancelled) {
  start(&sender_);
  town_.send_lists();
  round();
  const auto invited = sender_.taken;
  sender_.taken.clear();
  const auto annul = [](Home& home) {
    AuditHome::must(annul_audit(home, "2026-1.1", "Fel i underlaget"));
  };
  town_.desk->act({}, annul);
  for (int i = 0; i < 3; ++i) round();
  ASSERT_EQ(sender_.taken.size(), 2U);
  for (const auto& [to, mail] : sender_.taken) {
    const auto before = std::ranges::find(invited, to, &std::pair<std::string, std::string>::first);
    ASSERT_NE(before, invited.end());
    EXPECT_EQ(line(mail, "UID:"), line(before->second, "UID:"));
    EXPECT_NE(line(mail, "UID:"), "");
    EXPECT_GT(version_of(mail), version_of(before->second));
    EXPECT_EQ(line(mail, "METHOD:"), "METHOD:CANCEL");
    EXPECT_EQ(mail.find("underlaget"), std::string::npos) << "the reason stays in the ledger";
  }
}

TEST_F(MailerTest, AnAuditThatIsAnnulledBeforeItsInvitationsWentOutInvitesNobody) {
  start(&sender_);
  wait_until("2026-02-17 18:00");
  town_.send_lists();
  round();
  town_.desk->act(
      {}, [](Home& home) { AuditHome::must(annul_audit(home, "2026-1.1", "Fel i underlaget")); });
  wait_until("2026-02-18 08:00");
  for (int i = 0; i < 3; ++i) round();
  for (const auto& [to, mail] : sender_.taken)
    EXPECT_EQ(mail.find("METHOD:REQUEST"), std::string::npos);
  EXPECT_EQ(town_.outbox->counts(town_.now).failed, 0);
}

TEST_F(MailerTest, AMailNamesNobodyButWhomItIsTo) {
  start(&sender_);
  town_.send_lists();
  round();
  ASSERT_EQ(sender_.taken.size(), 2U);
  for (const auto& [to, mail] : sender_.taken) {
    for (const char* name : {"Anna", "Bo ", "Cia", "Dan", "Klas", "Stina", "s-anna", "c-klas"})
      EXPECT_EQ(mail.find(name), std::string::npos) << name;
    EXPECT_NE(mail.find(to == "maria@ljungfors.example" ? "Hej Maria!" : "Hej Vera!"),
              std::string::npos);
    EXPECT_NE(mail.find("SUMMARY:Loggkontroll\\, Ljungfors"), std::string::npos);
  }
}

TEST_F(MailerTest, NothingGoesOutAtNightButEverythingInTheMorning) {
  start(&sender_);
  town_.now = parse_time("2026-02-17 19:00").at;
  town_.send_lists();
  round();
  wait_until("2026-02-18 06:59");
  round();
  EXPECT_EQ(sender_.asked, 0);
  wait(minutes{1});
  round();
  EXPECT_EQ(sender_.asked, 2);
}

TEST_F(MailerTest, RemindersAreActsOfInsynsOwnAndComeOnce) {
  start(&sender_);
  town_.send_lists();
  round();
  const auto acts = town_.desk->look()->acts;
  wait_until("2026-03-05 09:00");
  round();
  EXPECT_EQ(town_.desk->look()->acts, acts + 1);
  EXPECT_EQ(text_of(town_.town.last_open(), "by"), "insyn");
  EXPECT_EQ(integer_of(town_.town.last_open(), "days"), -5);
  EXPECT_EQ(sender_.asked, 4);
  for (int i = 0; i < 3; ++i) {
    wait(minutes{6});
    round();
  }
  EXPECT_EQ(town_.desk->look()->acts, acts + 1);
  EXPECT_EQ(sender_.asked, 4);
}

TEST_F(MailerTest, AClockThatJumpsWhileItRunsRemindsNobodyBeforeItHasKeptStill) {
  start(&sender_);
  town_.send_lists();
  round();
  const auto acts = town_.desk->look()->acts;
  town_.now = parse_time("2026-03-05 09:00").at;  // the other clock stood
  round();
  EXPECT_EQ(town_.desk->look()->acts, acts);
  wait(minutes{5});
  round();
  EXPECT_EQ(town_.desk->look()->acts, acts);
  town_.now = parse_time("2026-02-17 09:20").at;  // set right again
  round();
  wait(minutes{11});
  round();
  EXPECT_EQ(town_.desk->look()->acts, acts);
  EXPECT_EQ(sender_.asked, 2);
}

TEST_F(MailerTest, WithoutAMailServerMailsWaitAndNothingIsDueByItself) {
  start(nullptr);
  town_.send_lists();
  round();
  EXPECT_EQ(town_.outbox->counts(town_.now).waiting, 2);
  const auto acts = town_.desk->look()->acts;
  wait_until("2026-03-05 09:00");
  round();
  EXPECT_EQ(town_.desk->look()->acts, acts);
  start(&sender_);
  round();
  // The invitations still say something true, and now the reminder is due.
  EXPECT_EQ(sender_.asked, 4);
}

TEST_F(MailerTest, WhatTheServerDoesntWantYetIsTriedAgainWithTheSameMessageId) {
  start(&sender_);
  town_.send_lists();
  sender_.answers = {{Delivery::later, 451, "väntar"}};
  round();
  EXPECT_EQ(sender_.asked, 2) << "the other one goes all the same";
  EXPECT_NE(said_.find("väntar"), std::string::npos);
  round();
  EXPECT_EQ(sender_.asked, 2);
  wait(minutes{1});
  round();
  EXPECT_EQ(sender_.taken.size(), 2U);
}

TEST_F(MailerTest, ARecipientWhomTheServerRefusesIsntTriedAgain) {
  start(&sender_);
  town_.send_lists();
  sender_.answers = {{Delivery::never, 550, "nej"}};
  round();
  wait_until("2026-02-18 10:00");
  round();
  EXPECT_EQ(sender_.asked, 2);
  EXPECT_EQ(town_.outbox->counts(town_.now).failed, 1);
}

TEST_F(MailerTest, AServerThatCantBeReachedIsLeftAloneForAMinute) {
  start(&sender_);
  town_.send_lists();
  sender_.answers = {{Delivery::unreachable, 0, "borta"}, {Delivery::unreachable, 0, "borta"}};
  round();
  round();
  EXPECT_EQ(sender_.asked, 1);
  EXPECT_EQ(said_, "insyn: e-post väntar: borta\n");
  for (int i = 0; i < 10; ++i) {
    wait(minutes{2});
    round();
  }
  EXPECT_EQ(sender_.taken.size(), 2U);
  EXPECT_EQ(said_, "insyn: e-post väntar: borta\n") << "said once";
}

TEST_F(MailerTest, WhatNobodyTakesForThreeDaysIsGivenUp) {
  start(&sender_);
  town_.send_lists();
  for (int i = 0; i < 100; ++i) sender_.answers.push_back({Delivery::later, 450, "sedan"});
  for (int i = 0; i < 24 * 14; ++i) {
    round();
    wait(minutes{60});
  }
  EXPECT_EQ(town_.outbox->counts(town_.now).waiting, 0);
  EXPECT_GE(town_.outbox->counts(town_.now).failed, 2);
}

TEST_F(MailerTest, WhoHasLeftGetsNothing) {
  start(nullptr);
  town_.send_lists();
  round();
  town_.desk->act({}, [&](Home& home) { AuditHome::must(end_user(home, town_.maria)); });
  start(&sender_);
  round();
  EXPECT_EQ(sender_.recipients(), std::set<std::string>{"vera@ljungfors.example"});
}

TEST_F(MailerTest, AProcessThatDiedBeforeItQueuedItsMailsQueuesThemWhenItIsBack) {
  // The act is there, and the outbox hasn't seen it.
  town_.send_lists();
  EXPECT_LT(town_.outbox->acts_seen(), town_.desk->look()->acts);
  start(&sender_);
  round();
  EXPECT_EQ(sender_.asked, 2);
}

TEST_F(MailerTest, AnAddressThatIsNoneReachesNoMailServer) {
  town_.desk->act({}, [&](Home& home) {
    EXPECT_FALSE(rename_user(home, town_.maria, "Maria", "a@b\r\nBcc: x@y"));
    AuditHome::must(rename_user(home, town_.maria, "Maria", "a@b, x@y"));
    town_.town.register_file(Register::staff,
                             "staff_id,name,email,personal_number\ns-anna,Anna,,\ns-bo,Bo,,\n"
                             "s-cia,Cia,,\ns-dan,Dan,,\ns-maria,Maria,x y@example.org,\n"
                             "s-vera,Vera,,191212121212\ns-dora,Dora,,\ns-sub,S,,\n");
  });
  start(&sender_);
  town_.send_lists();
  round();
  EXPECT_EQ(sender_.asked, 0);
  EXPECT_EQ(town_.outbox->counts(town_.now).waiting, 2) << "it may be set right";
  EXPECT_NE(said_.find("ingen e-postadress"), std::string::npos);
}

TEST_F(MailerTest, TheStaffRegistersAddressIsUsedIfTheAccountHasNone) {
  start(&sender_);
  town_.send_lists();
  round();
  // Vera's account has no address (mail_town_for_tests.h); the register's is.
  EXPECT_TRUE(sender_.recipients().contains("vera@ljungfors.example"));
}

}  // namespace
}  // namespace insyn
