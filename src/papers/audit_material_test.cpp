#include "papers/audit_material.h"

#include <gtest/gtest.h>

#include "app/audit_acts.h"
#include "app/audit_home_for_tests.h"
#include "papers/board_report.h"
#include "papers/director_report.h"
#include "papers/draw_protocol.h"
#include "papers/figures.h"
#include "papers/figures_for_tests.h"
#include "papers/plain_text_for_tests.h"

namespace insyn {
namespace {

/// The whole way: a home, its acts, what papers make of them.
class PapersHome : public AuditHome {
 public:
  PapersHome() {
    register_file(Register::employments,
                  "staff_id,unit_id,group,valid_from,valid_to\ns-anna,north,delivery,2020-01-01,\n"
                  "s-bo,north,delivery,2026-01-01,2026-09-01\n"
                  "s-cia,north,delivery,2020-01-01,\ns-dan,north,delivery,2020-01-01,\n"
                  "s-maria,north,delivery,2020-01-01,\ns-vera,top,authority,2020-01-01,\n"
                  "s-dora,top,authority,2020-01-01,\ns-sub,top,authority,2020-01-01,\n");
    register_file(Register::permissions,
                  "staff_id,system,scope,valid_from,valid_to\n"
                  "s-anna,viva,c-klas,2020-01-01,\ns-anna,viva,c-stina,2020-01-01,\n"
                  "s-anna,viva,grupp-1,2020-01-01,\n"
                  "s-sub,viva,c-stina,2020-01-01,\n");
    OpenOptions options;
    options.period = "2026-1";
    options.seed_source = "dice, two witnesses, 3 March 10:00";
    must(open_audit(home(), options));
    must(draw_audit(home(), "2026-1.1", "0138243811"));
  }

  void send() {
    must(name_substitute(home(), "s-sub", "decided"));
    must(route_audit(home(), "2026-1.1"));
    must(send_lists(home(), "2026-1.1"));
  }

  AuditMaterial material() {
    auto result = audit_material(home(), "2026-1.1");
    must(result);
    return *result;
  }
  AuditFigures figures() { return figures_of(state(), material()); }

