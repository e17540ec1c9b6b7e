#include "app/suspicion_acts.h"

#include <algorithm>
#include <set>

#include "app/people.h"
#include "app/review_ground.h"
#include "app/second_reading.h"
#include "base/hash.h"
#include "base/hex.h"
#include "domain/calendar/format.h"

namespace insyn {
namespace {

/// Whether the registers show that somebody stands in the row: as who opened, or as the client or
/// in their home.
bool is_involved(Home& home, const ListAt& at, const json::object& frozen,
                 const std::string& staff) {
  if (staff.empty()) return false;
  if (staff == at.list->staff) return true;
  const auto registers = kept_registers_at(home, home.ledger.size());
  const Client* client =
      registers->index.client(ClientNo{find_text(home, text_of(frozen, "client")).value});
  const StaffMember* member = registers->index.member(StaffNo{find_text(home, staff).value});
  const auto same = [](TextNo a, TextNo b) { return a && a == b; };
  return client != nullptr && member != nullptr &&
         (same(client->personal_number, member->personal_number) ||
          same(client->address_key, member->address_key));
}

/// Who is told, and who isn't although the role is theirs.
struct Telling {
  Recipients told;
  std::string other;  ///< the user who is told for the director
  std::set<std::string> left_out;
};

class Teller {
 public:
  Teller(Home& home, const ListAt& at, const json::object& frozen)
      : home_{home}, at_{at}, frozen_{frozen}, people_{people_of(home)} {}

  void tell_role(UserRole role) {
    bool any = false;
    for (const Person& person : people_.all())
      if (person.active && has_role(person.grants, role)) any = tell(person) || any;
    if (!any) telling_.told.unheld.push_back(role);
  }

  void tell_director(bool is_said_involved) {
    bool any = false;
    bool involved = is_said_involved;
    for (const Person& person : people_.all()) {
      if (!person.active || !has_role(person.grants, UserRole::director)) continue;
      if (is_said_involved)
        telling_.left_out.insert(person.id);
      else
        any = tell(person) || any;
    }
    involved = involved || !telling_.left_out.empty();
    if (!any && involved) any = tell_other();
    if (!any) telling_.told.unheld.push_back(UserRole::director);
  }

  Telling take() {
    // Who is told in one role hears it although another role of theirs was left out: never the
    // director.
    std::erase_if(telling_.told.users,
                  [&](const std::string& user) { return telling_.left_out.contains(user); });
    return std::move(telling_);
  }

 private:
  bool tell(const Person& person) {
    if (is_involved(home_, at_, frozen_, person.details.staff)) {
      telling_.left_out.insert(person.id);
      return false;
    }
    auto& users = telling_.told.users;
    if (std::ranges::find(users, person.id) == users.end()) users.push_back(person.id);
    return true;
  }

  /// The substitute who was named for where the line ends.
  bool tell_other() {
    const auto named = home_.ledger.state().progress.substitute;
    if (!named) return false;
    const Person* other = people_.by_staff(text_of(home_.ledger.words(*named), "staff"));
    if (other == nullptr || telling_.left_out.contains(other->id) || !tell(*other)) return false;
    telling_.other = other->id;
    telling_.told.other_for_director = true;
    return true;
  }

