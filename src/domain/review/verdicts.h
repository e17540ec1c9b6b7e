#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace insyn {

/// How a row of a list stands, and which answers it may get (routine, "Checklista"; practice F12,
/// F17, F25). Pure: what the row is, how it stands, what is wanted; out comes yes or why not.

enum class Standing : std::uint8_t {
  unanswered,
  confirmed,         ///< has support in the registers; the reader looked and knows nothing against
  needed,            ///< step 1: it was needed in the work, with a ground
  acceptable,        ///< step 2: no right, but understandable: a line in the incident list
  suspected,         ///< step 3: handed over; the reader can't take it back
  unclear,           ///< couldn't be cleared up; waits for the countersignature
  unclear_agreed,    ///< countersigned
  not_asked,         ///< nobody could be asked (has left, can't be reached); waits as well
  not_asked_agreed,  ///< countersigned
};
std::string_view code_of(Standing standing);  ///< as it stands in acts: `unclear_agreed`
std::optional<Standing> parse_standing(std::string_view code);

/// Nobody has to do anything more about the row before the list is signed.
bool is_done(Standing standing);
/// Waits for chief nurse or quality controller to agree.
bool awaits_countersignature(Standing standing);
/// Found proper or understandable: what second readings are drawn from.
bool is_cleared(Standing standing);

/// What the draw froze of a row, as far as answers go.
struct RowFacts {
  bool supported = false;  ///< every opening has an explanation
  bool flagged = false;    ///< "Titta särskilt på"
  friend bool operator==(const RowFacts&, const RowFacts&) = default;
};

/// A row as it stands when somebody wants to change it.
struct RowNow {
  RowFacts facts;
  Standing standing = Standing::unanswered;
  bool signed_off = false;  ///< its part of the list is
  bool taken_out = false;   ///< of the bulk, by the reader
};

/// Rows that one confirmation may take: supported and unflagged, not taken out, not answered.
bool may_confirm(const RowNow& row);

/// Refuses (Swedish, says what to do) an answer that the row can't get. `answer` is confirmed,
/// needed, acceptable, suspected, unclear or not_asked; `others_unclear` is how many other rows of
/// the same list stand as unclear, agreed or not.
Result<Done> check_answer(const RowNow& row, Standing answer, std::int64_t others_unclear);

/// The same answer for rows with one cause: at most `most`, each of which could get it alone, none
/// flagged. Only needed and acceptable.
Result<Done> check_alike(const std::vector<RowNow>& rows, Standing answer, int most);

/// Back to unanswered, until the sign-off; never of a suspicion.
Result<Done> check_undo(const RowNow& row);

/// After the sign-off: another answer, which stays visible. Never from a suspicion.
Result<Done> check_correction(const RowNow& row, Standing answer, std::int64_t others_unclear);

/// A countersignature, yes or no.
Result<Done> check_countersign(const RowNow& row);

/// How many rows stand how: what is signed.
struct Tally {
  std::int64_t rows = 0;
  std::int64_t unanswered = 0, confirmed = 0, needed = 0, acceptable = 0, suspected = 0;
  std::int64_t unclear = 0, not_asked = 0;  ///< agreed or not
  std::int64_t waiting = 0;                 ///< of the last two, those not countersigned
  std::int64_t handed_on = 0;               ///< to somebody else, for a conflict that was declared

  void add(Standing standing);
  void add(const Tally& other);
  friend bool operator==(const Tally&, const Tally&) = default;
};

}  // namespace insyn
