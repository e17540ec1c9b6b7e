#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "domain/calendar/time.h"

namespace insyn {

/// At most so many rejected rows stand on a receipt (contract 5); all of them lie in the home.
inline constexpr std::size_t receipt_rejected_max = 1000;

struct ReceiptReject {
  std::uint64_t line = 0;  ///< physical line on which the record starts, the first being 1
  std::string reason;
};

/// What became of one file (contract 5): rows = accepted + duplicates + conflicts + rejected_count.
struct Receipt {
  std::string file;
  std::string sha256;  ///< hex
  std::string source;  ///< of an access log; then `register_name` is empty
  std::string register_name;
  std::string encoding, delimiter;
  std::uint64_t rows = 0;
  std::uint64_t accepted = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t conflicts = 0;
  std::uint64_t rejected_count = 0;
  std::vector<ReceiptReject> rejected;  ///< the first of them
  std::map<std::string, std::uint64_t> unknown_actions;
  std::uint64_t unresolved_accounts = 0;
  std::uint64_t unresolved_clients = 0;
  std::string from, to;  ///< of the kept events; empty if there are none
  std::string footer;    ///< what the file's own count of rows says; empty if it has none
  bool imported = true;  ///< false: refused, nothing was changed
  double seconds = 0;
};

/// The receipt as contract 5 has it.
json::object to_json(const Receipt& receipt);

}  // namespace insyn
