#include "web/look/wheel.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "web/look/drawing.h"
#include "web/look/figures.h"

namespace insyn {

namespace {

using std::chrono::days;
using State = WheelAudit::State;

constexpr double size = 460, middle = size / 2;

struct Ring {
  double outer = 0, inner = 0;
};
constexpr Ring months_ring{218, 188}, periods_ring{182, 158};
/// Of work, the outermost first; more than four audits at once share the innermost.
constexpr Ring work_rings[] = {{148, 134}, {126, 112}, {104, 90}, {82, 68}};

struct Point {
  double x = 0, y = 0;
};

/// `turn` is a share of the year, from the top and clockwise.
Point point(double radius, double turn) {
  const double angle = 2 * std::numbers::pi * turn;
  return {middle + radius * std::sin(angle), middle - radius * std::cos(angle)};
}

std::string at(Point point) { return length(point.x) + " " + length(point.y); }

std::string arc(double radius, double from, double to, bool clockwise) {
  const std::string wide = std::abs(to - from) > 0.5 ? "1" : "0";
  return "A" + length(radius) + " " + length(radius) + " 0 " + wide + (clockwise ? " 1 " : " 0 ") +
         at(point(radius, to));
}

Html sector(std::string_view name, const Ring& ring, double from, double to) {
  return path(name, "M" + at(point(ring.outer, from)) + arc(ring.outer, from, to, true) + "L" +
                        at(point(ring.inner, to)) + arc(ring.inner, to, from, false) + "Z");
}

double middle_of(const Ring& ring) { return (ring.outer + ring.inner) / 2; }

/// The year as turns from 0 to 1.
class Year {
 public:
  explicit Year(int year)
      : from_{std::chrono::year{year} / std::chrono::January / 1},
        to_{std::chrono::year{year + 1} / std::chrono::January / 1} {}

  bool contains(Day day) const { return from_ <= day && day < to_; }
  bool overlaps(DayRange range) const { return range.from < to_ && from_ < range.to; }
  /// Of the day's beginning, within the year.
  double turn(Day day) const {
    const Day inside = std::clamp(day, from_, to_);
    return static_cast<double>((inside - from_).count()) /
           static_cast<double>((to_ - from_).count());
  }

