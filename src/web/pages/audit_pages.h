#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/year.h"
#include "base/json.h"
#include "base/text.h"
#include "web/look/table.h"
#include "web/pages/frame.h"
#include "web/pages/names.h"

namespace insyn {

/// What the pages of the planned audit (Kontroller) share. They read the snapshot; only what needs
/// names or logs asks the desk.

/// A period and its audit, if it has one, as the pages show it.
struct AuditAt {
  AuditPeriod period;
  Schedule schedule;
  std::array<Step, 6> steps;
  const AuditState* audit = nullptr;        ///< none: not opened yet
  const AuditProgress* progress = nullptr;  ///< as `audit`
  std::shared_ptr<const AuditPapers> papers;
  std::string id;   ///< of the audit, else of the period
  std::string url;  ///< of its page

  const Step* current() const;  ///< the first step that isn't done; none if all are
  bool is_going() const;        ///< neither annulled nor closed
};

/// What `:kontroll` of the path names: an audit, or a period. None if there is neither.
std::optional<AuditAt> audit_at(const Visit& visit);
/// The period of a path `:period`; an audit of it is left out.
std::optional<AuditPeriod> period_at(const Visit& visit);

/// The way to a page under the audit's.
std::vector<Link> way_to(const Visit& visit, const AuditAt& at);

// audit_words.cpp
std::string step_title(const Messages& words, StepKind kind);
/// What is missing, in the visitor's language.
std::string missing_text(const Messages& words, const AuditAt& at, const Missing& missing);
/// `Det kan administratör eller socialchef göra.`; empty if only time can.
std::string who_can(const Messages& words, const std::vector<UserRole>& roles);
/// Why a list isn't read by whom the draw named, by the code in the acts.
std::string conflict_text(const Messages& words, std::string_view code);
/// In how many cases somebody would be among the drawn, and what that doesn't say.
std::string detection_text(const Messages& words, std::int64_t population, std::int64_t sample);

// audit_waiting.cpp
std::string area_name(const Visit& visit, const std::string& area);
/// Who answers for the area in Insyn; empty if nobody does.
std::string area_heads(const Visit& visit, const std::string& area);
/// The areas whose managers have signed every list, that the visitor may sign off now.
std::vector<std::string> areas_to_sign(const Visit& visit, const AuditProgress& progress);
/// A period of the year as a page of its audit has it: its days and steps.
AuditAt at_of(const YearPeriod& one);
/// What is missing, counted where the visitor sees how far it is: an area head's own areas. None if
/// nothing of it is there. Without an audit it is as it was.
std::optional<Missing> own_part(const Visit& visit, const AuditProgress* progress,
                                const Missing& missing);

// audit_parts.cpp
Html paragraphs(const std::vector<std::string>& texts);
Html stepper(const Visit& visit, const AuditAt& at);
/// The strata of a document of `audit open` or of a preview.
Html strata_table(const Visit& visit, const json::array& strata, bool is_drawn);
/// How many are in the strata together, and drawn of them.
struct FrameSize {
  std::int64_t population = 0, sample = 0;
};
FrameSize frame_size(const json::array& strata);
/// The strata of an opened audit: the opening's words, or, when they were purged, its public part.
const json::array& strata_of(const AuditAt& at);
/// Rows and minutes for each who reviews, of a `forecast` (app/audit_preview.h).
Html forecast_figure(const Visit& visit, const json::array& forecast);

// audit_step_view.cpp
/// The step under way: what is missing, who can do it, and what this visitor can do.
Html current_step_panel(const Visit& visit, const AuditAt& at);

// paper_pages.cpp
/// Links to the audit's papers that this visitor may see; nothing while there are none.
Html papers_panel(const Visit& visit, const AuditAt& at);

// audit_names.cpp
/// What members of staff are called, by id. Those with a protected identity aren't named.
class StaffNames {
 public:
  explicit StaffNames(const Visit& visit);
  std::string of(const std::string& staff) const;

 private:
  std::map<std::string, std::string, std::less<>> names_;
  std::string hidden_, nobody_;
};
/// Those who head a unit, by name: who may be asked to review.
std::vector<Option> head_options(const Visit& visit);

/// A field of the form, without white space around.
inline std::string field_of(const Visit& visit, std::string_view name) {
  return std::string{trimmed(visit.request.form[name])};
}

/// Whether the visitor may see that this list is there: lists of a role, which only that role's
/// holder reads, leave no trace for whoever is limited to an area.
bool sees_list(const Visit& visit, const ListProgress& list, Right right);

/// Runs an act on the desk and leads on, or says why it can't be done.
template <class Act>
HttpResponse acted(const Visit& visit, const std::string& to, const std::string& back,
                   std::string_view code, Act act) {
  const std::function<Result<Done>(Home&)> work = [&](Home& home) -> Result<Done> {
    const auto result = act(home);
    if (!result) return fail(result.error());
    return Done{};
  };
  const auto result = visit.desk.ask(visit.actor(), work);
  return result ? done(to, code) : sorry(visit, result.error(), back);
}

std::vector<PageRoute> audit_open_routes();
std::vector<PageRoute> audit_page_routes();
std::vector<PageRoute> audit_draw_routes();
std::vector<PageRoute> audit_list_routes();
std::vector<PageRoute> audit_people_routes();
std::vector<PageRoute> audit_act_routes();

}  // namespace insyn
