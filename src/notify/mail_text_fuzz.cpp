#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "notify/mail_text.h"

namespace insyn {
namespace {

/// An address that is taken, and a subject of anything, make a mail with exactly our headers.
void fuzz_one(std::string_view text) {
  MailHeaders headers{.from = "insyn@example.se",
                      .sender_name = std::string{text},
                      .to = "a@example.se",
                      .subject = std::string{text},
                      .message_id = "1@example.se",
                      .date = {}};
  const bool address = is_mail_address(text);
  if (address) {
    check(text.find_first_of("\r\n <>,;:\"()[]") == std::string_view::npos, "nothing but atoms");
    headers.to = text;
  }
  const auto mail = mail_text(headers, {.text = std::string{text}});
  if (!mail) return check(!address, "an address can be written");
  const std::string_view head = std::string_view{*mail}.substr(0, mail->find("\r\n\r\n"));
  int lines = 1;
  for (std::size_t at = 0; (at = head.find("\r\n", at)) != std::string_view::npos; at += 2)
    if (head.substr(at + 2, 1) != " ") ++lines;
  check(lines == 10, "ten headers");
  for (std::size_t i = 0; i < mail->size(); ++i) {
    const char c = (*mail)[i];
    check((c >= 0x20 && c < 0x7f) || c == '\r' || c == '\n' || c == '\t', "ASCII");
    if (c == '\n') check(i > 0 && (*mail)[i - 1] == '\r', "no bare line feed");
    if (c == '\r') check(i + 1 < mail->size() && (*mail)[i + 1] == '\n', "no bare return");
  }
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
