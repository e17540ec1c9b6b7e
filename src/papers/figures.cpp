#include "papers/figures.h"

#include <algorithm>
#include <array>
#include <set>

#include "app/audit_steps.h"
#include "base/text.h"
#include "domain/calendar/sweden.h"
#include "domain/routine/periods.h"

namespace insyn {
namespace {

/// Where the rows of chief nurse and quality controller are counted.

/// A drawn person over all their lists.
struct PersonFigures {
  std::string stratum;
  bool reviewed = true;
  bool suspected = false;
};

class Counting {
 public:
  Counting(const State& state, const AuditMaterial& material)
      : state_{state},
        material_{material},
        progress_{state.progress.audit(material.audit)},
        review_{state.review.audit(material.audit)} {}

  AuditFigures run() {
    heads();
    strata();
    lists();
    people();
    sums();
    suspicions();
    quality();
    year_before();
    return std::move(figures_);
  }

 private:
  void heads() {
    figures_.audit = material_.audit;
    figures_.period = material_.period;
    figures_.window = material_.window;
    figures_.review = material_.review;
    figures_.routine_label = material_.routine.label;
    figures_.routine_version = material_.routine.version;
    figures_.permissions = material_.permissions;
    figures_.checkpoint = material_.checkpoint;
    if (progress_ != nullptr) {
      figures_.replaced = std::ssize(progress_->left);
      figures_.sent_at = progress_->sent_at;
      figures_.is_done = progress_->all_signed();
    }
    const AuditState* audit = state_.audit(material_.audit);
    figures_.is_annulled = audit != nullptr && audit->annulled;
    const auto checked = state_.progress.checked.find(material_.period);
    if (checked != state_.progress.checked.end())
      figures_.sources = {true, checked->second.gaps, checked->second.behind,
                          material_.sources_reason};
    if (const auto period = find_period(material_.routine, material_.period))
      figures_.schedule = schedule_of(state_, material_.routine, *period);
  }

  void strata() {
    for (const json::value& value : material_.opened.at("strata").as_array()) {
      const json::object& entry = value.as_object();
      StratumFigures& stratum = figures_.strata.emplace_back();
      stratum.id = text_of(entry, "id");
      stratum.label = text_of(entry, "label");
      stratum.share = integer_of(entry, "share");
      stratum.population = integer_of(entry, "population");
      const auto temporary = material_.temporary.find(stratum.id);
      if (temporary != material_.temporary.end()) stratum.temporary = temporary->second;
    }
    const std::string_view period{material_.period};
    const std::string_view key = period.substr(period.find('-') + 1);
    for (const StratumRule& rule : material_.routine.strata) {
      for (StratumFigures& stratum : figures_.strata)
        if (stratum.id == rule.id || stratum.id.starts_with(rule.id + "/"))
          stratum.finding = rule.finding;
      if (std::ranges::find(rule.periods, key) == rule.periods.end())
        figures_.not_scheduled.push_back(rule.label);
    }
  }

  StratumFigures* stratum(const std::string& id) {
    const auto found = std::ranges::find(figures_.strata, id, &StratumFigures::id);
    return found == figures_.strata.end() ? nullptr : &*found;
  }

  AreaFigures& area(const std::string& id) {
    AreaFigures& found = areas_[id];
    found.id = id;
    return found;
  }

  /// Whose the row is: an area's, or the special readers'.
  std::string reader_of(const ListMaterial& list, const ListProgress* progress,
                        std::int64_t row) const {
    if (list.role != "manager") return std::string{AreaFigures::special};
    if (progress != nullptr)
      for (const MovedRows& moved : progress->moved)
        if (moved.reader.empty() && std::ranges::find(moved.rows, row) != moved.rows.end())
          return std::string{AreaFigures::special};
    return list.area;
  }

  void lists() {
    for (const ListMaterial& list : material_.lists) {
      const ListProgress* progress = progress_of(list.code);
      const ListReview* review = review_ == nullptr ? nullptr : review_->list(list.code);
      PersonFigures& person = people_[list.pseudonym];
      person.stratum = list.stratum;
      person.reviewed = person.reviewed && progress != nullptr && progress->all_signed();
      figures_.denied += list.denied;
      list_done(list, progress);
      for (std::size_t i = 0; i < list.rows.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        const RowReview* answer = review == nullptr ? nullptr : review->row(row);
        const Standing standing = answer == nullptr ? Standing::unanswered : answer->standing;
        count(list, standing, reader_of(list, progress, row));
        person.suspected = person.suspected || standing == Standing::suspected;
        figures_.openings += list.rows[i].openings;
        figures_.supported += list.rows[i].explained ? 1 : 0;
        if (answer != nullptr) count_code(*answer, list.rows[i].explained);
      }
    }
  }

  const ListProgress* progress_of(const std::string& code) const {
    if (progress_ == nullptr) return nullptr;
    const auto found = progress_->lists.find(code);
    return found == progress_->lists.end() ? nullptr : &found->second;
  }

  void list_done(const ListMaterial& list, const ListProgress* progress) {
    AreaFigures& reader =
        area(list.role == "manager" ? list.area : std::string{AreaFigures::special});
    ++reader.lists;
    if (progress == nullptr || !progress->signed_off) return;
    ++reader.done;
    const auto at = material_.signed_at.find(*progress->signed_off);
    const Day due = progress->answer_by.value_or(figures_.schedule.answer_by);
    if (at != material_.signed_at.end() && day_of(at->second) <= due) ++reader.on_time;
  }

