// HOME/server.toml as docs/formats/server.md describes it.
#include "web/auth/server_config.h"

#include <gtest/gtest.h>

#include <fstream>

#include "store/contract/temporary_folder.h"

namespace insyn {
namespace {

constexpr const char* whole = R"([site]
municipality = "Piteå"
department = "Socialtjänsten"
contact = "0911-69 60 00"
public_url = "https://insyn.example.se"

[proxy]
trusted = ["127.0.0.1", "::1"]

[oidc]
issuer = "https://id.example.se"
client_id = "insyn"
client_secret_file = "oidc-secret"
scopes = ["profile"]
strong_acr = ["http://id.sambi.se/loa/loa3"]
role_claim = "groups"

[[oidc.role]]
value = "Insyn VO-chef äldre"
role = "area_head"
area = "VO1"
law = "SoL"
)";

std::string error_of(const std::string& toml) {
  const auto config = parse_server_config(toml, "server.toml");
  return config ? std::string{} : config.error().text;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(ServerConfig, IsReadWhole) {
  const auto config = parse_server_config(whole, "server.toml");
  ASSERT_TRUE(config) << config.error().text;
  EXPECT_EQ(config->municipality, "Piteå");
  EXPECT_TRUE(config->secure());
  EXPECT_FALSE(config->password_only);
  EXPECT_EQ(config->trusted_proxies.size(), 2U);
  ASSERT_TRUE(config->oidc);
  EXPECT_EQ(config->oidc->scopes, (std::vector<std::string>{"openid", "profile"}));
  EXPECT_EQ(config->oidc->name_claim, "name");
  ASSERT_EQ(config->oidc->roles.size(), 1U);
  EXPECT_EQ(config->oidc->roles[0].role, UserRole::area_head);
  EXPECT_EQ(config->oidc->roles[0].law, "SoL");
}

TEST(ServerConfig, AnEmptyFileIsALocalSiteWithStrongLogins) {
  const auto config = parse_server_config("", "server.toml");
  ASSERT_TRUE(config);
  EXPECT_FALSE(config->oidc || config->password_only || config->secure());
}

TEST(ServerConfig, WhatIsUnsafeOrUnknownIsRefusedWithItsLine) {
  const std::string text = whole;
  const std::pair<std::string, const char*> cases[] = {
      {replaced(text, "https://insyn", "http://insyn"), "server.toml:5: "},
      {replaced(text, "insyn.example.se\"", "insyn.example.se/\""), "server.toml:5: "},
      {replaced(text, "\"::1\"", "\"proxy\""), "server.toml:8: "},
      {replaced(text, "https://id.example.se", "http://id.example.se"), "server.toml:11: "},
      {replaced(text, "strong_acr", "strong_arc"), "server.toml:15: "},
      {replaced(text, "strong_acr = [\"http://id.sambi.se/loa/loa3\"]", ""), "server.toml:10: "},
      {replaced(text, "role_claim = \"groups\"", ""), "server.toml:10: "},
      {replaced(text, "area_head", "area_heads"), "server.toml:20: "},
      {replaced(text, "\"SoL\"", "\"SOL\""), "server.toml:22: "},
      {replaced(text, "public_url", "#"), "server.toml:10: "},
      {"[login]\npassword_only = true\n[site]\nmunicipality = \"x\"\npublic_url = "
       "\"https://insyn.example.se\"",
       "server.toml:2: "},
      {"[logins]\n", "server.toml:1: "},
      {"[site]\n", "server.toml:1: "},
      {"[site]\nmunicipality = 7", "server.toml:2: "},
  };
  for (const auto& [toml, place] : cases)
    EXPECT_TRUE(error_of(toml).starts_with(place)) << place << error_of(toml);
}

const char* const with_mail = R"([site]
municipality = "Ljungfors"
public_url = "https://insyn.example.se"
[mail]
host = "smtp.example.se"
tls = "required"
user = "insyn"
password_file = "smtp-password"
ca_file = "/etc/ssl/own.pem"
from = "insyn@example.se"
sender_name = "Insyn, Ljungfors"
reply_to = "loggkontroll@example.se"
)";

TEST(ServerConfig, HowMailsLeaveIsRead) {
  const auto config = parse_server_config(with_mail, "server.toml");
  ASSERT_TRUE(config) << config.error().text;
  ASSERT_TRUE(config->mail);
  EXPECT_EQ(config->mail->port, 587);
  EXPECT_EQ(config->mail->tls, MailConfig::Tls::required);
  EXPECT_EQ(config->mail->reply_to, "loggkontroll@example.se");
  const auto direct =
      parse_server_config(replaced(with_mail, "\"required\"", "\"direct\""), "server.toml");
  EXPECT_EQ(direct->mail->port, 465);
}

TEST(ServerConfig, AMailServerThatWouldLeakThePasswordOrHasNoWayBackIsRefused) {
  const std::string text = with_mail;
  const std::pair<std::string, const char*> cases[] = {
      {replaced(text, "\"required\"", "\"none\""), "server.toml:7: "},
      {replaced(text, "\"required\"", "\"optional\""), "server.toml:7: "},
      {replaced(text, "\"required\"", "\"tls\""), "server.toml:6: "},
      {replaced(text, "password_file", "#"), "server.toml:4: "},
      {replaced(text, "public_url", "#"), "server.toml:4: "},
      {replaced(text, "smtp.example.se", "smtp://example.se"), "server.toml:5: "},
      {replaced(text, "from = \"insyn@", "from = \"Insyn <insyn@"), "server.toml:10: "},
      {replaced(text, "loggkontroll@", "loggkontroll"), "server.toml:12: "},
      {replaced(text, "user =", "port = 70000\nuser ="), "server.toml:7: "},
      {replaced(text, "user =", "username ="), "server.toml:7: "},
  };
  for (const auto& [toml, place] : cases)
    EXPECT_TRUE(error_of(toml).starts_with(place)) << place << error_of(toml);
}

TEST(ServerConfig, ADemoOnTheOwnMachineMayDoWithAPassword) {
  EXPECT_EQ(error_of("[login]\npassword_only = true"), "");
  EXPECT_EQ(error_of("[site]\nmunicipality = \"x\"\npublic_url = \"http://127.0.0.1:8080\"\n"
                     "[login]\npassword_only = true"),
            "");
}

TEST(ServerConfig, TheSecretIsReadFromItsFile) {
  const TemporaryFolder folder;
  const std::filesystem::path& home = folder.path();
  EXPECT_TRUE(read_server_config(home)) << "without a file";
  std::ofstream{home / "server.toml"} << whole;
  EXPECT_EQ(read_server_config(home).error().code, "client-secret");
  std::ofstream{home / "oidc-secret"} << "  \n";
  EXPECT_EQ(read_server_config(home).error().code, "client-secret");
  std::ofstream{home / "oidc-secret"} << "hemligt\n";
  EXPECT_EQ(read_server_config(home)->oidc->client_secret, "hemligt");
  std::ofstream{home / "server.toml"} << with_mail;
  EXPECT_EQ(read_server_config(home).error().code, "mail-password");
  std::ofstream{home / "smtp-password"} << "lösen\n";
  EXPECT_EQ(read_server_config(home)->mail->password, "lösen");
  EXPECT_EQ(read_server_config(home)->mail->ca_file, "/etc/ssl/own.pem");
}

}  // namespace
}  // namespace insyn