 private:
  Day from_, to_;
};

Html months(const Messages& words, int year) {
  const Year turns{year};
  Html out;
  for (unsigned month = 1; month <= 12; ++month) {
    const std::chrono::year_month here{std::chrono::year{year}, std::chrono::month{month}};
    const double from = turns.turn(Day{here / 1});
    const double to = turns.turn(Day{(here + std::chrono::months{1}) / 1});
    const std::string name = words.month(month);
    const Point place = point(middle_of(months_ring), (from + to) / 2);
    out += sector(month % 2 == 1 ? "g" : "g2", months_ring, from, to);
    out += lettering("t2", {.x = place.x, .y = place.y + 4.5, .size = 13, .anchor = "middle"},
                     name.size() > 4 ? name.substr(0, 3) : name);
  }
  return out;
}

DayRange work_of(const WheelAudit& audit) { return {audit.work_from, audit.report_by + days{1}}; }

/// The ring of each audit's work: the outermost that is free.
std::vector<std::size_t> rings_of(const std::vector<WheelAudit>& audits) {
  constexpr std::size_t innermost = std::size(work_rings) - 1;
  std::vector<std::size_t> rings;
  for (std::size_t i = 0; i < audits.size(); ++i) {
    const auto taken = [&](std::size_t ring) {
      for (std::size_t j = 0; j < i; ++j)
        if (rings[j] == ring && work_of(audits[i]).overlaps(work_of(audits[j]))) return true;
      return false;
    };
    std::size_t ring = 0;
    while (ring < innermost && taken(ring)) ++ring;
    rings.push_back(ring);
  }
  return rings;
}

Html work(const WheelAudit& audit, const Ring& ring, const Year& year, Day today) {
  const DayRange whole = work_of(audit);
  const Day done_to = audit.state == State::closed    ? whole.to
                      : audit.state == State::planned ? whole.from
                                                      : std::clamp(today, whole.from, whole.to);
  const double from = year.turn(whole.from), done = year.turn(done_to), to = year.turn(whole.to);
  Html out;
  if (from < done) out += sector("a2", ring, from, done);
  if (done < to) out += sector("ring", ring, done, to);
  if (year.contains(audit.answers_by)) {
    const Point place = point(middle_of(ring), year.turn(audit.answers_by));
    out += path("k", "M" + at({place.x, place.y - 6}) + "l6 6-6 6-6-6Z");
  }
  if (year.contains(audit.report_by)) {
    const Point place = point(middle_of(ring), year.turn(audit.report_by));
    out += box("k", {place.x - 5, place.y - 5, 10, 10, 1.5});
  }
  return out;
}

Html period(const WheelAudit& audit, const Year& year) {
  const bool planned = audit.state == State::planned;
  const double from = year.turn(audit.period.from), to = year.turn(audit.period.to);
  const Point place = point(middle_of(periods_ring), (from + to) / 2);
  return sector(planned ? "w ring" : "a", periods_ring, from, to) +
         lettering(planned ? "" : "t3",
                   {.x = place.x, .y = place.y + 6, .size = 17, .anchor = "middle", .bold = true},
                   audit.number + (audit.state == State::closed ? " ✓" : ""));
}

Html today_line(const Year& year, Day today) {
  if (!year.contains(today)) return {};
  const double turn = year.turn(today);
  const Point inner = point(100, turn);
  return path("now", "M" + at(inner) + "L" + at(point(222, turn))) +
         circle("c", inner.x, inner.y, 4);
}

Html centre(const Messages& words, const Wheel& it) {
  const auto closed =
      std::count_if(it.audits.begin(), it.audits.end(),
                    [](const WheelAudit& audit) { return audit.state == State::closed; });
  const auto line = [](double y, int letters, bool bold) {
    return Lettering{.x = middle, .y = y, .size = letters, .anchor = "middle", .bold = bold};
  };
  Html out = lettering("", line(216, 34, true), std::to_string(it.year));
  if (Year{it.year}.contains(it.today))
    out += lettering("nowt", line(240, 15, false), words.f("I dag {}", words.short_date(it.today)));
  return out + lettering("t2", line(261, 14, false),
                         words.f("{} av {} avslutade", words.number(closed),
                                 words.number(static_cast<std::int64_t>(it.audits.size()))));
}

std::string described(const Messages& words, const WheelAudit& audit) {
  const auto state = [&] {
    switch (audit.state) {
      case State::closed:
        return words.t("avslutad");
      case State::under_way:
        return words.t("pågår");
      case State::planned:
        return words.t("kommande");
    }
    return std::string{};
  };
  return words.f("Kontroll {}: data från {}, svar senast {}, rapport senast {}, {}.", audit.number,
                 words.days(audit.period), words.date(audit.answers_by),
                 words.date(audit.report_by), state());
}

}  // namespace

Html wheel(const Messages& words, const Wheel& it) {
  const Year year{it.year};
  const std::vector<std::size_t> rings = rings_of(it.audits);
  Html shapes = months(words, it.year) + today_line(year, it.today);
  std::string description;
  for (std::size_t i = 0; i < it.audits.size(); ++i) {
    const WheelAudit& audit = it.audits[i];
    if (year.overlaps(work_of(audit))) shapes += work(audit, work_rings[rings[i]], year, it.today);
    if (year.overlaps(audit.period)) shapes += period(audit, year);
    description += described(words, audit) + " ";
  }
  description += words.t("Samma uppgifter finns i tabellen.");
  const Canvas canvas{"wheel",     words.f("Kontrollåret {}", std::to_string(it.year)),
                      description, "wheel",
                      size,        size};
  return drawing(canvas, shapes + centre(words, it)) +
         legend({{Mark::period, words.t("Data tas härifrån")},
                 {Mark::work_done, words.t("Arbete, gjort")},
                 {Mark::work_left, words.t("Arbete, kvar")},
                 {Mark::answers_by, words.t("Svar senast")},
                 {Mark::report_by, words.t("Rapport senast")},
                 {Mark::today, words.t("I dag")}});
}

}  // namespace insyn
