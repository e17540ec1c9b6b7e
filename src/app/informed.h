#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/home.h"

namespace insyn {

/// Who of the staff has been told about the audits: in which version of the text, when, and whether
/// they signed for it themselves. IMY asks for it first, and nobody can be blamed for what they
/// weren't told. Texts and staff ids lie in words; numbers and hashes are for everyone.

/// A new version of the information text. The value is its number.
Result<int> publish_information(Home& home, const std::string& text);

Result<std::string> information_text(const Home& home, int version);

/// How a batch was informed, by its code in acts.
inline constexpr std::string_view informed_ways[] = {"meeting", "letter", "intranet", "employment"};

struct InformedBatch {
  int version = 0;
  std::vector<std::string> staff;  ///< ids in the staff register; doubled ones count once
  Day day{};                       ///< when, not after today
  std::string way;                 ///< of `informed_ways`
};

/// The value is how many were noted.
Result<std::size_t> record_informed(Home& home, const InformedBatch& batch);

/// The acting user has read this version and signs for it. They must be linked to the staff
/// register.
Result<Done> sign_information(Home& home, int version);

/// What is known of one person; the latest of each.
struct InformedPerson {
  int version = 0;         ///< the newest they were told of
  Day day{};               ///< when
  std::string way;         ///< empty if they only signed
  int signed_version = 0;  ///< 0: not signed
  Day signed_day{};
};

/// By staff id; personal data. Reads the words of all such acts.
std::map<std::string, InformedPerson> informed_staff(const Home& home);

/// Those of `staff` who haven't been told of `version` or a later one; in the order given.
std::vector<std::string> not_informed(const std::map<std::string, InformedPerson>& informed,
                                      const std::vector<std::string>& staff, int version);

}  // namespace insyn
