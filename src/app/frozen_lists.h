#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/audit.h"
#include "domain/sampling/draw.h"

namespace insyn {

struct FrameMember {
  std::string staff, stratum, group;
};

/// The frame as the opening act's words hold it.
struct CommittedFrame {
  std::map<std::string, FrameMember, std::less<>> members;  ///< by pseudonym
  std::vector<std::string> lines;
  std::vector<StratumToDraw> strata;
  std::string key;  ///< hex
  json::value seed_source;

  /// How the public part of acts names a list and a reader: 32 hexadecimal digits of an HMAC with
  /// the frame's key. They aren't the pseudonyms of the frame, so that nobody who knows their own
  /// line learns from the acts who reads it or that rows of theirs are read by others.
  std::string list_code(std::string_view staff, std::string_view role) const;
  std::string reader_code(std::string_view staff) const;
};

Error purged(const AuditState& audit);
Result<CommittedFrame> committed_frame(const Home& home, const AuditState& audit);

/// The lists of these drawn people (pseudonyms), as contract 6 has them, from what was known when
/// the audit was opened. Rows are of the days that the routine reviews; where a person belongs is
/// decided by the period.
Result<json::array> frozen_lists(Home& home, const AuditState& audit, const CommittedFrame& frame,
                                 std::span<const std::string> pseudonyms);

/// The same as one text, which is hashed and kept: all lists of a draw are many.
struct WrittenLists {
  std::string canonical;  ///< canonical JSON of the array
  std::size_t count = 0;
};
Result<WrittenLists> written_lists(Home& home, const AuditState& audit, const CommittedFrame& frame,
                                   std::span<const std::string> pseudonyms);

/// A list that is to be read.
struct CurrentList {
  std::string code, pseudonym;
  std::string staff, area, reviewer, role;  ///< as frozen; no area or reviewer: empty
  json::object list;                        ///< document of contract 2

  const json::object& row(std::int64_t number) const;
};

/// What the draw froze, without those who left the sample and with those who came instead.
Result<std::vector<CurrentList>> current_lists(const Home& home, const AuditState& audit,
                                               const CommittedFrame& frame);

/// Everything that the lists of a drawn audit are read with.
struct DrawnLists {
  CommittedFrame frame;
  Routine routine;  ///< that the audit runs under
  std::vector<CurrentList> lists;

  const CurrentList* list(std::string_view code) const;
};
Result<DrawnLists> read_drawn_lists(const Home& home, const AuditState& audit);

/// The same, kept for the next that asks while nobody leaves the sample: each answer on a list
/// asks, and reading all lists of an audit takes much longer than the answer.
Result<std::shared_ptr<const DrawnLists>> drawn_lists(Home& home, const AuditState& audit);

}  // namespace insyn
