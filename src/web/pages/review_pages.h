#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/review_acts.h"
#include "app/review_view.h"
#include "web/look/rows.h"
#include "web/look/table.h"
#include "web/pages/frame.h"
#include "web/pages/names.h"

namespace insyn {

/// What the pages of Mina granskningar share: lists as their readers see them. They read the
/// snapshot; what somebody may not see is none to them.

/// A part of a list whose reader the visitor is. In addresses it is the list's code, with a dot and
/// the part's code if it isn't the list's own.
struct ListShown {
  PartAt at;
  ListView view;
  std::string url;          ///< of its page
  bool from_paper = false;  ///< what is entered now was first written on a printed form

  const RowView* row(std::int64_t number) const;  ///< by the number shown
};
std::string list_url(const PartAt& at);
/// What `:kontroll` and `:lista` of the path name; none if the visitor doesn't read it.
std::optional<ListShown> list_at(const Visit& visit);
/// The same list after an act.
std::optional<ListShown> list_after(const Visit& visit, const ListShown& before);

/// Why something could not be done, shown where it was tried: at a row by its number, `0` at the
/// list. What was typed stands in the request's form.
struct Slip {
  std::int64_t number = 0;
  std::string part{};  ///< `bekrafta`, `lika`, `skriv-under` of the list; empty of a row
  std::optional<Error> error{};
};
HttpResponse list_page(const Visit& visit, const ListShown& at, const Slip& slip);

/// Where the reader goes on: the next row that waits for an answer, else what confirms, else what
/// signs.
std::string next_stop(const ListShown& at, std::int64_t after);

/// How far a list has come, for the bar and the words beside it.
struct Headway {
  std::int64_t judged = 0, waiting = 0, left = 0, to_confirm = 0;
};
Headway headway_of(const ListView& view);
/// Supported rows that one confirmation takes, or has taken.
bool is_bulk(const RowView& row);
/// Somebody else's word is asked for.
bool is_waiting(const RowView& row);
bool is_unanswered(const RowView& row);

// review_words.cpp
/// The routine's texts with their places in braces filled in; a place that isn't known says what
/// stands in it.
std::string filled_in(std::string_view text, const std::map<std::string, std::string>& known);
std::map<std::string, std::string> known_of(const Visit& visit, const ListView& view,
                                            const RowView* row);
/// `Sofias`, `Lars`.
std::string possessive(const Messages& words, const std::string& name);
/// What a code is called as a choice; a star if something has to be written too.
std::string label_of(const ReviewCode& code);
/// Of the audit's routine; by default the path's.
const ReviewRules& rules_of(const Visit& visit);
const ReviewRules& rules_of(const Visit& visit, std::string_view audit);
Html standing_tag(const Messages& words, Standing standing);
/// Chief nurse or quality controller, by the law of the row.
std::string reader_by_law(const Messages& words, bool health_care);
std::string days_left(const Messages& words, Day until, Day today);
std::vector<Part> parts_of(const Messages& words, const Headway& headway);

// review_row.cpp
ListRow row_of(const Visit& visit, const ListShown& at, const RowView& row);
/// When and how often it was opened, in sum, and the way to each opening.
Html opened_line(const Messages& words, const ListShown& at, const RowView& row);
std::vector<Reason> reasons_of(const Messages& words, const RowView& row);

// review_steps.cpp
/// The steps of the open row.
Html steps_of(const Visit& visit, const ListShown& at, const RowView& row, const Slip& slip);
/// Fields for one answer to several rows.
Html alike_panel(const Visit& visit, const ListShown& at, const Slip& slip);

// review_confirm.cpp
Html confirm_panel(const Visit& visit, const ListShown& at, const Slip& slip);
Html sign_panel(const Visit& visit, const ListShown& at, const Slip& slip);
Html save_bar(const Visit& visit, const ListShown& at, const Slip& slip);

// review_guide.cpp
Html guide_panel(const Visit& visit, const ListShown& at, const RowView* open);

/// An error where it was made; takes the focus.
Html slip_note(const Messages& words, const Slip& slip);
/// The id of that note if words are lacking and it is this field, the one of the chosen answer,
/// that lacks them; else empty.
std::string fault_in(const Slip& slip, bool is_asked, std::string_view typed);
/// To a page that isn't this list's: loaded whole, since script replaces the list only.
Html link_away(std::string_view text, std::string_view url);
/// The hidden field that says that what is entered was first on paper.
Html paper_field(const ListShown& at);

std::vector<PageRoute> review_list_routes();
std::vector<PageRoute> review_answer_routes();
std::vector<PageRoute> review_asked_routes();
std::vector<PageRoute> review_paper_routes();

}  // namespace insyn
