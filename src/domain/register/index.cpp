#include "domain/register/index.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "base/text.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

/// Keeps of the rows with one id the last, and fills number -> 1 + index.
template <class Row>
void index_by_id(std::vector<Row>& rows, std::vector<std::uint32_t>& at) {
  std::vector<Row> kept;
  kept.reserve(rows.size());
  for (Row& row : rows) {
    if (row.id.value >= at.size()) at.resize(row.id.value + 1, 0);
    std::uint32_t& place = at[row.id.value];
    if (place == 0) {
      kept.push_back(std::move(row));
      place = static_cast<std::uint32_t>(kept.size());
    } else {
      kept[place - 1] = std::move(row);
    }
  }
  rows = std::move(kept);
}

template <class Row, class N>
const Row* find(const std::vector<Row>& rows, const std::vector<std::uint32_t>& at, N id) {
  if (!id || id.value >= at.size() || at[id.value] == 0) return nullptr;
  return &rows[at[id.value] - 1];
}

/// Which client an identity that isn't a client_id belongs to.
class IdentityMap {
 public:
  void add(TextNo value, ClientNo client) {
    if (!value) return;
    std::uint32_t& owner = owners_[value.value];
    if (owner == 0) owner = client.value;
    if (owner != client.value) owner = several;
  }
  void fill(std::vector<std::uint32_t>& client_of) const {
    for (const auto& [value, owner] : owners_) {
      if (value >= client_of.size()) client_of.resize(value + 1, 0);
      client_of[value] = owner == several ? 0 : owner;
    }
  }

 private:
  static constexpr std::uint32_t several = UINT32_MAX;
  std::unordered_map<std::uint32_t, std::uint32_t> owners_;
};

constexpr auto by_start = [](const auto& a, const auto& b) { return a.valid.from < b.valid.from; };

}  // namespace

RegisterIndex::RegisterIndex(Registers registers, const TextTable& texts)
    : registers_{std::move(registers)} {
  Registers& r = registers_;
  index_by_id(r.units, unit_at_);
  index_by_id(r.staff, member_at_);
  index_by_id(r.clients, client_at_);
  index_by_id(r.cases, case_at_);
  build_identities();
  build_surnames(texts);

  std::ranges::stable_sort(r.employments, by_start);
  std::ranges::stable_sort(r.permissions, by_start);
  std::ranges::stable_sort(r.case_roles, by_start);
  std::ranges::stable_sort(r.deputies, by_start);
  std::ranges::stable_sort(r.care_relations, by_start);
  std::ranges::stable_sort(r.duties, by_start);
  std::ranges::stable_sort(r.shifts, {}, &Shift::starts);
  for (const Shift& shift : r.shifts)
    longest_shift_ = std::max(longest_shift_, shift.ends - shift.starts);

  employments_ = {r.employments, [](const Employment& x) { return x.staff; }};
  employed_in_ = {std::move(r.employments), [](const Employment& x) { return x.unit; }};
  accounts_by_name_ = {r.accounts, [](const Account& x) { return x.account; }};
  accounts_by_staff_ = {std::move(r.accounts), [](const Account& x) { return x.staff; }};
  permissions_ = {std::move(r.permissions), [](const Permission& x) { return x.staff; }};
  covers_ = {std::move(r.unit_covers), [](const UnitCover& x) { return x.unit; }};
  case_roles_ = {std::move(r.case_roles), [](const CaseRole& x) { return x.case_no; }};
  deputies_ = {std::move(r.deputies), [](const Deputyship& x) { return x.deputy; }};
  relations_ = {std::move(r.care_relations), [](const CareRelation& x) { return x.client; }};
  staff_duties_ = {r.duties, [](const Duty& x) { return x.staff; }};
  unit_duties_ = {std::move(r.duties), [](const Duty& x) { return x.unit; }};
  intakes_ = {std::move(r.intakes), [](const Intake& x) { return x.client; }};
  absences_ = {std::move(r.absences), [](const Absence& x) { return x.staff; }};
  shifts_ = {std::move(r.shifts), [](const Shift& x) { return x.staff; }};
  consents_ = {std::move(r.consents), [](const Consent& x) { return x.client; }};
  staff_by_number_ = {r.staff, [](const StaffMember& x) { return x.personal_number; }};
}

void RegisterIndex::build_identities() {
  IdentityMap map;
  std::vector<ClientIdentity> all;
  for (const Client& client : registers_.clients)
    if (client.personal_number) all.push_back({client.id, client.personal_number, day_never});
  all.insert(all.end(), registers_.client_ids.begin(), registers_.client_ids.end());
  registers_.client_ids.clear();
  // An identity that the register had and has no more belonged to its client until then: such
  // ones, few, are looked through by day; all others are one look at an array.
  for (const ClientIdentity& identity : all)
    if (identity.until != day_never) ended_identities_.insert(identity.value.value);
  for (const ClientIdentity& identity : all)
    if (!ended_identities_.contains(identity.value.value)) map.add(identity.value, identity.client);
  map.fill(client_of_);
  for (const Client& client : registers_.clients) {
    // An exact client_id comes before every other identity.
    if (client.id.value >= client_of_.size()) client_of_.resize(client.id.value + 1, 0);
    client_of_[client.id.value] = client.id.value;
    ended_identities_.erase(client.id.value);
  }
  owners_ = {all, [](const ClientIdentity& x) { return x.value; }};
  identities_ = {std::move(all), [](const ClientIdentity& x) { return x.client; }};
}

