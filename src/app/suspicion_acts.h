#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/home.h"
#include "app/review_acts.h"
#include "domain/people/roles.h"
#include "domain/review/clocks.h"

namespace insyn {

/// A row without an acceptable explanation is handed over as a suspicion, always, and whoever
/// handed it over can't close it (practice F17–F19). Each use case is one act.

/// Who is to be told at once.
struct Recipients {
  std::vector<std::string> users;   ///< ids of users; for the mail, not for a page
  std::vector<UserRole> unheld;     ///< roles that should be told and that nobody holds
  bool other_for_director = false;  ///< the director is involved: the named other is told
};

struct HandOver {
  std::string code;  ///< of the routine's never acceptable ones
  std::string text{};
  bool director_involved = false;  ///< as the reader knows it; what the registers show is added
  bool from_paper = false;
};

struct HandedOver {
  std::uint64_t suspicion = 0;  ///< what it is called by
  Recipients told;
};

/// Freezes the row's evidence, tells director (or the named other), data protection officer, HR and
/// chief nurse or quality controller by law, and closes the questions to the employee. Also after
/// the sign-off, as a correction.
Result<HandedOver> hand_over(Home& home, const RowAt& at, const HandOver& given);

/// "Vänta med samtalet": the evidence is frozen and HR is to call the reader; the row stays open.
Result<Recipients> hold_off_talk(Home& home, const RowAt& at, const std::string& text);

/// Notes when reasonable certainty was reached, or the employer knew; another time needs a reason.
/// Not in the future; certainty not before the signal.
Result<Done> stamp_suspicion(Home& home, std::uint64_t suspicion, StampKind kind, Instant at,
                             const std::string& reason);

/// By whoever received it, never by whoever handed it over: it is none. An unsigned row goes back
/// to its reader unanswered; a signed one stands until its reader corrects it.
Result<Done> return_suspicion(Home& home, std::uint64_t suspicion, const std::string& reason);

/// Who was told, as the words of its act say it.
Recipients recipients_of(const Home& home, std::uint64_t suspicion);

}  // namespace insyn
