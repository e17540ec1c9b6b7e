#include "app/wording.h"

#include <array>
#include <chrono>
#include <utility>

#include "base/text.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

std::string day_text(const std::string& day) {
  const auto parsed = parse_day(day);
  return parsed ? swedish_date(*parsed) : day;
}

/// The last day of a half-open validity in words, or nothing while it is open.
std::string until_text(const json::object& evidence) {
  const auto to = parse_day(text_of(evidence, "to"));
  return to ? swedish_date(*to - std::chrono::days{1}) : "";
}

std::string since_text(const json::object& evidence) {
  const std::string until = until_text(evidence);
  const std::string since = day_text(text_of(evidence, "from"));
  return until.empty() ? "sedan " + since : since + "–" + until;
}

std::string shift_text(const json::object& evidence) {
  const auto starts = parse_time(text_of(evidence, "starts")).at;
  const auto ends = parse_time(text_of(evidence, "ends")).at;
  return swedish_date(day_of(starts)) + " kl. " + swedish_clock(starts) + "–" + swedish_clock(ends);
}

std::string care_text(const json::object& evidence) {
  const std::string what = text_of(evidence, "what");
  return what.empty() ? "stöd" : what;
}

}  // namespace

std::string fact_text(const json::object& evidence, const NameOf& unit, const NameOf& person) {
  const std::string kind = text_of(evidence, "kind");
  const std::string since = since_text(evidence);
  if (kind == "caseworker") return "Handläggare i ärendet " + since;
  if (kind == "co_caseworker") return "Medhandläggare " + since;
  if (kind == "deputy")
    return "Utsedd ersättare för " + person(text_of(evidence, "staff")) + " " + since;
  if (kind == "care_relation") return "Arbetar med brukarens " + care_text(evidence) + " " + since;
  if (kind == "unit_relation")
    return unit(text_of(evidence, "unit")) + " har gett brukaren " + care_text(evidence) + " " +
           since + "; medarbetaren arbetar där";
  if (kind == "shift_relation")
    return "Arbetspass på " + unit(text_of(evidence, "unit")) + " " + shift_text(evidence);
  if (kind == "intake") {
    const bool report = text_of(evidence, "what") == "report";
    return std::string{report ? "Anmälan" : "Förfrågan"} + " kom in " +
           day_text(text_of(evidence, "from")) + "; bara klientbilden öppnades";
  }
  if (kind == "duty") {
    const std::string scope = text_of(evidence, "unit");
    return "Ingår i uppdraget: " + text_of(evidence, "what") + " för " +
           (scope.empty() ? "hela förvaltningen" : unit(scope));
  }
  if (kind == "permission")
    return "Hade behörighet till akten " + since +
           ". Det visar att öppningen var möjlig, inte att den behövdes";
  return "";
}

std::string flag_text(const json::object& evidence) {
  const std::string kind = text_of(evidence, "kind");
  const std::string day = day_text(text_of(evidence, "from"));
  if (kind == "after_death")
    return "Öppnad " + std::to_string(integer_of(evidence, "number")) +
           " dagar efter att brukaren avlidit";
  if (kind == "case_mismatch") return "Ärendet hör enligt registret till en annan brukare";
  if (kind == "closed_case") return "Ärendet avslutades " + day;
  if (kind == "colleague") return "Brukaren är en kollega";
  if (kind == "emergency") return "Nödöppning";
  if (kind == "no_consent")
    return "Inget registrerat samtycke till sammanhållen dokumentation " + day;
  if (kind == "not_employed") return "Ingen anställning registrerad " + day;
  if (kind == "off_shift") {
    const std::string ends = text_of(evidence, "ends");
    return ends.empty() ? "Utanför arbetspass " + day
                        : "Utanför arbetspass: närmaste pass slutade " + moment_text(ends);
  }
  if (kind == "on_leave") return "Registrerad frånvaro " + day;
  if (kind == "protected") return "Skyddade personuppgifter";
  if (kind == "public_interest") return "Person med särskilt lokalt eller allmänt intresse";
  if (kind == "same_address") return "Samma adress i registren";
  if (kind == "same_surname") return "Samma efternamn, ovanligt namn";
  if (kind == "self") return "Egen akt";
  return "";
}

std::string_view verb_of(std::string_view action) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> verbs{{
      {"read", "läste"},
      {"search", "sökte fram"},
      {"create", "skrev ny anteckning"},
      {"update", "ändrade"},
      {"sign", "signerade"},
      {"verify", "vidimerade"},
      {"print", "skrev ut"},
      {"export", "hämtade ut"},
      {"copy", "kopierade"},
      {"delete", "tog bort"},
      {"emergency", "nödöppnade"},
      {"denied", "nekades"},
  }};
  for (const auto& [name, verb] : verbs)
    if (name == action) return verb;
  return "annan åtgärd";
}

std::string_view role_text(std::string_view role) {
  if (role == "manager") return "chef";
  if (role == "chief_nurse") return "medicinskt ansvarig sjuksköterska";
  return "kvalitetscontroller";
}

std::string genitive(const std::string& name) {
  if (name.empty()) return name;
  const char last = name.back();
  return last == 's' || last == 'x' || last == 'z' ? name : name + "s";
}

std::string first_name_of(std::string_view name) {
  // "Öberg, Anna Maria" has the surname first.
  const std::size_t comma = name.find(',');
  if (comma != std::string_view::npos) name.remove_prefix(comma + 1);
  name = trimmed(name);
  return std::string{name.substr(0, name.find(' '))};
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string{count == 1 ? one : many};
}

std::string days_text(const std::string& from, const std::string& to) {
  const auto first = parse_day(from);
  const auto after = parse_day(to);
  if (!first || !after) return from + "–" + to;
  const std::string start = swedish_date(*first);
  const std::string end = swedish_date(*after - std::chrono::days{1});
  const auto tail = [](const std::string& date) { return date.substr(date.find(' ')); };
  return tail(start) == tail(end) ? start.substr(0, start.find(' ')) + "–" + end
                                  : start + "–" + end;
}

std::string day_in_year(const std::string& instant) {
  const std::string date = swedish_date(day_of(parse_time(instant).at));
  return date.substr(0, date.rfind(' '));
}

std::string moment_text(const std::string& instant) {
  return day_in_year(instant) + " kl. " + swedish_clock(parse_time(instant).at);
}

std::string dated_moment_text(const std::string& instant) {
  const Instant at = parse_time(instant).at;
  return swedish_date(day_of(at)) + " kl. " + swedish_clock(at);
}

}  // namespace insyn
