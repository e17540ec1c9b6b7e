#include "domain/explain/evidence.h"

#include <algorithm>

#include "domain/calendar/sweden.h"
#include "domain/explain/relations.h"

namespace insyn {
namespace {

std::string_view name_of(Explanation explanation) {
  return explanation_names[static_cast<std::size_t>(explanation)];
}

std::string_view name_of(Flag flag) { return flag_names[static_cast<std::size_t>(flag)]; }

/// Collects the evidence of one event.
class Collector {
 public:
  Collector(const RegisterIndex& index, const ExplainRules& rules, const ResolvedEvent& event)
      : index_{index}, rules_{rules}, event_{event}, day_{day_of(event.at)} {}

  void explanation(Explanation which) {
    switch (which) {
      case Explanation::caseworker:
        return case_role(which, CaseRoleKind::caseworker);
      case Explanation::co_caseworker:
        return case_role(which, CaseRoleKind::co_caseworker);
      case Explanation::deputy:
        return deputy();
      case Explanation::care_relation:
        return relation(which,
                        [this](const CareRelation& row) { return row.staff == event_.person; });
      case Explanation::unit_relation:
        return relation(which, [this](const CareRelation& row) {
          return row.unit && reached_by_employment(row.unit);
        });
      case Explanation::shift_relation:
        return shift();
      case Explanation::intake:
        return intake();
      case Explanation::duty:
        return duty();
      case Explanation::permission:
        return;  // shown as the fact that it is
    }
  }

  void permission() {
    for (const Permission& row : index_.permissions(event_.person))
      if (row.valid.contains(day_) &&
          index_.client_of(ClientNo{row.scope.value}, day_) == event_.client)
        return add({.kind = "permission", .from = row.valid.from, .to = row.valid.to});
  }

  void flag(Flag which) {
    Evidence evidence{.kind = name_of(which), .from = day_};
    const Client* client = index_.client(event_.client);
    const Case* of_case = index_.find_case(event_.case_no);
    if (which == Flag::after_death && client != nullptr && client->deceased_on)
      evidence.number = (day_ - *client->deceased_on).count();
    if (which == Flag::closed_case && of_case != nullptr && of_case->closed) {
      evidence.from = *of_case->closed;
      evidence.number = (day_ - *of_case->closed).count();
    }
    if (which == Flag::off_shift) nearest_shift(evidence);
    add(evidence);
  }

  std::vector<Evidence> found;

 private:
  void add(const Evidence& evidence) { found.push_back(evidence); }

  bool holds(const DayRange& valid) const { return in_force(rules_, valid, day_); }

  void case_role(Explanation which, CaseRoleKind kind) {
    for (const CaseRole& row : index_.roles_in(event_.case_no))
      if (row.staff == event_.person && row.kind == kind && holds(row.valid))
        return add({.kind = name_of(which), .from = row.valid.from, .to = row.valid.to});
  }

  void deputy() {
    for (const CaseRole& role : index_.roles_in(event_.case_no))
      for (const Deputyship& row : index_.deputyships(event_.person))
        if (row.absent == role.staff && holds(role.valid) && holds(row.valid) &&
            (!row.case_no || row.case_no == event_.case_no))
          return add({.kind = name_of(Explanation::deputy),
                      .from = row.valid.from,
                      .to = row.valid.to,
                      .staff = row.absent});
  }

  template <class Fits>
  void relation(Explanation which, Fits fits) {
    for (const CareRelation& row : index_.relations(event_.client))
      if (holds(row.valid) && fits(row))
        return add({.kind = name_of(which),
                    .from = row.valid.from,
                    .to = row.valid.to,
                    .unit = row.unit,
                    .what = row.kind});
  }

  template <class Fits>
  bool employed_where(Fits fits) const {
    return std::ranges::any_of(index_.employments(event_.person), [&](const Employment& row) {
      return row.valid.contains(day_) && fits(row.unit);
    });
  }

  bool reached_by_employment(UnitNo unit) const {
    return employed_where([&](UnitNo own) { return serves(index_, own, unit, day_); });
  }

  void shift() {
    for (const Shift& row : index_.shifts(event_.person)) {
      if (!row.unit || !in_shift(rules_, row, event_.at)) continue;
      for (const CareRelation& relation : index_.relations(event_.client))
        if (relation.unit && holds(relation.valid) && serves(index_, row.unit, relation.unit, day_))
          return add({.kind = name_of(Explanation::shift_relation),
                      .starts = row.starts,
                      .ends = row.ends,
                      .unit = row.unit,
                      .what = relation.kind});
    }
  }

  bool is_theirs(const Intake& row) const {
    return row.staff == event_.person ||
           employed_where([&](UnitNo own) { return own == row.unit; });
  }

  void intake() {
    for (const Intake& row : index_.intakes(event_.client))
      if (recent(rules_, row, day_) && is_theirs(row))
        return add({.kind = name_of(Explanation::intake), .from = row.received, .what = row.kind});
  }

  bool in_scope(const Duty& row) const {
    if (!row.scope) return true;
    const Case* of_case = index_.find_case(event_.case_no);
    return of_case != nullptr && of_case->client == event_.client &&
           index_.is_same_or_above(row.scope, of_case->unit);
  }

  void duty() {
    const auto fits = [&](const Duty& row) {
      return row.valid.contains(day_) && in_scope(row) &&
             (!row.resource || row.resource == event_.resource);
    };
    const auto take = [&](const Duty& row) {
      add({.kind = name_of(Explanation::duty),
           .from = row.valid.from,
           .to = row.valid.to,
           .unit = row.scope,
           .what = row.duty});
    };
    for (const Duty& row : index_.duties_of(event_.person))
      if (fits(row)) return take(row);
    for (const Employment& employment : index_.employments(event_.person)) {
      if (!employment.valid.contains(day_)) continue;
      for (const Duty& row : index_.duties_of(employment.unit))
        if (fits(row)) return take(row);
    }
  }

  /// The last shift that ended before the event, or else the next one.
  void nearest_shift(Evidence& evidence) {
    for (const Shift& row : index_.shifts(event_.person)) {
      if (row.ends <= event_.at || !evidence.starts) {
        evidence.starts = row.starts;
        evidence.ends = row.ends;
      }
      if (row.starts > event_.at) break;
    }
  }

  const RegisterIndex& index_;
  const ExplainRules& rules_;
  const ResolvedEvent& event_;
  Day day_;
};

}  // namespace

std::vector<Evidence> evidence_of(const RegisterIndex& index, const ExplainRules& rules,
                                  const ResolvedEvent& event, const Findings& findings) {
  Collector collector{index, rules, event};
  for (std::size_t i = 0; i < explanation_names.size(); ++i)
    if (findings.explanations.has(static_cast<Explanation>(i)))
      collector.explanation(static_cast<Explanation>(i));
  if (findings.permission) collector.permission();
  for (std::size_t i = 0; i < flag_names.size(); ++i)
    if (findings.flags.has(static_cast<Flag>(i))) collector.flag(static_cast<Flag>(i));
  return std::move(collector.found);
}

}  // namespace insyn
