#include "app/row_openings.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>

#include "app/audit_rows.h"
#include "app/review_ground.h"
#include "app/row_words.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

/// The row's events, by their time.
std::vector<ResolvedEvent> events_of(Home& home, const RowSetting& setting, const ListAt& at,
                                     const json::object& frozen) {
  const StaffNo staff{find_text(home, at.list->staff).value};
  const ClientNo client{find_text(home, text_of(frozen, "client")).value};
  const CaseNo of_case{find_text(home, text_of(frozen, "case")).value};
  std::vector<ResolvedEvent> events = events_of_staff(home, setting, std::span{&staff, 1});
  std::erase_if(events, [&](const ResolvedEvent& event) {
    return !gives_row(event) || event.client != client || event.case_no != of_case;
  });
  std::ranges::stable_sort(events, {}, &ResolvedEvent::at);
  return events;
}

/// Those of one system with no longer pause between them stand together.
std::vector<std::vector<ResolvedEvent>> split(const std::vector<ResolvedEvent>& events,
                                              std::chrono::minutes gap) {
  std::vector<std::vector<ResolvedEvent>> openings;
  std::map<SystemNo, std::size_t> open;
  for (const ResolvedEvent& event : events) {
    const auto found = open.find(event.system);
    if (found == open.end() || event.at - openings[found->second].back().at > gap) {
      open[event.system] = openings.size();
      openings.emplace_back();
    }
    openings[open[event.system]].push_back(event);
  }
  return openings;
}

}  // namespace

Result<std::vector<OpeningText>> openings_of_row(Home& home, const RowAt& at, const Names& names) {
  const auto list = list_at(home, at.audit, at.list);
  if (!list) return fail(list.error());
  if (!list->has_row(at.row)) return refuse_review("no-row", "Raden finns inte.");
  const Routine& routine = list->lists->routine;
  const auto period = period_in(routine, list->going.audit->period);
  if (!period) return fail(period.error());
  const DayRange days = review_days(routine, period->days, day_of(list->going.progress->opened_at));
  const RowSetting setting = row_setting(
      home, routine, days, known_when_opened(home.ledger.state(), list->going.audit->opened));
  std::vector<OpeningText> texts;
  for (auto& opening : split(events_of(home, setting, *list, list->frozen(at.row)),
                             std::chrono::minutes{routine.opening_gap_minutes}))
    for (const Row& row : rows_in(setting, std::move(opening))) {
      RowWords words = words_of_row(to_json(row, setting.registers->texts), names);
      std::ranges::move(words.told, std::back_inserter(words.reasons));
      texts.push_back(
          {std::move(words.opened), std::move(words.reasons), std::move(words.support)});
    }
  return texts;
}

}  // namespace insyn
