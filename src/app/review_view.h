#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/audit_steps.h"
#include "app/review_acts.h"
#include "app/snapshot.h"
#include "domain/calendar/time.h"
#include "domain/review/agreement.h"

namespace insyn {

/// What pages and documents show of lists: values made from a snapshot for one user, holding only
/// what that user may see. Names are those of the registers now; sentences are Swedish (practice
/// 4.1). Whoever may not see something gets none, as if it weren't there.

/// A part of a list that the user reads.
struct MyList {
  PartAt at;
  std::string period;         ///< `2026-1`
  DayRange window;            ///< whose openings; half-open
  std::string person;         ///< name; personal data
  std::string unit;           ///< name of the person's unit
  bool confidential = false;  ///< read for a role
  bool moved = false;         ///< rows that came from somebody else's list
  std::int64_t rows = 0, to_judge = 0, supported = 0;
  std::int64_t done = 0;     ///< rows answered
  std::int64_t waiting = 0;  ///< unanswered with an open question, or not countersigned
  std::int64_t minutes = 0;  ///< roughly left
  std::optional<Day> answer_by;
  bool late = false;
  bool opened = false, signed_off = false;
};

/// What the user has to read or has read, unsigned first, then by last day, person.
std::vector<MyList> my_lists(const Snapshot& look, std::string_view user, Day today);

/// A question or an answer on a row, as its reader sees it.
struct AskView {
  std::uint64_t asked = 0;
  AskState::Kind kind = AskState::Kind::support;
  std::string to;  ///< "medicinskt ansvarig sjuksköterska", a unit's name, a person
  Instant at{};
  std::string text, answer, opinion;
  bool open = false;
};

struct RowView {
  std::int64_t row = 0;     ///< place in the frozen list, from 0
  std::int64_t number = 0;  ///< on the list, from 1 and fixed; 0 where the row stands alone
  RowFacts facts;
  std::string client;     ///< name; the id if no register has it
  std::string client_id;  ///< for the log of who looked; never shown
  std::string born;       ///< year; empty if unknown
  std::string case_text;  ///< "SoL-ärende vid Hemtjänst Norr"; "utan ärende"
  std::string unit;       ///< that owns the case; empty if unknown
  bool health_care = false;
  std::string opened;                ///< "Öppnad 2 gånger, 3 februari kl. 08.15 – …: läste."
  std::string first_day;             ///< "3 februari": of the first opening
  std::string support;               ///< why the registers don't tell all; empty of a supported row
  std::vector<std::string> reasons;  ///< what the registers say for it
  std::vector<std::string> told;     ///< what they say that explains nothing: a permission
  std::vector<std::string> look;     ///< "Titta särskilt på"
  RowReview review;
  std::string code_text;  ///< of the answer's code
  std::string text;       ///< what the reader wrote
  /// Of a corrected row: what it was signed with, and why it was corrected.
  std::string signed_code_text, signed_text, correction_reason;
  std::vector<AskView> asks;
  bool may_confirm = false, may_undo = false, locked = false;
};

struct ListView {
  PartAt at;
  std::string period;
  std::string staff;  ///< whom it is about; for the log of who looked, never shown
  std::string person, first_name, title, unit;
  bool authority = false;  ///< which guidance fits: else delivery
  bool confidential = false, moved = false;
  DayRange window;     ///< whose openings; half-open
  std::string system;  ///< "Viva"
  std::optional<Day> answer_by;
  bool late = false;
  std::int64_t denied = 0;    ///< denied attempts; 0 on moved and confidential parts
  std::vector<RowView> rows;  ///< to judge first, then supported; in the frozen order
  Tally tally;
  std::int64_t to_judge = 0, supported = 0, minutes = 0;
  bool question_answered = false;
  std::vector<Missing> missing;  ///< before it can be signed; empty: it can
  std::optional<Instant> signed_at;
  std::string signed_by;            ///< name
  std::string sign_off_text;        ///< practice 4.4, filled in
  std::string next_in_line;         ///< who takes over at a conflict, by name or role
  std::optional<Instant> saved_at;  ///< of the latest act on it
  bool no_remark = false;           ///< a manager signed, nothing found: the letter may be sent
};

/// One part as its reader sees it; none if the user doesn't read it.
std::optional<ListView> list_view(const Snapshot& look, std::string_view user, const PartAt& at,
                                  Day today);

/// Questions put to the user: support on a row (that row only), or what they did themself.
struct QuestionView {
  AskView ask;
  std::string audit;           ///< id; its routine has the texts
  std::string staff, person;   ///< who opened: id and name; empty if it is the user
  std::string asker;           ///< name
  std::optional<RowView> row;  ///< none to the employee
  std::string when;            ///< of the opening: to the employee
  std::string client;          ///< the same; empty if the client is protected
};
std::vector<QuestionView> questions_to(const Snapshot& look, std::string_view user);

/// Rows that wait for the user's countersignature, or for a second reading by them (blind: without
/// any answer).
struct RowToRead {
  RowAt at;
  std::string staff, person;  ///< who opened: id and name
  RowView row;
};
std::vector<RowToRead> to_countersign(const Snapshot& look, std::string_view user);
std::vector<RowToRead> to_read_again(const Snapshot& look, std::string_view user);

/// A suspicion as the user may see it.
struct SuspicionView {
  SuspicionState state;
  std::string staff, person, code_text, text;  ///< empty for who sees clocks only
  std::optional<RowView> row;                  ///< the same
  std::vector<Clock> clocks;
  std::string handed_over_by;
  bool may_stamp = false, may_return = false;

  bool waits() const { return !state.returned && (may_stamp || may_return); }
};
std::vector<SuspicionView> suspicions_for(const Snapshot& look, std::string_view user);

/// Somebody who waits for a call before they talk with an employee: a row looks serious to them
/// ("vänta med samtalet"). For whom its act told, human resources.
struct CallView {
  std::uint64_t act = 0;
  Instant at{};
  std::string reader;  ///< who waits: name
  std::string text;    ///< what they wrote
};
/// Of rows that have no answer yet, in audits that go on, latest first.
std::vector<CallView> calls_to(const Snapshot& look, std::string_view user);

/// Whether a suspicion fell to the user because the director is involved in it: the named other
/// does with that one what the director would have done, whatever their roles are.
bool acts_for_director(const Snapshot& look, std::string_view user);
/// Whether a suspicion of the audit is kept from the user, who is involved in it.
bool is_left_out(const Snapshot& look, std::string_view user, std::string_view audit);

/// What an audit's review came to, for reports: counts only, nobody's name or list.
struct ReviewCounts {
  Tally tally;  ///< of signed parts
  std::int64_t lists = 0, lists_signed = 0;
  std::int64_t late_deputies = 0, corrections = 0, suspicions = 0, returned = 0;
  std::int64_t incident_lines = 0, support_asked = 0, employees_asked = 0;
  std::int64_t minutes = 0, fast_lists = 0;
  std::int64_t second_drawn = 0, second_read = 0;
  Agreement agreement;
};
/// The rows of a list that its managers read, counted by how they stand; without those that chief
/// nurse or quality controller read. An area's head mustn't be told how many the rows are: beside
/// those that were sent it would say how many another reads.
Tally managers_tally(const ListProgress& list, const ListReview* review);
ReviewCounts counts_of(const State& state, const Routine& routine, std::string_view audit);

}  // namespace insyn