  void count(const ListMaterial& list, Standing standing, const std::string& reader) {
    if (StratumFigures* found = stratum(list.stratum)) found->tally.add(standing);
    area(reader).tally.add(standing);
    readers_[reader].insert(list.pseudonym);
    figures_.all.tally.add(standing);
    if (awaits_countersignature(standing)) ++figures_.waiting;
  }

  void count_code(const RowReview& answer, bool explained) {
    if (answer.standing == Standing::needed && !explained) ++grounds_[answer.code];
    if (answer.standing == Standing::acceptable) ++mistakes_[answer.code];
  }

  static std::vector<CodeCount> sorted(const std::map<std::string, std::int64_t>& counts,
                                       const std::vector<ReviewCode>& codes) {
    std::vector<CodeCount> result;
    for (const auto& [code, count] : counts) {
      const auto rule = std::ranges::find(codes, code, &ReviewCode::code);
      result.push_back({code, rule == codes.end() ? code : rule->text, count});
    }
    std::ranges::stable_sort(result, std::ranges::greater{}, &CodeCount::count);
    return result;
  }

  void people() {
    for (const auto& entry : people_) {
      StratumFigures* found = stratum(entry.second.stratum);
      if (found == nullptr) continue;
      ++found->drawn;
      found->reviewed += entry.second.reviewed ? 1 : 0;
      found->suspected += entry.second.suspected ? 1 : 0;
    }
  }

  void sums() {
    for (const StratumFigures& stratum : figures_.strata) {
      figures_.all.population += stratum.population;
      figures_.all.drawn += stratum.drawn;
      figures_.all.reviewed += stratum.reviewed;
      figures_.all.suspected += stratum.suspected;
      figures_.all.temporary.active += stratum.temporary.active;
      figures_.all.temporary.drawn += stratum.temporary.drawn;
    }
    for (auto& [id, one] : areas_) {
      figures_.lists += one.lists;
      figures_.done += one.done;
      figures_.on_time += one.on_time;
      one.persons = std::ssize(readers_[id]);
      const auto name = material_.areas.find(id);
      one.name = name != material_.areas.end() ? name->second : id.empty() ? "Utan område" : id;
      if (id != AreaFigures::special) figures_.areas.push_back(one);
    }
    std::ranges::stable_sort(figures_.areas, {}, &AreaFigures::name);
    AreaFigures special = area(std::string{AreaFigures::special});
    special.name = "MAS och kvalitetscontroller";
    figures_.areas.push_back(std::move(special));
    const ReviewRules& rules = material_.routine.review;
    figures_.grounds = sorted(grounds_, rules.grounds);
    figures_.mistakes = sorted(mistakes_, rules.acceptable);
  }

  void suspicions() {
    for (const SuspicionState& suspicion : state_.review.suspicions) {
      if (suspicion.audit != material_.audit) continue;
      if (suspicion.returned)
        ++figures_.returned;
      else
        figures_.suspicions.push_back(
            {suspicion.opened, suspicion.at,
             clocks_of(material_.routine.review.clocks, suspicion.stamps)});
    }
  }

  /// Needed or confirmed, acceptable, not cleared: what the two readers' answers are compared as.
  static std::size_t category(Standing standing) {
    if (standing == Standing::needed || standing == Standing::confirmed) return 0;
    return standing == Standing::acceptable ? 1 : 2;
  }

  void quality() {
    if (review_ == nullptr) return;
    figures_.late_deputies = review_->late_deputies();
    figures_.corrections = review_->corrections();
    figures_.minutes = (review_->seconds() + 30) / 60;
    for (const SecondReading& reading : review_->second) {
      ++figures_.second_drawn;
      if (!reading.second) continue;
      ++figures_.second_read;
      ++figures_.second_answers.at(category(reading.first)).at(category(*reading.second));
    }
    std::vector<std::vector<std::int64_t>> counts;
    for (const auto& first : figures_.second_answers)
      counts.emplace_back(first.begin(), first.end());
    figures_.agreement = agreement_of(counts);
  }

  void year_before() {
    const std::size_t dash = material_.period.find('-');
    const auto year = parse_integer(material_.period.substr(0, dash));
    if (!year) return;
    const AuditState* audit =
        state_.audit_of_period(std::to_string(*year - 1) + material_.period.substr(dash));
    const AuditReview* review = audit == nullptr ? nullptr : state_.review.audit(audit->id);
    if (review == nullptr || !audit->drawn) return;
    YearBefore before;
    before.audit = audit->id;
    for (const json::value& value : audit->open.at("strata").as_array()) {
      before.population += integer_of(value.as_object(), "population");
      before.drawn += integer_of(value.as_object(), "sample_size");
    }
    before.tally = review->tally();
    before.minutes = (review->seconds() + 30) / 60;
    before.suspicions = std::ranges::count_if(state_.review.suspicions, [&](const auto& one) {
      return one.audit == audit->id && !one.returned;
    });
    figures_.before = before;
  }

  const State& state_;
  const AuditMaterial& material_;
  const AuditProgress* progress_;
  const AuditReview* review_;
  AuditFigures figures_;
  std::map<std::string, PersonFigures> people_;  ///< by pseudonym
  std::map<std::string, AreaFigures, std::less<>> areas_;
  std::map<std::string, std::int64_t> grounds_, mistakes_;
  std::map<std::string, std::set<std::string>> readers_;  ///< whose rows they have, by area
};

}  // namespace

AuditFigures figures_of(const State& state, const AuditMaterial& material) {
  return Counting{state, material}.run();
}

}  // namespace insyn
