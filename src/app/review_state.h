#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/act.h"
#include "domain/review/clocks.h"
#include "domain/review/verdicts.h"

namespace insyn {

/// Kinds of acts by which lists are read. Their public part names an audit, a list by its code, a
/// row by its place in the frozen list (from 0), and codes of the routine; what somebody wrote, and
/// who it is about, lies in the words. `list_opened` and `list_signed` are app/progress_state.h's.
namespace act {
inline constexpr std::string_view rows_confirmed = "rows-confirmed";
inline constexpr std::string_view row_taken_out = "row-taken-out";
inline constexpr std::string_view row_judged = "row-judged";
inline constexpr std::string_view row_undone = "row-undone";
inline constexpr std::string_view row_corrected = "row-corrected";
inline constexpr std::string_view row_countersigned = "row-countersigned";
inline constexpr std::string_view deputy_entered = "deputy-entered";
inline constexpr std::string_view support_asked = "support-asked";
inline constexpr std::string_view support_given = "support-given";
inline constexpr std::string_view employee_asked = "employee-asked";
inline constexpr std::string_view employee_answered = "employee-answered";
inline constexpr std::string_view talk_held_off = "talk-held-off";
inline constexpr std::string_view suspicion_opened = "suspicion-opened";
inline constexpr std::string_view suspicion_stamped = "suspicion-stamped";
inline constexpr std::string_view suspicion_returned = "suspicion-returned";
inline constexpr std::string_view second_reading_drawn = "second-reading-drawn";
inline constexpr std::string_view read_again = "read-again";
}  // namespace act

/// Somebody else's word on a row that is asked for: advice; the reader still answers.
struct AskState {
  enum class Kind { support, owning_unit, employee };
  std::uint64_t asked = 0;  ///< position of the act; what others call it by
  Instant at{};
  Kind kind = Kind::support;
  std::string audit, list;
  std::int64_t row = 0;
  std::string by;                         ///< a user's id
  std::string to;                         ///< role, or code of the unit's head; empty: the employee
  std::optional<std::uint64_t> answered;  ///< the act; its words hold the answer
  std::string opinion;                    ///< of support: `needed`, `not_needed`, `unsure`
  std::optional<std::uint64_t> closed;    ///< unanswered, since a suspicion was opened

  bool is_open() const { return !answered && !closed; }
};

/// What a row was signed with, before it was corrected.
struct SignedAnswer {
  Standing standing = Standing::unanswered;
  std::string code;
  std::uint64_t act = 0;  ///< its words hold the text
  Instant at{};
};

struct RowReview {
  Standing standing = Standing::unanswered;
  std::string code;       ///< of the routine; empty of a confirmed row
  std::uint64_t act = 0;  ///< the one that gave it its standing; its words hold the text
  Instant at{};
  std::string by;                              ///< a user's id
  bool from_paper = false;                     ///< entered from a printed form
  bool late_deputy = false;                    ///< "registrerad i efterhand"
  bool taken_out = false;                      ///< of the bulk
  std::optional<std::uint64_t> held_off;       ///< "vänta med samtalet": the act
  std::string held_off_by;                     ///< a user's id
  std::optional<Instant> held_off_at;          ///< its time, the suspicion's signal if there is one
  std::optional<std::uint64_t> countersigned;  ///< agreed or sent back: the latest
  std::vector<std::uint64_t> corrections;      ///< after the sign-off
  std::optional<SignedAnswer> signed_answer;   ///< of a corrected row: the first one stays
  std::vector<std::uint64_t> asks;             ///< AskState::asked
  std::optional<std::uint64_t> suspicion;      ///< SuspicionState::opened, the latest
};

/// A list, or what was moved of it to one reader. `` is the list's own part; a moved part is called
/// by its reader's code or by its role (MovedRows).
struct PartReview {
  std::optional<std::uint64_t> question;  ///< the answer to what no register shows
  std::set<std::int64_t> handed_on;       ///< rows that its reader declared a conflict about
  Tally signed_tally;                     ///< what was signed
  bool signed_from_paper = false;
  std::optional<Instant> signed_at;  ///< the latest
  std::string signed_by;             ///< a user's id
  Instant last{};                    ///< latest act on it
  std::int64_t seconds = 0;          ///< worked so far: pauses over five minutes count as five
};

struct ListReview {
  std::map<std::int64_t, RowReview> rows;  ///< those that something was done with
  std::map<std::string, PartReview, std::less<>> parts;

  const RowReview* row(std::int64_t number) const;
  Standing standing(std::int64_t number) const;
};

/// A row that was handed over. Never says of whom.
struct SuspicionState {
  std::uint64_t opened = 0;  ///< position of the act; what others call it by
  Instant at{};
  std::string by;
  std::string audit, list;
  std::int64_t row = 0;
  std::string code;             ///< of the routine's never acceptable ones
  std::string evidence_sha256;  ///< of the frozen row's canonical JSON, in hexadecimal digits
  Stamps stamps;
  std::vector<std::uint64_t> stamped;     ///< acts that set or changed a stamp
  std::optional<std::uint64_t> returned;  ///< by whoever received it, with a reason in the words
};

/// A row that somebody else reads once more without knowing the first answer.
struct SecondReading {
  std::string list;
  std::int64_t row = 0;
  std::string role;    ///< who reads it; empty if it is one person
  std::string reader;  ///< that person's code (CommittedFrame::reader_code)
  Standing first = Standing::unanswered;
  std::optional<Standing> second;  ///< needed, acceptable, or suspected: not cleared
  std::optional<std::uint64_t> act;
};

struct AuditReview {
  std::map<std::string, ListReview, std::less<>> lists;  ///< by code
  std::optional<std::uint64_t> second_drawn;
  std::vector<SecondReading> second;

  const ListReview* list(std::string_view code) const;
  Standing standing(std::string_view list, std::int64_t row) const;
  /// Acceptable mistakes: each a line in the municipality's incident list, which names nobody.
  std::int64_t incident_lines() const;
  std::int64_t late_deputies() const;
  std::int64_t corrections() const;
  /// What reading has taken, all lists together: for the cost, never by reader.
  std::int64_t seconds() const;
  /// Signed parts with rows that took less than so many seconds for each: hardly read.
  std::int64_t fast_parts(int seconds_per_row) const;
  /// Of everything that was signed.
  Tally tally() const;
};

/// How lists have been read; folded from the public parts of acts.
struct ReviewState {
  std::map<std::string, AuditReview, std::less<>> audits;  ///< by id
  std::map<std::uint64_t, AskState> asks;
  std::vector<SuspicionState> suspicions;  ///< in the order in which they were opened

  const AuditReview* audit(std::string_view id) const;
  const AskState* ask(std::uint64_t asked) const;
  const SuspicionState* suspicion(std::uint64_t opened) const;
};

/// Folds one act into it; kinds of others are passed over.
void apply(ReviewState& state, const Act& act);

}  // namespace insyn