  Home& home_;
  const ListAt& at_;
  const json::object& frozen_;
  People people_;
  Telling telling_;
};

json::array role_codes(const std::vector<UserRole>& roles) {
  json::array codes;
  for (const UserRole role : roles) codes.push_back(json::string{code_of(role)});
  return codes;
}

std::string evidence_hash(const json::object& frozen) {
  return to_hex(sha256(canonical_json(frozen)));
}

/// Open questions to the person, on any of their lists: they close.
json::array asks_to_close(const ReviewState& state, const ListAt& at) {
  json::array closes;
  for (const auto& [asked, ask] : state.asks)
    if (ask.is_open() && ask.kind == AskState::Kind::employee && ask.audit == at.going.audit->id &&
        at.is_of_person(ask.list))
      closes.push_back(asked);
  return closes;
}

/// A second reader who found the row not cleared may hand it over too.
bool is_second_reader(const ListAt& at, std::int64_t row) {
  if (at.audit_review == nullptr) return false;
  return std::ranges::any_of(at.audit_review->second, [&](const SecondReading& reading) {
    return reading.list == at.list->code && reading.row == row &&
           reading.second == Standing::suspected &&
           falls_to(reading, at.user, *at.frame, at.list->staff);
  });
}

Result<ListAt> row_to_hand_over(Home& home, const RowAt& row) {
  auto at = list_at(home, row.audit, row.list);
  if (at && at->has_row(row.row) && is_second_reader(*at, row.row)) return at;
  return row_to_read(home, row);
}

/// A suspicion with what its words say of who may handle it.
struct Handled {
  const SuspicionState* suspicion = nullptr;
  json::object words;
  Holder user;
  bool left_out = false, other = false;
};

Result<Handled> handled(const Home& home, std::uint64_t opened) {
  Handled found;
  found.suspicion = home.ledger.state().review.suspicion(opened);
  if (found.suspicion == nullptr)
    return refuse_review("suspicion-unknown", "Misstanken finns inte. Ladda om sidan.");
  found.words = home.ledger.words(opened);
  found.user = holder_of(home, home.user);
  const auto left_out = texts_in(found.words, "left_out");
  found.left_out = std::ranges::find(left_out, home.user) != left_out.end();
  found.other = !home.user.empty() && text_of(found.words, "other") == home.user;
  return found;
}

Result<Done> check_handles(const Handled& found, Right right) {
  Scope scope;
  scope.staff = text_of(found.words, "staff");
  scope.law = text_of(found.words, "role") == code_of(UserRole::chief_nurse) ? "HSL" : "";
  if (found.left_out || (!found.other && !may(found.user, right, scope)))
    return refuse_review("not-allowed", "Misstanken är inte din att handlägga.");
  return Done{};
}

}  // namespace

Result<HandedOver> hand_over(Home& home, const RowAt& row, const HandOver& given) {
  const auto at = row_to_hand_over(home, row);
  if (!at) return fail(at.error());
  const RowNow now = at->now(row.row);
  const auto fine = now.signed_off ? check_correction(now, Standing::suspected, 0)
                                   : check_answer(now, Standing::suspected, 0);
  if (!fine) return fail(fine.error());
  if (auto code = check_code(at->rules(), Standing::suspected, given.code, given.text); !code)
    return fail(code.error());
  const json::object& frozen = at->frozen(row.row);
  const UserRole role = law_role(home, frozen);
  Teller teller{home, *at, frozen};
  teller.tell_director(given.director_involved);
  for (const UserRole told : {UserRole::data_protection_officer, UserRole::hr, role})
    teller.tell_role(told);
  const Telling telling = teller.take();

  json::object open = row_open(home, *at, row.row);
  open["code"] = given.code;
  open["evidence_sha256"] = evidence_hash(frozen);
  open["told"] = telling.told.users.size();
  open["closes"] = asks_to_close(home.ledger.state().review, *at);
  if (now.signed_off) open["correction"] = true;
  if (given.from_paper) open["from_paper"] = true;
  json::object words{{"staff", at->list->staff},
                     {"row", frozen},
                     {"text", given.text},
                     {"role", code_of(role)},
                     {"told", to_array(telling.told.users)},
                     {"unheld", role_codes(telling.told.unheld)},
                     {"other", telling.other},
                     {"left_out", to_array({telling.left_out.begin(), telling.left_out.end()})}};
  const auto act = record_review(home, act::suspicion_opened, std::move(open), std::move(words));
  if (!act) return fail(act.error());
  return HandedOver{*act, telling.told};
}

Result<Recipients> hold_off_talk(Home& home, const RowAt& row, const std::string& text) {
  const auto at = row_to_read(home, row);
  if (!at) return fail(at.error());
  const RowNow now = at->now(row.row);
  if (now.signed_off || now.standing == Standing::suspected) return fail(check_undo(now).error());
  if (at->row(row.row).held_off)
    return refuse_review("held-off-already", "HR vet redan om raden. Vänta tills de ringer.");
  if (auto fine = check_text(text, false); !fine) return fail(fine.error());
  const json::object& frozen = at->frozen(row.row);
  Teller teller{home, *at, frozen};
  teller.tell_role(UserRole::hr);
  const Telling telling = teller.take();
  json::object open = row_open(home, *at, row.row);
  open["evidence_sha256"] = evidence_hash(frozen);
  if (auto act = record_review(home, act::talk_held_off, std::move(open),
                               {{"staff", at->list->staff},
                                {"row", frozen},
                                {"text", text},
                                {"told", to_array(telling.told.users)}});
      !act)
    return fail(act.error());
  return telling.told;
}

Result<Done> stamp_suspicion(Home& home, std::uint64_t opened, StampKind kind, Instant at,
                             const std::string& reason) {
  const auto found = handled(home, opened);
  if (!found) return fail(found.error());
  if (auto fine = check_handles(*found, Right::stamp_suspicion); !fine) return fine;
  const Stamps& stamps = found->suspicion->stamps;
  if (kind == StampKind::signal)
    return refuse_review("stamp-signal", "Tiden då misstanken väcktes sätts av överlämnandet.");
  if (at > home.now) return refuse_review("stamp-future", "Tiden ligger i framtiden.");
  if (kind == StampKind::certainty && stamps.signal && at < *stamps.signal)
    return refuse_review("stamp-before-signal",
                         "Rimlig säkerhet kan inte ha nåtts innan misstanken väcktes.");
  if (auto fine = check_text(reason, stamps.at(kind).has_value()); !fine)
    return refuse_review(fine.error().code, "Skriv varför tiden ändras, högst 2 000 tecken.");
  if (auto act = record_review(home, act::suspicion_stamped,
                               {{"audit", found->suspicion->audit},
                                {"by", home.user},
                                {"suspicion", opened},
                                {"stamp", code_of(kind)},
                                {"at", format_instant(at)}},
                               {{"reason", reason}});
      !act)
    return fail(act.error());
  return Done{};
}

Result<Done> return_suspicion(Home& home, std::uint64_t opened, const std::string& reason) {
  const auto found = handled(home, opened);
  if (!found) return fail(found.error());
  if (auto fine = check_handles(*found, Right::return_suspicion); !fine) return fine;
  const SuspicionState& suspicion = *found->suspicion;
  if (suspicion.by == home.user)
    return refuse_review("own-suspicion",
                         "Du har själv lämnat över raden. Någon annan som har "
                         "tagit emot den avgör.");
  if (suspicion.returned)
    return refuse_review("returned", "Misstanken är redan återlämnad. Ladda om sidan.");
  if (auto fine = check_text(reason, true); !fine) return fine;
  const AuditProgress* progress = home.ledger.state().progress.audit(suspicion.audit);
  const auto list = progress == nullptr ? nullptr : &progress->lists;
  const auto known = list == nullptr ? decltype(list->end()){} : list->find(suspicion.list);
  const bool reopens =
      list != nullptr && known != list->end() && !known->second.is_row_signed(suspicion.row);
  if (auto act = record_review(home, act::suspicion_returned,
                               {{"audit", suspicion.audit},
                                {"by", home.user},
                                {"suspicion", opened},
                                {"reopens", reopens}},
                               {{"reason", reason}});
      !act)
    return fail(act.error());
  return Done{};
}

Recipients recipients_of(const Home& home, std::uint64_t suspicion) {
  const json::object words = home.ledger.words(suspicion);
  Recipients told;
  told.users = texts_in(words, "told");
  for (const std::string& code : texts_in(words, "unheld"))
    if (const auto role = parse_user_role(code)) told.unheld.push_back(*role);
  told.other_for_director = !text_of(words, "other").empty();
  return told;
}

}  // namespace insyn
