// What lies in accounts.db: attempts, sessions, held forms, accounts.
#include "web/auth/accounts.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "store/contract/temporary_folder.h"
#include "web/auth/attempts.h"
#include "web/auth/held_forms.h"
#include "web/auth/second_factor.h"
#include "web/auth/sessions.h"
#include "web/auth/totp.h"

namespace insyn {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant start{seconds{1'780'000'000}};

std::unique_ptr<AccountsFile> a_file() { return AccountsFile::in_memory(sha256("a test's key")); }

std::string bytes_of(const std::filesystem::path& folder) {
  std::string all;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    std::ifstream file{entry.path(), std::ios::binary};
    all += std::string{std::istreambuf_iterator<char>{file}, {}};
  }
  return all;
}

TEST(AccountsFile, SurvivesARestartAndShowsNothingToWhoReadsIt) {
  const TemporaryFolder folder;
  const Bytes32 key = sha256("key");
  std::string cookie, code;
  {
    const auto file = AccountsFile::open(folder.path() / "accounts.db", key);
    ASSERT_TRUE(file);
    Accounts accounts{**file};
    ASSERT_TRUE(accounts.add("u-1", "kim.sundin"));
    code = accounts.new_setup_code("u-1", start);
    accounts.link_subject("https://id.example.se\nsubject-77", "u-1");
    Sessions sessions{**file};
    cookie = sessions.make({"u-1", Assurance::strong, LoginWay::local, "sv"}, start);
    HeldForms{**file}.hold("u-1", "/rutinen", {{{"text", "vad jag skrev"}}}, start);
    Attempts{**file}.begin("login kim.sundin", "192.0.2.7", start);
    const std::string bytes = bytes_of(folder.path());
    for (const std::string& secret :
         {std::string{"kim.sundin"}, code, cookie, std::string{"subject-77"},
          std::string{"vad jag skrev"}, std::string{"/rutinen"}, std::string{"192.0.2.7"}})
      EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
  }
  const auto file = AccountsFile::open(folder.path() / "accounts.db", key);
  ASSERT_TRUE(file);
  EXPECT_EQ(Accounts{**file}.by_login("Kim.Sundin")->user, "u-1");
  EXPECT_EQ(Accounts{**file}.user_of_setup_code(code, start), "u-1");
  EXPECT_EQ(Sessions{**file}.find(cookie, start)->info.user, "u-1");
  EXPECT_EQ(HeldForms{**file}.of_user("u-1", start).size(), 1U);
  EXPECT_EQ((Attempts{**file}.standing("login kim.sundin", start).failures), 1);
}

TEST(AccountsFile, AnotherKeyOrANewerFileIsRefused) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "accounts.db";
  ASSERT_TRUE(AccountsFile::open(path, sha256("key")));
  EXPECT_EQ(AccountsFile::open(path, sha256("other")).error().code, "home-unreadable");
  (*Database::open(path))->exec("PRAGMA user_version = 99");
  EXPECT_EQ(AccountsFile::open(path, sha256("key")).error().code, "home-newer");
}

TEST(AccountsFile, DamageIsFound) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "accounts.db";
  {
    const auto file = AccountsFile::open(path, sha256("key"));
    ASSERT_TRUE(file);
    for (int i = 0; i < 100; ++i)
      ASSERT_TRUE(Accounts{**file}.add("u-" + std::to_string(i), "kim" + std::to_string(i)));
    EXPECT_TRUE((*file)->verify().empty());
    // Rows that break what their table demands.
    (*file)->use().database.exec(
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'login BLOB NOT "
        "NULL,', 'login BLOB NOT NULL CHECK (login IS NULL),') WHERE name = 'account';");
  }
  const auto file = AccountsFile::open(path, sha256("key"));
  ASSERT_TRUE(file);
  ASSERT_EQ((*file)->verify().size(), 1U);
  EXPECT_NE((*file)->verify()[0].find("accounts.db"), std::string::npos);
}

