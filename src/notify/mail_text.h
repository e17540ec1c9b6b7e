#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/time.h"

namespace insyn {

/// A mail as it goes to a mail server: RFC 5322 headers, RFC 2047 words, MIME (RFC 2045 and 2046).

/// Whether it is one address that may stand in a header and in SMTP's RCPT as it is: the dot-atoms
/// of RFC 5322, 3.2.3, with a domain of letters, digits and hyphens; ASCII, at most 254 octets.
/// Quoted local parts, comments and address literals are refused: nobody in a register has one.
bool is_mail_address(std::string_view text);

/// What stands after the `@`; precondition: is_mail_address.
std::string_view domain_of(std::string_view address);

struct MailHeaders {
  std::string from;         ///< an address
  std::string sender_name;  ///< shown with it
  std::string reply_to{};   ///< an address, or empty
  std::string to;           ///< an address, without a name: that is nobody's on the way
  std::string subject;
  std::string message_id;  ///< `x@y`, without the angle brackets; the same each time it is sent
  Instant date{};
};

struct MailBody {
  std::string text;        ///< UTF-8, lines ended by `\n`
  std::string calendar{};  ///< text/calendar, or empty
  std::string method{};    ///< `REQUEST` or `CANCEL`, of the calendar
};

/// The whole mail, in lines of at most 76 octets ended by CRLF, ASCII only. With a calendar entry
/// the text and the entry are alternatives of each other, as calendar programs expect.
///
/// Says `Auto-Submitted: auto-generated` (RFC 3834), so that nobody's out-of-office answers it.
/// None if an address isn't one, or a line of a header holds a control character or isn't UTF-8:
/// whoever could put a line break there could add recipients.
std::optional<std::string> mail_text(const MailHeaders& headers, const MailBody& body);

/// `Tue, 17 Feb 2026 08:00:00 +0000`.
std::string mail_date(Instant at);

/// RFC 2047: the text itself if it is printable ASCII and can't be taken for an encoded word, else
/// encoded words of at most 75 octets, each of whole characters, joined by folds.
std::string encoded_words(std::string_view text);

/// RFC 2045, 6.7: lines of at most 76 octets.
std::string quoted_printable(std::string_view text);

}  // namespace insyn
