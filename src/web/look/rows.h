#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "web/html/html.h"
#include "web/look/parts.h"

namespace insyn {

/// The rows of a list that somebody reads, and the steps inside the open one. Values in, markup
/// out, as in parts.h. A row keeps its number and place whatever becomes of it.

struct ListRow {
  std::int64_t number = 0;
  std::string number_word{};  ///< before the number, for who doesn't see the column: `Rad`
  std::string heading{};      ///< whose record
  Html about{};               ///< in small beside it
  Html tags{};
  Html what{};                       ///< what was done, when
  std::vector<Reason> why{};         ///< facts
  Html action{};                     ///< at the right: a link, a button, a tag
  Html choose{};                     ///< a box before the heading, for an answer to several
  Html check{};                      ///< the steps: the row is open
  std::vector<std::string> paper{};  ///< boxes and lines to write on, only on paper
  bool judged = false;               ///< folded to a line
  bool takes_focus = false;          ///< script moves the focus to its heading
};
/// Each row has the id `rad-` and its number.
Html list_rows(const std::vector<ListRow>& rows);

/// What `ListRow::paper` is, elsewhere on the page.
Html paper_line(const std::vector<std::string>& parts);

/// The steps inside an open row: forms, answered steps, what else can be done.
Html check_box(const Html& parts);
/// One step as a group of fields. With `only_if` it is seen once the answer of that value is chosen
/// in the step before; a browser too old for that shows it always.
struct CheckStep {
  std::string legend;
  Html help{};
  std::string only_if{};
};
Html check_step(const CheckStep& step, const Html& body);
/// Words that belong to a step. What is wrong with them, if anything is, stands in the element
/// whose id is `fault`.
struct StepText {
  std::string name, label, value;
  std::string fault{};
  int rows = 2;
};
Html step_text(const StepText& text);
Html check_answered(const Html& text);  ///< one line with a way back
Html check_later(const Html& text);     ///< when it opens
Html check_foot(const Html& buttons);

/// A radio button or box. The id is the name and the value, so that both tell a page's fields
/// apart.
struct Choice {
  std::string name, value, label;
  std::string help{};
  bool chosen = false;
  bool box = false;            ///< several may be chosen
  int digit = 0;               ///< the key that chooses it; 0: none
  std::string form{};          ///< the id of its form, if it stands outside
  std::string hidden_label{};  ///< instead of `label`, for who doesn't see what it stands beside
};
Html choice(const Choice& choice);
Html choices_in_line(const Html& choices);

/// What is never acceptable, with why.
Html never_box(std::string_view heading, const std::vector<std::string>& texts);

/// Where the work stands, and what can be done about it (Shown::save_bar). Both parts are replaced
/// by script, so that a reader of the screen hears what changed.
Html save_line(const Html& text, const Html& actions);

}  // namespace insyn
