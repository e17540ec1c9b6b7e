#include "web/auth/server_config.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "ingest/toml/document.h"
#include "web/auth/addresses.h"

namespace insyn {
namespace {

constexpr std::array<std::string_view, 5> laws{"SoL", "LSS", "HSL", "LVU", "LVM"};

ClaimedRole read_role(const TomlValue& value, TomlProblem& problem) {
  TomlTable table{value, "[[oidc.role]]", problem};
  ClaimedRole role;
  role.value = table.text("value");
  const std::string code = table.text("role");
  role.area = table.text_or("area", "");
  role.law = table.text_or("law", "");
  table.finish();
  if (const auto parsed = parse_user_role(code)) {
    role.role = *parsed;
  } else if (!problem.found()) {
    std::string known;
    for (const UserRole one : all_user_roles())
      known += (known.empty() ? "" : ", ") + std::string{code_of(one)};
    problem.add(table.line_of("role"),
                fmt::format("Rollen `{}` finns inte. Välj en av {}.", code, known));
  }
  if (!role.law.empty() && std::ranges::find(laws, role.law) == laws.end())
    problem.add(
        table.line_of("law"),
        fmt::format("Lagrummet `{}` finns inte. Välj SoL, LSS, HSL, LVU eller LVM.", role.law));
  return role;
}

OidcConfig read_oidc(const TomlValue& value, TomlProblem& problem) {
  TomlTable table{value, "[oidc]", problem};
  OidcConfig oidc;
  oidc.issuer = table.text("issuer");
  oidc.client_id = table.text("client_id");
  oidc.client_secret_file = table.text_or("client_secret_file", "");
  oidc.label = table.text_or("label", "Logga in med kommunens inloggning");
  oidc.scopes = table.texts_or_none("scopes");
  oidc.strong_acr = table.texts_or_none("strong_acr");
  oidc.strong_amr = table.texts_or_none("strong_amr");
  oidc.always_strong = table.flag_or("always_strong", false);
  oidc.name_claim = table.text_or("name_claim", "name");
  oidc.role_claim = table.text_or("role_claim", "");
  if (table.has("role"))
    for (const TomlValue* role : table.tables("role"))
      oidc.roles.push_back(read_role(*role, problem));
  table.finish();
  if (std::ranges::find(oidc.scopes, "openid") == oidc.scopes.end())
    oidc.scopes.insert(oidc.scopes.begin(), "openid");
  if (!is_safe_address(oidc.issuer))
    problem.add(table.line_of("issuer"),
                "Adressen `issuer` ska börja med https:// (http går bara till 127.0.0.1).");
  if (!oidc.always_strong && oidc.strong_acr.empty() && oidc.strong_amr.empty())
    problem.add(table.line(),
                "[oidc] säger inte vilka inloggningar som är starka. Ange `strong_acr` eller "
                "`strong_amr`, eller `always_strong = true` om tjänsten alltid kräver två "
                "faktorer.");
  if (!oidc.roles.empty() && oidc.role_claim.empty())
    problem.add(table.line(), "[[oidc.role]] kräver att [oidc] har `role_claim`.");
  return oidc;
}

void read_site(const TomlValue& value, ServerConfig& config, TomlProblem& problem) {
  TomlTable table{value, "[site]", problem};
  config.municipality = table.text("municipality");
  config.department = table.text_or("department", "");
  config.contact = table.text_or("contact", "");
  config.public_url = table.text_or("public_url", "");
  table.finish();
  if (!config.public_url.empty() && !is_origin(config.public_url))
    problem.add(table.line_of("public_url"),
                "Adressen `public_url` ska vara https:// och ett värdnamn, utan sökväg och utan / "
                "på slutet (http går bara till 127.0.0.1).");
}

bool is_address(const std::string& text) {
  std::array<char, sizeof(in6_addr)> bytes{};
  return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
         inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

void read_proxy(const TomlValue& value, ServerConfig& config, TomlProblem& problem) {
  TomlTable table{value, "[proxy]", problem};
  config.trusted_proxies = table.texts("trusted");
  table.finish();
  for (const std::string& address : config.trusted_proxies)
    if (!is_address(address))
      problem.add(table.line_of("trusted"), fmt::format("`{}` är ingen IP-adress.", address));
}

void read_login(const TomlValue& value, ServerConfig& config, TomlProblem& problem) {
  TomlTable table{value, "[login]", problem};
  config.password_only = table.flag_or("password_only", false);
  table.finish();
  if (config.password_only && !config.public_url.empty() && !is_loopback_address(config.public_url))
    problem.add(table.line_of("password_only"),
                "`password_only` går bara i en demo på den egna datorn. Ta bort raden, eller ta "
                "bort `public_url`.");
}

MailConfig::Tls read_tls(const std::string& code, std::uint32_t line, TomlProblem& problem) {
  using Tls = MailConfig::Tls;
  for (const auto& [name, tls] : {std::pair<std::string_view, Tls>{"required", Tls::required},
                                  {"direct", Tls::direct},
                                  {"optional", Tls::optional},
                                  {"none", Tls::none}})
    if (name == code) return tls;
  problem.add(line, fmt::format("`tls = \"{}\"` finns inte. Välj required, direct, optional "
                                "eller none.",
                                code));
  return Tls::required;
}

bool is_host(std::string_view text) {
  return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-';
  });
}

/// Close enough to say where in the file it is wrong; notify/mail_text.h is exact.
bool looks_like_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

void check_mail(const MailConfig& mail, const TomlTable& table, TomlProblem& problem) {
  if (!is_host(mail.host))
    problem.add(table.line_of("host"), "`host` ska vara ett värdnamn, som smtp.example.se.");
  if (!looks_like_address(mail.from))
    problem.add(table.line_of("from"), "`from` ska vara en e-postadress.");
  if (!mail.reply_to.empty() && !looks_like_address(mail.reply_to))
    problem.add(table.line_of("reply_to"), "`reply_to` ska vara en e-postadress.");
  if (mail.user.empty() != mail.password_file.empty())
    problem.add(table.line(), "[mail] ska ha både `user` och `password_file`, eller inget av dem.");
  const bool sure = mail.tls == MailConfig::Tls::required || mail.tls == MailConfig::Tls::direct;
  if (!mail.user.empty() && !sure)
    problem.add(table.line_of("user"),
                "Ett lösenord skickas bara med säker TLS. Välj `tls = \"required\"` eller "
                "`\"direct\"`, eller ta bort `user`.");
}

MailConfig read_mail(const TomlValue& value, const ServerConfig& config, TomlProblem& problem) {
  TomlTable table{value, "[mail]", problem};
  MailConfig mail;
  mail.host = table.text("host");
  mail.tls = read_tls(table.text_or("tls", "required"), table.line_of("tls"), problem);
  mail.port = static_cast<int>(
      table.integer_or("port", 1, 65535, mail.tls == MailConfig::Tls::direct ? 465 : 587));
  mail.user = table.text_or("user", "");
  mail.password_file = table.text_or("password_file", "");
  mail.ca_file = table.text_or("ca_file", "");
  mail.from = table.text("from");
  mail.sender_name = table.text_or("sender_name", "Insyn");
  mail.reply_to = table.text_or("reply_to", "");
  table.finish();
  if (!problem.found()) check_mail(mail, table, problem);
  if (config.public_url.empty())
    problem.add(table.line(), "[mail] kräver `public_url` i [site]: dit leder mejlens länkar.");
  return mail;
}

}  // namespace

