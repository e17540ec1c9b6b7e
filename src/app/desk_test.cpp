#include "app/desk.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "app/home_for_tests.h"

namespace insyn {
namespace {

constexpr Instant nine{std::chrono::microseconds{1'767'258'000'000'000}};

std::string pitea() {
  std::ifstream file{std::string{INSYN_REPO} + "/routines/pitea.toml"};
  return {std::istreambuf_iterator<char>{file}, {}};
}

void annotate(Home& home, json::object words = {}) {
  const auto act =
      home.ledger.record({.kind = "noted", .open = {}, .words = std::move(words)}, home.now);
  if (!act) throw std::runtime_error{act.error().text};
}

void record_audit(Home& home, std::string_view kind, json::object words) {
  const json::object open{{"audit", "2026-1.1"}, {"period", "2026-1"}};
  const auto act =
      home.ledger.record({.kind = kind, .open = open, .words = std::move(words)}, home.now);
  if (!act) throw std::runtime_error{act.error().text};
}

class DeskTest : public testing::Test {
 protected:
  HomeForTests kept_{pitea()};
  std::unique_ptr<Desk> desk_ = make_desk(kept_.home(), [] { return nine; });
};

TEST_F(DeskTest, WorkSeesTheClockAndWhoActs) {
  desk_->act({.user = "u7", .name = "Robin"}, [](Home& home) {
    EXPECT_EQ(home.now, nine);
    EXPECT_EQ(home.user, "u7");
    EXPECT_EQ(home.actor, "Robin");
  });
  desk_->act({.user = "", .name = "Kim"}, [](Home& home) { EXPECT_EQ(home.user, ""); });
}

TEST_F(DeskTest, WhatWasDoneIsSeenAtOnce) {
  const auto before = desk_->look();
  desk_->act({}, [](Home& home) { annotate(home); });
  EXPECT_EQ(desk_->look()->acts, before->acts + 1);
  EXPECT_EQ(before->acts, 1U) << "a snapshot never changes";
}

TEST_F(DeskTest, WorkThatOnlyLooksGivesItsResultAndNoNewSnapshot) {
  const auto before = desk_->look();
  const auto size = desk_->ask<std::uint64_t>({}, [](Home& home) { return home.ledger.size(); });
  EXPECT_EQ(size, 1U);
  EXPECT_EQ(desk_->look(), before);
}

TEST_F(DeskTest, WhatWorkThrowsIsThrownToWhoAskedAndToNobodyElse) {
  const auto broken = [](Home& home) {
    annotate(home);
    throw std::invalid_argument{"no"};
  };
  EXPECT_THROW(desk_->act({}, broken), std::invalid_argument);
  EXPECT_EQ(desk_->look()->acts, 2U) << "the act before was made, and is seen";
  desk_->act({}, [](Home& home) { annotate(home); });
  EXPECT_EQ(desk_->look()->acts, 3U);
}

TEST_F(DeskTest, WorkOfManyIsDoneOneAtATimeAndNoneIsLost) {
  constexpr int each = 25;
  std::atomic<int> inside = 0;
  {
    std::vector<std::jthread> callers;
    for (int caller = 0; caller < 4; ++caller)
      callers.emplace_back([&] {
        for (int i = 0; i < each; ++i) {
          const auto before = desk_->look()->acts;
          desk_->act({}, [&](Home& home) {
            EXPECT_EQ(++inside, 1);
            annotate(home);
            --inside;
          });
          EXPECT_GT(desk_->look()->acts, before);
        }
      });
  }
  EXPECT_EQ(desk_->look()->acts, 1U + 4 * each);
  EXPECT_TRUE(desk_->is_idle());
}

TEST_F(DeskTest, LookingNeverWaitsForWorkUnderWay) {
  std::promise<void> begun, may_end;
  std::jthread caller{[&] {
    desk_->act({}, [&](Home& home) {
      annotate(home);
      begun.set_value();
      may_end.get_future().wait();
    });
  }};
  begun.get_future().wait();
  EXPECT_EQ(desk_->look()->acts, 1U) << "what isn't done isn't believed";
  EXPECT_FALSE(desk_->is_idle());
  may_end.set_value();
}

TEST_F(DeskTest, WhatWaitsIsDoneBeforeTheDeskGoes) {
  std::promise<void> begun, may_end;
  std::atomic<bool> was_done = false;
  std::jthread first{[&] {
    desk_->act({}, [&](Home&) {
      begun.set_value();
      may_end.get_future().wait();
    });
  }};
  begun.get_future().wait();
  std::jthread second{[&] { desk_->act({}, [&](Home&) { was_done = true; }); }};
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (desk_->is_idle() && std::chrono::steady_clock::now() < patience) std::this_thread::yield();
  std::jthread ender{[&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    may_end.set_value();
  }};
  first.join();
  second.join();
  desk_.reset();
  EXPECT_TRUE(was_done);
}

/// A home that the test keeps, and perhaps another that stands for what a second thread reads.
class Lent final : public OpenHome {
 public:
  explicit Lent(Home& lent, Home* read = nullptr, int* open = nullptr)
      : home_{lent}, read_{read}, open_{open} {
    if (open_ != nullptr) ++*open_;
  }
  ~Lent() override {
    if (open_ != nullptr) --*open_;
  }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  Home& home() override { return home_; }
  std::unique_ptr<OpenHome> reader() override {
    if (read_ == nullptr) return nullptr;
    return std::make_unique<Lent>(*read_, nullptr, open_);
  }

 private:
  Home& home_;
  Home* read_;
  int* open_;  ///< how many there are
};

TEST_F(DeskTest, WithoutAReaderReadingWaitsItsTurnAmongTheActs) {
  EXPECT_EQ(desk_->read([](Home& home) { return home.ledger.size(); }), 1U);
  EXPECT_THROW(desk_->look_up([](Home&) { throw std::invalid_argument{"no"}; }),
               std::invalid_argument);
}

TEST(Desk, ReadingNeverWaitsForWorkUnderWay) {
  HomeForTests kept{pitea()}, read{pitea()};
  const auto desk = open_desk(
      [&]() -> Result<std::unique_ptr<OpenHome>> {
        return std::make_unique<Lent>(kept.home(), &read.home());
      },
      [] { return nine; });
  ASSERT_TRUE(desk);
  std::promise<void> begun, may_end;
  std::jthread caller{[&] {
    (*desk)->act({}, [&](Home&) {
      begun.set_value();
      may_end.get_future().wait();
    });
  }};
  begun.get_future().wait();
  EXPECT_EQ((*desk)->read([&](Home& home) { return &home; }), &read.home());
  may_end.set_value();
}

TEST(Desk, WhatIsReadHasTheClockAndTheRegistersThatActsLoaded) {
  HomeForTests kept{pitea()}, read{pitea()};
  const auto desk = open_desk(
      [&]() -> Result<std::unique_ptr<OpenHome>> {
        return std::make_unique<Lent>(kept.home(), &read.home());
      },
      [] { return nine; });
  ASSERT_TRUE(desk);
  (*desk)->look_up([&](Home& home) {
    EXPECT_EQ(home.now, nine);
    EXPECT_EQ(kept_registers_at(home, 1), (*desk)->look()->registers);
  });
}

TEST(Desk, ClosesWhatIsReadBeforeTheHomeIsOpenedAnew) {
  HomeForTests kept{pitea()}, read{pitea()};
  int open = 0;
  const auto desk = open_desk(
      [&]() -> Result<std::unique_ptr<OpenHome>> {
        EXPECT_EQ(open, 0) << "nobody else may have it open";
        return std::make_unique<Lent>(kept.home(), &read.home(), &open);
      },
      [] { return nine; });
  ASSERT_TRUE(desk);
  EXPECT_EQ(open, 2);
  EXPECT_THROW((*desk)->act({}, [](Home&) { throw std::runtime_error{"I/O"}; }),
               std::runtime_error);
  EXPECT_EQ(open, 2);
  EXPECT_EQ((*desk)->read([&](Home& home) { return &home; }), &read.home());
}

TEST(Desk, OpensTheHomeAnewAfterAFailureAndSaysWhyItCannot) {
  HomeForTests kept{pitea()};
  int opened = 0;
  bool can_open = true;
  const auto desk = open_desk(
      [&]() -> Result<std::unique_ptr<OpenHome>> {
        ++opened;
        if (!can_open) return fail(ErrorKind::home, "home-unreadable", "Disken är borta.");
        return std::make_unique<Lent>(kept.home());
      },
      [] { return nine; });
  ASSERT_TRUE(desk);
  const auto broken = [](Home&) { throw std::runtime_error{"I/O"}; };
  EXPECT_THROW((*desk)->act({}, broken), std::runtime_error);
  EXPECT_EQ(opened, 2);
  can_open = false;
  EXPECT_THROW((*desk)->act({}, broken), std::runtime_error);
  bool was_run = false;
  try {
    (*desk)->act({}, [&](Home&) { was_run = true; });
    ADD_FAILURE() << "no home, no work";
  } catch (const std::runtime_error& failure) {
    EXPECT_STREQ(failure.what(), "Disken är borta.");
  }
  EXPECT_FALSE(was_run);
  EXPECT_EQ((*desk)->look()->acts, 1U) << "pages are still shown";
  can_open = true;
  (*desk)->act({}, [&](Home&) { was_run = true; });
  EXPECT_TRUE(was_run);
}

TEST_F(DeskTest, ASnapshotHasTheRoutineAndThePapersOfAudits) {
  EXPECT_EQ(desk_->look()->routine->id, "pitea");
  desk_->act({}, [](Home& home) {
    record_audit(home, act::audit_opened,
                 {{"by", "Kim"},
                  {"reason", "prov"},
                  {"seed_source", nullptr},
                  {"opened", {{"audit", "2026-1.1"}}}});
  });
  const auto opened = desk_->look();
  ASSERT_TRUE(opened->audits.contains("2026-1.1"));
  const auto papers = opened->audits.at("2026-1.1");
  EXPECT_EQ(papers->opened_by, "Kim");
  EXPECT_EQ(papers->reason, "prov");
  EXPECT_EQ(papers->seed_source, "");
  EXPECT_EQ(papers->opened.at("audit"), "2026-1.1");
  EXPECT_TRUE(papers->draw.empty());

  desk_->act({}, [](Home& home) { annotate(home); });
  EXPECT_EQ(desk_->look()->audits.at("2026-1.1"), papers) << "what an act doesn't touch is shared";
  EXPECT_EQ(desk_->look()->routine, opened->routine);
  EXPECT_EQ(desk_->look()->registers, opened->registers);

  desk_->act({}, [](Home& home) {
    record_audit(home, act::audit_drawn,
                 {{"by", "Robin"}, {"draw", {{"seed", "7"}}}, {"lists", {1, 2, 3}}});
  });
  const auto drawn = desk_->look()->audits.at("2026-1.1");
  EXPECT_EQ(drawn->drawn_by, "Robin");
  EXPECT_EQ(drawn->lists.size(), 3U);
  EXPECT_TRUE(papers->lists.empty()) << "what was shown before is as it was";
}

TEST_F(DeskTest, OnlyAnImportReadsTheRegistersAnew) {
  const auto before = desk_->look()->registers;
  desk_->act({}, [](Home& home) {
    const auto act = home.ledger.record(
        {.kind = act::register_imported, .open = {{"register", "staff"}}, .words = {}}, home.now);
    EXPECT_TRUE(act);
  });
  EXPECT_NE(desk_->look()->registers, before);
}

}  // namespace
}  // namespace insyn
