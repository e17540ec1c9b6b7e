#include "notify/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

CalendarEvent an_event() {
  CalendarEvent event;
  event.uid = "abc@example.se";
  event.stamp = parse_time("2026-02-17T08:00:00.5Z").at;
  event.when = DayRange{*parse_day("2026-03-10"), *parse_day("2026-03-11")};
  event.title = "Loggkontroll, Ljungfors";
  event.organizer = "insyn@example.se";
  event.attendee = "m@example.se";
  return event;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find("\r\n", at);
    if (end == std::string::npos) throw std::runtime_error{"a line without its break"};
    lines.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

std::string unfolded(std::string text) {
  for (std::size_t at = 0; (at = text.find("\r\n ", at)) != std::string::npos;) text.erase(at, 3);
  return text;
}

TEST(CalendarText, IsOneEntryWithWhatRfc5546AsksOfARequest) {
  EXPECT_EQ(
      lines_of(calendar_text(an_event())),
      (std::vector<std::string>{
          "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Insyn//Loggkontroll//SV",
          "CALSCALE:GREGORIAN", "METHOD:REQUEST", "BEGIN:VEVENT", "UID:abc@example.se",
          "SEQUENCE:0", "DTSTAMP:20260217T080000Z", "DTSTART;VALUE=DATE:20260310",
          "DTEND;VALUE=DATE:20260311", "TRANSP:TRANSPARENT", "SUMMARY:Loggkontroll\\, Ljungfors",
          "ORGANIZER:mailto:insyn@example.se", "ATTENDEE;RSVP=FALSE:mailto:m@example.se",
          "STATUS:CONFIRMED", "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR"}));
}

TEST(CalendarText, ATimeOfDayIsInUtcWhateverSummerTimeSays) {
  CalendarEvent event = an_event();
  event.when = InstantRange{parse_time("2026-03-27 09:00").at, parse_time("2026-03-30 09:00").at};
  const std::string text = calendar_text(event);
  EXPECT_NE(text.find("DTSTART:20260327T080000Z\r\n"), std::string::npos);
  EXPECT_NE(text.find("DTEND:20260330T070000Z\r\n"), std::string::npos);
}

TEST(CalendarText, ACancellationSaysSoTwice) {
  CalendarEvent event = an_event();
  event.method = CalendarEvent::Method::cancel;
  event.sequence = 1;
  const std::string text = calendar_text(event);
  EXPECT_NE(text.find("METHOD:CANCEL\r\n"), std::string::npos);
  EXPECT_NE(text.find("STATUS:CANCELLED\r\n"), std::string::npos);
  EXPECT_NE(text.find("SEQUENCE:1\r\n"), std::string::npos);
}

TEST(CalendarText, NothingThatIsGivenCanEndALineOrBeginAnother) {
  CalendarEvent event = an_event();
  for (std::string* text : {&event.uid, &event.title, &event.description, &event.url,
                            &event.organizer, &event.attendee})
    *text = "x\r\nATTENDEE:mailto:thief@example.org\rBEGIN:VALARM\n";
  for (const std::string& line : lines_of(unfolded(calendar_text(event)))) {
    EXPECT_FALSE(line.starts_with("BEGIN:VALARM"));
    EXPECT_FALSE(line.starts_with("ATTENDEE:"));
    EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos);
  }
}

RC_GTEST_PROP(CalendarText, NoLineIsLongerThan75OctetsOrCutsACharacter, ()) {
  CalendarEvent event = an_event();
  const auto parts = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("a", "å", "€", "😀", " ", ",", ";", "\\", "\n"));
  for (const std::string& part : parts) event.description += part;
  const std::string text = calendar_text(event);
  for (const std::string& line : lines_of(text)) {
    RC_ASSERT(line.size() <= 75U);
    RC_ASSERT(is_utf8(line));
  }
  RC_ASSERT(is_utf8(text));
}

}  // namespace
}  // namespace insyn
