#include "app/review_ground.h"

#include <algorithm>

#include "app/people.h"
#include "base/text.h"
#include "domain/review/lists.h"

namespace insyn {
namespace {

/// Longer than any answer, and no place to keep a document.
constexpr std::size_t text_bytes_max = 8000;
constexpr std::ptrdiff_t text_characters_max = 2000;

bool is_unclear(Standing standing) {
  return standing == Standing::unclear || standing == Standing::unclear_agreed;
}

}  // namespace

tl::unexpected<Error> refuse_review(std::string_view code, std::string text) {
  return fail(ErrorKind::refused, code, std::move(text));
}

bool SentList::is_read_by(const Holder& user, std::string_view part) const {
  if (user.staff == list->staff && !user.staff.empty()) return false;
  const auto is_reader = [&](const std::string& reader, const std::string& role) {
    if (!role.empty()) return has_role(user.grants, role);
    return !reader.empty() && !user.staff.empty() && frame->reader_code(user.staff) == reader;
  };
  if (part.empty()) return is_reader(progress->reader, progress->role);
  return std::ranges::any_of(progress->moved, [&](const MovedRows& moved) {
    return moved.part() == part && is_reader(moved.reader, moved.role);
  });
}

RowReview SentList::row(std::int64_t number) const {
  const RowReview* found = review == nullptr ? nullptr : review->row(number);
  return found == nullptr ? RowReview{} : *found;
}

RowNow ListAt::now(std::int64_t number) const {
  const RowReview reviewed = row(number);
  return {facts_of(frozen(number)), reviewed.standing, progress->is_row_signed(number),
          reviewed.taken_out};
}

std::int64_t ListAt::others_unclear(std::int64_t row) const {
  if (review == nullptr) return 0;
  return std::ranges::count_if(review->rows, [&](const auto& entry) {
    return entry.first != row && is_unclear(entry.second.standing);
  });
}

bool ListAt::is_of_person(std::string_view code) const {
  for (const ReviewRole role :
       {ReviewRole::manager, ReviewRole::chief_nurse, ReviewRole::quality_controller})
    if (frame->list_code(list->staff, name_of(role)) == code) return true;
  return false;
}

Result<ListAt> list_at(Home& home, const std::string& audit, const std::string& code) {
  const auto going = drawn_audit(home, audit);
  if (!going) return fail(going.error());
  const auto known = going->progress->lists.find(code);
  if (known == going->progress->lists.end())
    return refuse_review("list-unknown", "Listan finns inte i kontrollen. Ladda om sidan.");
  if (!known->second.sent) return refuse_review("list-not-sent", "Listan är inte skickad än.");
  auto lists = drawn_lists(home, *going->audit);
  if (!lists) return fail(lists.error());
  ListAt at;
  at.list = (*lists)->list(code);
  if (at.list == nullptr)
    return refuse_review("list-unknown", "Listan finns inte i kontrollen. Ladda om sidan.");
  at.frame = &(*lists)->frame;
  at.progress = &known->second;
  at.going = *going;
  at.lists = std::move(*lists);
  at.audit_review = home.ledger.state().review.audit(going->audit->id);
  at.review = at.audit_review == nullptr ? nullptr : at.audit_review->list(code);
  at.user = holder_of(home, home.user);
  return at;
}

Result<ListAt> part_to_read(Home& home, const PartAt& at) {
  auto list = list_at(home, at.audit, at.list);
  if (list && !list->is_read_by(list->user, at.part))
    return refuse_review("not-reader",
                         "Listan är inte din att granska. Har den flyttats till någon annan är det "
                         "inget du behöver göra.");
  return list;
}

Result<ListAt> row_to_read(Home& home, const RowAt& at) {
  auto list = list_at(home, at.audit, at.list);
  if (!list) return list;
  const auto part = list->progress->part_of(at.row);
  if (!part || !list->is_read_by(list->user, *part))
    return refuse_review("not-reader",
                         "Raden är inte din att granska. Har den flyttats till någon annan är det "
                         "inget du behöver göra.");
  return list;
}

RowFacts facts_of(const json::object& frozen) {
  return {frozen.at("explained").as_bool(), !frozen.at("flags").as_array().empty()};
}

UserRole law_role(const RegistersAt& registers, TextNo case_no) {
  const Case* of_case = registers.index.find_case(CaseNo{case_no.value});
  return of_case != nullptr && of_case->law == Law::hsl ? UserRole::chief_nurse
                                                        : UserRole::quality_controller;
}

UserRole law_role(Home& home, const json::object& frozen) {
  return law_role(*kept_registers_at(home, home.ledger.size()),
                  find_text(home, text_of(frozen, "case")));
}

Scope law_scope(UserRole role) {
  Scope scope;
  if (role == UserRole::chief_nurse) scope.law = "HSL";
  return scope;
}

bool may_countersign(const Holder& user, UserRole law, bool is_read_for_role,
                     const std::string& staff) {
  const auto may_by = [&](UserRole role) {
    Scope scope = law_scope(role);
    scope.staff = staff;
    return may(user, Right::countersign_unclear, scope);
  };
  return may_by(law) || (is_read_for_role &&
                         (may_by(UserRole::chief_nurse) || may_by(UserRole::quality_controller)));
}

bool is_read_for_role(const ListProgress& progress, std::int64_t row) {
  return !progress.is_managers() || parse_user_role(progress.part_of(row).value_or("")).has_value();
}

const std::vector<ReviewCode>& codes_for(const ReviewRules& rules, Standing answer) {
  static const std::vector<ReviewCode> none;
  switch (answer) {
    case Standing::needed:
      return rules.grounds;
    case Standing::acceptable:
      return rules.acceptable;
    case Standing::suspected:
      return rules.never;
    case Standing::unclear:
    case Standing::unclear_agreed:
      return rules.unclear;
    case Standing::not_asked:
    case Standing::not_asked_agreed:
      return rules.not_asked;
    default:
      return none;
  }
}

Result<Done> check_code(const ReviewRules& rules, Standing answer, const std::string& code,
                        const std::string& text) {
  const auto& codes = codes_for(rules, answer);
  const auto found = std::ranges::find(codes, code, &ReviewCode::code);
  if (found == codes.end())
    return refuse_review("code-unknown", "Välj en av rutinens grunder eller förklaringar.");
  return check_text(text, found->needs_text);
}

Result<Done> check_text(const std::string& text, bool is_needed) {
  if (is_needed && text.find_first_not_of(" \t\r\n") == std::string::npos)
    return refuse_review("text-missing", "Skriv några ord också; valet räcker inte här.");
  const auto is_continued = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  if (text.size() > text_bytes_max || !is_utf8(text) ||
      std::ranges::count_if(text, [&](char c) { return !is_continued(c); }) > text_characters_max)
    return refuse_review("text-long", "Texten får ha högst 2 000 tecken. Korta den.");
  return Done{};
}

std::vector<Missing> missing_for_signing(const ListProgress& progress, const ListReview* review,
                                         std::string_view part) {
  Tally tally;
  for (const std::int64_t row : progress.rows_of(part))
    if (!progress.is_row_signed(row))
      tally.add(review == nullptr ? Standing::unanswered : review->standing(row));
  const PartReview* of_part = nullptr;
  if (review != nullptr)
    if (const auto found = review->parts.find(part); found != review->parts.end())
      of_part = &found->second;
  std::vector<Missing> missing;
  const auto rows = [](std::int64_t count) {
    return std::to_string(count) + (count == 1 ? " rad" : " rader");
  };
  if (tally.unanswered > 0)
    missing.push_back({"rows-unanswered",
                       rows(tally.unanswered) + " saknar svar. Bekräfta eller bedöm dem först.",
                       {},
                       tally.unanswered,
                       tally.rows});
  if (tally.waiting > 0)
    missing.push_back({"awaits-countersignature",
                       rows(tally.waiting) +
                           " väntar på att medicinskt ansvarig sjuksköterska eller "
                           "kvalitetscontroller ska hålla med.",
                       {UserRole::chief_nurse, UserRole::quality_controller},
                       tally.waiting,
                       tally.rows});
  const bool asks = part.empty() && progress.is_managers() && tally.rows > 0;
  if (asks && (of_part == nullptr || !of_part->question))
    missing.push_back({"question-unanswered",
                       "Svara på frågan om du känner till något som registren inte visar.",
                       {}});
  return missing;
}

json::object row_open(const Home& home, const ListAt& at, std::int64_t row) {
  json::object open = open_of(home, *at.going.audit);
  open["list"] = at.list->code;
  open["part"] = at.progress->part_of(row).value_or("");
  open["row"] = row;
  return open;
}

Result<std::uint64_t> record_review(Home& home, std::string_view kind, json::object open,
                                    json::object words) {
  for (auto& entry : words_of(home)) words[entry.key()] = std::move(entry.value());
  const auto act = home.ledger.record({kind, std::move(open), std::move(words)}, home.now);
  if (!act) return fail(act.error());
  return act->seq;
}

}  // namespace insyn
