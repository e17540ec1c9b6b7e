// The use cases of login as pages call them.
#include "web/auth/login.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "web/auth/fake_provider_for_tests.h"

namespace insyn {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant now{seconds{1'780'000'000}};
constexpr HashCost cheap{.passes = 1, .memory_bytes = 8'192};
constexpr const char* good = "fyra gröna granar";
constexpr const char* address = "192.0.2.1";

HttpRequest with_cookie(const std::string& cookie, std::string_view name = "s") {
  HttpRequest request;
  request.cookies.all.push_back({std::string{name}, cookie});
  request.client = address;
  return request;
}

class Local : public testing::Test {
 protected:
  static ServerConfig config() {
    ServerConfig made;
    made.municipality = "Piteå";
    return made;
  }

  /// Somebody with a password, and a session at level password.
  SessionKey newcomer(std::string_view user = "u-1", std::string_view login = "kim") {
    const auto code = logins.add_account(user, login, now);
    return *logins.by_setup_code({*code, good, address, "sv"}, now);
  }
  /// Somebody with an app too; `secret` is its, used up to `now`.
  SessionKey enrolled() {
    const auto request = with_cookie(newcomer().cookie);
    check(logins.enrolment(request, now).has_value(), "who has no app may get one");
    secret = SecondFactor{*file}.offer("u-1");
    return logins.confirm_enrolment(request, code_at(now), now)->session;
  }
  std::string code_at(Instant at) const { return totp_code(secret, totp_step(at)); }
  LoginResult<SessionKey> by_password(std::string_view login, std::string_view password,
                                      Instant at = now, std::string_view code = "") {
    return logins.by_password(
        {std::string{login}, std::string{password}, std::string{code}, address, "sv"}, at);
  }
  NextStep next(const SessionKey& key, Instant at = now) {
    return logins.session(with_cookie(key.cookie), at)->next;
  }

  std::unique_ptr<AccountsFile> file = AccountsFile::in_memory(sha256("key"));
  FakeProvider network;
  Logins logins{config(), *file, network, cheap};
  std::string secret;
};

TEST_F(Local, ANewUserChoosesAPasswordWithACodeAndThenNeedsAnApp) {
  const auto code = logins.add_account("u-1", "kim", now);
  ASSERT_TRUE(code);
  EXPECT_EQ(by_password("kim", "").error().reason, RefusalReason::wrong);
  const auto weak = logins.by_setup_code({*code, "kort", address, "sv"}, now);
  EXPECT_EQ(weak.error().reason, RefusalReason::weak_password);
  EXPECT_EQ(weak.error().problem, PasswordProblem::too_short);
  EXPECT_EQ(logins.by_setup_code({*code, "Piteå2026Piteå", address, "sv"}, now).error().problem,
            PasswordProblem::too_common);
  const auto made = logins.by_setup_code({*code, good, address, "sv"}, now);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->user, "u-1");
  EXPECT_EQ(next(*made), NextStep::enrolment);
  EXPECT_EQ(logins.by_setup_code({*code, good, address, "sv"}, now).error().reason,
            RefusalReason::setup_code);
}

TEST_F(Local, TheAppIsConfirmedByACodeWhichGivesANewStrongSession) {
  const SessionKey first = newcomer();
  const auto request = with_cookie(first.cookie);
  const auto shown = logins.enrolment(request, now);
  ASSERT_TRUE(shown && shown->qr);
  EXPECT_TRUE(shown->address.starts_with("otpauth://totp/Insyn%20Pite%C3%A5:kim?secret="));
  EXPECT_EQ(logins.confirm_enrolment(request, "1", now).error().reason, RefusalReason::wrong);
  secret = SecondFactor{*file}.offer("u-1");
  const auto done = logins.confirm_enrolment(request, code_at(now), now);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->recovery_codes.size(), 10U);
  EXPECT_NE(done->session.cookie, first.cookie);
  EXPECT_FALSE(logins.session(request, now)) << "the session it was raised from has ended";
  EXPECT_EQ(next(done->session), NextStep::none);
}

TEST_F(Local, PasswordAndCodeGiveAStrongSessionInOneStepOrTwo) {
  enrolled();
  const Instant later = now + minutes{1};
  const auto both = by_password("KIM", good, later, code_at(later));
  ASSERT_TRUE(both);
  EXPECT_EQ(next(*both, later), NextStep::none);
  const Instant again = now + minutes{2};
  const auto first = by_password("kim", good, again);
  ASSERT_TRUE(first);
  EXPECT_EQ(next(*first, again), NextStep::code);
  const auto request = with_cookie(first->cookie);
  EXPECT_EQ(logins.by_code(request, "000 00x", again).error().reason, RefusalReason::wrong);
  const auto second = logins.by_code(request, code_at(again), again);
  ASSERT_TRUE(second);
  EXPECT_NE(second->cookie, first->cookie);
  EXPECT_EQ(next(*second, again), NextStep::none);
  EXPECT_FALSE(logins.session(request, again));
}

TEST_F(Local, ACodeThatWasUsedDoesNotWorkAgain) {
  enrolled();
  EXPECT_EQ(by_password("kim", good, now, code_at(now)).error().reason, RefusalReason::wrong);
}

TEST_F(Local, APasswordAloneCannotPutAnotherAppInPlace) {
  enrolled();
  const auto thief = by_password("kim", good);
  const auto request = with_cookie(thief->cookie);
  EXPECT_EQ(logins.enrolment(request, now).error().reason, RefusalReason::logged_out);
  SecondFactor{*file}.offer("u-1");
  EXPECT_EQ(logins.confirm_enrolment(request, "123456", now).error().reason,
            RefusalReason::logged_out);
  EXPECT_EQ(
      logins.change_password(request, {good, "sju sorters kakor", address}, now).error().reason,
      RefusalReason::logged_out);
}

TEST_F(Local, ARecoveryCodeStandsInForTheApp) {
  enrolled();
  const auto codes = SecondFactor{*file}.new_recovery_codes("u-1");
  EXPECT_TRUE(by_password("kim", good, now, codes[3]));
  EXPECT_EQ(by_password("kim", good, now, codes[3]).error().reason, RefusalReason::wrong);
  EXPECT_EQ(logins.standing("u-1", now)->recovery_codes, 9);
}

TEST_F(Local, WhoExistsAndWhoDoesNotGetTheSameAnswersAndWaits) {
  newcomer();
  std::vector<std::pair<RefusalReason, std::int64_t>> existing, unknown;
  for (int i = 0; i < 8; ++i) {
    const auto one = by_password("kim", "fel lösenord här");
    const auto other = by_password("nobody", "fel lösenord här");
    existing.emplace_back(one.error().reason, one.error().retry_after.count());
    unknown.emplace_back(other.error().reason, other.error().retry_after.count());
  }
  EXPECT_EQ(existing, unknown);
  EXPECT_EQ(existing[4].first, RefusalReason::wrong);
  EXPECT_EQ(existing[5], (std::pair{RefusalReason::wait, std::int64_t{30}}));
  EXPECT_EQ(by_password("kim", good).error().reason, RefusalReason::wait)
      << "the right one waits too";
  EXPECT_TRUE(by_password("kim", good, now + seconds{30}));
}

TEST_F(Local, GuessingCodesIsLimitedHoweverOftenThePasswordIsRight) {
  enrolled();
  int tried = 0;
  for (int i = 0; i < 20; ++i)
    if (by_password("kim", good, now, "000000").error().reason == RefusalReason::wrong) ++tried;
  EXPECT_EQ(tried, 5);
  const auto first = by_password("kim", good);
  EXPECT_EQ(logins.by_code(with_cookie(first->cookie), "000000", now).error().reason,
            RefusalReason::wait);
}

TEST_F(Local, ChangingThePasswordNeedsTheOldOneAndEndsEveryOtherSession) {
  const SessionKey strong = enrolled();
  const auto other = by_password("kim", good, now + minutes{1}, code_at(now + minutes{1}));
  ASSERT_TRUE(other);
  const auto request = with_cookie(strong.cookie);
  const PasswordChange wrong{"fel", "sju sorters kakor", address};
  EXPECT_EQ(logins.change_password(request, wrong, now).error().reason, RefusalReason::wrong);
  const auto changed = logins.change_password(request, {good, "sju sorters kakor", address}, now);
  ASSERT_TRUE(changed);
  EXPECT_EQ(next(*changed), NextStep::none);
  EXPECT_FALSE(logins.session(request, now));
  EXPECT_FALSE(logins.session(with_cookie(other->cookie), now));
  EXPECT_FALSE(by_password("kim", good, now + minutes{2}));
  EXPECT_TRUE(by_password("kim", "sju sorters kakor", now + minutes{3}));
}

TEST_F(Local, APasswordThatSomebodyElseMayKnowHasToBeChangedFirst) {
  const SessionKey strong = enrolled();
  logins.require_new_password("u-1");
  EXPECT_EQ(next(strong), NextStep::new_password);
  const auto changed =
      logins.change_password(with_cookie(strong.cookie), {good, "sju sorters kakor", address}, now);
  EXPECT_EQ(next(*changed), NextStep::none);
}

TEST_F(Local, ALostTelephoneStartsOverWithANewCode) {
  const SessionKey strong = enrolled();
  const std::string code = logins.reset_all("u-1", now);
  EXPECT_FALSE(logins.session(with_cookie(strong.cookie), now));
  EXPECT_FALSE(by_password("kim", good));
  const auto standing = logins.standing("u-1", now);
  EXPECT_FALSE(standing->has_password || standing->has_totp);
  const auto made = logins.by_setup_code({code, "sju sorters kakor", address, "sv"}, now);
  EXPECT_EQ(next(*made), NextStep::enrolment);
}

TEST_F(Local, ANewPasswordByCodeKeepsTheApp) {
  enrolled();
  const std::string code = logins.reset_password("u-1", now);
  const auto made = logins.by_setup_code({code, "sju sorters kakor", address, "sv"}, now);
  EXPECT_EQ(next(*made), NextStep::code);
}

TEST_F(Local, InADemoAPasswordAloneIsEnough) {
  ServerConfig demo = config();
  demo.password_only = true;
  Logins open{demo, *file, network, cheap};
  const auto code = open.add_account("u-9", "demo", now);
  const auto made = open.by_setup_code({*code, good, address, "sv"}, now);
  EXPECT_EQ(open.session(with_cookie(made->cookie), now)->next, NextStep::none);
  EXPECT_EQ(logins.session(with_cookie(made->cookie), now)->next, NextStep::enrolment);
}

HttpRequest form_of(const SessionKey& key, const std::string& csrf) {
  HttpRequest request = with_cookie(key.cookie);
  request.method = Method::post;
  request.path = "/rutinen/andring";
  request.form.all = {{"skal", "vad jag skrev"}, {"csrf", csrf}};
  return request;
}

TEST_F(Local, WhatWasTypedWhenTheSessionRanOutIsThereAfterTheNextLogin) {
  const SessionKey strong = enrolled();
  const std::string csrf = logins.session(with_cookie(strong.cookie), now)->csrf;
  const Instant late = now + minutes{16};
  const HttpRequest request = form_of(strong, csrf);
  EXPECT_FALSE(logins.hold_form(request, now)) << "the session lives";
  EXPECT_FALSE(logins.session(request, late));
  EXPECT_TRUE(logins.hold_form(request, late));
  const auto back = by_password("kim", good, late, code_at(late));
  ASSERT_TRUE(back);
  const auto held = logins.held(back->user, late);
  ASSERT_EQ(held.size(), 1U);
  EXPECT_EQ(held[0].path, "/rutinen/andring");
  EXPECT_EQ(logins.take_held(back->user, held[0].number, late)->fields.all,
            (std::vector<NameValue>{{"skal", "vad jag skrev"}}));
  EXPECT_TRUE(logins.held(back->user, late).empty());
}

TEST_F(Local, NobodyElseCanHaveAFormHeld) {
  const SessionKey strong = enrolled();
  const Instant late = now + minutes{16};
  const std::string csrf = logins.session(with_cookie(strong.cookie), now)->csrf;
  EXPECT_FALSE(logins.hold_form(form_of(strong, "x"), late));
  EXPECT_FALSE(logins.hold_form(form_of({"unknown", "u-1"}, csrf), late));
  HttpRequest elsewhere = form_of(strong, csrf);
  elsewhere.headers.all.push_back({"sec-fetch-site", "cross-site"});
  EXPECT_FALSE(logins.hold_form(elsewhere, late));
  HttpRequest get = form_of(strong, csrf);
  get.method = Method::get;
  EXPECT_FALSE(logins.hold_form(get, late));
  logins.logout(with_cookie(strong.cookie), late);
  EXPECT_FALSE(logins.hold_form(form_of(strong, csrf), late)) << "who logged out is gone";
}

TEST(Csrf, NeedsTheSessionsTokenFromOurOwnPages) {
  ServerConfig config;
  config.public_url = "https://insyn.example.se";
  SessionInfo session;
  session.csrf = "token";
  const auto holds = [&](std::vector<NameValue> headers, std::string_view field) {
    HttpRequest request;
    request.headers.all = std::move(headers);
    if (!field.empty()) request.form.all.push_back({"csrf", std::string{field}});
    return holds_csrf(request, session, config);
  };
  EXPECT_TRUE(holds({{"sec-fetch-site", "same-origin"}}, "token"));
  EXPECT_TRUE(holds({{"origin", "https://insyn.example.se"}}, "token"));
  EXPECT_TRUE(holds({{"x-csrf", "token"}, {"sec-fetch-site", "same-origin"}}, ""));
  EXPECT_TRUE(holds({}, "token"));
  EXPECT_FALSE(holds({{"sec-fetch-site", "same-origin"}}, ""));
  EXPECT_FALSE(holds({{"sec-fetch-site", "same-origin"}}, "tokem"));
  EXPECT_FALSE(holds({{"sec-fetch-site", "same-origin"}}, "token2"));
  for (const char* site : {"cross-site", "same-site", "", "x"})
    EXPECT_EQ(holds({{"sec-fetch-site", site}}, "token"), std::string_view{site}.empty()) << site;
  for (const char* origin : {"null", "https://evil.example", "http://insyn.example.se",
                             "https://insyn.example.se.evil.example"})
    EXPECT_FALSE(holds({{"origin", origin}}, "token")) << origin;
}

TEST(SetCookie, IsBoundToTheHostWhereTlsIsSpoken) {
  ServerConfig config;
  EXPECT_EQ(set_cookie(Cookie::session, "v", config).value, "s=v; HttpOnly; SameSite=Lax; Path=/");
  config.public_url = "https://insyn.example.se";
  EXPECT_EQ(set_cookie(Cookie::session, "v", config).value,
            "__Host-s=v; HttpOnly; SameSite=Lax; Path=/; Secure");
  EXPECT_EQ(set_cookie(Cookie::session, "", config).value,
            "__Host-s=; HttpOnly; SameSite=Lax; Path=/; Secure; Max-Age=0");
  EXPECT_EQ(set_cookie(Cookie::oidc_login, "v", config).value,
            "__Host-o=v; HttpOnly; SameSite=Lax; Path=/; Secure; Max-Age=600");
  EXPECT_EQ(cookie_of(with_cookie("v"), Cookie::session, config), "") << "the bare name is not it";
}

TEST(OidcLogins, AnUnknownSubjectIsForTheSiteToDecideAndKnownAfterwards) {
  const auto file = AccountsFile::in_memory(sha256("key"));
  FakeProvider network;
  ServerConfig config;
  config.public_url = "https://insyn.example.se";
  config.oidc.emplace();
  config.oidc->issuer = fake_issuer;
  config.oidc->client_id = "insyn";
  config.oidc->scopes = {"openid"};
  config.oidc->strong_acr = {"loa3"};
  Logins logins{config, *file, network, cheap};
  const auto login = [&](const char* acr) {
    const auto start = logins.oidc_start("/", now);
    const auto value = [&](const std::string& name) {
      const std::size_t from = start->location.find(name + "=") + name.size() + 1;
      return start->location.substr(from, start->location.find('&', from) - from);
    };
    network.answer_with({{"iss", fake_issuer},
                         {"aud", "insyn"},
                         {"sub", "s-1"},
                         {"acr", acr},
                         {"nonce", value("nonce")},
                         {"exp", 1'780'000'300},
                         {"iat", 1'780'000'000}});
    HttpRequest request = with_cookie(start->browser, "__Host-o");
    request.query.all = {{"code", "c"}, {"state", value("state")}};
    return *logins.oidc_finish(request, "sv", now);
  };
  const OidcFinished first = login("loa3");
  EXPECT_FALSE(first.session);
  const auto request_of = [](const SessionKey& key) { return with_cookie(key.cookie, "__Host-s"); };
  const SessionKey admitted = logins.admit(first.identity, "u-5", "sv", now);
  EXPECT_EQ(logins.session(request_of(admitted), now)->next, NextStep::none);
  const OidcFinished again = login("loa3");
  ASSERT_TRUE(again.session);
  EXPECT_EQ(again.session->user, "u-5");
  EXPECT_EQ(logins.session(request_of(*login("loa1").session), now)->next,
            NextStep::stronger_login);
  EXPECT_TRUE(logins.logout(request_of(*again.session), now)
                  ->starts_with("https://id.example.se/end?client_id=insyn"));
  EXPECT_FALSE(logins.session(request_of(*again.session), now));
  EXPECT_EQ(logins.oidc_finish(with_cookie("x", "__Host-o"), "sv", now).error().reason,
            RefusalReason::provider);
}

}  // namespace
}  // namespace insyn