  /// The only row of a person's list, answered, and the list signed.
  void answer(const ListMaterial& list, std::string_view standing, const std::string& code) {
    record(act::row_judged,
           {{"list", list.code}, {"part", ""}, {"row", 0}, {"answer", standing}, {"code", code}});
  }
  void sign(const ListMaterial& list) {
    record(act::list_signed,
           {{"list", list.code}, {"lists", json::array{json::string{list.code}}}, {"part", ""}});
  }
};

TEST(AuditMaterial, OfAnAuditThatIsntThereIsRefused) {
  AuditHome town;
  EXPECT_FALSE(audit_material(town.home(), "2026-1.1"));
}

TEST(AuditMaterial, BeforeTheDrawHasNoLists) {
  AuditHome town;
  OpenOptions options;
  options.period = "2026-1";
  AuditHome::must(open_audit(town.home(), options));
  const auto material = audit_material(town.home(), "2026-1.1");
  ASSERT_TRUE(material);
  EXPECT_TRUE(material->lists.empty());
  EXPECT_TRUE(material->draw.empty());
  EXPECT_EQ(fault_of(draw_protocol(*material, {}, head_for_tests())), "");
}

TEST(AuditMaterial, TempsAreThoseWhoseEmploymentsAllEnd) {
  PapersHome town;
  const AuditMaterial material = town.material();
  ASSERT_EQ(material.temporary.size(), 1u);
  EXPECT_EQ(material.temporary.begin()->second.active, 1);  // s-bo
  EXPECT_EQ(material.temporary.begin()->second.drawn, 1);
}

TEST(AuditMaterial, PermissionsAreThoseOfTheDrawnAndOpenedIfTheRecordWas) {
  PapersHome town;
  const AuditMaterial material = town.material();
  EXPECT_EQ(material.permissions.held, 2);    // s-anna's; s-sub opened nothing and isn't drawn
  EXPECT_EQ(material.permissions.opened, 1);  // c-klas
  EXPECT_EQ(material.permissions.groups, 1);  // nobody knows whose records
}

TEST(AuditMaterial, TheCheckpointOfAClosedAuditStays) {
  PapersHome town;
  const auto at = [&] { return town.material().checkpoint; };
  const std::string open = at();
  town.record(act::closed, {});
  const std::string closed = at();
  EXPECT_NE(closed, open);
  town.record(act::reminder_sent, {});
  EXPECT_EQ(at(), closed);
}

TEST(Figures, OfAFreshDrawHaveEveryRowUnanswered) {
  PapersHome town;
  const AuditFigures figures = town.figures();
  EXPECT_EQ(figures.all.population, 5);
  EXPECT_EQ(figures.all.drawn, 5);
  EXPECT_EQ(figures.all.reviewed, 0);
  EXPECT_EQ(figures.all.tally.rows, 5);
  EXPECT_EQ(figures.all.tally.unanswered, 5);
  EXPECT_EQ(figures.openings, 5);
  EXPECT_EQ(figures.supported, 0);  // nothing explains any opening of the town
  EXPECT_FALSE(figures.is_done);
  EXPECT_FALSE(figures.sources.checked);
  EXPECT_FALSE(figures.before);
}

TEST(Figures, SumOverGroupsAndAreasToTheWhole) {
  PapersHome town;
  town.send();
  const AuditMaterial before = town.material();
  town.answer(before.lists[0], "needed", "other_unit");
  town.answer(before.lists[1], "acceptable", "wrong_person");
  const AuditFigures figures = town.figures();
  Tally strata, areas;
  for (const StratumFigures& stratum : figures.strata) strata.add(stratum.tally);
  for (const AreaFigures& area : figures.areas) areas.add(area.tally);
  EXPECT_EQ(strata, figures.all.tally);
  EXPECT_EQ(areas, figures.all.tally);
  EXPECT_EQ(figures.all.tally.needed, 1);
  EXPECT_EQ(figures.all.tally.acceptable, 1);
  EXPECT_EQ(figures.answered(), 2);
  ASSERT_EQ(figures.grounds.size(), 1u);
  EXPECT_EQ(figures.grounds[0].text, "Pass på annan enhet");
  ASSERT_EQ(figures.mistakes.size(), 1u);
  EXPECT_EQ(figures.mistakes[0].count, 1);
}

TEST(Figures, AListSignedOnTheLastDayIsInTimeAndTheDayAfterIsNot) {
  PapersHome town;
  town.send();
  const AuditMaterial before = town.material();
  const Day due = figures_of(town.state(), before).schedule.answer_by;
  town.at(format_day(due) + " 23:59");
  town.sign(before.lists[0]);
  town.at(format_day(due + std::chrono::days{1}) + " 00:00");
  town.sign(before.lists[1]);
  const AuditFigures figures = town.figures();
  EXPECT_EQ(figures.done, 2);
  EXPECT_EQ(figures.on_time, 1);
}

TEST(Figures, ASuspicionIsThePersonsGroupsAndTheReportsFirstLine) {
  PapersHome town;
  town.send();
  const AuditMaterial before = town.material();
  town.record(act::suspicion_opened, {{"list", before.lists[0].code},
                                      {"part", ""},
                                      {"row", 0},
                                      {"code", "curiosity"},
                                      {"evidence_sha256", std::string(64, 'a')}});
  AuditFigures figures = town.figures();
  ASSERT_EQ(figures.suspicions.size(), 1u);
  EXPECT_EQ(PlainText::of(director_report(figures, head_for_tests())).find("Misstanken från"),
            std::string::npos)
      << "it isn't the reader's";
  figures.suspicions[0].url = "/misstankar/17";
  EXPECT_EQ(figures.all.suspected, 1);
  EXPECT_EQ(figures.all.tally.suspected, 1);
  const std::string text = PlainText::of(director_report(figures, head_for_tests()));
  EXPECT_NE(text.find("1. Misstanken från 17 februari 2026</misstankar/17"), std::string::npos);
}

TEST(Reports, OfARealAuditAreSoundAndNameNobody) {
  PapersHome town;
  town.send();
  const AuditFigures figures = town.figures();
  for (const Document& report :
       {director_report(figures, head_for_tests()), committee_report(figures, head_for_tests()),
        board_report(figures, head_for_tests())}) {
    EXPECT_EQ(fault_of(report), "");
    const std::string text = PlainText::of(report);
    for (const char* name : {"Anna", "Dan", "Maria", "Klas", "Stina", "s-anna", "c-klas"})
      EXPECT_EQ(text.find(name), std::string::npos) << name;
  }
}

TEST(DrawProtocol, SaysHowToRedoItAndNamesNobodyDrawn) {
  PapersHome town;
  const AuditMaterial material = town.material();
  const std::string text = PlainText::of(draw_protocol(material, {}, head_for_tests()));
  EXPECT_NE(text.find("01382 43811"), std::string::npos);
  EXPECT_NE(text.find("dice, two witnesses, 3 March 10:00"), std::string::npos);
  EXPECT_NE(text.find(text_of(material.opened, "frame_root")), std::string::npos);
  EXPECT_NE(text.find("/kontroller/2026-1.1/dragning.json"), std::string::npos);
  EXPECT_NE(text.find("av Tor Test"), std::string::npos);
  for (const Drawn& drawn : material.draw[0].selected)
    EXPECT_NE(text.find(drawn.pseudonym), std::string::npos);
  for (const char* name : {"Anna", "s-anna", "s-bo"})
    EXPECT_EQ(text.find(name), std::string::npos) << name;
}

TEST(DrawProtocol, TheAppendixNamesThoseWhoMayBeSeen) {
  PapersHome town;
  const AuditMaterial material = town.material();
  const std::string& first = material.draw[0].selected[0].pseudonym;
  const std::string text =
      PlainText::of(draw_protocol(material, {}, head_for_tests(), {{first, "Anna"}}));
  EXPECT_NE(text.find("Bilaga"), std::string::npos);
  EXPECT_NE(text.find(first + " | Anna"), std::string::npos);
}

TEST(DrawProtocol, ASeedOfDigitsIsGroupedByFiveAndAnyOtherStandsAsItIs) {
  EXPECT_EQ(seed_text("0138243811"), "01382 43811");
  EXPECT_EQ(seed_text("123"), "123");
  EXPECT_EQ(seed_text("a1b2c3d4"), "a1b2c3d4");
}

}  // namespace
}  // namespace insyn
