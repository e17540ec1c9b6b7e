#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/home.h"
#include "app/review_state.h"
#include "domain/calendar/time.h"

namespace insyn {

/// What a reader does with a list, each one act. Who acts is `Home::user`: whoever reads that part
/// of the list (its reader by the staff register, or a holder of its role), and nobody else; the
/// command line reads none. A refusal is of kind refused, says in Swedish why and what to do, and
/// changes nothing. Texts are at most 2,000 characters.

/// A part of a list. `part` is empty for the list's own, else the code of the reader or the role
/// that rows were moved to (app/progress_state.h).
struct PartAt {
  std::string audit, list;
  std::string part{};
};

struct RowAt {
  std::string audit, list;
  std::int64_t row = 0;  ///< its place in the frozen list, from 0
};

/// The reader has come to the list; done again, does nothing.
Result<Done> open_list(Home& home, const PartAt& at);

/// "Jag har tittat igenom raderna …", with the answer to the one question about what no register
/// shows. Rows to be judged singly are taken out in the same act.
struct Confirmation {
  bool knows_something = false;  ///< then a row is taken out, if any is supported
  std::vector<std::int64_t> taken_out{};
  bool from_paper = false;
};

/// Confirms every row of the part that is supported and unflagged and isn't answered or taken out:
/// the value is how many. None is no fault: the question is answered all the same.
Result<std::int64_t> confirm_supported(Home& home, const PartAt& at, const Confirmation& given);

/// "Något stämmer inte": the row is judged by itself. Takes a confirmation back too.
Result<Done> take_row_out(Home& home, const RowAt& at);

/// An answer to the steps. `answer` is needed (code of a ground), acceptable (of an acceptable
/// explanation), unclear or not_asked; a suspicion is handed over (app/suspicion_acts.h).
struct Judgement {
  Standing answer = Standing::needed;
  std::string code;    ///< of the routine that the audit runs under
  std::string text{};  ///< where the code wants one
  bool from_paper = false;
};
Result<Done> judge_row(Home& home, const RowAt& at, const Judgement& given);

/// The same for unflagged rows of one list that have one cause: an act a row, all or none checked
/// first. The value is how many.
Result<std::int64_t> judge_alike(Home& home, const PartAt& at,
                                 const std::vector<std::int64_t>& rows, const Judgement& given);

Result<Done> undo_row(Home& home, const RowAt& at);

/// The reader knows the client, or opened the same record: somebody else reads, and nobody is told
/// why. A row goes to the next in line, else to the role of its case's law; a whole list to the
/// next in line, and is begun anew there.
Result<Done> declare_row_conflict(Home& home, const RowAt& at);
Result<Done> declare_list_conflict(Home& home, const PartAt& at);

/// Asks chief nurse (health care) or quality controller (the rest), or the head of the unit that
/// owns the case, who sees that one row only. The value is what the question is called by.
Result<std::uint64_t> ask_support(Home& home, const RowAt& at, AskState::Kind kind,
                                  const std::string& text);
/// `opinion`: `needed`, `not_needed` or `unsure`; advice.
Result<Done> give_support(Home& home, std::uint64_t asked, const std::string& opinion,
                          const std::string& text);

/// A question to the employee in the system; refused while the talk is held off.
Result<std::uint64_t> ask_employee(Home& home, const RowAt& at, const std::string& text);
/// By the employee; refused when the question is closed.
Result<Done> answer_as_employee(Home& home, std::uint64_t asked, const std::string& text);

/// Chief nurse or quality controller, by the law of the row's case, but never whoever judged it:
/// agrees that it can't be cleared up, or sends it back to the reader with a reason.
Result<Done> countersign(Home& home, const RowAt& at, bool agrees, const std::string& text);

/// A deputy who was appointed but never registered ("Utsedd ersättare"). Applies to every
/// unanswered unflagged row of the list whose case the absent colleague had and that was opened on
/// these days only, and to the row itself; each is marked as registered afterwards. Changes neither
/// the frozen list nor the register. The value is how many rows.
struct LateDeputy {
  std::string absent;        ///< staff id
  DayRange days;             ///< half-open
  std::string appointed_by;  ///< as the reader writes it
  bool from_paper = false;
};
Result<std::int64_t> enter_deputy(Home& home, const RowAt& at, const LateDeputy& given);

/// Signs the part: every row answered, nothing waiting, the question answered. Freezes it.
Result<Done> sign_list(Home& home, const PartAt& at, bool from_paper = false);

/// Another answer after the sign-off; stays visible beside the first.
Result<Done> correct_row(Home& home, const RowAt& at, const Judgement& given,
                         const std::string& reason);

/// A later last day for a list, with a reason. By area head or director; not earlier than today
/// nor than the day it has, and not after the audit's report is due.
Result<Done> extend_deadline(Home& home, const std::string& audit, const std::string& list,
                             Day answer_by, const std::string& reason);

}  // namespace insyn
