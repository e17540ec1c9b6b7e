#include <algorithm>

#include "app/people.h"
#include "domain/calendar/format.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

/// Longest time for which somebody may be named at once: a year of leave.
constexpr std::chrono::days longest{366};

tl::unexpected<Error> refuse(std::string_view code, std::string text) {
  return fail(ErrorKind::refused, code, std::move(text));
}

Result<Done> check_active(const PeopleState& state, const std::string& id) {
  const UserState* user = state.user(id);
  if (user == nullptr) return refuse("user-unknown", "Användaren " + id + " finns inte.");
  if (user->left) return refuse("user-left", "Användaren " + id + " har slutat.");
  return Done{};
}

Result<Done> may_name_for(const Home& home, const std::string& user) {
  if (!home.user.empty() && home.user == user) return Done{};
  return require_right(home.ledger.state().people, home.user, Right::appoint_reviewer);
}

Result<std::uint64_t> record(Home& home, std::string_view kind, json::object open) {
  open["by"] = home.user;
  const auto act = home.ledger.record(
      {.kind = kind, .open = std::move(open), .words = words_of(home)}, home.now);
  if (!act) return fail(act.error());
  return act->seq;
}

}  // namespace

Result<std::uint64_t> name_deputy(Home& home, const std::string& user, const std::string& deputy,
                                  DayRange days) {
  const PeopleState& state = home.ledger.state().people;
  if (auto may = may_name_for(home, user); !may) return fail(may.error());
  for (const std::string* one : {&user, &deputy})
    if (auto fine = check_active(state, *one); !fine) return fail(fine.error());
  if (user == deputy)
    return refuse("own-change", "Ersättaren ska vara någon annan än den som är borta.");
  const Day today = day_of(home.now);
  if (days.from >= days.to || days.to <= today)
    return refuse("period-empty",
                  "Sista dagen ska inte ligga före den första, och inte redan ha varit.");
  if (days.to - days.from > longest) return refuse("period-long", "Välj högst ett år åt gången.");
  return record(home, act::deputy_named,
                {{"user", user},
                 {"deputy", deputy},
                 {"from", format_day(days.from)},
                 {"to", format_day(days.to)}});
}

Result<Done> end_deputy(Home& home, std::uint64_t named) {
  const PeopleState& state = home.ledger.state().people;
  const auto found = std::ranges::find(state.deputies, named, &Deputy::named);
  if (found == state.deputies.end())
    return refuse("deputy-unknown", "Den ersättaren finns inte. Ladda om sidan.");
  if (found->ended) return refuse("deputy-ended", "Ersättaren är redan borttagen.");
  if (home.user.empty() || home.user != found->deputy)
    if (auto may = may_name_for(home, found->user); !may) return may;
  const auto done = record(home, act::deputy_ended,
                           {{"named", named}, {"user", found->user}, {"deputy", found->deputy}});
  if (!done) return fail(done.error());
  return Done{};
}

Result<Done> choose_mail(Home& home, MailChoice choice) {
  if (auto fine = check_active(home.ledger.state().people, home.user); !fine) return fine;
  const auto done = record(home, act::mail_chosen,
                           {{"user", home.user}, {"wanted", choice == MailChoice::wanted}});
  if (!done) return fail(done.error());
  return Done{};
}

}  // namespace insyn
