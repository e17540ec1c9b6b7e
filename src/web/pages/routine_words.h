#pragma once

#include <string>
#include <vector>

#include "domain/routine/routine.h"
#include "web/messages/messages.h"

namespace insyn {

/// The routine in sentences, as a person reads it.

/// `15 %, ungefär 1 av 7`; `alla`.
std::string share_words(const Messages& words, int share);
/// `Myndighet, fler än 15 behörigheter`: who belongs to the stratum.
std::string who_words(const Messages& words, const StratumRule& stratum);
/// `15 arbetsdagar efter att listorna har skickats`.
std::string deadline_words(const Messages& words, const Deadline& deadline);
/// What explains an opening: a sentence each, of which one is enough.
std::vector<std::string> explain_words(const Messages& words, const ExplainRules& rules);
/// What doesn't, or has to be looked at closely in spite of it.
std::vector<std::string> caution_words(const Messages& words, const ExplainRules& rules);
/// Which days the lists hold.
std::string window_words(const Messages& words, ReviewWindow window);

}  // namespace insyn
