#include "domain/review/rows.h"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace insyn {
namespace {

std::uint32_t account_key(const ResolvedEvent& event) {
  return event.person ? 0 : event.account.value;
}

/// An account says who it was only together with its system.
std::uint32_t system_key(const ResolvedEvent& event) {
  return event.person ? 0 : event.system.value;
}

auto row_key(const ResolvedEvent& event) {
  return std::tuple{event.person.value, system_key(event), account_key(event), event.client.value,
                    event.case_no.value};
}

/// Openings of one system's events in order of time.
class OpeningCounter {
 public:
  explicit OpeningCounter(int gap_minutes) : gap_{gap_minutes} {}

  void add(SystemNo system, Instant at, Row& row) {
    const auto seen = std::ranges::find(last_, system, &Last::system);
    if (seen == last_.end()) {
      last_.push_back(Last{system, at});
      row.systems.push_back(system);
      ++row.openings;
      return;
    }
    if (at - seen->at > gap_) ++row.openings;
    seen->at = at;
  }

 private:
  struct Last {
    SystemNo system;
    Instant at;
  };
  std::chrono::minutes gap_;
  std::vector<Last> last_;  // a handful of systems
};

Row row_of(std::span<const ResolvedEvent> events, Explainer& explainer, const TextTable& texts,
           int gap_minutes) {
  Row row;
  row.staff = events.front().person;
  row.account = AccountNo{account_key(events.front())};
  row.client = events.front().client;
  row.case_no = events.front().case_no;
  row.first = events.front().at;
  row.last = events.back().at;
  row.events = static_cast<std::int64_t>(events.size());
  OpeningCounter openings{gap_minutes};
  for (const ResolvedEvent& event : events) {
    openings.add(event.system, event.at, row);
    row.actions.add(event.action);
    row.emergency = row.emergency || event.emergency;
    const Findings found = explainer.findings(event);
    const Findings fresh = found.without(row.findings);
    if (!(fresh == Findings{})) {
      const auto evidence = evidence_of(explainer.index(), explainer.rules(), event, fresh);
      row.evidence.insert(row.evidence.end(), evidence.begin(), evidence.end());
    }
    row.findings.add(found);
    if (!found.explanations.any()) ++row.unexplained_events;
  }
  row.explained = row.unexplained_events == 0;
  std::ranges::sort(row.systems, {},
                    [&](SystemNo system) -> const std::string& { return texts[system.value]; });
  return row;
}

}  // namespace

std::vector<Row> rows_of(std::vector<ResolvedEvent> events, Explainer& explainer,
                         const TextTable& texts, int gap_minutes) {
  std::erase_if(events, [](const ResolvedEvent& event) { return !gives_row(event); });
  // To the place in the files, so that of two events of one instant the same shows its evidence
  // whatever order they came in.
  std::ranges::sort(events, [](const ResolvedEvent& a, const ResolvedEvent& b) {
    return std::tuple{row_key(a), a.at, a.delivery, a.row} <
           std::tuple{row_key(b), b.at, b.delivery, b.row};
  });
  std::vector<Row> rows;
  for (std::size_t begin = 0; begin < events.size();) {
    std::size_t end = begin + 1;
    while (end < events.size() && row_key(events[end]) == row_key(events[begin])) ++end;
    rows.push_back(
        row_of(std::span{events}.subspan(begin, end - begin), explainer, texts, gap_minutes));
    begin = end;
  }
  const auto text = [&](auto number) -> const std::string& { return texts[number.value]; };
  std::ranges::sort(rows, [&](const Row& a, const Row& b) {
    if (a.explained != b.explained) return !a.explained;
    const int flags_a = a.findings.flags.count();
    const int flags_b = b.findings.flags.count();
    if (flags_a != flags_b) return flags_a > flags_b;
    if (a.first != b.first) return a.first < b.first;
    return std::tie(text(a.client), text(a.case_no), text(a.staff), text(a.account),
                    text(a.systems.front())) < std::tie(text(b.client), text(b.case_no),
                                                        text(b.staff), text(b.account),
                                                        text(b.systems.front()));
  });
  return rows;
}

}  // namespace insyn
