#pragma once

#include <string>
#include <string_view>

#include "domain/explain/explain.h"
#include "domain/register/town_for_tests.h"

namespace insyn {

/// A town in which Anna works at the unit `north` and Klas is a client: nothing explains an opening
/// and nothing stands out. Not part of the product.
class Openings {
 public:
  Openings() {
    town.employ("anna", "north");
    town.add_member("anna");
    town.add_client("klas");
  }

  /// Anna reads of Klas at noon.
  ResolvedEvent on(std::string_view date, std::string_view in_case = "") {
    return town.event(std::string{date} + " 12:00", "anna", "klas", in_case);
  }
  ResolvedEvent at_time(std::string_view time) { return town.event(time, "anna", "klas"); }

  Findings find(const ResolvedEvent& event) {
    const RegisterIndex index = town.index();
    Explainer explainer{index, rules, matching, window, town.no("overview")};
    return explainer.findings(event);
  }

  /// The names of what was found, sorted, with a space between.
  std::string explanations(const ResolvedEvent& event) {
    return names(find(event).explanations, explanation_names);
  }
  std::string flags(const ResolvedEvent& event) { return names(find(event).flags, flag_names); }

  std::string explained_on(std::string_view date, std::string_view in_case = "") {
    return explanations(on(date, in_case));
  }
  std::string flagged_on(std::string_view date, std::string_view in_case = "") {
    return flags(on(date, in_case));
  }

  RegisterTown town;
  ExplainRules rules;
  Matching matching = Matching::decided;
  DayRange window = days("2026-02-02", "2026-02-16");

 private:
  template <class E, class Names>
  static std::string names(Marks<E> marks, const Names& all) {
    std::string text;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (marks.has(static_cast<E>(i))) text += (text.empty() ? "" : " ") + std::string{all[i]};
    return text;
  }
};

}  // namespace insyn
