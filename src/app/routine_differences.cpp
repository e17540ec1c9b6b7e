#include <algorithm>

#include "app/routine_change.h"
#include "domain/routine/periods.h"

namespace insyn {
namespace {

std::string quoted(const std::string& text) { return "”" + text + "”"; }

std::string percent(int tenths) {
  const std::string whole = std::to_string(tenths / 10);
  return (tenths % 10 == 0 ? whole : whole + "," + std::to_string(tenths % 10)) + " %";
}

/// The sentences, as they are found.
class Told {
 public:
  template <class T, class Words>
  void change(const std::string& what, const T& before, const T& after, const Words& words) {
    if (!(before == after))
      sentences.push_back(what + " ändras från " + words(before) + " till " + words(after) + ".");
  }
  void number(const std::string& what, std::int64_t before, std::int64_t after) {
    change(what, before, after, [](std::int64_t value) { return std::to_string(value); });
  }
  void text(const std::string& what, const std::string& before, const std::string& after) {
    change(what, before, after, [](const std::string& value) { return quoted(value); });
  }
  std::vector<std::string> sentences;
};

std::string yes_or_no(bool value) { return value ? "ja" : "nej"; }

std::string group_words(GroupRule group) {
  switch (group) {
    case GroupRule::authority:
      return "myndighet";
    case GroupRule::delivery:
      return "verkställighet";
    case GroupRule::none:
      return "utan anställning";
    case GroupRule::any:
      return "alla";
  }
  return "";
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text.empty() ? "inga" : text;
}

/// What identifies each entry, and the pairs that both routines have.
template <class T, class Told_, class Key, class Label, class Same>
void compare_lists(const std::vector<T>& before, const std::vector<T>& after, const char* kind,
                   Told_& told, Key key, Label label, Same same) {
  for (const T& old : before)
    if (std::ranges::find(after, old.*key, key) == after.end())
      told.sentences.push_back(std::string{kind} + " " + quoted(old.*label) + " tas bort.");
  for (const T& fresh : after) {
    const auto old = std::ranges::find(before, fresh.*key, key);
    if (old == before.end())
      told.sentences.push_back(std::string{kind} + " " + quoted(fresh.*label) + " läggs till.");
    else
      same(*old, fresh);
  }
}

/// Rules of days are compared by the days that they give, over years with every kind of start.
bool gives_same_days(const PeriodRule& before, const PeriodRule& after) {
  for (int year = 2024; year < 2052; ++year)
    if (resolve(before, year) != resolve(after, year)) return false;
  return true;
}

void compare_periods(const Routine& before, const Routine& after, Told& told) {
  compare_lists(before.periods, after.periods, "Perioden", told, &PeriodRule::key,
                &PeriodRule::label, [&](const PeriodRule& old, const PeriodRule& fresh) {
                  told.text("Period " + old.key + ": namnet", old.label, fresh.label);
                  if (!gives_same_days(old, fresh))
                    told.sentences.push_back("Period " + old.key + ": dagarna ändras.");
                });
}

void compare_stratum(const StratumRule& old, const StratumRule& fresh, Told& told) {
  const std::string of = "Riskgruppen " + quoted(old.label) + ": ";
  told.text(of + "namnet", old.label, fresh.label);
  told.change(of + "andelen som lottas", old.share, fresh.share, percent);
  told.change(of + "vilka den gäller", old.group, fresh.group, group_words);
  told.number(of + "minsta antalet behörigheter", old.permissions_min, fresh.permissions_min);
  told.change(of + "högsta antalet behörigheter", old.permissions_max, fresh.permissions_max,
              [](const std::optional<std::int64_t>& value) {
                return value ? std::to_string(*value) : std::string{"ingen gräns"};
              });
  told.change(of + "lottas per enhet", old.per_unit, fresh.per_unit, yes_or_no);
  told.change(of + "är en avvikelse i sig", old.finding, fresh.finding, yes_or_no);
  told.change(of + "perioderna", old.periods, fresh.periods, listed);
}

void compare_strata(const Routine& before, const Routine& after, Told& told) {
  compare_lists(
      before.strata, after.strata, "Riskgruppen", told, &StratumRule::id, &StratumRule::label,
      [&](const StratumRule& old, const StratumRule& fresh) { compare_stratum(old, fresh, told); });
  std::vector<std::string> order;
  std::vector<std::string> expected;
  const auto has = [](const std::vector<StratumRule>& strata, const std::string& id) {
    return std::ranges::find(strata, id, &StratumRule::id) != strata.end();
  };
  for (const StratumRule& stratum : after.strata)
    if (has(before.strata, stratum.id)) order.push_back(stratum.id);
  for (const StratumRule& stratum : before.strata)
    if (has(after.strata, stratum.id)) expected.push_back(stratum.id);
  // The first that fits takes a person, so the order decides.
  if (order != expected) told.sentences.emplace_back("Riskgrupperna prövas i en annan ordning.");
}

void compare_explanations(const ExplainRules& old, const ExplainRules& fresh, Told& told) {
  told.change("Att behörighet i sig förklarar en öppning", old.permission_explains,
              fresh.permission_explains, yes_or_no);
  told.number("Antalet dagar före en relation som räknas med", old.grace.before,
              fresh.grace.before);
  told.number("Antalet dagar efter en relation som räknas med", old.grace.after, fresh.grace.after);
  told.number("Antalet dagar som en förfrågan förklarar", old.intake_days, fresh.intake_days);
  told.number("Antalet minuter före och efter ett arbetspass", old.shift_margin_minutes,
              fresh.shift_margin_minutes);
  told.number("Antalet dagar efter dödsfall innan öppningar flaggas", old.after_death_days,
              fresh.after_death_days);
  told.number("Antalet dagar efter avslut innan öppningar flaggas", old.closed_case_days,
              fresh.closed_case_days);
  told.number("Gränsen för ovanliga efternamn, av tusen", old.surname_per_mille,
              fresh.surname_per_mille);
}

std::string window_words(ReviewWindow window) {
  switch (window) {
    case ReviewWindow::period:
      return "perioden";
    case ReviewWindow::one_month_back:
      return "en månad tillbaka";
    case ReviewWindow::both:
      return "perioden och en månad tillbaka";
  }
  return "";
}

std::string deadline_words(const Deadline& deadline) {
  std::string text =
      std::to_string(deadline.count) + (deadline.workdays ? " arbetsdagar" : " dagar");
  switch (deadline.from) {
    case Deadline::From::period:
      return text + " efter perioden";
    case Deadline::From::sending:
      return text + " efter utskicket";
    case Deadline::From::previous:
      return text + " efter steget före";
  }
  return text;
}

void compare_deadline(const std::string& what, const Deadline& old, const Deadline& fresh,
                      Told& told) {
  const std::string before = deadline_words(old);
  const std::string after = deadline_words(fresh);
  if (before != after)
    told.sentences.push_back(what + " ändras från " + before + " till " + after + ".");
}

std::string holiday_words(const std::optional<HolidayRange>& range) {
  if (!range) return "ingen";
  return std::to_string(range->from_day) + "/" + std::to_string(range->from_month) + " till " +
         std::to_string(range->to_day) + "/" + std::to_string(range->to_month);
}

void compare_work(const Routine& old, const Routine& fresh, Told& told) {
  told.change("Vad som räknas som antal behörigheter", old.permission_count, fresh.permission_count,
              [](PermissionCount count) {
                return std::string{count == PermissionCount::scopes ? "tilldelade behörigheter"
                                                                    : "brukare som de når"};
              });
  told.change("Gränsen för när registret antas vara fel", old.finding_max, fresh.finding_max,
              percent);
  told.number("Antalet minuter som skiljer två öppningar", old.opening_gap_minutes,
              fresh.opening_gap_minutes);
  told.number("Senaste start efter perioden, i dagar,", old.latest_start_days,
              fresh.latest_start_days);
  told.change("Vilka dagar som granskas", old.review_window, fresh.review_window, window_words);
  told.number("Antalet arbetsdagar till utskicket", old.deadlines.lists_out_workdays,
              fresh.deadlines.lists_out_workdays);
  compare_deadline("Tiden för granskarnas svar", old.deadlines.answer, fresh.deadlines.answer,
                   told);
  compare_deadline("Tiden för områdets underskrift", old.deadlines.area, fresh.deadlines.area,
                   told);
  compare_deadline("Tiden för rapporten", old.deadlines.report, fresh.deadlines.report, told);
  const std::string before = holiday_words(old.deadlines.holidays);
  const std::string after = holiday_words(fresh.deadlines.holidays);
  if (before != after)
    told.sentences.push_back("Sommarens uppehåll ändras från " + before + " till " + after + ".");
  told.number("Antalet sekunder som en rad beräknas ta", old.seconds_per_row,
              fresh.seconds_per_row);
  if (old.contacts != fresh.contacts) told.sentences.emplace_back("Vem man kan fråga ändras.");
}

void compare_codes(const char* kind, const std::vector<ReviewCode>& old,
                   const std::vector<ReviewCode>& fresh, Told& told) {
  compare_lists(
      old, fresh, kind, told, &ReviewCode::code, &ReviewCode::text,
      [&](const ReviewCode& before, const ReviewCode& after) {
        if (!(before == after))
          told.sentences.push_back(std::string{kind} + " " + quoted(before.text) + " ändras.");
      });
}

std::string clock_words(const ClockRule& clock) {
  return clock.hours > 0 ? std::to_string(clock.hours) + " timmar"
                         : std::to_string(clock.months) + " månader";
}

void compare_review(const ReviewRules& old, const ReviewRules& fresh, Told& told) {
  compare_codes("Grunden", old.grounds, fresh.grounds, told);
  compare_codes("Den godtagbara förklaringen", old.acceptable, fresh.acceptable, told);
  compare_codes("Den aldrig godtagbara förklaringen", old.never, fresh.never, told);
  compare_codes("Skälet att en rad inte kan klarläggas", old.unclear, fresh.unclear, told);
  compare_codes("Skälet att ingen kan frågas", old.not_asked, fresh.not_asked, told);
  compare_lists(old.clocks, fresh.clocks, "Fristen", told, &ClockRule::code, &ClockRule::label,
                [&](const ClockRule& before, const ClockRule& after) {
                  told.text("Fristen " + before.code + ": namnet", before.label, after.label);
                  told.change("Fristen " + quoted(before.label), before, after, clock_words);
                });
  if (!(old.guidance == fresh.guidance))
    told.sentences.emplace_back("Vägledningen till granskarna ändras.");
  told.number("Antalet rader som kan få samma svar på en gång", old.alike_max, fresh.alike_max);
  told.change("Andelen rader som läses en andra gång", old.second_reading_share,
              fresh.second_reading_share, percent);
  told.change("Vem som läser rader en andra gång", old.second_reader, fresh.second_reader,
              [](SecondReader reader) {
                return std::string{reader == SecondReader::role
                                       ? "MAS eller kvalitetscontroller"
                                       : "chefen för enheten som har ärendet"};
              });
  told.number("Antalet sekunder per rad som är för kort för att läsa", old.fast_seconds_per_row,
              fresh.fast_seconds_per_row);
}

void compare_retention(const RetentionRules& old, const RetentionRules& fresh, Told& told) {
  const auto years = [](int count) { return std::to_string(count) + " år"; };
  told.change("Hur länge listor och svar sparas", old.lists_years, fresh.lists_years, years);
  told.change("Hur länge protokoll och rapporter sparas", old.papers_years, fresh.papers_years,
              years);
  told.change("Hur länge överlämnade misstankar sparas", old.suspicions_years,
              fresh.suspicions_years, years);
  told.change("Hur länge mejl sparas", old.mails_days, fresh.mails_days,
              [](int count) { return std::to_string(count) + " dagar"; });
}

}  // namespace

std::vector<std::string> differences(const Routine& before, const Routine& after) {
  Told told;
  told.text("Rutinens namn", before.label, after.label);
  compare_periods(before, after, told);
  compare_strata(before, after, told);
  compare_work(before, after, told);
  compare_explanations(before.explain, after.explain, told);
  compare_review(before.review, after.review, told);
  compare_retention(before.retention, after.retention, told);
  return std::move(told.sentences);
}

}  // namespace insyn
