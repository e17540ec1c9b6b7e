#include "app/review_view.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "app/review_ground.h"
#include "app/review_look.h"
#include "app/row_words.h"
#include "app/wording.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"
#include "domain/review/conflicts.h"
#include "domain/routine/schedule.h"

namespace insyn {
namespace {

/// The parts of a list that the user reads, the list's own first.
std::vector<std::string> parts_read(const ReviewLook& by, const ListSeen& list) {
  std::vector<std::string> parts;
  if (by.reads(list, "")) parts.emplace_back();
  std::set<std::string> moved;
  for (const MovedRows& one : list.progress->moved)
    if (moved.insert(one.part()).second && by.reads(list, one.part())) parts.push_back(one.part());
  return parts;
}

bool is_confidential_part(const ListSeen& list, const std::string& part) {
  return !list.progress->is_managers() || parse_user_role(part).has_value();
}

bool is_to_judge(const RowFacts& facts, const RowReview& review) {
  return !facts.supported || facts.flagged || review.taken_out;
}

bool is_waiting(const ReviewState& state, const RowReview& row) {
  if (awaits_countersignature(row.standing)) return true;
  return row.standing == Standing::unanswered &&
         std::ranges::any_of(row.asks, [&](std::uint64_t asked) {
           const AskState* ask = state.ask(asked);
           return ask != nullptr && ask->is_open();
         });
}

struct Employed {
  std::string title, unit;
  bool authority = false;
  UnitNo unit_no;
};

/// What the person was on the window's last day.
Employed employed(const ReviewLook& by, const ListSeen& list, const DayRange& window) {
  const RegistersAt& registers = *by.look().registers;
  const StaffNo staff = by.look().names->staff_number(list.list->staff);
  const Placement placement =
      placement_of(registers.index, staff, std::nullopt, window, registers.texts);
  Employed found;
  found.unit_no = placement.unit;
  if (!placement.unit) return found;
  found.unit = by.look().names->unit(registers.texts[placement.unit.value]);
  for (const Employment& employment : registers.index.employments(staff)) {
    if (employment.unit != placement.unit) continue;
    found.title = registers.texts[employment.title.value];
    found.authority = employment.group == Group::authority;
    if (employment.valid.contains(window.to - std::chrono::days{1})) break;
  }
  return found;
}

MyList my_list(const ReviewLook& by, const ListSeen& list, const std::string& part, Day today) {
  MyList mine;
  mine.at = {list.audit->id, list.list->code, part};
  mine.period = list.audit->period;
  mine.person = by.person_name(list);
  mine.confidential = is_confidential_part(list, part);
  mine.moved = !part.empty();
  std::int64_t judged_left = 0;
  std::int64_t supported_left = 0;
  for (const std::int64_t row : list.progress->rows_of(part)) {
    const RowReview review = list.row(row);
    const bool to_judge = is_to_judge(facts_of(list.frozen(row)), review);
    ++mine.rows;
    ++(to_judge ? mine.to_judge : mine.supported);
    mine.done += is_done(review.standing);
    mine.waiting += is_waiting(by.look().state.review, review);
    if (review.standing == Standing::unanswered) ++(to_judge ? judged_left : supported_left);
  }
  mine.signed_off = list.progress->is_signed(part);
  if (judged_left + supported_left > 0) mine.minutes = minutes_to_read(judged_left, supported_left);
  mine.opened = part.empty() ? list.progress->opened.has_value()
                             : std::ranges::any_of(list.progress->moved, [&](const auto& moved) {
                                 return moved.part() == part && moved.opened.has_value();
                               });
  if (const auto period = by.period(list)) {
    mine.unit = employed(by, list, period->days).unit;
    mine.window =
        review_days(*list.papers->routine, period->days, day_of(list.of_audit->opened_at));
    mine.answer_by = answer_by(*list.progress, by.schedule(list));
    mine.late = !mine.signed_off && today > *mine.answer_by;
  }
  return mine;
}

std::string system_of(const Snapshot& look, const ListSeen& list) {
  for (const json::value& value : list.list->list.at("rows").as_array())
    for (const json::value& system : value.as_object().at("systems").as_array())
      for (const Source& source : look.sources)
        if (source.system == system.as_string()) return source.label;
  return look.sources.empty() ? "systemet" : look.sources.front().label;
}

std::string next_in_line(const ReviewLook& by, const ListSeen& list, UnitNo unit) {
  const RegistersAt& registers = *by.look().registers;
  const Names& names = *by.look().names;
  const std::vector<StaffNo> line =
      review_line(registers.index, names.staff_number(list.list->staff),
                  names.staff_number(list.list->reviewer), unit);
  auto next = std::ranges::find(line, names.staff_number(by.holder().staff));
  if (next != line.end()) ++next;
  if (!list.progress->is_managers() || next == line.end()) return "någon annan";
  return names.staff(registers.texts[next->value]);
}

/// Practice 4.4, filled in.
std::string sign_off_text(const ListView& view, const ReviewRules& rules) {
  const auto number = [](std::int64_t count) { return std::to_string(count); };
  return filled(
      rules.guidance.sign_off,
      {{"{namn}s", genitive(view.person)},
       {"{namn}", view.person},
       {"{från}–{till}", days_text(format_day(view.window.from), format_day(view.window.to))},
       {"{m}", number(view.tally.confirmed)},
       {"{a}", number(view.tally.needed)},
       {"{b}", number(view.tally.acceptable)},
       {"{c}", number(view.tally.suspected)},
       {"{d}", number(view.tally.handed_on)},
       {"{e}", number(view.tally.unclear + view.tally.not_asked)}});
}

/// Rows are numbered as they came to the reader: one that they have handed on leaves a gap, one
/// that they never had leaves none.
void add_rows(const ReviewLook& by, const ListSeen& list, ListView& view) {
  const std::vector<std::int64_t> rows = list.progress->rows_of(view.at.part);
  std::set<std::int64_t> had{rows.begin(), rows.end()};
  if (list.review != nullptr)
    if (const auto part = list.review->parts.find(view.at.part); part != list.review->parts.end())
      had.insert(part->second.handed_on.begin(), part->second.handed_on.end());
  std::vector<RowView> supported;
  for (const std::int64_t row : rows) {
    RowView one = by.row_view(list, row);
    one.number = std::distance(had.begin(), had.find(row)) + 1;
    view.tally.add(one.review.standing);
    (is_to_judge(one.facts, one.review) ? view.rows : supported).push_back(std::move(one));
  }
  view.to_judge = static_cast<std::int64_t>(view.rows.size());
  view.supported = static_cast<std::int64_t>(supported.size());
  std::ranges::move(supported, std::back_inserter(view.rows));
}

void add_part(const ReviewLook& by, const ListSeen& list, ListView& view) {
  if (list.review == nullptr) return;
  const auto found = list.review->parts.find(view.at.part);
  if (found == list.review->parts.end()) return;
  const PartReview& part = found->second;
  view.question_answered = part.question.has_value();
  view.tally.handed_on = static_cast<std::int64_t>(part.handed_on.size());
  if (part.last != Instant{}) view.saved_at = part.last;
  if (!list.progress->is_signed(view.at.part)) return;
  view.signed_at = part.signed_at;
  view.signed_by = by.look().people->name_of(part.signed_by);
}

}  // namespace

std::vector<MyList> my_lists(const Snapshot& look, std::string_view user, Day today) {
  const ReviewLook by{look, user};
  std::vector<MyList> lists;
  for (const ListSeen& list : by.lists())
    for (const std::string& part : parts_read(by, list))
      lists.push_back(my_list(by, list, part, today));
  std::ranges::stable_sort(lists, [](const MyList& a, const MyList& b) {
    return std::tie(a.signed_off, a.answer_by, a.person) <
           std::tie(b.signed_off, b.answer_by, b.person);
  });
  return lists;
}

std::optional<ListView> list_view(const Snapshot& look, std::string_view user, const PartAt& at,
                                  Day today) {
  const ReviewLook by{look, user};
  const auto list = by.list(at.audit, at.list);
  if (!list || !by.reads(*list, at.part)) return std::nullopt;
  const auto period = by.period(*list);
  if (!period) return std::nullopt;
  const Routine& routine = *list->papers->routine;
  ListView view;
  view.at = at;
  view.period = list->audit->period;
  view.staff = list->list->staff;
  view.person = by.person_name(*list);
  view.first_name = first_name_of(view.person);
  const Employed was = employed(by, *list, period->days);
  view.title = was.title;
  view.unit = was.unit;
  view.authority = was.authority;
  view.confidential = is_confidential_part(*list, at.part);
  view.moved = !at.part.empty();
  view.window = review_days(routine, period->days, day_of(list->of_audit->opened_at));
  view.system = system_of(look, *list);
  view.answer_by = answer_by(*list->progress, by.schedule(*list));
  view.late = !list->progress->is_signed(at.part) && today > *view.answer_by;
  if (at.part.empty() && list->progress->is_managers())
    view.denied = integer_of(list->list->list, "denied");
  add_rows(by, *list, view);
  add_part(by, *list, view);
  if (view.to_judge + view.supported > 0)
    view.minutes = minutes_to_read(view.to_judge, view.supported);
  if (!view.signed_at) view.missing = missing_for_signing(*list->progress, list->review, at.part);
  view.sign_off_text = sign_off_text(view, routine.review);
  view.next_in_line = next_in_line(by, *list, was.unit_no);
  const Tally& tally = view.tally;
  view.no_remark = view.signed_at.has_value() && at.part.empty() && list->progress->is_managers() &&
                   tally.acceptable == 0 && tally.suspected == 0 && tally.unclear == 0 &&
                   tally.not_asked == 0;
  return view;
}

}  // namespace insyn
