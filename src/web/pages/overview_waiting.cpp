#include "web/pages/overview_waiting.h"

#include <algorithm>
#include <chrono>

#include "web/pages/audit_pages.h"
#include "web/pages/source_days.h"

namespace insyn {
namespace {

bool holds_one_of(const Visit& visit, const std::vector<UserRole>& roles) {
  return std::ranges::any_of(
      roles, [&](UserRole role) { return has_role(visit.visitor.holder.grants, role); });
}

bool has_grant(const Visit& visit, UserRole role, const std::string& area) {
  const auto& grants = visit.visitor.holder.grants;
  return std::ranges::find(grants, Grant{role, area}) != grants.end();
}

std::string due_text(const Visit& visit, const YearPeriod& period) {
  if (!period.deadline) return {};
  const std::string day = visit.words.date(*period.deadline);
  return period.late ? visit.words.f("Skulle ha varit klart {}.", day)
                     : visit.words.f("Klart senast {}.", day);
}

/// What can be done now in an audit by one of the visitor's roles.
void add_audits(const Visit& visit, const std::vector<YearPeriod>& periods,
                std::vector<Waiting>& items) {
  for (const YearPeriod& period : periods)
    for (const Missing& missing : period.waiting) {
      if (!holds_one_of(visit, missing.roles)) continue;
      if (missing.code == "areas-unsigned") continue;  // each area by itself: add_areas
      // Whoever reviews has their own lists above; that others' are left is no matter of theirs.
      if (missing.code == "lists-unsigned" && !visit.may_anywhere(Right::remind)) continue;
      const auto own = own_part(visit, visit.look.state.progress.audit(period.audit), missing);
      if (!own) continue;
      items.push_back({.icon = period.late ? Icon::look : Icon::next,
                       .title = visit.words.f("Kontroll {}", period.period.id),
                       .sentence = all(missing_text(visit.words, at_of(period), *own), " ",
                                       due_text(visit, period)),
                       .link_words = visit.words.t("Öppna"),
                       .url = address_of(period),
                       .late = period.late});
    }
}

/// Areas that are done: for their heads, and for the director where nobody is head.
void add_areas(const Visit& visit, const std::vector<YearPeriod>& periods,
               std::vector<Waiting>& items) {
  const Messages& words = visit.words;
  for (const YearPeriod& period : periods) {
    const AuditProgress* progress = visit.look.state.progress.audit(period.audit);
    if (progress == nullptr) continue;
    const Day by = period.schedule.area_by;
    const bool late = today_of(visit) > by;
    for (const std::string& area : areas_to_sign(visit, *progress)) {
      const bool own = has_grant(visit, UserRole::area_head, area);
      if (!own && !area_heads(visit, area).empty()) continue;
      const auto text = own ? marked("Alla listor i {} är underskrivna. Godkänn området.")
                        : area.empty()
                            ? marked("Listorna utan område är underskrivna. Godkänn dem.")
                            : marked(
                                  "{} har ingen verksamhetsområdeschef i Insyn. Alla "
                                  "listor är underskrivna. Godkänn området.");
      const std::string due = words.f(
          late ? marked("Skulle ha varit klart {}.") : marked("Klart senast {}."), words.date(by));
      items.push_back({.icon = late ? Icon::look : Icon::next,
                       .title = words.f("Kontroll {}", period.period.id),
                       .sentence = words.f(text, area_name(visit, area)) + " " + due,
                       .link_words = words.t("Öppna"),
                       .url = address_of(period) + "#now",
                       .late = late});
    }
  }
}

void add_changes(const Visit& visit, std::vector<Waiting>& items) {
  const Messages& words = visit.words;
  const auto may_now = [&](Right right) {
    return may_approve(visit.look.state.people, visit.visitor.user, right, today_of(visit));
  };
  if (may_now(Right::approve_role_change)) {
    const auto waiting =
        std::ranges::count_if(visit.look.state.people.changes, [&](const RoleChange& change) {
          return change.outcome == RoleChange::Outcome::waiting &&
                 change.by != visit.visitor.user && change.user != visit.visitor.user;
        });
    if (waiting > 0)
      items.push_back({.icon = Icon::ask,
                       .title = words.t("Godkänn ändrade roller"),
                       .sentence = words.n("{} förslag väntar på en andra person.",
                                           "{} förslag väntar på en andra person.", waiting),
                       .link_words = words.t("Granska"),
                       .url = "/anvandare#waiting"});
  }
  for (const RoutineChange& change : visit.look.state.routine.changes)
    if (change.outcome == RoutineChange::Outcome::waiting && change.by != visit.visitor.user &&
        may_now(Right::approve_routine_change))
      items.push_back({.icon = Icon::ask,
                       .title = words.t("Godkänn ändring i rutinen"),
                       .sentence = words.f("Version {} är föreslagen. Den kräver två personer.",
                                           words.number(change.version)),
                       .link_words = words.t("Granska"),
                       .url = "/rutinen/andring/" + std::to_string(change.proposed)});
}

void add_sources(const Visit& visit, std::vector<Waiting>& items) {
  if (!visit.may_anywhere(Right::import_delivery)) return;
  const Messages& words = visit.words;
  for (const Source& source : visit.look.sources) {
    const auto gaps = gaps_of(visit.look.state, source.id);
    if (gaps.empty()) continue;
    items.push_back({.icon = Icon::look,
                     .title = words.f("{} har en lucka", source.label),
                     .sentence = words.f("{} saknas. Begär en ny leverans eller ladda upp filen.",
                                         words.days(gaps.back())),
                     .link_words = words.t("Åtgärda"),
                     .url = "/kallor"});
  }
}

void add_information(const Visit& visit, std::vector<Waiting>& items) {
  const auto& versions = visit.look.state.routine.information;
  if (versions.empty() && visit.may_anywhere(Right::publish_information))
    items.push_back(
        {.icon = Icon::doc,
         .title = visit.words.t("Informera personalen"),
         .sentence = visit.words.t("Ingen information om loggkontrollen är publicerad."),
         .link_words = visit.words.t("Skriv den"),
         .url = "/informerad/publicera"});
}

/// Whoever runs the site hears that others don't hear of their lists.
void add_mails(const Visit& visit, std::vector<Waiting>& items) {
  if (!visit.may_anywhere(Right::see_metrics)) return;
  const Messages& words = visit.words;
  if (visit.mails.is_damaged)
    items.push_back(
        {.icon = Icon::look,
         .title = words.t("Inga mejl skickas"),
         .sentence = words.t("Filen outbox.db är skadad. Den som sköter servern återställer eller "
                             "flyttar undan den och startar om Insyn. Hur står i docs/serve.md."),
         .late = true});
  if (!visit.mails.is_configured && visit.mails.waiting > 0)
    items.push_back(
        {.icon = Icon::look,
         .title = words.t("E-post är inte inställd"),
         .sentence = words.n("{} mejl väntar på [mail] i server.toml. Hur står i docs/serve.md.",
                             "{} mejl väntar på [mail] i server.toml. Hur står i docs/serve.md.",
                             visit.mails.waiting)});
  const std::int64_t lost = visit.mails.failed + visit.mails.unreachable;
  if (lost > 0)
    items.push_back({.icon = Icon::look,
                     .title = words.t("Alla fick inte sitt mejl"),
                     .sentence = words.n("{} mejl nådde ingen de senaste två veckorna. Kontrollera "
                                         "att granskarna är användare och har rätt adress.",
                                         "{} mejl nådde ingen de senaste två veckorna. Kontrollera "
                                         "att granskarna är användare och har rätt adress.",
                                         lost),
                     .link_words = words.t("Se användare"),
                     .url = "/anvandare"});
}

}  // namespace

std::string address_of(const YearPeriod& period) {
  return "/kontroller/" + (period.audit.empty() ? period.period.id : period.audit);
}

std::vector<YearPeriod> periods_near(const Visit& visit) {
  if (!visit.look.routine) return {};
  const Day today = today_of(visit);
  const int year = static_cast<int>(std::chrono::year_month_day{today}.year());
  std::vector<YearPeriod> periods = year_of(visit.look.state, *visit.look.routine, year - 1, today);
  std::erase_if(periods,
                [](const YearPeriod& one) { return one.audit.empty() || one.current == 6; });
  for (YearPeriod& one : year_of(visit.look.state, *visit.look.routine, year, today))
    periods.push_back(std::move(one));
  return periods;
}

std::string coming_text(const Visit& visit, const std::vector<YearPeriod>& periods) {
  const Messages& words = visit.words;
  const Day today = today_of(visit);
  for (const YearPeriod& one : periods) {
    if (one.period.days.to > today)
      return words.f("Nästa kontroll rör öppningar {}. Listorna kommer några veckor senare.",
                     words.days(one.period.days));
    const AuditProgress* progress = visit.look.state.progress.audit(one.audit);
    const bool is_sent = progress != nullptr && progress->all_sent();
    if (!is_sent && today <= one.schedule.lists_out)
      return words.f("Listorna i kontroll {} ska skickas senast {}.", one.period.id,
                     words.date(one.schedule.lists_out));
  }
  return {};
}

std::vector<Waiting> waiting_for(const Visit& visit, const std::vector<YearPeriod>& periods) {
  std::vector<Waiting> items;
  add_audits(visit, periods, items);
  add_areas(visit, periods, items);
  add_changes(visit, items);
  add_sources(visit, items);
  add_information(visit, items);
  add_mails(visit, items);
  std::ranges::stable_sort(
      items, [](const Waiting& left, const Waiting& right) { return left.late && !right.late; });
  return items;
}

}  // namespace insyn
