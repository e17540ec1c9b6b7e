#include <algorithm>

#include "app/owning_unit.h"
#include "app/people.h"
#include "app/review_acts.h"
#include "app/review_ground.h"

namespace insyn {
namespace {

bool has_open_ask(const ReviewState& state, const ListAt& at, std::int64_t row,
                  AskState::Kind kind) {
  const RowReview reviewed = at.row(row);
  return std::ranges::any_of(reviewed.asks, [&](std::uint64_t asked) {
    const AskState* ask = state.ask(asked);
    return ask != nullptr && ask->is_open() && ask->kind == kind;
  });
}

/// The code of the head of the unit that owns the row's case; refused where nobody can or may be
/// asked.
Result<std::string> head_to_ask(Home& home, const ListAt& at, const json::object& frozen) {
  const std::string head = head_of_owning_unit(home, people_of(home), frozen, at.list->staff);
  if (head.empty() || head == at.user.staff)
    return refuse_review("no-owning-unit",
                         "Registren visar ingen chef att fråga för enheten som har ärendet. Be om "
                         "stöd av medicinskt ansvarig sjuksköterska eller kvalitetscontroller.");
  return at.frame->reader_code(head);
}

Result<Done> check_unsigned_row(const ListAt& at, std::int64_t row) {
  const RowNow now = at.now(row);
  if (now.signed_off)
    return refuse_review("row-signed", "Raden är underskriven; det finns inget att fråga om.");
  if (now.standing == Standing::suspected)
    return refuse_review("row-handed-over",
                         "Raden är överlämnad som misstanke. Fråga inte vidare på egen hand.");
  return Done{};
}

/// Whether something about the person is handed over, or the talk is held off.
bool is_talk_closed(const ReviewState& state, const ListAt& at) {
  const auto of_person = [&](const std::string& list) { return at.is_of_person(list); };
  if (std::ranges::any_of(state.suspicions, [&](const SuspicionState& one) {
        return one.audit == at.going.audit->id && of_person(one.list) && !one.returned;
      }))
    return true;
  if (at.audit_review == nullptr) return false;
  return std::ranges::any_of(at.audit_review->lists, [&](const auto& list) {
    return of_person(list.first) && std::ranges::any_of(list.second.rows, [](const auto& row) {
             return row.second.held_off && !is_done(row.second.standing);
           });
  });
}

/// The question that is answered, and its list.
struct Asked {
  AskState ask;
  ListAt at;
};

Result<Asked> open_ask(Home& home, std::uint64_t asked, bool by_employee) {
  const AskState* ask = home.ledger.state().review.ask(asked);
  if (ask == nullptr || (ask->kind == AskState::Kind::employee) != by_employee)
    return refuse_review("ask-unknown", "Frågan finns inte. Ladda om sidan.");
  if (!ask->is_open())
    return refuse_review("ask-closed", "Frågan är besvarad eller avslutad och tar inga svar.");
  auto at = list_at(home, ask->audit, ask->list);
  if (!at) return fail(at.error());
  return Asked{*ask, std::move(*at)};
}

tl::unexpected<Error> not_asked_of_you() {
  return refuse_review("not-asked", "Frågan är inte ställd till dig.");
}

json::object answer_open(const Home& home, const Asked& asked) {
  json::object open = row_open(home, asked.at, asked.ask.row);
  open["asked"] = asked.ask.asked;
  return open;
}

}  // namespace

Result<std::uint64_t> ask_support(Home& home, const RowAt& row, AskState::Kind kind,
                                  const std::string& text) {
  const auto at = row_to_read(home, row);
  if (!at) return fail(at.error());
  if (kind == AskState::Kind::employee)
    return refuse_review("ask-kind", "Medarbetaren frågas på ett annat sätt. Ladda om sidan.");
  if (auto fine = check_unsigned_row(*at, row.row); !fine) return fail(fine.error());
  if (auto fine = check_text(text, true); !fine) return fail(fine.error());
  if (has_open_ask(home.ledger.state().review, *at, row.row, kind))
    return refuse_review("asked-already", "Du har redan frågat. Svaret kommer på listan.");
  json::object open = row_open(home, *at, row.row);
  if (kind == AskState::Kind::support) {
    open["kind"] = "support";
    open["to"] = code_of(law_role(home, at->frozen(row.row)));
  } else {
    if (is_read_for_role(*at->progress, row.row))
      return refuse_review("row-confidential",
                           "Raden är känslig och visas inte för fler. Be kollegan i den andra "
                           "rollen om stöd.");
    const auto head = head_to_ask(home, *at, at->frozen(row.row));
    if (!head) return fail(head.error());
    open["kind"] = "owning_unit";
    open["to"] = *head;
  }
  return record_review(home, act::support_asked, std::move(open), {{"text", text}});
}

Result<Done> give_support(Home& home, std::uint64_t asked, const std::string& opinion,
                          const std::string& text) {
  const auto open = open_ask(home, asked, false);
  if (!open) return fail(open.error());
  const Holder& user = open->at.user;
  const bool is_mine =
      open->ask.kind == AskState::Kind::support
          ? has_role(user.grants, open->ask.to)
          : !user.staff.empty() && open->at.frame->reader_code(user.staff) == open->ask.to;
  if (!is_mine || open->ask.by == home.user || user.staff == open->at.list->staff)
    return not_asked_of_you();
  if (auto fine = check_unsigned_row(open->at, open->ask.row); !fine) return fine;
  if (opinion != "needed" && opinion != "not_needed" && opinion != "unsure")
    return refuse_review("opinion-unknown",
                         "Välj om öppningen behövdes, inte behövdes eller om du "
                         "är osäker.");
  if (auto fine = check_text(text, true); !fine) return fine;
  json::object public_part = answer_open(home, *open);
  public_part["opinion"] = opinion;
  auto act = record_review(home, act::support_given, std::move(public_part), {{"text", text}});
  if (!act) return fail(act.error());
  return Done{};
}

Result<std::uint64_t> ask_employee(Home& home, const RowAt& row, const std::string& text) {
  const auto at = row_to_read(home, row);
  if (!at) return fail(at.error());
  if (auto fine = check_unsigned_row(*at, row.row); !fine) return fail(fine.error());
  if (auto fine = check_text(text, true); !fine) return fail(fine.error());
  const ReviewState& state = home.ledger.state().review;
  if (is_talk_closed(state, *at))
    return refuse_review("talk-closed",
                         "Fråga inte medarbetaren nu. Vänta tills HR har sagt hur samtalet ska gå "
                         "till.");
  if (has_open_ask(state, *at, row.row, AskState::Kind::employee))
    return refuse_review("asked-already", "Du har redan frågat. Svaret kommer på listan.");
  if (people_of(home).by_staff(at->list->staff) == nullptr)
    return refuse_review("employee-no-account",
                         "Medarbetaren kan inte logga in i Insyn. Prata med medarbetaren i "
                         "stället.");
  return record_review(home, act::employee_asked, row_open(home, *at, row.row),
                       {{"text", text}, {"staff", at->list->staff}});
}

Result<Done> answer_as_employee(Home& home, std::uint64_t asked, const std::string& text) {
  const auto open = open_ask(home, asked, true);
  if (!open) return fail(open.error());
  if (open->at.user.staff.empty() || open->at.user.staff != open->at.list->staff)
    return not_asked_of_you();
  if (open->at.now(open->ask.row).signed_off)
    return refuse_review("row-signed",
                         "Granskningen är klar. Kontakta din chef om du vill "
                         "lägga till något.");
  if (auto fine = check_text(text, true); !fine) return fine;
  auto act =
      record_review(home, act::employee_answered, answer_open(home, *open), {{"text", text}});
  if (!act) return fail(act.error());
  return Done{};
}

}  // namespace insyn
