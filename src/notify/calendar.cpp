#include "notify/calendar.h"

#include <chrono>
#include <cstddef>

#include "base/text.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

/// RFC 5545, 3.1: a line is at most 75 octets without its break; those that go on begin with a
/// space, which counts.
constexpr std::size_t line_octets_max = 75;

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

std::string folded(std::string_view line) {
  std::string text;
  std::size_t room = line_octets_max;
  while (line.size() > room) {
    std::size_t end = room;
    while (!begins_character(line[end])) --end;
    text += line.substr(0, end);
    text += "\r\n ";
    line.remove_prefix(end);
    room = line_octets_max - 1;
  }
  text += line;
  return text + "\r\n";
}

/// TEXT of RFC 5545, 3.3.11.
std::string escaped(std::string_view text) {
  if (!is_utf8(text)) return {};
  std::string result;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') result += '\\';
    if (c == '\n')
      result += "\\n";
    else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f)
      result += c;
  }
  return result;
}

/// What may stand unescaped, an address or a UID: without anything that could end the line.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text)
    if (c > 0x20 && c < 0x7f) result += c;
  return result;
}

std::string without(std::string text, std::string_view signs) {
  std::erase_if(text, [&](char c) { return signs.find(c) != std::string_view::npos; });
  return text;
}

/// `20260203T071500Z`, to the second.
std::string utc(Instant at) {
  return without(format_instant(Instant{std::chrono::floor<std::chrono::seconds>(at)}), "-:");
}

std::string date(Day day) { return without(format_day(day), "-"); }

std::string times(const CalendarEvent& event) {
  if (const auto* days = std::get_if<DayRange>(&event.when))
    return folded("DTSTART;VALUE=DATE:" + date(days->from)) +
           folded("DTEND;VALUE=DATE:" + date(days->to)) + folded("TRANSP:TRANSPARENT");
  const auto& time = std::get<InstantRange>(event.when);
  return folded("DTSTART:" + utc(time.from)) + folded("DTEND:" + utc(time.to)) +
         folded("TRANSP:OPAQUE");
}

}  // namespace

std::string calendar_text(const CalendarEvent& event) {
  const bool cancelled = event.method == CalendarEvent::Method::cancel;
  std::string text = folded("BEGIN:VCALENDAR") + folded("VERSION:2.0") +
                     folded("PRODID:-//Insyn//Loggkontroll//SV") + folded("CALSCALE:GREGORIAN") +
                     folded(cancelled ? "METHOD:CANCEL" : "METHOD:REQUEST") +
                     folded("BEGIN:VEVENT") + folded("UID:" + plain(event.uid)) +
                     folded("SEQUENCE:" + std::to_string(event.sequence)) +
                     folded("DTSTAMP:" + utc(event.stamp)) + times(event) +
                     folded("SUMMARY:" + escaped(event.title));
  if (!event.description.empty()) text += folded("DESCRIPTION:" + escaped(event.description));
  if (!event.url.empty()) text += folded("URL:" + plain(event.url));
  // Nobody is asked whether they come: the organizer is a machine.
  text += folded("ORGANIZER:mailto:" + plain(event.organizer)) +
          folded("ATTENDEE;RSVP=FALSE:mailto:" + plain(event.attendee)) +
          folded(cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED") + folded("CLASS:PRIVATE") +
          folded("END:VEVENT") + folded("END:VCALENDAR");
  return text;
}

}  // namespace insyn
