#include "domain/register/index.h"

#include <gtest/gtest.h>

#include "domain/register/town_for_tests.h"

namespace insyn {
namespace {

const Day any_day = day("2026-02-03");

/// The id of the client that the registers know by the identity; "" if none or several.
std::string known(RegisterTown& town, std::string_view identity, Day on = any_day) {
  const ClientNo number = town.client(identity);
  return town.texts[town.index().known_client(number, on).value];
}

TEST(ClientIdentity, AnExactClientIdComesBeforeEveryOtherIdentity) {
  RegisterTown town;
  town.add_client("k-1");
  town.add_client("k-2").personal_number = town.no("k-1");
  town.identity("k-2", "k-1");
  EXPECT_EQ(known(town, "k-1"), "k-1");
}

TEST(ClientIdentity, IsTheOneClientWithThatPersonalNumberOrFurtherIdentity) {
  RegisterTown town;
  town.add_client("k-1").personal_number = town.no("19121212-1212");
  town.add_client("k-2");
  town.identity("k-2", "reserve-9");
  EXPECT_EQ(known(town, "19121212-1212"), "k-1");
  EXPECT_EQ(known(town, "reserve-9"), "k-2");
}

TEST(ClientIdentity, OfSeveralClientsIsNobodys) {
  RegisterTown town;
  town.add_client("k-1").personal_number = town.no("shared");
  town.add_client("k-2");
  town.identity("k-2", "shared");
  EXPECT_EQ(known(town, "shared"), "");
  EXPECT_EQ(town.index().client_of(town.client("shared"), any_day), town.client("shared"));
}

TEST(ClientIdentity, ThatOneClientHasTwiceIsStillThatClients) {
  RegisterTown town;
  town.add_client("k-1").personal_number = town.no("twice");
  town.identity("k-1", "twice");
  EXPECT_EQ(known(town, "twice"), "k-1");
}

TEST(ClientIdentity, OfAClientThatTheClientsLackIsThatClients) {
  RegisterTown town;
  town.identity("k-unknown", "reserve-9");
  EXPECT_EQ(known(town, "reserve-9"), "k-unknown");
}

TEST(ClientIdentity, ThatNoRegisterKnowsIsKeptAsWritten) {
  RegisterTown town;
  const ClientNo stranger = town.client("stranger");
  EXPECT_EQ(town.index().known_client(stranger, any_day), ClientNo{});
  EXPECT_EQ(town.index().client_of(stranger, any_day), stranger);
}

TEST(ClientIdentity, OfNobodyIsNobodys) {
  RegisterTown town;
  town.add_client("k-1");  // has no personal number, which is no identity
  EXPECT_EQ(town.index().client_of(ClientNo{}, any_day), ClientNo{});
}

TEST(ClientIdentity, ThatIsGoneBelongedToItsClientUntilThatDay) {
  RegisterTown town;
  town.add_client("k-1");
  town.identity("k-1", "reserve-9", day("2026-02-03"));
  EXPECT_EQ(known(town, "reserve-9", day("2026-02-02")), "k-1");
  EXPECT_EQ(known(town, "reserve-9", day("2026-02-03")), "");
}

TEST(ClientIdentity, ThatMovedIsTheOldClientsAndTheNewOnesUntilThatDay) {
  RegisterTown town;
  town.identity("k-1", "reserve-9", day("2026-02-03"));
  town.identity("k-2", "reserve-9");
  // A further identity has no beginning: until the old one is gone there are two.
  EXPECT_EQ(known(town, "reserve-9", day("2026-02-02")), "");
  EXPECT_EQ(known(town, "reserve-9", day("2026-02-03")), "k-2");
}

TEST(ClientIdentity, ThatIsGoneButIsAClientIdStaysThatClients) {
  RegisterTown town;
  town.add_client("k-1");
  town.identity("k-2", "k-1", day("2026-02-03"));
  EXPECT_EQ(known(town, "k-1", day("2026-02-02")), "k-1");
  EXPECT_EQ(known(town, "k-1", day("2026-02-03")), "k-1");
}

TEST(ClientIdentity, AllOfAClientAreListedOnceTheIdFirst) {
  RegisterTown town;
  town.no("a-number");
  town.add_client("k-1").personal_number = town.no("a-number");
  town.identity("k-1", "a-number");
  town.identity("k-1", "k-1");
  town.identity("k-1", "reserve-9");
  EXPECT_EQ(town.index().identities_of(town.client("k-1")),
            (std::vector{town.client("k-1"), town.client("a-number"), town.client("reserve-9")}));
}

/// The id of whose account `anna` in `viva` was; "" if nobody's or several people's.
std::string owner(RegisterTown& town, std::string_view on) {
  const auto person =
      town.index().person_of(town.no<SystemNo>("viva"), town.no<AccountNo>("anna"), day(on));
  return town.texts[person.value];
}

TEST(Account, IsWhoseTheRegisterSaysOnTheDayHalfOpen) {
  RegisterTown town;
  town.account("viva", "anna", "s-1", days("2026-02-01", "2026-02-03"));
  EXPECT_EQ(owner(town, "2026-01-31"), "");
  EXPECT_EQ(owner(town, "2026-02-01"), "s-1");
  EXPECT_EQ(owner(town, "2026-02-02"), "s-1");
  EXPECT_EQ(owner(town, "2026-02-03"), "");
}

TEST(Account, OfSeveralDifferentPeopleIsNobodys) {
  RegisterTown town;
  for (const std::string_view person : {"s-1", "s-2", "s-1"}) town.account("viva", "anna", person);
  EXPECT_EQ(owner(town, "2026-02-03"), "");
}

TEST(Account, ThatStandsTwiceForOnePersonIsThatPersons) {
  RegisterTown town;
  town.account("viva", "anna", "s-1", days("2026-01-01"));
  town.account("viva", "anna", "s-1", days("2026-02-01"));
  EXPECT_EQ(owner(town, "2026-02-03"), "s-1");
}

TEST(Account, ThatIsReusedIsTheNextPersonsFromTheirDay) {
  RegisterTown town;
  town.account("viva", "anna", "s-1", days("2025-01-01", "2026-02-03"));
  town.account("viva", "anna", "s-2", days("2026-02-03"));
  EXPECT_EQ(owner(town, "2026-02-02"), "s-1");
  EXPECT_EQ(owner(town, "2026-02-03"), "s-2");
}

TEST(Account, OfTheSameNameInAnotherSystemIsAnother) {
  RegisterTown town;
  town.account("treserva", "anna", "s-2");
  EXPECT_EQ(owner(town, "2026-02-03"), "");
}

TEST(Account, AllThatWereEverAPersonsAreKnown) {
  RegisterTown town;
  town.account("viva", "anna", "s-1", days("2020-01-01", "2020-02-01"));
  town.account("treserva", "anna", "s-1");
  town.account("viva", "bo", "s-2");
  EXPECT_EQ(town.index().accounts_of(town.staff("s-1")), std::vector{town.no<AccountNo>("anna")});
}

AccessEvent logged(RegisterTown& town, std::string_view time) {
  AccessEvent event;
  event.at = at(time);
  event.system = town.no<SystemNo>("viva");
  event.account = town.no<AccountNo>("anna");
  return event;
}

TEST(Resolve, TheStaffIdWinsOverTheAccount) {
  RegisterTown town;
  town.account("viva", "anna", "s-1");
  AccessEvent event = logged(town, "2026-02-03 08:00");
  event.staff = town.staff("s-2");
  EXPECT_EQ(town.index().resolve(event).person, town.staff("s-2"));
}

TEST(Resolve, AnUnresolvedEventKeepsItsAccount) {
  RegisterTown town;
  const ResolvedEvent resolved = town.index().resolve(logged(town, "2026-02-03 08:00"));
  EXPECT_EQ(resolved.person, StaffNo{});
  EXPECT_EQ(resolved.account, town.no<AccountNo>("anna"));
}

TEST(Resolve, TheDayIsTheSwedishOne) {
  RegisterTown town;
  town.account("viva", "anna", "s-1", days("2026-02-04"));
  const RegisterIndex index = town.index();
  EXPECT_EQ(index.resolve(logged(town, "2026-02-03T22:59:59Z")).person, StaffNo{});
  EXPECT_EQ(index.resolve(logged(town, "2026-02-03T23:00Z")).person, town.staff("s-1"));
}

TEST(Units, AUnitIsItselfAndUnderAllAboveItButNotUnderOneBelow) {
  RegisterTown town;
  town.add_unit("top");
  town.add_unit("middle", "top");
  town.add_unit("low", "middle");
  const RegisterIndex index = town.index();
  EXPECT_TRUE(index.is_same_or_above(town.unit("low"), town.unit("low")));
  EXPECT_TRUE(index.is_same_or_above(town.unit("top"), town.unit("low")));
  EXPECT_FALSE(index.is_same_or_above(town.unit("low"), town.unit("top")));
}

TEST(Units, ACycleEnds) {
  RegisterTown town;
  town.add_unit("a", "b");
  town.add_unit("b", "a");
  town.add_unit("c");
  EXPECT_FALSE(town.index().is_same_or_above(town.unit("c"), town.unit("a")));
  EXPECT_TRUE(town.index().is_same_or_above(town.unit("b"), town.unit("a")));
}

TEST(Units, OfRowsWithOneIdTheLastOneAddedStands) {
  RegisterTown town;
  town.add_unit("low", "old");
  town.add_unit("low", "new");
  EXPECT_EQ(town.index().unit(town.unit("low"))->parent, town.unit("new"));
}

/// Clients `k-0`, `k-1` … the first of whom are called `rare`, the rest by other names.
void add_clients(RegisterTown& town, int count, int bearers, std::string_view rare) {
  const TextNo other = town.no("Bo Annan");
  const TextNo name = town.no(rare);
  for (int i = 0; i < count; ++i) {
    const auto id = static_cast<std::uint32_t>(town.texts.size());
    town.texts.push_back("k-" + std::to_string(i));
    town.registers.clients.push_back(
        {ClientNo{id}, i < bearers ? name : other, {}, {}, false, false, {}, true});
  }
}

bool share(RegisterTown& town, std::string_view person = "s-1", std::string_view client = "k-0") {
  const RegisterIndex index = town.index();
  const std::uint32_t rare = index.rare_surname(town.staff(person), 3);
  return rare != 0 && rare == index.surname(*index.client(town.client(client)));
}

TEST(RareSurname, IsBorneByFewerThanThreeInAThousandClients) {
  for (const auto& [clients, bearers, rare] :
       {std::tuple{1000, 2, true}, {1000, 3, false}, {1001, 3, true}, {999, 3, false}}) {
    RegisterTown town;
    town.add_member("s-1", "Anna Ovan");
    add_clients(town, clients, bearers, "Karl Ovan");
    EXPECT_EQ(share(town), rare) << clients << " " << bearers;
  }
}

TEST(RareSurname, IsTheLastWordBeforeACommaWhateverItsCase) {
  for (const auto& [mine, theirs, same] : std::vector<std::tuple<std::string, std::string, bool>>{
           {"Anna ÖBERG", "Öberg, Karl", true},
           {"Anna Groß", "GROSS, Karl", true},
           {"Anna af Klint", "Klint", true},
           {"Anna Öberg", "Karl Oberg", false},
           {"Öberg Anna", "Öberg, Karl", false},
           {"Anna Öberg-Ek", "Karl Öberg", false}}) {
    RegisterTown town;
    town.add_member("s-1", mine);
    add_clients(town, 1000, 1, theirs);
    EXPECT_EQ(share(town), same) << mine << " / " << theirs;
  }
}

TEST(RareSurname, ClientsWithoutANameCountInTheTotalButShareNothing) {
  RegisterTown town;
  town.add_member("s-1", "");
  add_clients(town, 1000, 1, "");
  EXPECT_FALSE(share(town));

  RegisterTown other;
  other.add_member("s-1", "Anna Ovan");
  add_clients(other, 334, 1, "Karl Ovan");
  for (Client& client : other.registers.clients)
    if (client.id != other.client("k-0")) client.name = {};
  EXPECT_TRUE(share(other));  // 1 of 334 is less than 3 in 1,000, 1 of 333 isn't
  other.registers.clients.pop_back();
  EXPECT_FALSE(share(other));
}

TEST(RareSurname, ClientsThatAreGoneFromTheRegisterDoNotCount) {
  RegisterTown town;
  town.add_member("s-1", "Anna Ovan");
  add_clients(town, 1000, 3, "Karl Ovan");
  town.registers.clients[1].listed = false;  // two bearers are left among 999
  EXPECT_TRUE(share(town));
}

TEST(RareSurname, NeedsThePersonInTheRegister) {
  RegisterTown town;
  add_clients(town, 1000, 1, "Karl Ovan");
  EXPECT_FALSE(share(town));
  town.add_member("s-2", "Anna Ovan");
  EXPECT_TRUE(share(town, "s-2"));
}

TEST(ShiftsNear, AreAllThatTouchTheRangeHoweverLongAgoTheyBegan) {
  RegisterTown town;
  town.shift("s-1", "2026-01-01 08:00", "2026-02-02 08:00");  // far longer than the others
  town.shift("s-1", "2026-02-01 22:00", "2026-02-02 07:00");
  town.shift("s-1", "2026-02-02 12:00", "2026-02-02 16:00");
  town.shift("s-1", "2026-02-02 16:01", "2026-02-02 20:00");
  town.shift("s-2", "2026-02-02 09:00", "2026-02-02 10:00");
  const RegisterIndex index = town.index();
  const auto count = [&](std::string_view from, std::string_view to) {
    int touching = 0;
    for (const Shift& shift : index.shifts_near(town.staff("s-1"), {at(from), at(to)}))
      touching += shift.starts <= at(to) && at(from) <= shift.ends ? 1 : 0;
    return touching;
  };
  EXPECT_EQ(count("2026-02-02 08:00", "2026-02-02 12:00"), 2);
  EXPECT_EQ(count("2026-02-02 08:01", "2026-02-02 11:59"), 0);
  EXPECT_EQ(count("2026-02-02 07:00", "2026-02-02 16:01"), 4);
  EXPECT_EQ(count("2025-01-01 00:00", "2025-12-31 00:00"), 0);
}

}  // namespace
}  // namespace insyn
