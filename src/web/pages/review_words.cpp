#include <algorithm>
#include <utility>

#include "base/text.h"
#include "web/pages/review_pages.h"

namespace insyn {
namespace {

constexpr std::string_view slip_id = "fel";  ///< of the note that says what is wrong

const ListProgress* progress_of(const Snapshot& look, const PartAt& at) {
  const AuditProgress* audit = look.state.progress.audit(at.audit);
  if (audit == nullptr) return nullptr;
  const auto found = audit->lists.find(at.list);
  return found == audit->lists.end() ? nullptr : &found->second;
}

std::optional<ListShown> seen(const Visit& visit, const Snapshot& look, const PartAt& at) {
  if (progress_of(look, at) == nullptr) return std::nullopt;
  auto view = list_view(look, visit.visitor.user, at, today_of(visit));
  if (!view) return std::nullopt;
  ListShown found{.at = at, .view = std::move(*view), .url = list_url(at)};
  found.from_paper =
      visit.request.query["fran"] == "papper" || visit.request.form["fran"] == "papper";
  return found;
}

bool hisses(const std::string& name) {
  return name.ends_with('s') || name.ends_with('x') || name.ends_with('z');
}

}  // namespace

const RowView* ListShown::row(std::int64_t number) const {
  const auto found = std::ranges::find(view.rows, number, &RowView::number);
  return found == view.rows.end() ? nullptr : &*found;
}

std::string list_url(const PartAt& at) {
  return "/granskningar/" + at.audit + "/" + at.list + (at.part.empty() ? "" : "." + at.part);
}

std::optional<ListShown> list_at(const Visit& visit) {
  const std::string_view name = visit.path["lista"];
  const std::size_t dot = name.find('.');
  PartAt at{.audit = std::string{visit.path["kontroll"]}, .list = std::string{name.substr(0, dot)}};
  if (dot != std::string_view::npos) at.part = name.substr(dot + 1);
  return seen(visit, visit.look, at);
}

std::optional<ListShown> list_after(const Visit& visit, const ListShown& before) {
  const auto look = visit.desk.look();
  return seen(visit, *look, before.at);
}

const ReviewRules& rules_of(const Visit& visit) { return rules_of(visit, visit.path["kontroll"]); }

const ReviewRules& rules_of(const Visit& visit, std::string_view audit) {
  const auto papers = visit.look.audits.find(audit);
  if (papers != visit.look.audits.end() && papers->second->routine != nullptr)
    return papers->second->routine->review;
  return visit.look.routine ? visit.look.routine->review : built_in_review_rules();
}

std::string filled_in(std::string_view text, const std::map<std::string, std::string>& known) {
  std::string out;
  while (!text.empty()) {
    const std::size_t from = text.find('{');
    const std::size_t to = text.find('}', from == std::string_view::npos ? text.size() : from);
    if (to == std::string_view::npos) break;
    out += text.substr(0, from);
    const std::string place{text.substr(from + 1, to - from - 1)};
    const auto found = known.find(place);
    out += found == known.end() ? place : found->second;
    text.remove_prefix(to + 1);
    // "{förnamn}s": a name that hisses takes no s.
    if (found != known.end() && text.starts_with("s ") && hisses(found->second))
      text.remove_prefix(1);
  }
  return out += text;
}

std::string possessive(const Messages& words, const std::string& name) {
  if (words.language() == "en") return name + "’s";
  return hisses(name) ? name : name + "s";
}

std::string reader_by_law(const Messages& words, bool health_care) {
  return role_title(words, health_care ? UserRole::chief_nurse : UserRole::quality_controller);
}

std::map<std::string, std::string> known_of(const Visit& visit, const ListView& view,
                                            const RowView* row) {
  const Messages& words = visit.words;
  const bool health_care = row != nullptr && row->health_care;
  const std::string by_law = row == nullptr ? words.t(
                                                  "medicinskt ansvarig sjuksköterska eller "
                                                  "kvalitetscontroller")
                                            : reader_by_law(words, health_care);
  std::map<std::string, std::string> known{
      {"förnamn", view.first_name},
      {"Förnamn", view.first_name},
      {"namn", "…"},
      {"MAS/KC", by_law},
      {"MAS för HSL / kvalitetscontroller för SoL och LSS", by_law},
      {"enhet", row == nullptr || row->unit.empty() ? words.t("enheten") : row->unit},
      {"datum", row == nullptr ? words.t("dagen") : row->first_day},
      {"HR-kontakt", words.t("Personalavdelningen")},
      {"tid", words.t("nästa arbetsdag")},
      {"raden/listan", row == nullptr ? words.t("listan") : words.t("raden")},
      {"överordnad", view.next_in_line}};
  if (visit.look.routine) {
    const auto contact = visit.look.routine->contacts.find("hr");
    if (contact != visit.look.routine->contacts.end()) known["HR-kontakt"] = contact->second;
  }
  return known;
}

std::string label_of(const ReviewCode& code) {
  return filled_in(code.text, {{"namn", "…"}}) + (code.needs_text ? " *" : "");
}

Html standing_tag(const Messages& words, Standing standing) {
  switch (standing) {
    case Standing::unanswered:
      return {};
    case Standing::confirmed:
      return tag(Status::done, words.t("Bekräftad"));
    case Standing::needed:
      return tag(Status::done, words.t("Behövdes i arbetet"));
    case Standing::acceptable:
      return tag(Status::done, words.t("Godtagbar förklaring"));
    case Standing::suspected:
      return tag(Status::locked, words.t("Överlämnad"));
    case Standing::unclear:
    case Standing::not_asked:
      return tag(Status::ask, words.t("Någon annan ska hålla med"));
    case Standing::unclear_agreed:
      return tag(Status::done, words.t("Kunde inte klarläggas"));
    case Standing::not_asked_agreed:
      return tag(Status::done, words.t("Kunde inte frågas"));
  }
  return {};
}

bool is_bulk(const RowView& row) {
  return row.facts.supported && !row.facts.flagged && !row.review.taken_out;
}

bool is_waiting(const RowView& row) {
  return awaits_countersignature(row.review.standing) ||
         (row.review.standing == Standing::unanswered &&
          std::ranges::any_of(row.asks, [](const AskView& ask) { return ask.open; }));
}

bool is_unanswered(const RowView& row) {
  return row.review.standing == Standing::unanswered && !is_waiting(row);
}

Headway headway_of(const ListView& view) {
  Headway headway;
  for (const RowView& row : view.rows) {
    if (is_waiting(row))
      ++headway.waiting;
    else if (row.review.standing != Standing::unanswered)
      ++headway.judged;
    else if (is_bulk(row))
      ++headway.to_confirm;
    else
      ++headway.left;
  }
  return headway;
}

std::vector<Part> parts_of(const Messages& words, const Headway& headway) {
  std::vector<Part> parts{
      {Portion::done, headway.judged, words.n("{} klar", "{} klara", headway.judged)}};
  if (headway.waiting > 0)
    parts.push_back({Portion::wait, headway.waiting,
                     words.n("{} väntar på svar", "{} väntar på svar", headway.waiting)});
  if (headway.left > 0)
    parts.push_back({Portion::none, headway.left,
                     words.n("{} kvar att bedöma", "{} kvar att bedöma", headway.left)});
  if (headway.to_confirm > 0)
    parts.push_back(
        {Portion::soft, headway.to_confirm,
         words.n("{} med stöd, att bekräfta", "{} med stöd, att bekräfta", headway.to_confirm)});
  return parts;
}

std::string days_left(const Messages& words, Day until, Day today) {
  const std::int64_t days = (until - today).count();
  if (days == 0) return words.t("I dag");
  if (days < 0) return words.n("{} dag sen", "{} dagar sen", -days);
  return words.n("Om {} dag", "Om {} dagar", days);
}

std::string next_stop(const ListShown& at, std::int64_t after) {
  const RowView* first = nullptr;
  for (const RowView& row : at.view.rows) {
    if (is_bulk(row) || !is_unanswered(row)) continue;
    if (first == nullptr) first = &row;
    if (row.number <= after) continue;
    first = &row;
    break;
  }
  const std::string paper = at.from_paper ? "&fran=papper" : "";
  if (first != nullptr) {
    const std::string number = std::to_string(first->number);
    return at.url + "?rad=" + number + paper + "#rad-" + number;
  }
  const bool confirms = headway_of(at.view).to_confirm > 0 || !at.view.question_answered;
  const std::string part = confirms ? "bekrafta" : "skriv-under";
  return at.url + "?till=" + part + paper + "#" + part;
}

Html slip_note(const Messages& words, const Slip& slip) {
  if (!slip.error) return {};
  return el("div",
            {{"class", "note late"},
             {"role", "alert"},
             {"tabindex", "-1"},
             {"id", slip_id},
             {"data-focus", "slip"},
             flag("autofocus")},
            icon(Icon::look), el("div", {}, el("p", {}, told(words, slip.error->text))));
}

std::string fault_in(const Slip& slip, bool is_asked, std::string_view typed) {
  const bool lacks =
      is_asked && trimmed(typed).empty() && slip.error && slip.error->code == "text-missing";
  return lacks ? std::string{slip_id} : std::string{};
}

Html link_away(std::string_view text, std::string_view url) {
  return el("a", {{"href", url}, {"hx-boost", "false"}}, text);
}

Html paper_field(const ListShown& at) { return at.from_paper ? hidden("fran", "papper") : Html{}; }

}  // namespace insyn
