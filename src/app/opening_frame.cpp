#include "app/opening_frame.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "domain/calendar/sweden.h"
#include "domain/review/lists.h"
#include "domain/sampling/detection.h"
#include "domain/sampling/frame.h"

namespace insyn {
namespace {

/// Who is counted where: by rule and, where a rule is drawn in each unit by itself, by unit id.
struct Counted {
  std::int64_t population = 0;
  UnitNo unit;
};
using StratumCounts = std::map<std::pair<std::size_t, std::string>, Counted>;

std::string unit_name(const RegistersAt& registers, UnitNo number) {
  const Unit* unit = registers.index.unit(number);
  return registers.texts[unit == nullptr ? number.value : unit->name.value];
}

std::string stratum_id(const StratumRule& rule, const std::string& unit) {
  return unit.empty() ? rule.id : rule.id + "/" + unit;
}

/// In the routine's order, units by their ids. Every scheduled rule is there, if with nobody.
std::vector<OpeningStratum> strata_of(const Routine& routine, const AuditPeriod& period,
                                      StratumCounts counts, const RegistersAt& registers) {
  for (std::size_t i = 0; i < routine.strata.size(); ++i) {
    const auto first = counts.lower_bound({i, ""});
    const bool empty = first == counts.end() || first->first.first != i;
    if (empty && std::ranges::find(period.strata, routine.strata[i].id) != period.strata.end())
      counts[{i, ""}] = {};
  }
  std::vector<OpeningStratum> strata;
  for (const auto& [place, counted] : counts) {
    const StratumRule& rule = routine.strata[place.first];
    const std::string& unit = place.second;
    strata.push_back(
        {&rule, stratum_id(rule, unit),
         unit.empty() ? rule.label : rule.label + ": " + unit_name(registers, counted.unit),
         counted.population, sample_size(counted.population, rule.share)});
  }
  return strata;
}

}  // namespace

OpeningFrame frame_of(const Routine& routine, const AuditPeriod& period,
                      const std::vector<ActiveStaff>& population, const RegistersAt& registers,
                      const Bytes32& key) {
  OpeningFrame frame;
  StratumCounts counts;
  for (const ActiveStaff& person : population) {
    if (person.stratum < 0) continue;
    const auto index = static_cast<std::size_t>(person.stratum);
    const StratumRule& rule = routine.strata[index];
    UnitNo unit;
    if (rule.per_unit)
      unit = placement_of(registers.index, person.staff, person.group, period.days, registers.texts)
                 .unit;
    const std::string& unit_id = registers.texts[unit.value];
    Counted& counted = counts[{index, unit_id}];
    ++counted.population;
    counted.unit = unit;
    OpeningMember& member = frame.members.emplace_back();
    member.staff = registers.texts[person.staff.value];
    member.pseudonym = pseudonym(key, member.staff);
    member.stratum = stratum_id(rule, unit_id);
    if (person.group) member.group = person.group == Group::authority ? "authority" : "delivery";
    frame.lines.push_back(frame_line(period.id, member.stratum, member.pseudonym));
  }
  frame.strata = strata_of(routine, period, std::move(counts), registers);
  std::ranges::sort(frame.lines);
  std::ranges::sort(frame.members, {}, &OpeningMember::pseudonym);
  return frame;
}

json::array detection_of(const OpeningFrame& frame) {
  json::array result;
  const auto add = [&](std::string_view stratum, std::int64_t population, std::int64_t sample) {
    for (const int k : {1, 2, 3, 5, 10}) {
      if (k > population) continue;
      const auto millionths = detection_millionths(population, sample, k);
      result.push_back(json::object{{"stratum", stratum},
                                    {"k", k},
                                    {"probability", static_cast<double>(millionths) / 1'000'000}});
    }
  };
  std::int64_t population = 0;
  std::int64_t sample = 0;
  for (const OpeningStratum& stratum : frame.strata) {
    add(stratum.id, stratum.population, stratum.sample_size);
    population += stratum.population;
    sample += stratum.sample_size;
  }
  // k persons at random in the whole frame meet a sample of n of its N as they would meet n drawn
  // from one stratum of N, however the n are spread.
  add("all", population, sample);
  return result;
}

std::vector<std::string> warnings_of(const Home& home, const Routine& routine,
                                     const AuditPeriod& period, const RegistersAt& registers,
                                     const std::vector<std::string>& missing_days) {
  std::vector<std::string> warnings;
  if (day_of(home.now) > period.days.to + std::chrono::days{routine.latest_start_days})
    warnings.push_back("Kontrollen öppnas mer än " + std::to_string(routine.latest_start_days) +
                       " dagar efter perioden. Minnet av det som hände bleknar: gör klart snart.");
  if (!missing_days.empty()) {
    std::string text =
        "Loggar saknas helt för " + std::to_string(missing_days.size()) + " av dagarna:";
    for (const std::string& day : missing_days)
      text += (day == missing_days.front() ? " " : ", ") + day;
    warnings.push_back(text + ". Begär en ny leverans av dem.");
  }
  warnings.insert(warnings.end(), registers.warnings.begin(), registers.warnings.end());
  return warnings;
}

RegisterFindings findings_of(const Routine& routine, const OpeningFrame& frame) {
  RegisterFindings findings;
  for (const OpeningStratum& stratum : frame.strata) {
    findings.all += stratum.population;
    if (stratum.rule->finding) findings.found += stratum.population;
  }
  findings.too_many = findings.found * 1000 > routine.finding_max * findings.all;
  return findings;
}

}  // namespace insyn
