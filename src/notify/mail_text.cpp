#include "notify/mail_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "base/hash.h"
#include "base/hex.h"
#include "base/text.h"

namespace insyn {
namespace {

namespace chrono = std::chrono;

constexpr std::size_t address_octets_max = 254;  // RFC 5321, 4.5.3.1.3, less the brackets
constexpr std::size_t local_octets_max = 64;
constexpr std::size_t label_octets_max = 63;
constexpr std::size_t line_octets_max = 76;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_atom(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return is_letter_or_digit(c) ||
           std::string_view{"!#$%&'*+-/=?^_`{|}~"}.find(c) != std::string_view::npos;
  });
}

bool is_label(std::string_view text) {
  return !text.empty() && text.size() <= label_octets_max && text.front() != '-' &&
         text.back() != '-' &&
         std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

template <class Fits>
bool all_between_dots(std::string_view text, Fits fits) {
  return std::ranges::all_of(split(text, '.'), fits);
}

bool is_line(std::string_view text) {
  return is_utf8(text) && std::ranges::none_of(text, [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
         });
}

bool is_printable_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

/// The letters before this many characters' end; whole ones.
std::string_view first_characters(std::string_view text, std::size_t octets) {
  if (text.size() <= octets) return text;
  while ((static_cast<unsigned char>(text[octets]) & 0xC0U) == 0x80U) --octets;
  return text.substr(0, octets);
}

std::string part(std::string_view type, std::string_view text) {
  return fmt::format(
      "Content-Type: {}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n", type,
      quoted_printable(text));
}

/// The name that is shown with an address: words of RFC 2047, or a quoted string.
std::string phrase(std::string_view name) {
  const std::string words = encoded_words(name);
  if (words != name) return words;
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || text.size() > address_octets_max || at > local_octets_max)
    return false;
  const std::string_view local = text.substr(0, at), domain = text.substr(at + 1);
  return all_between_dots(local, is_atom) && all_between_dots(domain, is_label);
}

std::string_view domain_of(std::string_view address) {
  return address.substr(address.find('@') + 1);
}

std::string mail_date(Instant at) {
  constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed",
                                                     "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = chrono::floor<chrono::days>(at);
  const chrono::year_month_day date{day};
  const chrono::hh_mm_ss time{chrono::floor<chrono::seconds>(at - day)};
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000",
                     weekdays[chrono::weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
                     months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string encoded_words(std::string_view text) {
  // A header's line, its name and one more fold included, stays under 78 octets.
  constexpr std::size_t plain_octets_max = 60;
  if (is_printable_ascii(text) && text.find("=?") == std::string_view::npos &&
      text.size() <= plain_octets_max)
    return std::string{text};
  constexpr std::size_t octets_a_word = 39;  // 52 of base64, and 12 around it
  std::string words;
  while (!text.empty()) {
    const std::string_view piece = first_characters(text, octets_a_word);
    words += (words.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + to_base64(piece) + "?=";
    text.remove_prefix(piece.size());
  }
  return words;
}

std::string quoted_printable(std::string_view text) {
  std::string result;
  std::size_t length = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (text[i] == '\n' || text.substr(i, 2) == "\r\n") {
      i += text[i] == '\n' ? 0U : 1U;
      result += "\r\n";
      length = 0;
      continue;
    }
    const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r';
    const bool plain = (byte > 0x20 && byte < 0x7f && byte != '=') || (byte == ' ' && !ends_line);
    const std::string written = plain ? std::string(1, text[i]) : fmt::format("={:02X}", byte);
    // The last octet of a full line is the `=` that says that it goes on.
    if (length + written.size() > line_octets_max - 1) {
      result += "=\r\n";
      length = 0;
    }
    result += written;
    length += written.size();
  }
  return result;
}

std::optional<std::string> mail_text(const MailHeaders& headers, const MailBody& body) {
  const bool addressed = is_mail_address(headers.from) && is_mail_address(headers.to) &&
                         is_mail_address(headers.message_id) &&
                         (headers.reply_to.empty() || is_mail_address(headers.reply_to));
  if (!addressed || !is_line(headers.subject) || !is_line(headers.sender_name) ||
      !is_utf8(body.text) || !is_utf8(body.calendar))
    return std::nullopt;
  std::string text = "Date: " + mail_date(headers.date) + "\r\nFrom: ";
  if (headers.sender_name.empty())
    text += headers.from;
  else
    text += phrase(headers.sender_name) + "\r\n <" + headers.from + ">";
  text += "\r\nTo: " + headers.to;
  if (!headers.reply_to.empty()) text += "\r\nReply-To: " + headers.reply_to;
  text += "\r\nSubject: " + encoded_words(headers.subject) + "\r\nMessage-ID:\r\n <" +
          headers.message_id +
          ">\r\nAuto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n"
          "MIME-Version: 1.0\r\n";
  constexpr std::string_view plain_type = "text/plain; charset=utf-8";
  if (body.calendar.empty()) return text + part(plain_type, body.text);
  // Quoted-printable never writes `=_` before another `_`, so no part holds it.
  const std::string boundary = "=_" + to_hex(sha256(headers.message_id)).substr(0, 32);
  const std::string method = body.method == "CANCEL" ? "CANCEL" : "REQUEST";
  text += "Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n\r\n";
  text += "--" + boundary + "\r\n" + part(plain_type, body.text);
  text += "--" + boundary + "\r\n" +
          part("text/calendar; charset=utf-8; method=" + method, body.calendar);
  return text + "--" + boundary + "--\r\n";
}

}  // namespace insyn
