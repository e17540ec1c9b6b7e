#include "notify/outbox.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "domain/calendar/format.h"
#include "store/contract/temporary_folder.h"

namespace insyn {
namespace {

Instant at(std::string_view time) { return parse_time(time).at; }

class OutboxTest : public testing::Test {
 protected:
  std::unique_ptr<Outbox> open(std::uint64_t acts = 0) {
    auto box = Outbox::open(folder_.path() / "outbox.db", acts);
    if (!box) throw std::runtime_error{box.error().text};
    return std::move(*box);
  }

  static NewMail mail(const std::string& key, std::string_view due = "2026-02-17 09:00") {
    return {key, {MailKind::invitation, "u-1", {}}, at(due), at("2026-03-11 00:00")};
  }

  const Instant now = at("2026-02-17 09:00");
  TemporaryFolder folder_;
};

TEST_F(OutboxTest, AMailIsQueuedOnceForItsKeyHoweverOftenItIsTaken) {
  const auto box = open();
  box->take(std::vector{mail("1/a"), mail("1/b")}, 2, 0, now);
  box->take(std::vector{mail("1/a")}, 3, 0, now);
  EXPECT_EQ(box->counts(now).waiting, 2);
  EXPECT_EQ(box->acts_seen(), 3U);
  const auto due = box->due(now, 10);
  box->settle(due[0].id, MailOutcome::sent, 250, now);
  box->take(std::vector{mail("1/a")}, 3, 0, now);
  EXPECT_EQ(box->due(now, 10).size(), 1U);
  EXPECT_EQ(box->counts(now).sent, 1);
}

TEST_F(OutboxTest, WhatWasQueuedIsThereInTheNextProcessWithTheSameMark) {
  open()->take(std::vector{mail("1/a")}, 7, 2, now);
  const auto mark = open(8)->due(now, 10).at(0).mark;
  EXPECT_EQ(mark.size(), 32U);
  const auto box = open(9);
  EXPECT_EQ(box->due(now, 10).at(0).mark, mark);
  EXPECT_EQ(box->due(now, 10).at(0).message, mail("1/a").message);
  EXPECT_EQ(box->due(now, 10).at(0).before, at("2026-03-11 00:00"));
  EXPECT_EQ(box->acts_seen(), 7U);
  EXPECT_EQ(box->counts(now).unreachable, 2);
  EXPECT_EQ(box->counts(now + std::chrono::days{15}).unreachable, 0) << "old news";
  EXPECT_EQ(box->counts(now + std::chrono::days{15}).waiting, 1);
}

TEST_F(OutboxTest, ANewFileBeginsAtTheLedgersEnd) { EXPECT_EQ(open(40)->acts_seen(), 40U); }

TEST_F(OutboxTest, OfAHomePutBackFromACopyNewActsAreSeenTo) {
  open(40);
  EXPECT_EQ(open(30)->acts_seen(), 30U);
}

TEST_F(OutboxTest, OnlyWhatIsDueComesTheOldestFirst) {
  const auto box = open();
  box->take(std::vector{mail("late", "2026-02-17 08:59"), mail("not yet", "2026-02-17 09:01"),
                        mail("early", "2026-02-16 08:00")},
            1, 0, now);
  const auto due = box->due(now, 10);
  ASSERT_EQ(due.size(), 2U);
  EXPECT_EQ(due[0].id, 3);
  EXPECT_EQ(due[1].id, 1);
  EXPECT_EQ(box->due(now, 1).size(), 1U);
}

TEST_F(OutboxTest, AnAttemptThatNobodySettledIsMadeAgainAtItsTimeAndNotBefore) {
  const auto box = open();
  box->take(std::vector{mail("1/a")}, 1, 0, now);
  box->attempt(1, at("2026-02-17 09:01"));
  EXPECT_TRUE(box->due(now, 10).empty());
  const auto again = box->due(at("2026-02-17 09:01"), 10);
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].attempts, 1);
  box->settle(1, MailOutcome::refused, 550, now);
  EXPECT_TRUE(box->due(at("2026-03-01 09:01"), 10).empty());
  EXPECT_EQ(box->counts(now).failed, 1);
  box->settle(1, MailOutcome::sent, 250, now);
  EXPECT_EQ(box->counts(now).failed, 1) << "what is settled stays so";
}

TEST_F(OutboxTest, NobodysAddressOrNameLiesInTheFile) {
  {
    const auto box = open();
    NewMail one = mail("1/a");
    one.message.facts.rows = 60;
    box->take(std::vector{one}, 1, 0, now);
  }
  auto database = Database::open(folder_.path() / "outbox.db");
  Query query = (*database)->query("SELECT user, facts FROM mail");
  ASSERT_TRUE(query.step());
  EXPECT_EQ(query.bytes(0), "u-1");
  EXPECT_EQ(query.bytes(1).find('@'), std::string_view::npos);
}

