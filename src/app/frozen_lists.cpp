#include "app/frozen_lists.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "app/audit_rows.h"
#include "base/hex.h"
#include "base/two_threads.h"
#include "domain/calendar/sweden.h"
#include "domain/routine/schedule.h"
#include "domain/sampling/frame.h"

namespace insyn {
namespace {

std::optional<Group> parse_group(const std::string& text) {
  if (text == "authority") return Group::authority;
  if (text == "delivery") return Group::delivery;
  return std::nullopt;
}

/// A code is made of what no staff id holds in front, so that it is never a frame's pseudonym.
std::string code(const std::string& key, std::string_view kind, std::string_view of) {
  const auto bytes = bytes32_from_hex(key);
  return bytes ? pseudonym(*bytes, std::string{kind} + '\n' + std::string{of}) : "";
}

/// The people of the sample with their events, resolved and made rows.
std::vector<DrawnStaff> with_rows(Home& home, const RowSetting& setting,
                                  std::vector<DrawnStaff> people) {
  std::vector<StaffNo> numbers;
  for (const DrawnStaff& person : people) numbers.push_back(person.staff);
  std::unordered_map<StaffNo, std::size_t> place;
  for (std::size_t i = 0; i < people.size(); ++i) place[people[i].staff] = i;
  std::vector<std::vector<ResolvedEvent>> events(people.size());
  for (const ResolvedEvent& event : events_of_staff(home, setting, numbers)) {
    const std::size_t person = place.find(event.person)->second;
    if (event.action == Action::denied) ++people[person].denied;
    events[person].push_back(event);
  }
  on_two_threads(people.size(), [&](std::size_t person) {
    people[person].rows = rows_in(setting, std::move(events[person]));
  });
  return people;
}

struct Frozen {
  std::shared_ptr<const RegistersAt> registers;
  std::vector<ReviewList> lists;
};

Result<Frozen> freeze(Home& home, const AuditState& audit, const CommittedFrame& frame,
                      std::span<const std::string> pseudonyms) {
  auto routine = routine_of(home, audit);
  if (!routine) return fail(routine.error());
  const auto period = period_in(*routine, audit.period);
  if (!period) return fail(period.error());
  const AuditProgress* progress = home.ledger.state().progress.audit(audit.id);
  const Day opened = progress == nullptr ? day_of(home.now) : day_of(progress->opened_at);
  const DayRange days = review_days(*routine, period->days, opened);
  const RowSetting setting = row_setting(home, std::move(*routine), days,
                                         known_when_opened(home.ledger.state(), audit.opened));
  std::vector<DrawnStaff> people;
  for (const std::string& pseudonym : pseudonyms) {
    const FrameMember& member = frame.members.find(pseudonym)->second;
    DrawnStaff& person = people.emplace_back();
    person.staff = StaffNo{find_text(home, member.staff).value};
    person.group = parse_group(member.group);
  }
  return Frozen{setting.registers,
                lists_of(setting.registers->index, with_rows(home, setting, std::move(people)),
                         period->days, setting.registers->texts)};
}

void add_lists(std::vector<CurrentList>& lists, json::array frozen, const CommittedFrame& frame,
               const std::map<std::string_view, std::string_view>& pseudonyms,
               const std::set<std::string, std::less<>>& left) {
  for (json::value& value : frozen) {
    CurrentList entry;
    entry.list = std::move(value.as_object());
    entry.staff = text_of(entry.list, "staff");
    const auto found = pseudonyms.find(entry.staff);
    if (found != pseudonyms.end()) entry.pseudonym = found->second;
    if (left.contains(entry.pseudonym)) continue;
    entry.area = text_of(entry.list, "area");
    entry.reviewer = text_of(entry.list, "reviewer");
    entry.role = text_of(entry.list, "role");
    entry.code = frame.list_code(entry.staff, entry.role);
    lists.push_back(std::move(entry));
  }
}

}  // namespace

std::string CommittedFrame::list_code(std::string_view staff, std::string_view role) const {
  return code(key, "list", std::string{role} + '\n' + std::string{staff});
}

std::string CommittedFrame::reader_code(std::string_view staff) const {
  return code(key, "reader", staff);
}

Error purged(const AuditState& audit) {
  return {ErrorKind::refused, "audit-purged",
          "Uppgifterna bakom kontrollen " + audit.id + " är gallrade; bara beviset finns kvar."};
}

Result<CommittedFrame> committed_frame(const Home& home, const AuditState& audit) {
  json::object words = home.ledger.words(audit.opened);
  if (!words.contains("members")) return fail(purged(audit));
  CommittedFrame frame;
  frame.key = words["frame_key"].as_string();
  frame.seed_source = words["seed_source"];
  for (const json::value& value : words["members"].as_array()) {
    const json::object& entry = value.as_object();
    const auto text = [&](const char* name) { return std::string{entry.at(name).as_string()}; };
    frame.lines.push_back(frame_line(audit.period, text("stratum"), text("pseudonym")));
    frame.members[text("pseudonym")] = {text("staff"), text("stratum"), text("group")};
  }
  std::ranges::sort(frame.lines);
  for (const json::value& value : audit.open.at("strata").as_array()) {
    const json::object& entry = value.as_object();
    frame.strata.push_back(
        {std::string{entry.at("id").as_string()}, entry.at("sample_size").as_int64()});
  }
  return frame;
}

Result<json::array> frozen_lists(Home& home, const AuditState& audit, const CommittedFrame& frame,
                                 std::span<const std::string> pseudonyms) {
  const auto frozen = freeze(home, audit, frame, pseudonyms);
  if (!frozen) return fail(frozen.error());
  json::array lists;
  for (const ReviewList& list : frozen->lists)
    lists.push_back(to_json(list, frozen->registers->texts));
  return lists;
}

Result<WrittenLists> written_lists(Home& home, const AuditState& audit, const CommittedFrame& frame,
                                   std::span<const std::string> pseudonyms) {
  const auto frozen = freeze(home, audit, frame, pseudonyms);
  if (!frozen) return fail(frozen.error());
  std::vector<std::string> parts(frozen->lists.size());
  on_two_threads(parts.size(), [&](std::size_t i) {
    parts[i] = canonical_json(to_json(frozen->lists[i], frozen->registers->texts));
  });
  std::size_t size = 2;
  for (const std::string& part : parts) size += part.size() + 1;
  std::string whole = "[";
  whole.reserve(size);
  for (const std::string& part : parts) {
    if (whole.size() > 1) whole += ',';
    whole += part;
  }
  whole += ']';
  return WrittenLists{std::move(whole), parts.size()};
}

Result<std::vector<CurrentList>> current_lists(const Home& home, const AuditState& audit,
                                               const CommittedFrame& frame) {
  if (!audit.drawn)
    return fail(ErrorKind::refused, "audit-not-drawn",
                "Kontrollen " + audit.id + " är inte dragen än.");
  json::object words = home.ledger.words(*audit.drawn);
  if (!words.contains("lists")) return fail(purged(audit));
  std::map<std::string_view, std::string_view> pseudonyms;
  for (const auto& [pseudonym, member] : frame.members) pseudonyms[member.staff] = pseudonym;
  std::set<std::string, std::less<>> left;
  std::vector<std::uint64_t> replacements;
  if (const AuditProgress* progress = home.ledger.state().progress.audit(audit.id))
    for (const LeftSample& one : progress->left) {
      left.insert(one.pseudonym);
      replacements.push_back(one.seq);
    }
  std::vector<CurrentList> lists;
  add_lists(lists, std::move(words["lists"].as_array()), frame, pseudonyms, left);
  for (const std::uint64_t seq : replacements) {
    json::object added = home.ledger.words(seq);
    if (!added.contains("lists")) return fail(purged(audit));
    add_lists(lists, std::move(added["lists"].as_array()), frame, pseudonyms, left);
  }
  return lists;
}

const json::object& CurrentList::row(std::int64_t number) const {
  return list.at("rows").as_array().at(static_cast<std::size_t>(number)).as_object();
}

const CurrentList* DrawnLists::list(std::string_view code) const {
  const auto found = std::ranges::find(lists, code, &CurrentList::code);
  return found == lists.end() ? nullptr : &*found;
}

Result<DrawnLists> read_drawn_lists(const Home& home, const AuditState& audit) {
  auto frame = committed_frame(home, audit);
  if (!frame) return fail(frame.error());
  auto lists = current_lists(home, audit, *frame);
  if (!lists) return fail(lists.error());
  auto routine = routine_of(home, audit);
  if (!routine) return fail(routine.error());
  return DrawnLists{std::move(*frame), std::move(*routine), std::move(*lists)};
}

struct KeptLists {
  std::optional<std::uint64_t> drawn;  ///< by which act
  std::size_t left = 0;                ///< how many had left the sample
  DrawnLists lists;
};

Result<std::shared_ptr<const DrawnLists>> drawn_lists(Home& home, const AuditState& audit) {
  const State& state = home.ledger.state();
  const AuditProgress* progress = state.progress.audit(audit.id);
  const std::size_t left = progress == nullptr ? 0 : progress->left.size();
  auto& kept = home.kept_lists[audit.id];
  if (!kept || kept->drawn != audit.drawn || kept->left != left) {
    auto read = read_drawn_lists(home, audit);
    if (!read) return fail(read.error());
    kept = std::make_shared<const KeptLists>(KeptLists{audit.drawn, left, std::move(*read)});
  }
  return std::shared_ptr<const DrawnLists>{kept, &kept->lists};
}

}  // namespace insyn
