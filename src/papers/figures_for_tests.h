#pragma once

#include "domain/calendar/format.h"
#include "papers/figures.h"
#include "papers/head.h"

namespace insyn {

/// The figures of an invented audit, written by hand so that a test can add them up. Not part of
/// the product.

inline Tally tally_of(std::int64_t confirmed, std::int64_t needed, std::int64_t acceptable,
                      std::int64_t unclear, std::int64_t suspected) {
  Tally tally;
  tally.confirmed = confirmed;
  tally.needed = needed;
  tally.acceptable = acceptable;
  tally.unclear = unclear;
  tally.suspected = suspected;
  tally.rows = confirmed + needed + acceptable + unclear + suspected;
  return tally;
}

inline PaperHead head_for_tests() {
  return {"Havsviks kommun",
          "Socialförvaltningen",
          "Till socialchef Margareta Holm",
          "Dnr SN 2026/0412",
          "IT-strateg Anders Blom",
          "https://insyn.havsvik.example",
          parse_time("2026-04-14 09:00").at};
}

/// 51 of 504 drawn and reviewed; 2,302 openings: 2,102 confirmed, 173 needed, 25 mistakes, one
/// unclear, one suspicion.
inline AuditFigures figures_for_tests() {
  AuditFigures all;
  all.audit = "2026-1.1";
  all.period = "2026-1";
  all.window = {*parse_day("2026-02-02"), *parse_day("2026-02-16")};
  all.review = all.window;
  all.routine_label = "Rutin Loggkontroll i Viva";
  all.routine_version = 3;
  all.strata = {
      {"authority", "Myndighet", false, 150, 80, 12, 12, 0, {5, 1}, tally_of(600, 60, 9, 0, 0)},
      {"delivery-high",
       "Högrisk",
       false,
       100,
       230,
       23,
       23,
       0,
       {20, 2},
       tally_of(900, 63, 10, 1, 0)},
      {"delivery-medium",
       "Medelrisk",
       false,
       60,
       190,
       12,
       12,
       1,
       {60, 4},
       tally_of(590, 40, 5, 0, 1)},
      {"delivery-none",
       "Utan behörighet",
       true,
       1000,
       4,
       4,
       4,
       0,
       {0, 0},
       tally_of(12, 10, 1, 0, 0)}};
  all.not_scheduled = {"Lågrisk"};
  all.areas = {{"a-fs", "Funktionsstöd", 8, 8, 8, tally_of(200, 20, 2, 0, 1), 8},
               {"a-ht", "Hemtjänst", 17, 17, 17, tally_of(700, 46, 8, 1, 0), 17},
               {"a-hsl", "Hälso- och sjukvård", 6, 6, 6, tally_of(102, 16, 2, 0, 0), 6},
               {"a-ifo", "Individ- och familjeomsorg", 10, 10, 9, tally_of(600, 52, 9, 0, 0), 10},
               {"a-sb", "Särskilt boende", 10, 10, 10, tally_of(500, 34, 4, 0, 0), 10},
               {"\n", "MAS och kvalitetscontroller", 2, 2, 2, tally_of(0, 5, 0, 0, 0), 5}};
  for (const StratumFigures& stratum : all.strata) {
    all.all.population += stratum.population;
    all.all.drawn += stratum.drawn;
    all.all.reviewed += stratum.reviewed;
    all.all.temporary.active += stratum.temporary.active;
    all.all.temporary.drawn += stratum.temporary.drawn;
    all.all.tally.add(stratum.tally);
  }
  all.lists = all.done = 53;
  all.on_time = 52;
  all.openings = 7788;
  all.supported = 2110;
  const Instant at = parse_time("2026-03-19 10:00").at;
  Clock imy{"imy", "Anmälan till Integritetsskyddsmyndigheten", StampKind::certainty, {}, {}, {}};
  imy.started = at;
  imy.due = at + std::chrono::hours{72};
  all.suspicions = {{417, at, {imy}, "/misstankar/417"}};
  all.suspicions_url = "/misstankar";
  all.reads_lists = true;
  all.grounds = {{"other_unit", "Pass på annan enhet", 31},
                 {"unregistered", "Uppdraget finns men saknas i registret", 20},
                 {"own", "Eget {skäl}", 2}};
  all.mistakes = {{"wrong_person", "Fel person", 17}};
  all.late_deputies = 6;
  all.corrections = 2;
  all.second_drawn = 10;
  all.second_read = 10;
  all.agreement = {10, 0.9, 0.5, 0.8};
  all.second_answers = {{{5, 1, 0}, {0, 4, 0}, {0, 0, 0}}};
  all.minutes = 27 * 60;
  all.sources = {true, 0, 0, ""};
  all.permissions = {1200, 420, 35};
  YearBefore before;
  before.audit = "2025-1.1";
  before.population = 490;
  before.drawn = 49;
  before.tally = tally_of(1900, 150, 30, 2, 0);
  before.minutes = 30 * 60;
  all.before = before;
  all.schedule.answer_by = *parse_day("2026-03-20");
  all.is_done = true;
  all.checkpoint =
      "insyn.havsvik.example\n1482\npT4cQm0vX1x8m2JbqZk3u9o7rWfE5hLd6yNsAa0GiBk=\n\n"
      "— insyn.havsvik.example AAAA\n";
  return all;
}

}  // namespace insyn