TEST(Attempts, TheWaitDoublesFromTheFifthFailureToAnHour) {
  const auto file = a_file();
  Attempts attempts{*file};
  Instant at = start;
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(attempts.begin("login kim", "192.0.2.1", at));
  for (const int wait : {30, 60, 120, 240, 480, 960, 1'920, 3'600, 3'600}) {
    EXPECT_EQ(attempts.begin("login kim", "192.0.2.1", at)->time, seconds{wait});
    EXPECT_TRUE(attempts.begin("login kim", "192.0.2.1", at + seconds{wait - 1}));
    at += seconds{wait};
    EXPECT_FALSE(attempts.begin("login kim", "192.0.2.1", at));
  }
}

TEST(Attempts, AfterAHundredThereAreNoMoreUntilForgiven) {
  const auto file = a_file();
  Attempts attempts{*file};
  Instant at = start;
  for (int i = 0; i < 100; ++i, at += hours{1})
    ASSERT_FALSE(attempts.begin("login kim", "192.0.2.1", at)) << i;
  EXPECT_TRUE(attempts.begin("login kim", "192.0.2.1", at + hours{24 * 365}));
  EXPECT_EQ(attempts.standing("login kim", at).locked_until, Instant::max());
  attempts.forgive("login kim");
  EXPECT_FALSE(attempts.begin("login kim", "192.0.2.1", at));
}

TEST(Attempts, SuccessClearsTheNameButOfTheAddressOnlyItsOwn) {
  const auto file = a_file();
  Attempts attempts{*file};
  for (int i = 0; i < 59; ++i) attempts.begin("login " + std::to_string(i), "192.0.2.1", start);
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(attempts.begin("login kim", "192.0.2.1", start));
    attempts.succeeded("login kim", "192.0.2.1");
  }
  EXPECT_FALSE(attempts.begin("login x", "192.0.2.1", start));
  EXPECT_TRUE(attempts.begin("login kim", "192.0.2.1", start));
  EXPECT_FALSE(attempts.begin("login kim", "192.0.2.2", start)) << "another address";
  EXPECT_FALSE(attempts.begin("login y", "192.0.2.1", start + minutes{15})) << "later";
}

TEST(Attempts, OneThatWasNotMadeIsTakenBack) {
  const auto file = a_file();
  Attempts attempts{*file};
  for (int i = 0; i < 50; ++i) {
    EXPECT_FALSE(attempts.begin("login kim", "192.0.2.1", start));
    attempts.withdraw("login kim", "192.0.2.1");
  }
}

