#pragma once

#include <memory>
#include <string>

#include "base/result.h"

namespace insyn {

/// What a mail server made of a mail.
enum class Delivery {
  taken,        ///< it answered 250: the mail is its own now
  later,        ///< it doesn't want it yet (4xx), or something broke on the way
  never,        ///< it refuses this recipient or this mail for good (5xx)
  unreachable,  ///< nothing is wrong with the mail: no connection, no TLS, login or sender refused
};

struct SendResult {
  Delivery delivery = Delivery::unreachable;
  int answer = 0;       ///< the server's last code; 0: none
  std::string trouble;  ///< one line for the operator, without addresses; empty if taken
};

/// Gives mails to a mail server. One thread at a time.
class MailSender {
 public:
  virtual ~MailSender() = default;
  /// `mail` as `mail_text` writes it. May take as long as its time-outs say.
  virtual SendResult send(const std::string& to, const std::string& mail) = 0;
};

struct SmtpServer {
  enum class Tls {
    required,  ///< STARTTLS, or no mail (RFC 3207)
    direct,    ///< TLS from the first byte (RFC 8314), usually port 465
    optional,  ///< STARTTLS if the server offers it: protects from nobody who wants to listen
    none,
  };
  std::string host;
  int port = 587;
  Tls tls = Tls::required;
  std::string user{}, password{};  ///< empty: without login
  std::string ca_file{};           ///< who is trusted instead of the system's authorities
  std::string from;                ///< an address: the envelope's sender, who gets bounces
  long connect_seconds = 8;
  long total_seconds = 20;
};

/// SMTP (RFC 5321) by libcurl. The server's certificate and name are always verified. Keeps the
/// connection for the next mail. Nothing of an attempt is kept: what is sent, and whether it was,
/// is for the caller to write down (notify/outbox.h).
std::unique_ptr<MailSender> make_smtp_sender(SmtpServer server);

}  // namespace insyn
