#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/calendar/time.h"
#include "web/html/html.h"
#include "web/messages/messages.h"

namespace insyn {

/// Figures drawn by us as SVG: no script, the same on paper. Each has a title and a description for
/// who doesn't see it, and its numbers in words or a table beside it. Colours are classes of the
/// style sheet (`fig`). `id` tells two figures of one page apart.

/// What a mark in a figure means.
enum class Mark {
  period,
  work_done,
  work_left,
  answers_by,
  report_by,
  today,
  more,
  usual,
  fewer,
  not_expected,
  late,
  unusually_few,
  missing,
};
struct LegendItem {
  Mark mark;
  std::string words;
};
Html legend(const std::vector<LegendItem>& items);

/// Lengths beside each other, each with its words.
struct Bar {
  std::string label;
  std::int64_t value = 0;  ///< what its length is in proportion to; not negative
  std::string words{};     ///< `12 rader, 9 minuter`
};
struct Bars {
  std::string id, title, description;
  std::vector<Bar> bars{};
};
Html bars(const Bars& bars);

/// One day of one source: how many rows came, against what is usual there on such a day.
struct SourceDay {
  enum class Came { not_expected, missing, unusually_few, fewer, usual, more };
  Came came = Came::usual;
  bool late = false;
};
struct SourceDays {
  std::string name;
  std::vector<SourceDay> days;  ///< as many as the calendar has
};
/// The completeness calendar: a square a day and source, its legend, and the same by weeks in a
/// table that opens.
struct Completeness {
  std::string id, title, description;
  DayRange days{};
  std::vector<SourceDays> sources{};
  std::vector<DayRange> framed{};  ///< periods of audits, within `days`
};
Html completeness(const Messages& words, const Completeness& it);

}  // namespace insyn
