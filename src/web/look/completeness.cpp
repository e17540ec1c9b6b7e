#include <algorithm>
#include <chrono>
#include <cstddef>

#include "base/check_page.h"
#include "base/text.h"
#include "web/look/drawing.h"
#include "web/look/figures.h"
#include "web/look/parts.h"
#include "web/look/table.h"

namespace insyn {

namespace {

using std::chrono::days;
using std::chrono::year_month_day;
using Came = SourceDay::Came;

constexpr double day_width = 16, row_height = 28, top_height = 40;

double left_of(const Completeness& it) {
  std::size_t widest = 10;
  for (const SourceDays& source : it.sources) widest = std::max(widest, display_width(source.name));
  return static_cast<double>(widest) * 8 + 16;
}

double x_of(const Completeness& it, Day day) {
  return left_of(it) + day_width * static_cast<double>((day - it.days.from).count());
}

bool is_monday(Day day) { return std::chrono::weekday{day} == std::chrono::Monday; }

/// Months above, the numbers of Mondays under them.
Html dates(const Messages& words, const Completeness& it) {
  Html out;
  for (Day day = it.days.from; day < it.days.to; day += days{1}) {
    const year_month_day date{day};
    const auto number = static_cast<unsigned>(date.day());
    const auto month = static_cast<unsigned>(date.month());
    // A month that is about to end has no room for its name.
    const bool roomy = it.days.to - day > days{4} && number < 25;
    if (roomy && (number == 1 || day == it.days.from))
      out += lettering("t2", {.x = x_of(it, day), .y = 14, .size = 13}, words.month(month));
    if (is_monday(day))
      out += lettering("t2", {.x = x_of(it, day), .y = 34, .size = 12}, std::to_string(number));
  }
  return out;
}

Html square(const SourceDay& day, double x, double y) {
  const Box whole{x, y, 14, 20, 2};
  const Html dot = day.late ? circle("w", x + 7, y + 10, 3) : Html{};
  switch (day.came) {
    case Came::not_expected:
      return box("g2", whole);
    case Came::missing: {
      const std::string cross = "M" + length(x + 4) + " " + length(y + 7) + "l6 6m0-6l-6 6";
      return box("gap", {x + 1, y + 1, 12, 18, 2}) + path("x", cross);
    }
    case Came::unusually_few:
      return box("b", whole) + path("k", "M" + length(x + 7) + " " + length(y + 5) + "l5 9h-10Z");
    case Came::fewer:
      return box("a3", whole) + dot;
    case Came::usual:
      return box("a2", whole) + dot;
    case Came::more:
      return box("a", whole) + dot;
  }
  check_page(false, "a day has a square");
  return {};
}

Html calendar(const Messages& words, const Completeness& it) {
  const auto count = static_cast<std::size_t>((it.days.to - it.days.from).count());
  Html shapes = dates(words, it);
  double y = top_height + 6;
  for (const SourceDays& source : it.sources) {
    check_page(source.days.size() == count, "a source says something about each day");
    shapes += lettering("", {.x = 0, .y = y + 15}, source.name);
    for (std::size_t i = 0; i < count; ++i)
      shapes += square(source.days[i], left_of(it) + day_width * static_cast<double>(i), y);
    y += row_height;
  }
  for (const DayRange& period : it.framed) {
    const double from = x_of(it, std::max(period.from, it.days.from));
    const double to = x_of(it, std::min(period.to, it.days.to));
    if (from < to)
      shapes += box("ring", {from - 3, top_height + 1, to - from + 4, y - top_height - 2, 3});
  }
  return drawing({it.id, it.title, it.description, "heat", x_of(it, it.days.to) + 6, y + 4},
                 shapes);
}

/// Days of a kind, in words: `16 juli, 17 juli kom sent`.
template <class IsWanted>
std::string named(const Messages& words, const SourceDays& source, const Completeness& it,
                  DayRange week, const IsWanted& is_wanted) {
  std::string out;
  for (Day day = week.from; day < week.to; day += days{1})
    if (is_wanted(source.days[static_cast<std::size_t>((day - it.days.from).count())]))
      out += (out.empty() ? "" : ", ") + words.short_date(day);
  return out;
}

Cell week_cell(const Messages& words, const SourceDays& source, const Completeness& it,
               DayRange week) {
  std::int64_t expected = 0, came = 0;
  for (Day day = week.from; day < week.to; day += days{1}) {
    const Came what = source.days[static_cast<std::size_t>((day - it.days.from).count())].came;
    expected += what == Came::not_expected ? 0 : 1;
    came += what == Came::not_expected || what == Came::missing ? 0 : 1;
  }
  const auto those = [&](auto is_wanted) { return named(words, source, it, week, is_wanted); };
  const std::string missing = those([](SourceDay day) { return day.came == Came::missing; });
  const std::string few = those([](SourceDay day) { return day.came == Came::unusually_few; });
  const std::string late = those([](SourceDay day) { return day.late; });
  std::string remarks;
  const auto remark = [&](const std::string& text) {
    remarks += (remarks.empty() ? "" : "; ") + text;
  };
  if (!missing.empty()) remark(words.f("{} saknas", missing));
  if (!few.empty()) remark(words.f("{} ovanligt få", few));
  if (!late.empty()) remark(words.f("{} kom sent", late));
  return {words.f("{} av {}", words.number(came), words.number(expected)), remarks};
}

Html by_weeks(const Messages& words, const Completeness& it) {
  Table out{.label = words.t("Dagar med rader, av väntade dagar"),
            .columns = {{words.t("Vecka")}},
            .shows_label = true};
  for (const SourceDays& source : it.sources) out.columns.push_back({source.name});
  for (Day from = it.days.from; from < it.days.to;) {
    Day to = from + days{1};
    while (to < it.days.to && !is_monday(to)) to += days{1};
    TableRow row{{words.weeks({from, to})}};
    for (const SourceDays& source : it.sources)
      row.cells.push_back(week_cell(words, source, it, {from, to}));
    out.rows.push_back(row);
    from = to;
  }
  return table(out);
}

}  // namespace

Html completeness(const Messages& words, const Completeness& it) {
  const Html scrolling = el("div",
                            {{"class", "scroll"},
                             {"tabindex", "0"},
                             {"role", "region"},
                             {"aria-label", words.t("Kalender, rulla i sidled")}},
                            calendar(words, it));
  const Html signs = legend({{Mark::more, words.t("fler än vanligt")},
                             {Mark::usual, words.t("som vanligt")},
                             {Mark::fewer, words.t("färre, som en helg")},
                             {Mark::not_expected, words.t("inga väntade")},
                             {Mark::late, words.t("kom sent")},
                             {Mark::unusually_few, words.t("ovanligt få")},
                             {Mark::missing, words.t("saknas")}});
  return scrolling + signs + more(words.t("Visa kalendern som tabell"), by_weeks(words, it));
}

}  // namespace insyn
