#include <algorithm>
#include <array>
#include <iterator>

#include "app/audit_preview.h"
#include "web/pages/audit_pages.h"

namespace insyn {
namespace {

struct Words {
  std::string_view code, text;
};

/// Those without numbers; the same as in app/audit_steps.cpp, here to be translated.
constexpr Words missing_words[] = {
    {"sources-unchecked", marked("Ingen har kontrollerat att källorna är kompletta.")},
    {"not-opened", marked("Listan över aktiva användare är inte låst.")},
    {"not-drawn", marked("Lottningen är inte gjord. Skriv in slumptalet när det har kommit.")},
    {"not-drawn-without-source",
     marked("Lottningen är inte gjord, och ingen slumpkälla bestämdes i förväg.")},
    {"not-routed", marked("Jäv är inte prövat: det är inte bestämt vem som läser varje lista.")},
    {"review-unfinished", marked("Alla granskningar är inte klara än.")},
    {"second-reading-not-drawn", marked("Raderna till den andra läsningen är inte lottade.")},
    {"not-compiled", marked("Resultatet är inte sammanställt.")},
    {"not-reported", marked("Rapporten är inte lämnad.")},
    {"not-closed", marked("Kontrollen är inte avslutad.")},
    {"annulled", marked("Kontrollen är avbruten och går inte vidare.")},
};

/// Those with a count and a total.
constexpr Words counted_words[] = {
    {"no-reader", marked("{} av {} listor har ingen som kan granska dem. Utse en ersättare.")},
    {"not-sent", marked("{} av {} listor är inte skickade.")},
    {"lists-unsigned", marked("{} av {} listor är inte underskrivna.")},
    {"lists-unopened", marked("{} av {} listor har ingen öppnat än.")},
    {"areas-unsigned", marked("{} av {} verksamhetsområden har inte godkänt.")},
};

constexpr Words conflict_words[] = {
    {"no_reviewer", marked("Ingen chef finns i registret")},
    {"self", marked("Chefen skulle granska sig själv")},
    {"mutual", marked("Två chefer skulle granska varandra")},
    {"on_leave", marked("Chefen är ledig")},
    {"not_employed", marked("Chefen är inte anställd längre")},
    {"confidential", marked("Chefen ska inte läsa raden")},
    {"is_client", marked("Chefen ska inte läsa raden")},
    {"same_address", marked("Chefen ska inte läsa raden")},
    {"opened_unexplained", marked("Chefen har själv öppnat samma akt, och inget förklarar det")},
    {"appointed", marked("En annan granskare är utsedd")},
};

const Words* find_words(std::span<const Words> all, std::string_view code) {
  const auto found = std::ranges::find(all, code, &Words::code);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::string step_title(const Messages& words, StepKind kind) {
  constexpr std::array<std::string_view, 6> titles{
      marked("Aktiva användare"), marked("Urval"),       marked("Listor"),
      marked("Granskning"),       marked("Återrapport"), marked("Sammanställning")};
  return words.t(titles.at(static_cast<std::size_t>(kind)));
}

std::string missing_text(const Messages& words, const AuditAt& at, const Missing& missing) {
  if (const Words* plain = find_words(missing_words, missing.code)) return words.t(plain->text);
  if (const Words* counted = find_words(counted_words, missing.code))
    return words.f(counted->text, words.number(missing.count), words.number(missing.total));
  if (missing.code == "period-not-ended")
    return words.f("Perioden slutar {}. Dagen efter kan källorna kontrolleras.",
                   words.date(at.period.days.to - std::chrono::days{1}));
  if (missing.code == "step-before" && at.current() != nullptr)
    return words.f("Först ska steget {} bli klart.", step_title(words, at.current()->kind));
  return missing.text;
}

std::string who_can(const Messages& words, const std::vector<UserRole>& roles) {
  if (roles.empty()) return {};
  std::string names = role_title(words, roles.front());
  for (std::size_t i = 1; i < roles.size(); ++i)
    names += (i + 1 == roles.size() ? " " + words.t("eller") + " " : std::string{", "}) +
             role_title(words, roles[i]);
  return words.f("Görs av {}.", names);
}

std::string conflict_text(const Messages& words, std::string_view code) {
  const Words* found = find_words(conflict_words, code);
  return found == nullptr ? std::string{} : words.t(found->text);
}

std::string detection_text(const Messages& words, std::int64_t population, std::int64_t sample) {
  const auto cases = [&](std::int64_t k) {
    return words.number(cases_of_100(population, sample, k));
  };
  if (population < 1) return words.t("Ingen var aktiv i de grupper som kontrolleras.");
  const std::string limits = words.t(
      "Talet säger vilka som granskas, inte att granskaren märker felet. Dagarna "
      "utanför perioden kontrolleras inte.");
  if (sample == population)
    return words.t("Alla som var aktiva granskas, så den som har öppnat akter utan rätt är med.") +
           " " + limits;
  std::string text =
      words.f("{} av {} aktiva användare lottas.", words.number(sample), words.number(population));
  text += " " + words.f(
                    "Om en enda av dem har öppnat akter utan rätt finns personen med i "
                    "urvalet i ungefär {} fall av 100.",
                    cases(1));
  if (population >= 5)
    text += " " + words.f(
                      "Om fem har gjort det finns minst en av dem med i ungefär {} fall av "
                      "100.",
                      cases(5));
  return text + " " + limits;
}

}  // namespace insyn
