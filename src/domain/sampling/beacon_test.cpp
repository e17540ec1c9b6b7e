#include "domain/sampling/beacon.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>

#include "domain/calendar/format.h"

namespace insyn {
namespace {

Instant at(const std::string& text) { return parse_time(text).at; }

// The readme of the Ruby client `drand` gives both, the first also contract 7.
TEST(Beacon, RoundsAreWhatOthersCount) {
  EXPECT_EQ(beacon_round_at(at("2026-04-20T00:00:00Z")), 27946612);
  EXPECT_EQ(beacon_round_at(at("2026-04-20T12:30:45Z")), 27961627);
}

TEST(Beacon, BeginsWithRoundOne) {
  EXPECT_EQ(beacon_round_at(at("2023-08-23T15:09:27Z")), 1);
  EXPECT_EQ(beacon_round_at(at("2023-08-23T15:09:29.999999Z")), 1);
  EXPECT_EQ(beacon_round_at(at("2023-08-23T15:09:30Z")), 2);
}

TEST(Beacon, TheNextLiesOnAWholeMinuteAfterTheWait) {
  const BeaconRound round = next_beacon(at("2026-04-19T23:54:00.000001Z"));
  EXPECT_EQ(round.number, 27946612 + 0);
  EXPECT_EQ(format_instant(round.at), "2026-04-20T00:00:00Z");
  EXPECT_EQ(round.seed_source, "drand quicknet round 27946612");
  EXPECT_EQ(next_beacon(at("2026-04-19T23:55:00Z")).number, 27946612);
}

TEST(Beacon, TheNextIsNeverKnownYet) {
  EXPECT_TRUE(rc::check([] {
    const Instant now = at("2024-01-01T00:00:00Z") +
                        std::chrono::microseconds{*rc::gen::inRange<std::int64_t>(0, 1LL << 50)};
    const BeaconRound round = next_beacon(now);
    RC_ASSERT(round.at - now >= std::chrono::minutes{5});
    RC_ASSERT(round.at - now < std::chrono::minutes{6} + std::chrono::microseconds{1});
    RC_ASSERT(beacon_round_at(round.at) == round.number);
    RC_ASSERT(beacon_round_at(round.at - std::chrono::microseconds{1}) == round.number - 1);
  }));
}

const std::string digits = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const std::string source = "drand quicknet round 27946612";
const Instant later = at("2026-04-20T00:00:00Z");

TEST(BeaconValue, IsTakenWithCapitalsAndSpacesAround) {
  EXPECT_EQ(*seed_for(source, digits, later), digits);
  EXPECT_EQ(*seed_for(source, " 00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff\n",
                      later),
            digits);
}

TEST(BeaconValue, IsRefusedBeforeItsTime) {
  const auto early = seed_for(source, digits, later - std::chrono::microseconds{1});
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, "beacon-not-yet");
}

TEST(BeaconValue, IsRefusedInAnyOtherShape) {
  for (const std::string& typed :
       {std::string{}, digits.substr(1), digits + "0", "0x" + digits.substr(2),
        digits.substr(0, 63) + "g", digits.substr(0, 32) + " " + digits.substr(33)})
    EXPECT_FALSE(seed_for(source, typed, later)) << typed;
}

TEST(BeaconValue, OtherSourcesTakeAnySeedAsItStands) {
  for (const char* other : {"dice, two witnesses, 3 March 10:00", "drand quicknet round 0",
                            "drand quicknet round x", ""})
    EXPECT_EQ(*seed_for(other, " 3 5 1 ", at("1996-01-01T00:00:00Z")), " 3 5 1 ");
}

}  // namespace
}  // namespace insyn
