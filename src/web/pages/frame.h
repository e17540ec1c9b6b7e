#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "web/html/html.h"
#include "web/look/form.h"
#include "web/look/page.h"
#include "web/look/parts.h"
#include "web/pages/visit.h"

namespace insyn {

/// What every page is put into: the frame with the menu of what this visitor may use, the head with
/// the page's h1, and what was just done. A page gives its parts and gets the whole answer.

/// An answer's status: 200 a page; 303 an act was done; 422 a form with faults, shown again with
/// what was typed (`faulty`); 409 what a rule forbids or the state has moved on from, and 400 what
/// can't be read or lacks something that the form asks for, on a page of its own (`sorry`); 403 and
/// 404 (`refused`, `not_there`); 500 for a home that can't be read.

struct Shown {
  std::string title;         ///< of the window and the h1
  bool faulty = false;       ///< a form whose faults have to be put right
  Html sentence{};           ///< under the h1: what this is, and by when
  Html actions{};            ///< of the page, beside the h1
  std::string_view entry{};  ///< of the menu: `/kallor`; empty: none is marked
  std::vector<Link> way{};   ///< the pages above this one, from the menu's on
  Html body{};
  Html save_bar{};
  bool is_paper = false;  ///< the body is a document with an h1 of its own: no other one is made
};

HttpResponse show(const Visit& visit, const Shown& shown);

/// Something asked for that can't be done: the error's sentence (Swedish, see `told`) and a way
/// back. Refused is 409, unusable 400, home 500.
HttpResponse sorry(const Visit& visit, const Error& error, std::string_view back = "/");

/// A sentence of the program's inside, which is Swedish: in the page's language if that has it,
/// else marked as Swedish for who has it read aloud (WCAG 3.1.2). Dates in it as pages write them.
Html told(const Messages& words, std::string_view swedish);

/// 404: the same words whether it isn't there or may not be seen.
HttpResponse not_there(const Visit& visit);

/// 403: a page that everyone knows of, for others. The attempt is written down.
HttpResponse refused(const Visit& visit, Right right);

/// After an act: leads to a page of ours, which says what was done. The code stands in
/// web/pages/said.h; the path may end with `#part`.
HttpResponse done(std::string_view path, std::string_view code);

/// A form that is posted to a path of ours, with the visitor's form token.
template <class... Parts>
Html form_to(const Visit& visit, std::string_view path, const Parts&... parts) {
  return form({.url = std::string{path}, .csrf = visit.visitor.form_token}, all(parts...));
}
/// One that is a single button: an act without questions.
Html act_button(const Visit& visit, std::string_view path, const Submit& button,
                const Html& hidden_fields = {});

/// What a role is called, in the visitor's language, in small letters.
std::string role_title(const Messages& words, UserRole role);

/// Text with its own lines, as a file has it; scrolls by itself. `label` for who doesn't see it.
Html raw_text(std::string_view label, std::string_view text);

}  // namespace insyn
