#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/frozen_lists.h"
#include "app/home.h"
#include "app/review_acts.h"
#include "domain/review/agreement.h"

namespace insyn {

/// The quality of the review (issue D 2): a share of the cleared rows is read once more, blind.

/// A row that can be drawn, as anyone can find it in the public parts of the acts.
struct Candidate {
  std::string list;
  std::int64_t row = 0;
  std::string role;  ///< who would read it
};

/// What a candidate's ticket is of: `2026-1.1/second/LIST/ROW`.
std::string second_reading_line(const std::string& audit, const Candidate& candidate);

/// Those with the lowest tickets of the audit's seed (domain/sampling/ticket.h), `share` tenths of
/// a percent of them rounded up, in the order of their tickets.
std::vector<Candidate> draw_candidates(const std::string& audit, const std::string& seed,
                                       const std::vector<Candidate>& candidates, int share);

/// Draws once all managers' lists are signed: of the cleared rows that a manager judged. Who reads
/// a drawn row is the routine's to say (SecondReader): the chief nurse (health care) or the quality
/// controller (the rest), or the head of the unit that owns the case, and one of those two after
/// all where the registers show no head with a user who could: not the first reader, nor an
/// administrator, nor anybody near the client. The value is how many.
Result<std::int64_t> draw_second_reading(Home& home, const std::string& audit);

/// Whether the reading falls to this user: by role, or by being the one that it was given to. Not
/// to an administrator, nor of one's own openings.
bool falls_to(const SecondReading& reading, const Holder& user, const CommittedFrame& frame,
              const std::string& staff);

/// The second answer: needed, acceptable or suspected (not cleared). Not by the first reader nor by
/// an administrator. It changes nothing of the first; a row that should be handed over is handed
/// over by its reader or by whoever holds the role, as a suspicion.
Result<Done> read_again(Home& home, const RowAt& at, Standing answer, const std::string& text);

/// First answers against second ones, of the rows that have both: needed (or confirmed),
/// acceptable, not cleared.
Agreement agreement_of(const AuditReview& review);

}  // namespace insyn
