#include <gtest/gtest.h>

#include "domain/explain/openings_for_tests.h"

namespace insyn {
namespace {

class Flags : public ::testing::Test, protected Openings {
 protected:
  Client& klas() { return town.registers.clients.front(); }
  StaffMember& anna() { return town.registers.staff.front(); }
};

TEST_F(Flags, AnOrdinaryOpeningHasNone) { EXPECT_EQ(flagged_on("2026-02-10"), ""); }

TEST_F(Flags, SelfIsOnesOwnPersonalNumber) {
  klas().personal_number = anna().personal_number = town.no("19121212-1212");
  EXPECT_EQ(flagged_on("2026-02-10"), "self");
}

TEST_F(Flags, AMissingPersonalNumberIsNobodys) {
  town.add_member("bo");
  town.employ("bo", "north");
  klas().personal_number = anna().personal_number = TextNo{};
  EXPECT_EQ(flagged_on("2026-02-10"), "");
}

TEST_F(Flags, AColleagueIsEmployedInTheSameUnitOnTheSameDay) {
  klas().personal_number = town.no("19121212-1212");
  town.add_member("bo").personal_number = town.no("19121212-1212");
  town.employ("bo", "north", days("2026-02-05", "2026-02-09"));
  EXPECT_EQ(flagged_on("2026-02-04"), "");
  EXPECT_EQ(flagged_on("2026-02-05"), "colleague");
  EXPECT_EQ(flagged_on("2026-02-08"), "colleague");
  EXPECT_EQ(flagged_on("2026-02-09"), "");
}

TEST_F(Flags, SomeoneOfACoveredUnitOrTheUnitAboveIsNoColleague) {
  klas().personal_number = town.no("19121212-1212");
  town.add_member("bo").personal_number = town.no("19121212-1212");
  town.add_unit("north", "area");
  town.covers("north", "south");
  town.employ("bo", "south");
  town.employ("bo", "area");
  EXPECT_EQ(flagged_on("2026-02-10"), "");
}

TEST_F(Flags, NobodyIsAColleagueOfWhoIsNotEmployedThere) {
  klas().personal_number = town.no("19121212-1212");
  town.add_member("bo").personal_number = town.no("19121212-1212");
  town.employ("bo", "north");
  town.registers.employments.front().valid = days("2025-01-01", "2026-02-10");
  EXPECT_EQ(flagged_on("2026-02-10"), "not_employed");
}

TEST_F(Flags, OneselfUnderASecondIdIsAColleagueAndOneself) {
  anna().personal_number = klas().personal_number = town.no("19121212-1212");
  town.add_member("anna-2").personal_number = town.no("19121212-1212");
  town.employ("anna-2", "north");
  EXPECT_EQ(flagged_on("2026-02-10"), "colleague self");
}

TEST_F(Flags, ProtectedAndPublicInterestAreTheClients) {
  anna().is_protected = true;
  EXPECT_EQ(flagged_on("2026-02-10"), "");
  klas().is_protected = true;
  EXPECT_EQ(flagged_on("2026-02-10"), "protected");
  klas().public_interest = true;
  EXPECT_EQ(flagged_on("2026-02-10"), "protected public_interest");
}

TEST_F(Flags, AfterDeathIsMoreThan30DaysAfterIt) {
  klas().deceased_on = day("2026-01-10");
  EXPECT_EQ(flagged_on("2026-01-09"), "");
  EXPECT_EQ(flagged_on("2026-02-09"), "");  // 30 days
  EXPECT_EQ(flagged_on("2026-02-10"), "after_death");
}

TEST_F(Flags, AClosedCaseIsFlaggedMoreThan30DaysAfterItsClosing) {
  town.add_case("c-1", "klas").closed = day("2026-01-10");
  EXPECT_EQ(flagged_on("2026-02-09", "c-1"), "");
  EXPECT_EQ(flagged_on("2026-02-10", "c-1"), "closed_case");
  EXPECT_EQ(flagged_on("2026-02-10"), "");
}

TEST_F(Flags, ACaseOfAnotherClientIsAMismatchAndMayBeClosedToo) {
  town.add_case("c-1", "kim");
  EXPECT_EQ(flagged_on("2026-02-10", "c-1"), "case_mismatch");
  town.registers.cases.front().closed = day("2026-01-10");
  EXPECT_EQ(flagged_on("2026-02-10", "c-1"), "case_mismatch closed_case");
}

TEST_F(Flags, ACaseThatTheRegisterLacksIsNoMismatch) {
  EXPECT_EQ(flagged_on("2026-02-10", "c-unknown"), "");
}

TEST_F(Flags, TheSameAddressIsTheSameKeyThatIsNotEmpty) {
  EXPECT_EQ(flagged_on("2026-02-10"), "");
  klas().address_key = anna().address_key = town.no("address-1");
  EXPECT_EQ(flagged_on("2026-02-10"), "same_address");
  klas().address_key = town.no("address-2");
  EXPECT_EQ(flagged_on("2026-02-10"), "");
}

/// Fills the register up to so many clients, of whom so many, Klas among them, are called Ovan.
void name_clients(RegisterTown& town, std::size_t count, std::size_t bearers) {
  const TextNo rare = town.no("Ovan, K");
  while (town.registers.clients.size() < count) {
    const auto number = static_cast<std::uint32_t>(town.texts.size());
    town.texts.push_back("k-" + std::to_string(number));
    town.registers.clients.push_back({ClientNo{number}, {}, {}, {}, false, false, {}, true});
  }
  for (std::size_t i = 0; i < bearers; ++i) town.registers.clients[i].name = rare;
}

TEST_F(Flags, TheSameSurnameIsFlaggedIfFewerThan3In1000BearIt) {
  anna().name = town.no("Anna OVAN");
  name_clients(town, 1000, 2);
  EXPECT_EQ(flagged_on("2026-02-10"), "same_surname");
  name_clients(town, 1000, 3);
  EXPECT_EQ(flagged_on("2026-02-10"), "");
}

TEST_F(Flags, OnLeaveIsAnAbsenceOnTheDay) {
  town.absence("anna", days("2026-02-05", "2026-02-09"));
  town.absence("bo", always);
  EXPECT_EQ(flagged_on("2026-02-04"), "");
  EXPECT_EQ(flagged_on("2026-02-05"), "on_leave");
  EXPECT_EQ(flagged_on("2026-02-08"), "on_leave");
  EXPECT_EQ(flagged_on("2026-02-09"), "");
}

TEST_F(Flags, OffShiftIsOutsideEveryShiftByMoreThan120Minutes) {
  town.shift("anna", "2026-02-10 07:00", "2026-02-10 16:00");
  town.shift("anna", "2026-02-11 07:00", "2026-02-11 16:00");
  EXPECT_EQ(flags(at_time("2026-02-10 04:59:59.999999")), "off_shift");
  EXPECT_EQ(flags(at_time("2026-02-10 05:00")), "");
  EXPECT_EQ(flags(at_time("2026-02-10 18:00")), "");
  EXPECT_EQ(flags(at_time("2026-02-10 18:00:00.000001")), "off_shift");
  EXPECT_EQ(flags(at_time("2026-02-11 17:00")), "");
}

TEST_F(Flags, WhoHasNoShiftInTheWindowIsNeverOffShift) {
  town.shift("bo", "2026-02-10 07:00", "2026-02-10 16:00");
  town.shift("anna", "2026-02-01 14:00", "2026-02-02 00:00");  // ends as the window begins
  town.shift("anna", "2026-02-16 00:00", "2026-02-16 08:00");  // begins as it ends
  EXPECT_EQ(flagged_on("2026-02-10"), "");
}

TEST_F(Flags, AShiftThatOnlyReachesIntoTheWindowCounts) {
  town.shift("anna", "2026-02-01 21:00", "2026-02-02 00:01");
  EXPECT_EQ(flagged_on("2026-02-10"), "off_shift");
  EXPECT_EQ(flags(at_time("2026-02-02 02:01")), "");
}

TEST_F(Flags, AShiftOutsideTheWindowExcusesNobody) {
  town.shift("anna", "2026-02-10 07:00", "2026-02-10 16:00");
  town.shift("anna", "2026-02-01 14:00", "2026-02-02 00:00");
  EXPECT_EQ(flags(at_time("2026-02-02 00:30")), "off_shift");
}

TEST_F(Flags, UntilMatchingIsDecidedTheFourThatMatchAreOff) {
  klas().personal_number = anna().personal_number = town.no("19121212-1212");
  klas().address_key = anna().address_key = town.no("address-1");
  anna().name = town.no("Anna Ovan");
  name_clients(town, 1000, 1);
  town.absence("anna", always);
  town.shift("anna", "2026-02-02 07:00", "2026-02-02 16:00");
  EXPECT_EQ(flagged_on("2026-02-10"), "off_shift on_leave same_address same_surname self");
  matching = Matching::undecided;
  EXPECT_EQ(flagged_on("2026-02-10"), "self");
}

TEST_F(Flags, NotEmployedIsWithoutAnEmploymentOnTheDay) {
  town.registers.employments.front().valid = days("2026-02-05", "2026-02-09");
  EXPECT_EQ(flagged_on("2026-02-04"), "not_employed");
  EXPECT_EQ(flagged_on("2026-02-05"), "");
  EXPECT_EQ(flagged_on("2026-02-08"), "");
  EXPECT_EQ(flagged_on("2026-02-09"), "not_employed");
}

TEST_F(Flags, EmergencyIsTheEvents) {
  ResolvedEvent event = on("2026-02-10");
  event.emergency = true;
  EXPECT_EQ(flags(event), "emergency");
}

TEST_F(Flags, AProvidersOpeningNeedsAConsentThatCoversTheDay) {
  town.consent("klas", days("2026-02-05", "2026-02-09"));
  town.consent("kim", always);
  const auto by_provider = [&](std::string_view date) {
    ResolvedEvent event = on(date);
    event.provider = town.no("provider-1");
    return flags(event);
  };
  EXPECT_EQ(by_provider("2026-02-04"), "no_consent");
  EXPECT_EQ(by_provider("2026-02-05"), "");
  EXPECT_EQ(by_provider("2026-02-08"), "");
  EXPECT_EQ(by_provider("2026-02-09"), "no_consent");
  EXPECT_EQ(flagged_on("2026-02-09"), "");
}

TEST_F(Flags, AnUnresolvedPersonGetsNoneOfAPersonButThoseOfClientCaseAndEvent) {
  klas().personal_number = town.no("19121212-1212");
  town.add_member("bo").personal_number = town.no("19121212-1212");
  klas().is_protected = true;
  klas().deceased_on = day("2025-01-01");
  town.add_case("c-1", "kim").closed = day("2025-01-01");
  ResolvedEvent event = on("2026-02-10", "c-1");
  event.person = {};
  event.emergency = true;
  event.provider = town.no("provider-1");
  EXPECT_EQ(flags(event), "after_death case_mismatch closed_case emergency no_consent protected");
}

TEST_F(Flags, AClientThatNoRegisterKnowsHasNoneOfAClient) {
  anna().address_key = town.no("address-1");
  EXPECT_EQ(flags(town.event("2026-02-10 12:00", "anna", "stranger")), "");
}

TEST_F(Flags, TheDaysOfTheRoutineStandInsteadOf30And120Minutes) {
  rules.after_death_days = rules.closed_case_days = 0;
  rules.shift_margin_minutes = 0;
  klas().deceased_on = day("2026-02-09");
  town.add_case("c-1", "klas").closed = day("2026-02-09");
  town.shift("anna", "2026-02-10 07:00", "2026-02-10 11:59");
  EXPECT_EQ(flagged_on("2026-02-09", "c-1"), "off_shift");
  EXPECT_EQ(flagged_on("2026-02-10", "c-1"), "after_death closed_case off_shift");
}

}  // namespace
}  // namespace insyn
