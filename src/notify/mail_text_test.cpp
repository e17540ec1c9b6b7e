#include "notify/mail_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/hex.h"
#include "base/text.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

MailHeaders headers() {
  return {.from = "insyn@ljungfors.example",
          .sender_name = "Insyn, Ljungfors",
          .to = "maria@ljungfors.example",
          .subject = "Loggkontroll 2026-1: 2 listor att granska",
          .message_id = "0123@ljungfors.example",
          .date = parse_time("2026-02-17T08:00:00Z").at};
}

TEST(MailAddress, IsWhatMayStandInAHeaderAsItIs) {
  for (const char* good :
       {"a@b", "first.last+tag@sub.example.se", "o'neil@example.se", "a_b-c@x-1.example", "1@2.se"})
    EXPECT_TRUE(is_mail_address(good)) << good;
  for (const std::string bad : {"",
                                "@",
                                "a@",
                                "@b",
                                "a",
                                "a@b@c",
                                "a b@c",
                                "a@b c",
                                "a@b\r\nBcc: x@y",
                                "a\n@b",
                                ".a@b",
                                "a.@b",
                                "a..b@c",
                                "a@b..c",
                                "a@.b",
                                "a@b.",
                                "a@-b",
                                "a@b-",
                                "a@[127.0.0.1]",
                                "\"a\"@b",
                                "<a@b>",
                                "a@b>",
                                "a,b@c",
                                "å@b.se",
                                "a@å.se",
                                "a@b_c",
                                "a@b\x7f",
                                "Anna <a@b.se>"})
    EXPECT_FALSE(is_mail_address(bad)) << bad;
  EXPECT_TRUE(is_mail_address(std::string(64, 'a') + "@b.se"));
  EXPECT_FALSE(is_mail_address(std::string(65, 'a') + "@b.se"));
  EXPECT_FALSE(is_mail_address("a@" + std::string(64, 'b')));
  std::string longest = "a@";
  for (int i = 0; i < 126; ++i) longest += "b.";
  EXPECT_EQ((longest + "b").size(), 255U);
  EXPECT_FALSE(is_mail_address(longest + "b"));
  EXPECT_EQ(domain_of("a@b.se"), "b.se");
}

TEST(MailText, IsWholeAndSaysThatNobodyWroteIt) {
  EXPECT_EQ(mail_text(headers(), {.text = "Hej Maria!\n\nSvara senast 10 mars.\n"}),
            "Date: Tue, 17 Feb 2026 08:00:00 +0000\r\n"
            "From: \"Insyn, Ljungfors\"\r\n <insyn@ljungfors.example>\r\n"
            "To: maria@ljungfors.example\r\n"
            "Subject: Loggkontroll 2026-1: 2 listor att granska\r\n"
            "Message-ID:\r\n <0123@ljungfors.example>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "X-Auto-Response-Suppress: All\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
            "Hej Maria!\r\n\r\nSvara senast 10 mars.\r\n\r\n");
}

TEST(MailText, ACalendarEntryIsTheLastAlternative) {
  const auto text = mail_text(
      headers(), {.text = "Hej!", .calendar = "BEGIN:VCALENDAR\r\n", .method = "REQUEST"});
  ASSERT_TRUE(text);
  const auto plain = text->find("Content-Type: text/plain");
  const auto calendar = text->find("Content-Type: text/calendar; charset=utf-8; method=REQUEST");
  EXPECT_NE(text->find("Content-Type: multipart/alternative;"), std::string::npos);
  EXPECT_LT(plain, calendar);
  EXPECT_NE(calendar, std::string::npos);
  EXPECT_TRUE(text->ends_with("--\r\n"));
}

TEST(MailText, ALineBreakAnywhereInAHeaderIsRefused) {
  const std::vector<std::string> all{"a\r\nBcc: thief@example.org", "a\nb", "a\rb",
                                     std::string("a\0b", 3), "\xff"};
  for (const std::string& bad : all) {
    for (const auto member :
         {&MailHeaders::subject, &MailHeaders::sender_name, &MailHeaders::to, &MailHeaders::from,
          &MailHeaders::reply_to, &MailHeaders::message_id}) {
      MailHeaders tried = headers();
      tried.*member = bad;
      EXPECT_FALSE(mail_text(tried, {.text = "x"})) << bad;
    }
  }
}

// RFC 2047, section 8: what encoded words may and may not do.
TEST(EncodedWords, LeaveAsciiAloneAndHideNothingInIt) {
  EXPECT_EQ(encoded_words("Loggkontroll 2026-1: 1 lista"), "Loggkontroll 2026-1: 1 lista");
  EXPECT_EQ(encoded_words("=?UTF-8?B?QQ==?="), "=?UTF-8?B?PT9VVEYtOD9CP1FRPT0/PQ==?=");
  EXPECT_EQ(encoded_words("å"), "=?UTF-8?B?w6U=?=");
}

RC_GTEST_PROP(EncodedWords, AreShortAndOfWholeCharacters, ()) {
  const auto parts = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("a", "å", "€", "😀", " ")));
  std::string text = "å";
  for (const std::string& part : parts) text += part;
  std::string read;
  std::string rest = encoded_words(text);
  for (const std::string& line : split(rest, '\n')) {
    std::string word{trimmed(line)};
    RC_ASSERT(word.size() <= 75U);
    RC_ASSERT(word.starts_with("=?UTF-8?B?"));
    RC_ASSERT(word.ends_with("?="));
    const auto piece = from_base64(word.substr(10, word.size() - 12));
    RC_ASSERT(piece.has_value());
    RC_ASSERT(is_utf8(*piece));
    read += *piece;
  }
  RC_ASSERT(read == text);
}

TEST(QuotedPrintable, KeepsLinesShortAndSpacesBeforeTheirEnds) {
  EXPECT_EQ(quoted_printable("a=b\nå \nslut "), "a=3Db\r\n=C3=A5=20\r\nslut=20");
  EXPECT_EQ(quoted_printable(std::string(76, 'x')), std::string(75, 'x') + "=\r\nx");
  EXPECT_EQ(quoted_printable("a\r\nb"), "a\r\nb");
}

RC_GTEST_PROP(QuotedPrintable, CanBeReadBack, (const std::vector<std::string>& parts)) {
  std::string text;
  for (const std::string& part : parts) text += part + "å = ";
  std::erase(text, '\n');
  std::erase(text, '\r');
  const std::string written = quoted_printable(text);
  std::string read;
  std::size_t line = 0;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written.compare(i, 3, "=\r\n") == 0) {
      RC_ASSERT(line + 1 <= 76U);
      line = 0;
      i += 2;
      continue;
    }
    ++line;
    if (written[i] != '=') {
      read += written[i];
      continue;
    }
    read += *from_hex(written.substr(i + 1, 2));
    i += 2;
    line += 2;
  }
  RC_ASSERT(line <= 76U);
  RC_ASSERT(read == text);
}

TEST(MailDate, IsRfc5322InUtc) {
  EXPECT_EQ(mail_date(parse_time("2026-02-17T08:00:00Z").at), "Tue, 17 Feb 2026 08:00:00 +0000");
  EXPECT_EQ(mail_date(parse_time("2000-02-29T23:59:59.9Z").at), "Tue, 29 Feb 2000 23:59:59 +0000");
}

}  // namespace
}  // namespace insyn