TEST(NetworkOf, AnIpv6SiteIsOneAndAMappedIpv4AddressIsItself) {
  EXPECT_EQ(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:2:ffff::9"));
  EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
  EXPECT_NE(network_of("192.0.2.1"), network_of("192.0.2.2"));
  EXPECT_NE(network_of("::ffff:192.0.2.1"), network_of("::ffff:192.0.2.2"));
}

TEST(Sessions, EndAfterAQuarterIdleAndAfterTenHoursInAll) {
  const auto file = a_file();
  Sessions sessions{*file};
  const Sessions::Wanted wanted{"u-1", Assurance::strong, LoginWay::local, "sv"};
  const auto state = [&](const std::string& cookie, Instant at) {
    return sessions.find(cookie, at)->state;
  };
  const std::string idle = sessions.make(wanted, start);
  EXPECT_EQ(state(idle, start + seconds{899}), Sessions::State::live);
  EXPECT_EQ(state(idle, start + seconds{899 + 899}), Sessions::State::live) << "it was used";
  EXPECT_EQ(state(idle, start + seconds{899 + 899 + 900}), Sessions::State::expired);
  EXPECT_EQ(state(idle, start + seconds{899 + 899 + 901}), Sessions::State::expired);
  const std::string busy = sessions.make(wanted, start);
  for (Instant at = start; at < start + hours{10}; at += minutes{10})
    EXPECT_EQ(state(busy, at), Sessions::State::live);
  EXPECT_EQ(state(busy, start + hours{10}), Sessions::State::expired);
  EXPECT_FALSE(sessions.find(idle, start + hours{48})) << "and nobody knows it any longer";
}

TEST(Sessions, AreFoundByTheirCookieOnlyAndEndAtOnce) {
  const auto file = a_file();
  Sessions sessions{*file};
  const std::string one = sessions.make({"u-1", Assurance::strong, LoginWay::oidc, "en"}, start);
  const std::string other =
      sessions.make({"u-1", Assurance::password, LoginWay::local, "sv"}, start);
  EXPECT_EQ(one.size(), 43U);
  const auto found = sessions.find(one, start);
  EXPECT_EQ(found->info.level, Assurance::strong);
  EXPECT_EQ(found->info.way, LoginWay::oidc);
  EXPECT_EQ(found->info.language, "en");
  EXPECT_NE(found->info.csrf, sessions.find(other, start)->info.csrf);
  EXPECT_EQ(found->info.csrf, sessions.find(one, start)->info.csrf);
  sessions.end(one);
  EXPECT_FALSE(sessions.find(one, start));
  EXPECT_TRUE(sessions.find(other, start));
  sessions.end_all("u-1");
  for (const std::string& cookie :
       {other, std::string{}, std::string(43, 'A'), std::string(999, 'A')})
    EXPECT_FALSE(sessions.find(cookie, start));
}

TEST(Sessions, TheOneUsedLongestAgoGoesWhenThereAreTen) {
  const auto file = a_file();
  Sessions sessions{*file};
  std::vector<std::string> cookies;
  for (int i = 0; i < 11; ++i)
    cookies.push_back(
        sessions.make({"u-1", Assurance::strong, LoginWay::local, "sv"}, start + seconds{i}));
  EXPECT_FALSE(sessions.find(cookies[0], start + seconds{20}));
  EXPECT_TRUE(sessions.find(cookies[1], start + seconds{20}));
}

Fields typed(std::string text) { return {{{"text", std::move(text)}, {"val", "a"}, {"val", "b"}}}; }

TEST(HeldForms, AreGivenBackOnceAndToTheirUserOnly) {
  const auto file = a_file();
  HeldForms forms{*file};
  Fields fields = typed("r\u00e4tt \"s\u00e5\"\n");
  fields.all.push_back({"csrf", "hemlig"});
  fields.all.push_back({"password", "hemlig"});
  ASSERT_TRUE(forms.hold("u-1", "/kontroller/2026-1.1/svar", fields, start));
  EXPECT_TRUE(forms.of_user("u-2", start).empty());
  const auto held = forms.of_user("u-1", start);
  ASSERT_EQ(held.size(), 1U);
  EXPECT_EQ(held[0].path, "/kontroller/2026-1.1/svar");
  EXPECT_EQ(held[0].fields.all, typed("r\u00e4tt \"s\u00e5\"\n").all) << "without what is secret";
  EXPECT_FALSE(forms.take("u-2", held[0].number, start));
  const auto taken = forms.take("u-1", held[0].number, start);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->fields.all, held[0].fields.all);
  EXPECT_EQ(taken->at, start);
  EXPECT_FALSE(forms.take("u-1", held[0].number, start));
  EXPECT_TRUE(forms.of_user("u-1", start).empty());
}

