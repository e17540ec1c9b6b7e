#include "papers/incident_list.h"

#include <gtest/gtest.h>

#include "domain/calendar/format.h"
#include "papers/figures_for_tests.h"
#include "papers/plain_text_for_tests.h"

namespace insyn {
namespace {

/// An area's list of four rows, of which the last went to the chief nurse.
State state_with(bool is_signed) {
  State state;
  AuditProgress& progress = state.progress.audits["2026-1.1"];
  ListProgress& list = progress.lists["list"];
  list.area = "a-ht";
  list.reader = "reader";
  list.rows = 4;
  MovedRows moved;
  moved.role = "chief_nurse";
  moved.rows = {3};
  if (is_signed) {
    list.signed_off = 30;
    moved.signed_off = 31;
  }
  list.moved = {moved};
  auto& rows = state.review.audits["2026-1.1"].lists["list"].rows;
  const auto answer = [&](std::int64_t row, Standing standing, const char* at) {
    rows[row].standing = standing;
    rows[row].code = "wrong_person";
    rows[row].at = parse_time(at).at;
  };
  answer(0, Standing::acceptable, "2026-03-10 09:00");
  answer(1, Standing::needed, "2026-03-10 09:01");
  answer(2, Standing::suspected, "2026-03-10 09:02");
  answer(3, Standing::acceptable, "2026-03-09 23:59");
  return state;
}

TEST(IncidentList, HoldsEveryMistakeOfWhatIsSignedAndNothingElse) {
  const auto incidents = incidents_of(state_with(true), "2026-1.1");
  ASSERT_EQ(incidents.size(), 2U);
  EXPECT_EQ(incidents[0].area, "a-ht");
  EXPECT_EQ(incidents[0].noted, *parse_day("2026-03-10"));
  EXPECT_EQ(incidents[0].code, "wrong_person");
  EXPECT_TRUE(incidents_of(state_with(false), "2026-1.1").empty());
  EXPECT_TRUE(incidents_of(state_with(true), "2026-2.1").empty());
}

TEST(IncidentList, DoesntTellTheAreaOfARowThatASpecialReaderJudged) {
  const auto incidents = incidents_of(state_with(true), "2026-1.1");
  ASSERT_EQ(incidents.size(), 2U);
  EXPECT_EQ(incidents[1].area, AreaFigures::special);
}

TEST(IncidentList, IsByDayWhateverTheOrderOfTheLists) {
  auto incidents = incidents_of(state_with(true), "2026-1.1");
  for (Incident& one : incidents) one.text = "Fel person";
  const Document paper = incident_list(incidents, "2026-1.1", head_for_tests());
  EXPECT_EQ(paper.title, "Incidentlista, kontroll 2026-1.1");
  const std::string text = PlainText::of(paper);
  EXPECT_LT(text.find("2026-03-09"), text.find("2026-03-10"));
  EXPECT_NE(text.find("2 öppningar behövdes inte"), std::string::npos);
}

TEST(IncidentList, SaysSoIfThereAreNone) {
  const std::string text = PlainText::of(incident_list({}, {}, head_for_tests()));
  EXPECT_NE(text.find("Ingen öppning har bedömts som ett misstag."), std::string::npos);
  EXPECT_NE(text.find("Inget misstag är infört."), std::string::npos);
}

}  // namespace
}  // namespace insyn
