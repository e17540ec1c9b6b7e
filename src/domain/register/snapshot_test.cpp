#include "domain/register/snapshot.h"

#include <gtest/gtest.h>

#include "domain/register/town_for_tests.h"

namespace insyn {
namespace {

constexpr std::string_view today = "2026-03-01";

std::int64_t number_of(Day of) { return of.time_since_epoch().count(); }
std::int64_t number_of(Instant of) { return of.time_since_epoch().count(); }
std::int64_t cell_of(std::string_view date) {
  return date.empty() ? empty_cell : number_of(day(date));
}

/// An absence of the person 7: a register whose rows begin and end.
RegisterRow absence(std::string_view from, std::string_view to = "") {
  return {{7, 0, cell_of(from), cell_of(to)}};
}

RegisterRow shift(std::string_view starts, std::string_view ends) {
  return {{7, number_of(at(starts)), number_of(at(ends)), 0}};
}

RegisterRow further_identity(std::int64_t value) { return {{1, 2, value}}; }

using Belief = std::vector<BelievedRow>;

Belief after(Register id, const Belief& believed, const std::vector<RegisterRow>& snapshot,
             SnapshotMode mode = SnapshotMode::usual, std::string_view on = today) {
  return next_belief(schema_of(id), believed, snapshot, day(on), mode);
}

TEST(Snapshot, AnOpenRowThatIsGoneEndsOnTheDayOfTheImport) {
  EXPECT_EQ(after(Register::absences, {{absence("2026-01-01"), true}}, {}),
            (Belief{{absence("2026-01-01", today), false}}));
}

TEST(Snapshot, ARowThatHadEndedStaysAsItWas) {
  EXPECT_EQ(after(Register::absences, {{absence("2026-01-01", "2026-02-01"), true}}, {}),
            (Belief{{absence("2026-01-01", "2026-02-01"), false}}));
  // Half-open: a row that ends on the day of the import has ended.
  EXPECT_EQ(after(Register::absences, {{absence("2026-01-01", today), true}}, {}),
            (Belief{{absence("2026-01-01", today), false}}));
}

TEST(Snapshot, ARowThatIsGoneBeforeItsEndEndsOnTheDayOfTheImport) {
  EXPECT_EQ(after(Register::absences, {{absence("2026-01-01", "2026-03-02"), true}}, {}),
            (Belief{{absence("2026-01-01", today), false}}));
}

TEST(Snapshot, ARowThatWasToBeginTodayOrLaterAndIsGoneNeverHeld) {
  EXPECT_EQ(after(Register::absences,
                  {{absence(today), true}, {absence("2026-04-01", "2026-05-01"), true}}, {}),
            Belief{});
  EXPECT_EQ(after(Register::absences, {{absence("2026-02-28"), true}}, {}),
            (Belief{{absence("2026-02-28", today), false}}));
}

TEST(Snapshot, ARowThatComesBackWithItsEndFilledInIsTheSameRowEnded) {
  EXPECT_EQ(after(Register::absences, {{absence("2026-01-01"), true}},
                  {absence("2026-01-01", "2026-02-10")}),
            (Belief{{absence("2026-01-01", "2026-02-10"), true}}));
  EXPECT_EQ(after(Register::absences, {{absence("2026-01-01"), true}},
                  {absence("2026-01-01", "2026-12-31")}),
            (Belief{{absence("2026-01-01", "2026-12-31"), true}}));
}

TEST(Snapshot, AnEndThatIsChangedOrTakenAwayMakesAnotherRow) {
  EXPECT_EQ(
      after(Register::absences, {{absence("2026-01-01", "2026-05-01"), true}},
            {absence("2026-01-01", "2026-06-01")}),
      (Belief{{absence("2026-01-01", today), false}, {absence("2026-01-01", "2026-06-01"), true}}));
  EXPECT_EQ(after(Register::absences, {{absence("2026-01-01", "2026-02-01"), true}},
                  {absence("2026-01-01")}),
            (Belief{{absence("2026-01-01"), true}, {absence("2026-01-01", "2026-02-01"), false}}));
}

TEST(Snapshot, TheRowThatReplacesAnotherLeavesItEndedBesideIt) {
  RegisterRow moved = absence("2026-01-01");
  moved.cells[1] = 3;
  EXPECT_EQ(after(Register::absences, {{absence("2026-01-01"), true}}, {moved}),
            (Belief{{absence("2026-01-01", today), false}, {moved, true}}));
}

TEST(Snapshot, EqualRowsAreOne) {
  EXPECT_EQ(after(Register::absences, {}, {absence("2026-01-01"), absence("2026-01-01")}),
            (Belief{{absence("2026-01-01"), true}}));
}

TEST(Snapshot, WithCorrectOnlyTheSnapshotIsBelieved) {
  const Belief believed{{absence("2026-01-01"), true},
                        {absence("2025-01-01", "2025-02-01"), false}};
  EXPECT_EQ(after(Register::absences, believed, {absence("2026-02-01")}, SnapshotMode::correct),
            (Belief{{absence("2026-02-01"), true}}));
}

TEST(Snapshot, ARowOfARegisterWithoutEndsCarriesTheDayFromWhichItIsGone) {
  RegisterRow gone = further_identity(9);
  gone.cells.push_back(number_of(day(today)));
  EXPECT_EQ(after(Register::client_ids, {{further_identity(9), true}}, {}),
            (Belief{{gone, false}}));
}

TEST(Snapshot, ARowThatWasGoneKeepsItsDayWhateverComesLater) {
  const Belief first = after(Register::client_ids, {{further_identity(9), true}}, {});
  EXPECT_EQ(after(Register::client_ids, first, {}, SnapshotMode::usual, "2026-09-09"), first);
  const Belief open = after(Register::absences, {{absence("2026-01-01"), true}}, {});
  EXPECT_EQ(after(Register::absences, open, {}, SnapshotMode::usual, "2026-09-09"), open);
}

TEST(Snapshot, ARowThatComesBackAfterItWasGoneIsListedAgain) {
  const Belief gone = after(Register::absences, {{absence("2026-01-01"), true}}, {});
  const Belief back =
      after(Register::absences, gone, {absence("2026-01-01")}, SnapshotMode::usual, "2026-05-01");
  EXPECT_TRUE(std::ranges::count(back, BelievedRow{absence("2026-01-01"), true}));
  EXPECT_EQ(rows_in_force(schema_of(Register::absences), back, day("2026-05-01")), 1U);
}

TEST(Snapshot, AShiftThatIsGoneIsCutAtTheMidnightOfTheImportsDay) {
  EXPECT_EQ(after(Register::shifts, {{shift("2026-02-28 21:00", "2026-03-01 07:00"), true}}, {}),
            (Belief{{shift("2026-02-28 21:00", "2026-03-01 00:00"), false}}));
}

TEST(Snapshot, AShiftThatBeganAtTheImportsMidnightOrLaterAndIsGoneNeverHeld) {
  EXPECT_EQ(after(Register::shifts, {{shift("2026-03-01 00:00", "2026-03-01 07:00"), true}}, {}),
            Belief{});
}

TEST(Snapshot, AShiftThatEndedAtTheImportsMidnightStays) {
  const RegisterRow ended = shift("2026-02-28 14:00", "2026-03-01 00:00");
  EXPECT_EQ(after(Register::shifts, {{ended, true}}, {}), (Belief{{ended, false}}));
}

TEST(Snapshot, ACaseThatIsGoneIsClosedByTheImportAndStaysKnown) {
  const auto a_case = [](std::string_view opened, std::string_view closed) {
    return RegisterRow{{1, 2, empty_cell, 0, cell_of(opened), cell_of(closed)}};
  };
  EXPECT_EQ(after(Register::cases, {{a_case("2026-01-01", ""), true}}, {}),
            (Belief{{a_case("2026-01-01", today), false}}));
  // Whose case it was is known for ever, even of one that was to be opened later.
  EXPECT_EQ(after(Register::cases, {{a_case("2026-04-01", ""), true}}, {}).size(), 1U);
}

TEST(Snapshot, OfAnIdThatChangedOnlyTheRowOfTheLastSnapshotThatHadItIsBelieved) {
  const auto member = [](std::int64_t id, std::int64_t name) {
    return RegisterRow{{id, name, 0, 0, 0, empty_cell}};
  };
  // A text's number says nothing of its age: the newer name has the lower one.
  const Belief renamed = after(Register::staff, {{member(1, 9), true}}, {member(1, 8)});
  EXPECT_EQ(renamed, (Belief{{member(1, 8), true}}));
  const Belief gone = after(Register::staff, renamed, {member(2, 3)});
  ASSERT_EQ(gone.size(), 2U);
  EXPECT_EQ(gone[0].row.cells[1], 8);
  EXPECT_FALSE(gone[0].listed);
  EXPECT_EQ(after(Register::staff, gone, {member(1, 7)}).front(),
            (BelievedRow{member(1, 7), true}));
  EXPECT_EQ(after(Register::staff, gone, {member(1, 7)}).size(), 2U);  // and the gone member 2
}

TEST(RowsInForce, AreThoseOfTheLastSnapshotThatHaveNotEnded) {
  const RegisterSchema& schema = schema_of(Register::absences);
  const Belief believed{{absence("2026-01-01"), true},
                        {absence("2026-01-01", "2026-03-02"), true},
                        {absence("2026-01-01", today), true},
                        {absence("2026-01-02"), false},
                        {absence("2027-01-01"), true}};
  EXPECT_EQ(rows_in_force(schema, believed, day(today)), 3U);
}

TEST(RowsInForce, OfARegisterWithoutEndsAreAllListed) {
  const Belief believed{{further_identity(9), true}, {further_identity(10), false}};
  EXPECT_EQ(rows_in_force(schema_of(Register::client_ids), believed, day(today)), 1U);
}

}  // namespace
}  // namespace insyn