TEST(HeldForms, AreAtMost64KilobytesADayOldAndFive) {
  const auto file = a_file();
  HeldForms forms{*file};
  EXPECT_FALSE(forms.hold("u-1", "/", typed(std::string(65'536, 'x')), start));
  EXPECT_TRUE(forms.hold("u-1", "/", typed(std::string(65'000, 'x')), start));
  EXPECT_FALSE(forms.hold("u-1", "/", typed("\xff"), start));
  EXPECT_EQ(forms.of_user("u-1", start + hours{24} - seconds{1}).size(), 1U);
  EXPECT_TRUE(forms.of_user("u-1", start + hours{24}).empty());
  for (int i = 0; i < 7; ++i) forms.hold("u-1", "/", typed(std::to_string(i)), start);
  forms.hold("u-2", "/", typed("x"), start);
  const auto held = forms.of_user("u-1", start);
  ASSERT_EQ(held.size(), 5U);
  EXPECT_EQ(held.front().fields.all[0].value, "6");
  EXPECT_EQ(held.back().fields.all[0].value, "2");
}

TEST(Accounts, ALoginNameIsOnesOwnWhateverItsCase) {
  const auto file = a_file();
  Accounts accounts{*file};
  ASSERT_TRUE(accounts.add("u-1", " \u00c5sa.Berg "));
  EXPECT_EQ(accounts.add("u-2", "a\u030aSA.berg").error().code, "login-taken");
  EXPECT_EQ(accounts.add("u-1", "other").error().code, "account-exists");
  for (const std::string& bad :
       {std::string{}, std::string{" "}, std::string(101, 'x'), std::string{"\xff"}})
    EXPECT_EQ(accounts.add("u-3", bad).error().code, "login-unusable");
  EXPECT_EQ(accounts.by_login("\u00e5sa.berg")->login, "\u00c5sa.Berg");
  EXPECT_FALSE(accounts.by_login("asa.berg"));
  EXPECT_FALSE(accounts.by_login(""));
}

TEST(Accounts, ASetupCodeIsGoodOnceForAWeekAndOnlyTheLatest) {
  const auto file = a_file();
  Accounts accounts{*file};
  ASSERT_TRUE(accounts.add("u-1", "kim"));
  const std::string old = accounts.new_setup_code("u-1", start);
  const std::string code = accounts.new_setup_code("u-1", start);
  EXPECT_FALSE(accounts.user_of_setup_code(old, start));
  EXPECT_EQ(accounts.user_of_setup_code(code, start + hours{24 * 7} - seconds{1}), "u-1");
  EXPECT_FALSE(accounts.spend_setup_code(code, "hash", start + hours{24 * 7}));
  EXPECT_TRUE(accounts.spend_setup_code(code, "hash", start));
  EXPECT_FALSE(accounts.spend_setup_code(code, "hash2", start));
  EXPECT_EQ(accounts.by_user("u-1")->password, "hash");
  EXPECT_FALSE(accounts.user_of_setup_code("", start));
}

TEST(Accounts, WhatIsRemovedLeavesNothingBehind) {
  const auto file = a_file();
  Accounts accounts{*file};
  Sessions sessions{*file};
  ASSERT_TRUE(accounts.add("u-1", "kim"));
  accounts.link_subject("s", "u-1");
  const std::string code = accounts.new_setup_code("u-1", start);
  const std::string cookie =
      sessions.make({"u-1", Assurance::strong, LoginWay::local, "sv"}, start);
  accounts.remove("u-1");
  EXPECT_FALSE(accounts.by_user("u-1") || accounts.by_login("kim"));
  EXPECT_FALSE(accounts.user_of_subject("s"));
  EXPECT_FALSE(accounts.user_of_setup_code(code, start));
  EXPECT_FALSE(sessions.find(cookie, start));
}

TEST(SecondFactor, IsInForceOnlyOnceACodeOfItWasSeen) {
  const auto file = a_file();
  Accounts accounts{*file};
  SecondFactor factor{*file};
  ASSERT_TRUE(accounts.add("u-1", "kim"));
  const std::string secret = factor.offer("u-1");
  EXPECT_EQ(factor.offer("u-1"), secret) << "a page that is loaded again shows the same";
  EXPECT_FALSE(accounts.by_user("u-1")->has_totp);
  const std::string code = totp_code(secret, totp_step(start));
  EXPECT_FALSE(factor.use_code("u-1", code, start));
  EXPECT_FALSE(factor.confirm("u-1", "000000x", start));
  EXPECT_TRUE(factor.confirm("u-1", code, start));
  EXPECT_TRUE(accounts.by_user("u-1")->has_totp);
  EXPECT_FALSE(factor.use_code("u-1", code, start)) << "it was used to confirm";
  const std::string next = totp_code(secret, totp_step(start) + 1);
  EXPECT_TRUE(factor.use_code("u-1", next, start + seconds{30}));
  EXPECT_FALSE(factor.use_code("u-1", next, start + seconds{30}));
  EXPECT_NE(factor.offer("u-1"), secret) << "for a new telephone";
}

TEST(SecondFactor, ARecoveryCodeWorksOnceAndForItsUser) {
  const auto file = a_file();
  Accounts accounts{*file};
  SecondFactor factor{*file};
  ASSERT_TRUE(accounts.add("u-1", "kim"));
  const auto old = factor.new_recovery_codes("u-1");
  const auto codes = factor.new_recovery_codes("u-1");
  ASSERT_EQ(codes.size(), 10U);
  EXPECT_FALSE(factor.use_recovery_code("u-1", old[0]));
  EXPECT_FALSE(factor.use_recovery_code("u-2", codes[0]));
  EXPECT_TRUE(factor.use_recovery_code("u-1", codes[0]));
  EXPECT_FALSE(factor.use_recovery_code("u-1", codes[0]));
  EXPECT_EQ(factor.recovery_codes_left("u-1"), 9);
  factor.forget("u-1");
  EXPECT_EQ(factor.recovery_codes_left("u-1"), 0);
}

}  // namespace
}  // namespace insyn
