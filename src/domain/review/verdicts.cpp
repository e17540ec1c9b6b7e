#include "domain/review/verdicts.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace insyn {
namespace {

constexpr std::array<std::string_view, 9> standing_codes{
    "unanswered", "confirmed",      "needed",    "acceptable",      "suspected",
    "unclear",    "unclear_agreed", "not_asked", "not_asked_agreed"};

tl::unexpected<Error> refuse(std::string_view code, std::string text) {
  return fail(ErrorKind::refused, code, std::move(text));
}

bool is_answer(Standing standing) {
  return standing != Standing::unanswered && standing != Standing::unclear_agreed &&
         standing != Standing::not_asked_agreed;
}

/// What holds before and after the sign-off.
Result<Done> check_content(const RowNow& row, Standing answer, std::int64_t others_unclear) {
  if (!is_answer(answer)) return refuse("answer-unknown", "Svaret finns inte. Ladda om sidan.");
  if (row.standing == Standing::suspected)
    return refuse("row-handed-over",
                  "Raden är överlämnad som misstanke. Bara den som har tagit emot den kan lämna "
                  "tillbaka den.");
  if (answer == Standing::unclear && row.facts.flagged)
    return refuse("unclear-flagged",
                  "Raden har något att titta särskilt på och kan inte lämnas oklar. Behövdes "
                  "öppningen inte och finns ingen godtagbar förklaring ska den lämnas över.");
  if (answer == Standing::unclear && others_unclear > 0)
    return refuse("unclear-second",
                  "En rad på listan är redan oklar. Bara en enstaka rad kan lämnas oklar; saknar "
                  "flera en förklaring ska de lämnas över.");
  return Done{};
}

}  // namespace

std::string_view code_of(Standing standing) {
  return standing_codes[static_cast<std::size_t>(standing)];
}

std::optional<Standing> parse_standing(std::string_view code) {
  const auto* found = std::ranges::find(standing_codes, code);
  if (found == standing_codes.end()) return std::nullopt;
  return static_cast<Standing>(found - standing_codes.begin());
}

bool is_done(Standing standing) {
  return standing != Standing::unanswered && !awaits_countersignature(standing);
}

bool awaits_countersignature(Standing standing) {
  return standing == Standing::unclear || standing == Standing::not_asked;
}

bool is_cleared(Standing standing) {
  return standing == Standing::confirmed || standing == Standing::needed ||
         standing == Standing::acceptable;
}

bool may_confirm(const RowNow& row) {
  return row.facts.supported && !row.facts.flagged && !row.taken_out && !row.signed_off &&
         row.standing == Standing::unanswered;
}

Result<Done> check_answer(const RowNow& row, Standing answer, std::int64_t others_unclear) {
  if (row.signed_off)
    return refuse("row-signed", "Raden är underskriven. Är svaret fel kan du göra en rättelse.");
  if (auto fine = check_content(row, answer, others_unclear); !fine) return fine;
  if (answer == Standing::confirmed && !may_confirm(row))
    return refuse("row-not-supported",
                  "Bara rader som har stöd i registren och inget att titta särskilt på kan "
                  "bekräftas tillsammans. Bedöm raden för sig.");
  return Done{};
}

Result<Done> check_alike(const std::vector<RowNow>& rows, Standing answer, int most) {
  if (rows.empty()) return refuse("no-rows", "Välj minst en rad.");
  if (answer != Standing::needed && answer != Standing::acceptable)
    return refuse("alike-answer",
                  "Bara att öppningen behövdes eller har en godtagbar förklaring kan svaras för "
                  "flera rader på en gång.");
  if (rows.size() > static_cast<std::size_t>(std::max(most, 0)))
    return refuse("alike-many", "Samma svar kan ges för högst " + std::to_string(most) +
                                    " rader på en gång. Välj färre.");
  for (const RowNow& row : rows) {
    if (row.facts.flagged)
      return refuse("alike-flagged",
                    "En av raderna har något att titta särskilt på och bedöms för sig. Ta bort den "
                    "ur urvalet.");
    if (auto fine = check_answer(row, answer, 0); !fine) return fine;
  }
  return Done{};
}

Result<Done> check_undo(const RowNow& row) {
  if (row.signed_off)
    return refuse("row-signed", "Raden är underskriven. Är svaret fel kan du göra en rättelse.");
  if (row.standing == Standing::suspected)
    return refuse("row-handed-over",
                  "En överlämnad rad går inte att ta tillbaka. Bara den som har tagit emot den kan "
                  "lämna tillbaka den.");
  if (row.standing == Standing::unanswered)
    return refuse("row-unanswered", "Raden har inget svar att ångra. Ladda om sidan.");
  return Done{};
}

Result<Done> check_correction(const RowNow& row, Standing answer, std::int64_t others_unclear) {
  if (!row.signed_off)
    return refuse("row-not-signed", "Listan är inte underskriven än. Ändra svaret direkt.");
  if (answer == Standing::confirmed)
    return refuse("correction-confirmed",
                  "En rättelse behöver ett eget svar. Bedöm raden för sig.");
  return check_content(row, answer, others_unclear);
}

Result<Done> check_countersign(const RowNow& row) {
  if (!awaits_countersignature(row.standing))
    return refuse("nothing-to-countersign",
                  "Raden väntar inte på att någon ska hålla med. Ladda om sidan.");
  return Done{};
}

void Tally::add(Standing standing) {
  ++rows;
  waiting += awaits_countersignature(standing);
  switch (standing) {
    case Standing::unanswered:
      ++unanswered;
      break;
    case Standing::confirmed:
      ++confirmed;
      break;
    case Standing::needed:
      ++needed;
      break;
    case Standing::acceptable:
      ++acceptable;
      break;
    case Standing::suspected:
      ++suspected;
      break;
    case Standing::unclear:
    case Standing::unclear_agreed:
      ++unclear;
      break;
    case Standing::not_asked:
    case Standing::not_asked_agreed:
      ++not_asked;
      break;
  }
}

void Tally::add(const Tally& other) {
  rows += other.rows;
  unanswered += other.unanswered;
  confirmed += other.confirmed;
  needed += other.needed;
  acceptable += other.acceptable;
  suspected += other.suspected;
  unclear += other.unclear;
  not_asked += other.not_asked;
  waiting += other.waiting;
  handed_on += other.handed_on;
}

}  // namespace insyn