void RegisterIndex::build_surnames(const TextTable& texts) {
  std::unordered_map<std::string, std::uint32_t> numbers;
  const auto number_of = [&](TextNo name) -> std::uint32_t {
    std::string surname = folded_surname(texts[name.value]);
    if (surname.empty()) return 0;
    const auto next = static_cast<std::uint32_t>(numbers.size() + 1);
    return numbers.try_emplace(std::move(surname), next).first->second;
  };
  for (const StaffMember& member : registers_.staff)
    member_surname_.push_back(number_of(member.name));
  for (const Client& client : registers_.clients) client_surname_.push_back(number_of(client.name));
  surname_bearers_.assign(numbers.size() + 1, 0);
  for (std::size_t i = 0; i < client_surname_.size(); ++i) {
    if (!registers_.clients[i].listed) continue;
    ++surname_bearers_[client_surname_[i]];
    ++clients_listed_;
  }
}

std::uint32_t RegisterIndex::rare_surname(StaffNo person, int per_mille) const {
  const StaffMember* row = member(person);
  if (row == nullptr) return 0;
  const auto name = member_surname_[static_cast<std::size_t>(row - registers_.staff.data())];
  return surname_bearers_[name] * 1000 < per_mille * clients_listed_ ? name : 0;
}

std::uint32_t RegisterIndex::surname(const Client& client) const {
  return client_surname_[static_cast<std::size_t>(&client - registers_.clients.data())];
}

std::span<const Shift> RegisterIndex::shifts_near(StaffNo id, InstantRange range) const {
  const auto all = shifts(id);  // in the order of their start
  const auto begin = std::ranges::lower_bound(all, range.from - longest_shift_, {}, &Shift::starts);
  const auto end = std::ranges::upper_bound(all, range.to, {}, &Shift::starts);
  return {begin, std::max(begin, end)};
}

const Unit* RegisterIndex::unit(UnitNo id) const { return find(registers_.units, unit_at_, id); }
const StaffMember* RegisterIndex::member(StaffNo id) const {
  return find(registers_.staff, member_at_, id);
}
const Client* RegisterIndex::client(ClientNo id) const {
  return find(registers_.clients, client_at_, id);
}
const Case* RegisterIndex::find_case(CaseNo id) const {
  return find(registers_.cases, case_at_, id);
}

StaffNo RegisterIndex::person_of(SystemNo system, AccountNo account, Day day) const {
  StaffNo person;
  for (const Account& row : accounts_by_name_.of(account.value)) {
    if (row.system != system || !row.valid.contains(day)) continue;
    if (person && person != row.staff) return {};
    person = row.staff;
  }
  return person;
}

ClientNo RegisterIndex::owner_on(ClientNo identity, Day day) const {
  ClientNo owner;
  for (const ClientIdentity& row : owners_.of(identity.value)) {
    if (day >= row.until) continue;
    if (owner && owner != row.client) return {};
    owner = row.client;
  }
  return owner;
}

ClientNo RegisterIndex::known_client(ClientNo identity, Day day) const {
  if (!ended_identities_.empty() && ended_identities_.contains(identity.value))
    return owner_on(identity, day);
  if (identity.value >= client_of_.size()) return {};
  return ClientNo{client_of_[identity.value]};
}

ClientNo RegisterIndex::client_of(ClientNo identity, Day day) const {
  const ClientNo client = known_client(identity, day);
  return client ? client : identity;
}

std::vector<ClientNo> RegisterIndex::identities_of(ClientNo id) const {
  std::vector<ClientNo> result{id};
  for (const ClientIdentity& row : identities_.of(id.value))
    if (row.value.value != id.value) result.push_back(ClientNo{row.value.value});
  std::ranges::sort(result.begin() + 1, result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

std::vector<AccountNo> RegisterIndex::accounts_of(StaffNo person) const {
  std::vector<AccountNo> result;
  for (const Account& row : accounts_by_staff_.of(person.value)) result.push_back(row.account);
  std::ranges::sort(result);
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

ResolvedEvent RegisterIndex::resolve(const AccessEvent& event) const {
  ResolvedEvent resolved;
  resolved.at = event.at;
  resolved.system = event.system;
  resolved.account = event.account;
  resolved.person = event.staff;
  if (!event.staff) resolved.person = person_of(resolved.system, event.account, day_of(event.at));
  resolved.client = client_of(event.client, day_of(event.at));
  resolved.case_no = event.case_no;
  resolved.action = event.action;
  resolved.emergency = event.emergency;
  resolved.unit = event.unit;
  resolved.provider = event.provider;
  resolved.resource = event.resource;
  resolved.purpose = event.purpose;
  resolved.delivery = event.delivery;
  resolved.row = event.row;
  return resolved;
}

bool RegisterIndex::is_same_or_above(UnitNo upper, UnitNo lower) const {
  // A tree of units is a few levels deep; the limit only guards against a cycle, which rows that
  // are gone from the register could form with listed ones.
  constexpr int depth_max = 64;
  for (int depth = 0; lower && depth < depth_max; ++depth) {
    if (lower == upper) return true;
    const Unit* row = unit(lower);
    if (row == nullptr) return false;
    lower = row->parent;
  }
  return false;
}

}  // namespace insyn
