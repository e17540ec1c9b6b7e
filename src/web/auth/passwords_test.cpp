// Passwords, one-time codes and codes that are typed from paper.
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "web/auth/base64url.h"
#include "web/auth/password_hash.h"
#include "web/auth/password_rules.h"
#include "web/auth/totp.h"
#include "web/auth/typed_code.h"

namespace insyn {
namespace {

std::optional<PasswordProblem> problem(std::string_view typed) {
  const auto normalised = normalised_password(typed);
  return normalised ? problem_of(*normalised, {"Kim.Sundin", "Pite\u00e5", "Socialtj\u00e4nsten"})
                    : PasswordProblem::unreadable;
}

TEST(PasswordRules, LengthIsCountedInCharacters) {
  EXPECT_EQ(problem("k\u00f6ttb\u00e5tfr\u00f6d"), PasswordProblem::too_short);  // 11
  EXPECT_EQ(problem("k\u00f6ttb\u00e5tfr\u00f6de"), std::nullopt);
  std::string longest;
  for (std::size_t i = 0; i < password_most / 4; ++i) longest += "x\u00f6z ";
  EXPECT_EQ(problem(longest), std::nullopt);
  EXPECT_EQ(problem(longest + "e"), PasswordProblem::too_long);
}

TEST(PasswordRules, NoMixtureOfSignsIsDemandedAndAnyTextWillDo) {
  for (const char* good : {"tvagranarstod", "     r  q  v  k     ",
                           "\u65e5\u672c\u8a9e\u306e"
                           "\u5408\u8a00\u8449\u306f\u9577\u3044\u3067\u3059\u3088",
                           "839201748392", "lila elefant under bron"})
    EXPECT_EQ(problem(good), std::nullopt) << good;
}

TEST(PasswordRules, WhatEverybodyWouldTryIsRefused) {
  for (const char* bad :
       {"password1234", "Sommar202612", "SommarVinter26", "L\u00f6senord2026!", "hej12345678901",
        "qwertyuiop12", "123456789012", "098765432109", "abcdefghijklm", "aaaaaaaaaaaaa",
        "202620262026", "kim.sundin2026", "Pite\u00e52026Pite\u00e5", "insyninsyn2026",
        "socialtj\u00e4nsten1", "191212121212"})
    EXPECT_EQ(problem(bad), PasswordProblem::too_common) << bad;
  EXPECT_GE(common_passwords().size(), 300U);
}

TEST(PasswordRules, SomethingCommonInSomethingLongIsNotRefused) {
  EXPECT_EQ(problem("sommar katten kaffe volvo"), std::nullopt);
  EXPECT_EQ(problem("sommarxkvgrtz"), std::nullopt);
}

TEST(NormalisedPassword, IsTheSameHoweverTheLettersWerePutTogether) {
  EXPECT_EQ(normalised_password("a\u030aterresan 12"), normalised_password("\u00e5terresan 12"));
  EXPECT_EQ(normalised_password("\ufb01nk"), "fink");  // a ligature
  EXPECT_EQ(normalised_password("\xff\xfe"), std::nullopt);
  EXPECT_EQ(normalised_password(std::string(2'000, 'x')), std::nullopt);
}

constexpr HashCost cheap{.passes = 1, .memory_bytes = 8'192};

TEST(PasswordHasher, KnowsThePasswordAndNothingElse) {
  PasswordHasher hasher{cheap};
  const auto hashed = hasher.hash("fyra gr\u00f6na granar");
  ASSERT_TRUE(hashed);
  EXPECT_TRUE(hashed->starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
  EXPECT_NE(hasher.hash("fyra gr\u00f6na granar"), hashed) << "each has a salt of its own";
  EXPECT_EQ(hasher.verify(hashed, "fyra gr\u00f6na granar"), true);
  EXPECT_EQ(hasher.verify(hashed, "fyra gr\u00f6na graner"), false);
  EXPECT_EQ(hasher.verify(std::nullopt, "fyra gr\u00f6na granar"), false);
  EXPECT_EQ(hasher.verify("not a hash", "x"), false);
}

TEST(PasswordHasher, ByDefaultTakesThreePassesOver64MiB) {
  PasswordHasher hasher;
  EXPECT_TRUE(hasher.hash("x")->starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
}

TEST(PasswordHasher, SendsAwayWhoComesWhenFourAreThereAlready) {
  PasswordHasher hasher{{.passes = 3, .memory_bytes = std::size_t{16} << 20}};
  std::atomic<int> sent_away = 0;
  std::atomic<int> hashed = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 12; ++i)
      threads.emplace_back([&] { ++(hasher.hash("x") ? hashed : sent_away); });
  }
  EXPECT_EQ(hashed + sent_away, 12);
  EXPECT_GE(hashed, 4);
  EXPECT_TRUE(hasher.hash("x")) << "and every place is given back";
}

// RFC 6238, appendix B, SHA-1: the last six of the eight digits there.
TEST(Totp, GivesThePublishedCodes) {
  const std::string secret = "12345678901234567890";
  const std::pair<std::int64_t, const char*> cases[] = {{59, "287082"},
                                                        {1'111'111'109, "081804"},
                                                        {1'111'111'111, "050471"},
                                                        {1'234'567'890, "005924"},
                                                        {2'000'000'000, "279037"},
                                                        {20'000'000'000, "353130"}};
  for (const auto& [seconds, code] : cases) {
    const Instant at{std::chrono::seconds{seconds}};
    EXPECT_EQ(totp_code(secret, totp_step(at)), code);
    EXPECT_EQ(matching_step(secret, code, at, 0), totp_step(at));
  }
}

TEST(Totp, ACodeHoldsOneStepEarlyAndOneLateAndOnlyOnce) {
  const std::string secret = new_totp_secret();
  const std::int64_t step = 59'000'000;
  const std::string code = totp_code(secret, step);
  const auto at = [](std::int64_t steps) { return Instant{std::chrono::seconds{steps * 30}}; };
  EXPECT_EQ(matching_step(secret, code, at(step - 1), 0), step);
  EXPECT_EQ(matching_step(secret, code, at(step + 1), 0), step);
  EXPECT_EQ(matching_step(secret, code, at(step - 2), 0), std::nullopt);
  EXPECT_EQ(matching_step(secret, code, at(step + 2), 0), std::nullopt);
  EXPECT_EQ(matching_step(secret, code, at(step), step), std::nullopt) << "used";
  EXPECT_EQ(matching_step(secret, code, at(step), step - 1), step);
}

TEST(Totp, SpacesBetweenDigitsAreLetThroughAndNothingElse) {
  const std::string secret = "12345678901234567890";
  const Instant at{std::chrono::seconds{59}};
  EXPECT_TRUE(matching_step(secret, " 287 082 ", at, 0));
  for (const char* bad : {"", "28708", "2870820", "287-082", "28708a"})
    EXPECT_FALSE(matching_step(secret, bad, at, 0)) << bad;
}

TEST(Totp, TheAddressIsAsAppsWantIt) {
  EXPECT_EQ(totp_address("12345678901234567890", "Insyn Pite\u00e5", "kim@pitea.example"),
            "otpauth://totp/Insyn%20Pite%C3%A5:kim%40pitea.example"
            "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Insyn%20Pite%C3%A5"
            "&algorithm=SHA1&digits=6&period=30");
}

TEST(QrCode, HasTheThreeFinderPatternsAndOnlyItsOwnModules) {
  const auto code = qr_code(totp_address("12345678901234567890", "Insyn", "kim"));
  ASSERT_TRUE(code);
  EXPECT_EQ((code->size - 17) % 4, 0);
  const auto dark = [&](int x, int y) {
    const std::string module = "M" + std::to_string(x) + "," + std::to_string(y) + "h1v1h-1z";
    return code->path.find(module) != std::string::npos;
  };
  const int far = code->size - 7;
  for (const auto& [x, y] : {std::pair{0, 0}, std::pair{far, 0}, std::pair{0, far}}) {
    EXPECT_TRUE(dark(x, y) && dark(x + 6, y + 6) && dark(x + 3, y + 3));
    EXPECT_FALSE(dark(x + 1, y + 1));
  }
  EXPECT_FALSE(dark(code->size, 0));
  EXPECT_EQ(qr_code(std::string(5'000, 'x')), std::nullopt);
}

TEST(TypedCode, IsReadHoweverItIsTyped) {
  const std::string code = new_typed_code(setup_code_shape);
  EXPECT_EQ(code.size(), 19U);
  EXPECT_EQ(plain_code(code).size(), 16U);
  EXPECT_EQ(plain_code("7k2m 9qwt-oxab-ilhj"), "7K2M9QWT0XAB11HJ");
  EXPECT_EQ(new_typed_code(recovery_code_shape).size(), 11U);
  std::set<std::string> all;
  for (int i = 0; i < 1'000; ++i) all.insert(new_typed_code(recovery_code_shape));
  EXPECT_EQ(all.size(), 1'000U);
}

TEST(Base64url, IsReadOnlyAsItIsWritten) {
  EXPECT_EQ(to_base64url(std::string{"\xfb\xff\xfe", 3}), "-__-");  // RFC 4648, 5: no + or /
  EXPECT_EQ(to_base64url("f"), "Zg");                               // and no padding
  EXPECT_EQ(from_base64url("Zg"), "f");
  EXPECT_EQ(from_base64url(""), "");
  for (const char* bad : {"Zg==", "Zh", "Z", "-_/-", "Zm 9v", "Zm9v\n"})
    EXPECT_EQ(from_base64url(bad), std::nullopt) << bad;
  EXPECT_EQ(random_token().size(), 43U);
  EXPECT_NE(random_token(), random_token());
}

}  // namespace
}  // namespace insyn