// A child queues and is killed without warning; what it said that it had queued is there.
TEST_F(OutboxTest, WhatWasAcknowledgedSurvivesTheProcess) {
  for (int round = 0; round < 5; ++round) {
    int said[2];
    ASSERT_EQ(pipe(said), 0);
    const pid_t child = fork();
    if (child == 0) {
      const auto box = open();
      for (int i = 0;; ++i) {
        box->take(std::vector{mail(std::to_string(round) + "/" + std::to_string(i))}, 1, 0, now);
        const char done = 'x';
        if (write(said[1], &done, 1) != 1) _Exit(1);
      }
    }
    close(said[1]);
    char byte = 0;
    int queued = 0;
    for (; queued < 5 + round; ++queued) ASSERT_EQ(read(said[0], &byte, 1), 1);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    while (read(said[0], &byte, 1) == 1) ++queued;
    close(said[0]);
    const auto box = open();
    const auto waiting = box->counts(now).waiting;
    // The one that was being queued may be there, too.
    EXPECT_GE(waiting, queued);
    EXPECT_LE(waiting, queued + 1);
    for (const QueuedMail& one : box->due(now, 1000))
      box->settle(one.id, MailOutcome::sent, 250, now);
  }
}

TEST_F(OutboxTest, AWholeFileOrNoneHasNothingDamagedAlsoWhileItIsUsed) {
  const std::filesystem::path file = folder_.path() / "outbox.db";
  EXPECT_EQ(verify_outbox(file), std::vector<std::string>{});
  EXPECT_FALSE(std::filesystem::exists(file)) << "looking makes none";
  const auto box = open();
  box->take(std::vector{mail("1/a")}, 1, 0, now);
  EXPECT_EQ(verify_outbox(file), std::vector<std::string>{});
  EXPECT_EQ(box->counts(now).waiting, 1);
}

TEST_F(OutboxTest, AFileThatAProcessHadOnlyBegunIsNotDamaged) {
  std::ofstream{folder_.path() / "outbox.db"};
  EXPECT_EQ(verify_outbox(folder_.path() / "outbox.db"), std::vector<std::string>{});
}

TEST_F(OutboxTest, ADamagedFileIsNamedWithWhatToDoAndLeftAsItIs) {
  const std::filesystem::path file = folder_.path() / "outbox.db";
  const std::string nonsense(20000, 'x');
  std::ofstream{file} << nonsense;
  ASSERT_EQ(verify_outbox(file).size(), 1U);
  EXPECT_NE(verify_outbox(file)[0].find("outbox.db går inte att läsa"), std::string::npos);
  EXPECT_EQ(std::filesystem::file_size(file), nonsense.size());
}

TEST_F(OutboxTest, PagesThatWereOverwrittenInTheMiddleAreFound) {
  std::vector<NewMail> mails;
  for (int i = 0; i < 400; ++i) mails.push_back(mail("1/" + std::to_string(i)));
  open()->take(mails, 1, 0, now);
  const std::filesystem::path file = folder_.path() / "outbox.db";
  {
    std::fstream stream{file, std::ios::in | std::ios::out | std::ios::binary};
    stream.seekp(static_cast<std::streamoff>(std::filesystem::file_size(file) / 2));
    stream << std::string(9000, 'x');
  }
  EXPECT_EQ(verify_outbox(file).size(), 1U);
}

TEST(NextAttempt, ComesLaterEachTimeAndForThreeDays) {
  const Instant first = at("2026-02-17 09:00");
  std::vector<std::int64_t> minutes;
  Instant tried = first;
  for (int attempt = 1; attempt < 100; ++attempt) {
    const auto next = next_attempt(attempt, first, tried);
    if (!next) break;
    minutes.push_back(std::chrono::duration_cast<std::chrono::minutes>(*next - tried).count());
    tried = *next;
  }
  EXPECT_EQ(minutes, (std::vector<std::int64_t>{1, 5, 15, 60, 180, 360, 720, 1440, 1440}));
  EXPECT_LE(tried - first, std::chrono::hours{72});
}

TEST(SendingTime, IsInWorkingHours) {
  const auto from = [](std::string_view time) {
    return format_instant(sending_time(MailKind::reminder_5, at(time)));
  };
  EXPECT_EQ(from("2026-02-17 06:59"), "2026-02-17T06:00:00Z");
  EXPECT_EQ(from("2026-02-17 07:00"), "2026-02-17T06:00:00Z");
  EXPECT_EQ(from("2026-02-17 16:59"), "2026-02-17T15:59:00Z");
  EXPECT_EQ(from("2026-02-17 17:00"), "2026-02-18T06:00:00Z");
  EXPECT_EQ(from("2026-02-20 18:00"), "2026-02-23T06:00:00Z") << "Friday evening, then Monday";
  EXPECT_EQ(from("2026-04-02 18:00"), "2026-04-07T05:00:00Z") << "Easter, and summer time";
  EXPECT_EQ(sending_time(MailKind::suspicion, at("2026-02-21 03:00")), at("2026-02-21 03:00"));
}

}  // namespace
}  // namespace insyn
