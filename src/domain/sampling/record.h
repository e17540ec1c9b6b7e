#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/json.h"
#include "domain/sampling/draw.h"

namespace insyn {

/// The public record of a draw (contract 7, `insyn-draw/1`): all that an outsider needs to redo it,
/// with proofs that the frame stood in the ledger before the seed did. It names nobody.

struct RecordStratum {
  std::string id;
  std::int64_t share = 0;  ///< tenths of a percent
  std::int64_t population = 0;
  std::int64_t sample_size = 0;
};

/// An act's leaf and the way from it to its checkpoint's root.
struct ActProof {
  std::int64_t index = 0;
  std::string leaf;  ///< the act's canonical JSON
  std::vector<Bytes32> path;
};

struct DrawRecord {
  std::string period;
  std::vector<RecordStratum> strata;  ///< in the routine's order
  std::vector<std::string> frame;     ///< sorted bytewise
  Bytes32 frame_root{};
  std::optional<std::string> seed_source;
  std::string seed;
  std::vector<DrawnStratum> draw;
  std::string opened;  ///< checkpoint whose last act committed to the frame
  std::string drawn;   ///< checkpoint whose last act is the draw
  std::string key;     ///< vkey of both
  ActProof opened_proof;
  ActProof drawn_proof;
  std::vector<Bytes32> consistency;  ///< from `opened` to `drawn`
};

json::value record_json(const DrawRecord& record);

/// The `strata` of a record, which stand so in the act `audit-opened` too.
json::array strata_json(const std::vector<RecordStratum>& strata);

/// A record as far as it could be read: where there are problems (Swedish sentences that say
/// where), what they name has no meaning.
struct ReadRecord {
  DrawRecord record;
  std::vector<std::string> problems;
};

/// Further members than the known ones are left alone. Any JSON value will do.
ReadRecord read_record(const json::value& value);

}  // namespace insyn
