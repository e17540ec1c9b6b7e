#include "domain/sampling/beacon.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "base/check.h"
#include "base/text.h"

namespace insyn {
namespace {

namespace chrono = std::chrono;

constexpr Instant genesis{chrono::seconds{1'692'803'367}};
constexpr chrono::seconds period{3};
constexpr std::string_view source_start = "drand quicknet round ";
constexpr std::size_t value_digits = 64;

Instant time_of(std::int64_t round) { return genesis + period * (round - 1); }

std::optional<std::int64_t> round_of(std::string_view source) {
  if (!source.starts_with(source_start)) return std::nullopt;
  const auto round = parse_integer(source.substr(source_start.size()));
  // Rounds for ten thousand years: a number beyond is no round, and can't overflow the clock.
  constexpr std::int64_t most = 105'000'000'000;
  return round && *round >= 1 && *round <= most ? round : std::nullopt;
}

}  // namespace

std::int64_t beacon_round_at(Instant at) {
  check(at >= genesis, "the network has given its first value");
  return (at - genesis) / period + 1;
}

BeaconRound next_beacon(Instant now, int wait_minutes) {
  const Instant earliest = now + chrono::minutes{wait_minutes};
  Instant wanted = chrono::ceil<chrono::minutes>(earliest);
  // Values come 27 s after a minute and each third second, so there is one on the minute itself.
  wanted = std::max(wanted, genesis + chrono::seconds{33});
  BeaconRound round;
  round.number = beacon_round_at(wanted);
  round.at = time_of(round.number);
  round.seed_source = std::string{source_start} + std::to_string(round.number);
  return round;
}

std::optional<BeaconRound> beacon_of(std::string_view seed_source) {
  const auto round = round_of(seed_source);
  if (!round) return std::nullopt;
  return BeaconRound{*round, time_of(*round), std::string{seed_source}};
}

Result<std::string> seed_for(std::string_view seed_source, std::string_view typed, Instant now) {
  const auto round = round_of(seed_source);
  if (!round) return std::string{typed};
  if (now < time_of(*round))
    return fail(ErrorKind::refused, "beacon-not-yet",
                "Slumptalet finns inte än. Vänta tills omgången har kommit och skriv in det då.");
  std::string value{trimmed(typed)};
  std::ranges::transform(value, value.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'F' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  if (value.size() != value_digits ||
      value.find_first_not_of("0123456789abcdef") != std::string::npos)
    return fail(ErrorKind::refused, "beacon-value",
                "Slumptalet ska vara 64 tecken, siffror och a–f: det som heter randomness för "
                "omgången. Kopiera det hela.");
  return value;
}

}  // namespace insyn
