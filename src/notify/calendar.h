#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "domain/calendar/time.h"

namespace insyn {

/// An entry in somebody's calendar, sent by mail (RFC 5545 and 5546). Its title and description are
/// seen by whoever sees the calendar, so they are neutral: no names, nobody's matter (practice
/// F28).
struct CalendarEvent {
  enum class Method { request, cancel };
  Method method = Method::request;
  std::string uid;   ///< the same for every version of the entry; printable ASCII
  int sequence = 0;  ///< of the version: grows with each change, and with the cancelling
  Instant stamp{};   ///< when this version was made
  /// Whole days are Swedish ones and take no time from whoever is invited; both are half-open.
  std::variant<DayRange, InstantRange> when{DayRange{}};
  std::string title;
  std::string description{};
  std::string url{};
  std::string organizer;  ///< an address that `is_mail_address`
  std::string attendee;   ///< the same
};

/// The text/calendar of one entry: UTF-8, lines ended by CRLF and folded at 75 octets, never inside
/// a character; times in UTC, so that no time zone has to be described. Text that isn't UTF-8, and
/// control characters but line breaks, become nothing.
std::string calendar_text(const CalendarEvent& event);

}  // namespace insyn
