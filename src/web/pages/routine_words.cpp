#include "web/pages/routine_words.h"

namespace insyn {

std::string share_words(const Messages& words, int share) {
  if (share >= 1000) return words.t("alla");
  if (share > 500) return words.share(share);
  return words.f("{}, ungefär 1 av {}", words.share(share),
                 words.number((1000 + share / 2) / share));
}

namespace {

std::string group_words(const Messages& words, GroupRule group) {
  switch (group) {
    case GroupRule::authority:
      return words.t("Anställda inom myndighet");
    case GroupRule::delivery:
      return words.t("Anställda inom verkställighet");
    case GroupRule::none:
      return words.t("Utan anställning i registret");
    case GroupRule::any:
      return words.t("Alla som har använt systemet");
  }
  return {};
}

}  // namespace

std::string who_words(const Messages& words, const StratumRule& stratum) {
  std::string text = group_words(words, stratum.group);
  const auto least = stratum.permissions_min;
  const auto most = stratum.permissions_max;
  if (most && *most == 0)
    text += words.t(", utan behörighet i registret");
  else if (most)
    text += words.f(", {}–{} behörigheter", words.number(least), words.number(*most));
  else if (least > 0)
    text += words.f(", minst {} behörigheter", words.number(least));
  if (stratum.per_unit) text += words.t(", varje enhet för sig");
  return text;
}

std::string deadline_words(const Messages& words, const Deadline& deadline) {
  const std::string length = deadline.workdays
                                 ? words.n("{} arbetsdag", "{} arbetsdagar", deadline.count)
                                 : words.n("{} dag", "{} dagar", deadline.count);
  switch (deadline.from) {
    case Deadline::From::period:
      return words.f("{} efter perioden", length);
    case Deadline::From::sending:
      return words.f("{} efter att listorna har skickats", length);
    case Deadline::From::previous:
      return words.f("{} efter steget före", length);
  }
  return {};
}

std::vector<std::string> explain_words(const Messages& words, const ExplainRules& rules) {
  std::vector<std::string> texts{
      words.t("Medarbetaren är handläggare eller medhandläggare i ärendet, eller utsedd att "
              "ersätta den som är det."),
      words.t("Medarbetaren, eller enheten där medarbetaren arbetar, har en vård- eller "
              "omsorgsrelation med brukaren."),
      words.n("Medarbetaren hade ett arbetspass på en enhet som ger brukaren insatser, från {} "
              "minut före till lika länge efter passet.",
              "Medarbetaren hade ett arbetspass på en enhet som ger brukaren insatser, från {} "
              "minuter före till lika länge efter passet.",
              rules.shift_margin_minutes),
      words.n("En förfrågan eller anmälan kom in högst {} dag tidigare, och bara klientbilden "
              "öppnades.",
              "En förfrågan eller anmälan kom in högst {} dagar tidigare, och bara klientbilden "
              "öppnades.",
              rules.intake_days),
      words.t("Det ingår i medarbetarens uppdrag, till exempel avgifter eller support.")};
  if (rules.permission_explains)
    texts.push_back(words.t("Att ha behörighet till akten räknas som skäl."));
  if (rules.grace.before > 0 || rules.grace.after > 0)
    texts.push_back(words.f("Relationer räknas från {} dagar före till {} dagar efter.",
                            words.number(rules.grace.before), words.number(rules.grace.after)));
  return texts;
}

std::vector<std::string> caution_words(const Messages& words, const ExplainRules& rules) {
  std::vector<std::string> texts{
      words.n("Titta särskilt: akten öppnades mer än {} dag efter att brukaren avlidit.",
              "Titta särskilt: akten öppnades mer än {} dagar efter att brukaren avlidit.",
              rules.after_death_days),
      words.n("Titta särskilt: ärendet var avslutat sedan mer än {} dag.",
              "Titta särskilt: ärendet var avslutat sedan mer än {} dagar.",
              rules.closed_case_days)};
  if (!rules.permission_explains)
    texts.push_back(
        words.t("Att ha behörighet till akten räknas inte som skäl. Det visar att öppningen var "
                "möjlig, inte att den behövdes."));
  return texts;
}

std::string window_words(const Messages& words, ReviewWindow window) {
  switch (window) {
    case ReviewWindow::period:
      return words.t("Listorna visar de lottades öppningar under perioden.");
    case ReviewWindow::one_month_back:
      return words.t(
          "Listorna visar de lottades öppningar under månaden före den dag då kontrollen "
          "öppnas.");
    case ReviewWindow::both:
      return words.t(
          "Listorna visar de lottades öppningar under perioden och under månaden före "
          "den dag då kontrollen öppnas.");
  }
  return {};
}

}  // namespace insyn
