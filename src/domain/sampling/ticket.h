#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace insyn {

/// Rivest's consistent sampler without replacement (arXiv 1808.10016; contract 7). Every line has a
/// ticket that depends on the seed and on itself alone, so that nobody's ticket changes when others
/// come or go, and anyone can redo a draw. The lowest tickets, compared as texts, are drawn.

/// SHA-256 of the seed in hex; what a draw does once.
std::string seed_hash(std::string_view seed);

/// `0.` and the decimal digits of SHA-256(seed hash ‖ line), the last one first, at least 64.
std::string ticket(std::string_view seed_hash_hex, std::string_view line);

struct Ticketed {
  std::string ticket;
  std::string line;
  friend bool operator==(const Ticketed&, const Ticketed&) = default;
};

/// The `count` lines with the lowest tickets, or all if they are fewer, lowest first.
std::vector<Ticketed> lowest_tickets(const std::vector<std::string>& lines, std::size_t count,
                                     std::string_view seed_hash_hex);

}  // namespace insyn
