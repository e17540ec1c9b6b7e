#include "domain/sampling/ticket.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace insyn {
namespace {

TEST(Ticket, IsRivestsPublishedOne) {  // consistent_sampler, README
  EXPECT_EQ(ticket(seed_hash("01382438112797316654"), "AB-130"),
            "0.26299714122838008416507544297546663599715395525154425586041245287750224561854");
}

TEST(Ticket, AHundredNumbersComeInRivestsOrder) {  // arXiv 1808.10016, section 2
  std::vector<std::string> lines;
  lines.reserve(100);
  for (int i = 0; i < 100; ++i) lines.push_back(std::to_string(i));
  const auto drawn = lowest_tickets(lines, 10, seed_hash("41"));
  std::vector<std::string> order;
  order.reserve(drawn.size());
  for (const auto& one : drawn) order.push_back(one.line);
  EXPECT_EQ(order,
            (std::vector<std::string>{"73", "51", "17", "58", "38", "42", "39", "20", "11", "67"}));
  const char* const starts[] = {"0.000508333", "0.003446232", "0.004419823", "0.020115273",
                                "0.023482375"};
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(drawn[i].ticket.substr(0, 11), starts[i]);
}

TEST(Ticket, RivestsTwoStrataGiveAsManyTicketsBelowAHundredth) {  // USAGE_EXAMPLES.md
  const auto below = [](const std::string& prefix, int count) {
    std::vector<std::string> lines;
    lines.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) lines.push_back(prefix + std::to_string(i));
    auto drawn = lowest_tickets(lines, lines.size(), seed_hash("314159"));
    std::erase_if(drawn, [](const Ticketed& one) { return one.ticket >= "0.01"; });
    return drawn;
  };
  const auto ab = below("AB-", 2000);
  ASSERT_EQ(ab.size(), 24U);
  EXPECT_EQ(ab[0].line, "AB-135");
  EXPECT_EQ(ab[0].ticket.substr(0, 11), "0.000599853");
  const auto cd = below("CD-", 1000);
  ASSERT_EQ(cd.size(), 9U);
  EXPECT_EQ(cd[0].line, "CD-871");
  EXPECT_EQ(cd[0].ticket.substr(0, 11), "0.002318508");
}

TEST(Ticket, SmallStrataComeInRivestsOrder) {
  const auto drawn =
      lowest_tickets({"A-1", "A-2", "A-3", "B-1", "B-2", "B-3"}, 4, seed_hash("314159"));
  EXPECT_EQ(drawn[0].line + drawn[1].line + drawn[2].line + drawn[3].line, "B-2B-3A-3A-2");
  const auto four = lowest_tickets({"ab-1", "ab-2", "cd-1", "ef-3"}, 9, seed_hash("314159"));
  ASSERT_EQ(four.size(), 4U);
  const std::pair<const char*, const char*> expected[] = {{"cd-1", "0.317685817"},
                                                          {"ef-3", "0.832984519"},
                                                          {"ab-1", "0.909803926"},
                                                          {"ab-2", "0.923154904"}};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(four[i].line, expected[i].first);
    EXPECT_EQ(four[i].ticket.substr(0, 11), expected[i].second);
  }
}

RC_GTEST_PROP(Ticket, HasAtLeast64DigitsAndIsTheSameEachTime, (const std::string& line)) {
  const std::string one = ticket(seed_hash("s"), line);
  RC_ASSERT(one.size() >= 66U);
  RC_ASSERT(one.size() <= 80U);
  RC_ASSERT(one.substr(2).find_first_not_of("0123456789") == std::string::npos);
  RC_ASSERT(ticket(seed_hash("s"), line) == one);
}

RC_GTEST_PROP(Ticket, ADrawFromSomeIsTheDrawFromAllWithoutTheOthers,
              (const std::set<std::string>& some, const std::set<std::string>& others)) {
  std::set<std::string> all = some;
  all.insert(others.begin(), others.end());
  const auto from_all = lowest_tickets({all.begin(), all.end()}, all.size(), seed_hash("s"));
  auto kept = from_all;
  std::erase_if(kept, [&](const Ticketed& one) { return !some.contains(one.line); });
  RC_ASSERT(lowest_tickets({some.begin(), some.end()}, some.size(), seed_hash("s")) == kept);
}

}  // namespace
}  // namespace insyn