Result<ServerConfig> parse_server_config(std::string_view toml, std::string_view file) {
  const auto document = parse_toml(toml, file);
  if (!document) return fail(document.error());
  TomlProblem problem{file};
  TomlTable root{*document, "filen", problem};
  ServerConfig config;
  if (const TomlValue* site = root.table_or_none("site")) read_site(*site, config, problem);
  if (const TomlValue* login = root.table_or_none("login")) read_login(*login, config, problem);
  if (const TomlValue* proxy = root.table_or_none("proxy")) read_proxy(*proxy, config, problem);
  if (const TomlValue* oidc = root.table_or_none("oidc")) {
    config.oidc = read_oidc(*oidc, problem);
    if (config.public_url.empty())
      problem.add(root.line_of("oidc"),
                  "[oidc] kräver `public_url` i [site]: dit skickar inloggningstjänsten tillbaka.");
  }
  if (const TomlValue* mail = root.table_or_none("mail"))
    config.mail = read_mail(*mail, config, problem);
  root.finish();
  if (problem.found()) return fail(problem.error());
  return config;
}

namespace {

std::optional<std::string> text_of_file(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

/// What a file that the configuration names holds.
Result<std::string> read_secret(const std::filesystem::path& path, std::string_view key,
                                std::string_view code) {
  const auto secret = text_of_file(path);
  if (secret && !trimmed(*secret).empty()) return std::string{trimmed(*secret)};
  return fail(ErrorKind::unusable, code,
              path.string() + ": hemligheten som `" + std::string{key} +
                  "` pekar på saknas eller är tom. Lägg den där, läsbar bara för den som kör "
                  "Insyn.");
}

}  // namespace

Result<ServerConfig> read_server_config(const std::filesystem::path& home) {
  const auto path = home / "server.toml";
  if (!std::filesystem::exists(path)) return ServerConfig{};
  const auto text = text_of_file(path);
  if (!text)
    return fail(ErrorKind::unusable, "server-config",
                path.string() + ": filen går inte att läsa. Kontrollera behörigheten.");
  auto config = parse_server_config(*text, path.string());
  if (!config) return config;
  if (config->oidc && !config->oidc->client_secret_file.empty()) {
    auto secret =
        read_secret(home / config->oidc->client_secret_file, "client_secret_file", "client-secret");
    if (!secret) return fail(secret.error());
    config->oidc->client_secret = std::move(*secret);
  }
  if (config->mail && !config->mail->password_file.empty()) {
    auto secret = read_secret(home / config->mail->password_file, "password_file", "mail-password");
    if (!secret) return fail(secret.error());
    config->mail->password = std::move(*secret);
  }
  if (config->mail && !config->mail->ca_file.empty())
    config->mail->ca_file = (home / config->mail->ca_file).string();
  return config;
}

}  // namespace insyn
