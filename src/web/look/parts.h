#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "web/html/html.h"

namespace insyn {

/// The components that pages are put together from: values in, markup out, nothing else known.
/// Texts come translated (web/messages). Whatever is `Html` may be given as plain text, which is
/// escaped.
///
/// The rules they keep: one filled button a page (`Weight::primary`), the next step; a status is an
/// icon and a word; a figure has numbers beside it; no `style=`, no script.

enum class Icon { eye, check, look, none, ask, stop, clock, lock, dice, doc, print, next };

/// Decorative without a label; with one it is an image of that name.
Html icon(Icon which, std::string_view label = {});
/// What the icons refer to; `page` puts it at the end of every page.
Html icon_sheet();

struct Link {
  std::string text, url;
};

/// How much a button or link weighs: `primary` once a page.
enum class Weight { primary, secondary, tertiary };

/// A link that looks like a button. Actions that change something are forms (form.h).
Html link_button(std::string_view text, std::string_view url, Weight weight = Weight::secondary);
Html link_button(Icon icon_before, std::string_view text, std::string_view url,
                 Weight weight = Weight::secondary);
Html link(std::string_view text, std::string_view url);
/// Buttons and links in a row; never printed.
Html acts(const Html& parts);

/// The h1, one sentence that says what this is and by when, and the page's actions.
struct Head {
  std::string title;
  Html sentence{};
  Html actions{};  ///< `link_button`s, or a form
};
Html head(const Head& head);

/// A white surface with a heading. The body is `inset` text, or a table, a todo list, rows, which
/// reach its edges.
struct Panel {
  std::string heading{};  ///< empty: `label` names the section instead
  std::string id{};       ///< of the section, for links; also makes the heading's id
  Html sentence{};        ///< under the heading
  std::string label{};
  bool guide = false;  ///< guidance beside the step: an aside that stays in sight
  Html beside{};       ///< at the right of the heading
};
Html panel(const Panel& panel, const Html& body);
Html inset(const Html& body);  ///< with the panel's margins, its parts spaced
/// Wide and narrow side by side; one under the other on a narrow screen.
Html split(const Html& wide, const Html& narrow);
Html half(const Html& panels);   ///< panels of equal width, as many as fit
Html stack(const Html& panels);  ///< panels under each other, inside `split`

/// A label over a value; explanation in small below.
struct Fact {
  std::string label;
  Html value;
  Html explanation{};
};
Html facts(const std::vector<Fact>& facts);

enum class Status { done, now, todo, look, late, stop, ask, locked };
Html tag(Status status, std::string_view word);

/// Parts of a whole: the words carry the meaning, the bar is for the eye.
enum class Portion { done, wait, soft, none };
struct Part {
  Portion portion = Portion::done;
  std::int64_t count = 0;
  std::string words{};  ///< `9 klara`; may be empty in `bar`
};
/// Words and bar; the bar's whole is the sum of all parts.
Html progress(const std::vector<Part>& parts);
/// The bar alone, for a cell that stands beside its number.
Html bar(const std::vector<Part>& parts);

/// What waits, most urgent first.
struct Todo {
  enum class Urgency { plain, next, late, done };
  Icon icon = Icon::clock;
  std::string title;
  Html sentence{};
  Html action{};  ///< a link; the one `next` has the filled button
  Urgency urgency = Urgency::plain;
  Html bar{};
};
Html todo(const std::vector<Todo>& items);

/// A number that links to what it counts; at most five.
struct Count {
  std::string number, words, url;
};
Html counts(const std::vector<Count>& counts);

/// Steps on a way, of which at most one is `now`. `said` is the state in a word, for who doesn't
/// see the mark.
struct StepMark {
  enum class State { done, now, later };
  State state = State::later;
  std::string title;
  Html sentence{};
  std::string said{};
  std::string url{};
};
Html steps(std::string_view label, const std::vector<StepMark>& steps);

enum class Tone { plain, look, late };
/// Why something is as it is. `plain` has a question mark, the others a triangle.
Html note(Tone tone, const Html& text);
/// Marked facts in words.
struct Reason {
  enum class Kind { in_favour, look, none };
  Kind kind = Kind::in_favour;
  std::string said;  ///< the mark in words: `I ordning`, `Att titta på`
  Html text;
};
Html reasons(const std::vector<Reason>& reasons);

/// A small disclosure; closed ones aren't printed.
Html more(std::string_view summary, const Html& body);

/// Digits five and five, as they are read aloud.
Html dice(std::string_view label, std::string_view digits);
/// What happened when, in order.
struct LogLine {
  std::string time;
  Html text;
};
Html log_lines(const std::vector<LogLine>& lines);
/// A hash or another text that is compared letter by letter.
Html hash_text(std::string_view text);

/// Login and other pages with one narrow panel.
Html lone(const Head& head, const Html& panels, const Html& below = {});
/// Nothing here, or an error: what is safe, what to do, when there will be something.
struct Empty {
  Icon icon = Icon::check;
  std::string title;
  Html body{};  ///< paragraphs
  Html actions{};
  bool whole_page = false;  ///< the title is the page's h1
};
Html empty_state(const Empty& empty);

}  // namespace insyn
