#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/people/roles.h"

namespace insyn {

/// HOME/server.toml (docs/formats/server.md): what the site is called, and how people log in.

/// What a value of the role claim gives.
struct ClaimedRole {
  std::string value;  ///< of the claim, exactly
  UserRole role = UserRole::manager;
  std::string area;  ///< id of the unit that limits it; empty: no limit of area
  std::string law;   ///< `SoL`, `LSS`, `HSL`; empty: no limit
};

struct OidcConfig {
  std::string issuer;  ///< exactly as the provider writes it
  std::string client_id;
  std::string client_secret_file;  ///< relative to the home; empty: a public client
  std::string client_secret;       ///< read from it
  std::string label;               ///< of the button
  std::vector<std::string> scopes;
  std::vector<std::string> strong_acr;  ///< a login with one of them is strong
  std::vector<std::string> strong_amr;
  bool always_strong = false;  ///< the provider lets nobody in without two factors
  std::string name_claim;
  std::string role_claim;
  std::vector<ClaimedRole> roles;
};

/// How mails leave (notify/smtp.h).
struct MailConfig {
  enum class Tls { required, direct, optional, none };
  std::string host;
  int port = 587;
  Tls tls = Tls::required;
  std::string user;           ///< empty: without login
  std::string password_file;  ///< absolute, or relative to the home
  std::string password;       ///< read from it
  std::string ca_file;        ///< the same; empty: the system's authorities
  std::string from;           ///< an address
  std::string sender_name;
  std::string reply_to;  ///< an address; empty: `from`
};

struct ServerConfig {
  std::string municipality;
  std::string department;
  std::string contact;
  std::string public_url;      ///< `https://insyn.example.se`, no path; empty: only on this machine
  bool password_only = false;  ///< demo only: a password alone is strong enough
  std::optional<OidcConfig> oidc;
  std::optional<MailConfig> mail;
  std::vector<std::string> trusted_proxies;

  /// Whether cookies may be sent by TLS only: everywhere but on http://127.0.0.1.
  bool secure() const { return public_url.starts_with("https://"); }
};

/// Refuses, with `file:line: what and what to do`, what is unknown, missing, of the wrong type or
/// unsafe: http for anything but this machine, a password alone where others reach the server.
/// Kind unusable.
Result<ServerConfig> parse_server_config(std::string_view toml, std::string_view file);

/// Reads HOME/server.toml and the secrets that it names; without the file, all is as it was not
/// given. Errors: as above; "client-secret", "mail-password" if that file can't be read or is
/// empty.
Result<ServerConfig> read_server_config(const std::filesystem::path& home);

}  // namespace insyn
