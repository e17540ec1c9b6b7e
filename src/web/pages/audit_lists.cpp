#include "web/pages/audit_lists.h"

#include <algorithm>

#include "app/frozen_lists.h"
#include "app/going_audit.h"
#include "app/review_view.h"
#include "domain/calendar/sweden.h"

namespace insyn {
namespace {

/// How far each list has come, and who reads it: never its rows, and not whom it is about.

/// Everyone in the staff register may be a reader, so all their codes are made.
Result<ReaderIds> read_ids(const Home& home, const std::string& id,
                           const std::vector<std::string>& everyone) {
  const auto found = find_audit(home, id);
  if (!found) return fail(found.error());
  const auto frame = committed_frame(home, **found);
  if (!frame) return fail(frame.error());
  const auto lists = current_lists(home, **found, *frame);
  if (!lists) return fail(lists.error());
  ReaderIds ids;
  for (const std::string& staff : everyone) ids.readers[frame->reader_code(staff)] = staff;
  for (const CurrentList& list : *lists) ids.staff[list.code] = list.staff;
  return ids;
}

bool is_late(const Visit& visit, const AuditAt& at, const ListProgress& list) {
  return list.has_reader() && list.sent && !list.signed_off &&
         today_of(visit) > answer_by(list, at.schedule);
}

Html list_tag(const Visit& visit, const AuditAt& at, const ListProgress& list) {
  const Messages& words = visit.words;
  if (list.signed_off) return tag(Status::done, words.t("Underskriven"));
  if (!list.has_reader()) return tag(Status::stop, words.t("Saknar granskare"));
  if (!list.sent) return tag(Status::todo, words.t("Inte skickad"));
  if (is_late(visit, at, list)) return tag(Status::late, words.t("Sen"));
  return list.opened ? tag(Status::now, words.t("Påbörjad"))
                     : tag(Status::look, words.t("Inte öppnad"));
}

Html reasons_text(const Messages& words, const ListProgress& list) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ". ") + part; };
  // That rows went to whoever holds a role is nothing that a list's status tells (practice F6).
  for (const std::string& reason : list.reasons)
    if (reason != "confidential") add(conflict_text(words, reason));
  if (list.answer_by) add(words.f("Svar senast {}", words.date(*list.answer_by)));
  if (!list.escalated.empty()) add(words.t("Lämnad vidare"));
  return text;
}

Html area_acts(const Visit& visit, const AuditAt& at, const std::string& area) {
  const Messages& words = visit.words;
  const bool waits = std::ranges::any_of(at.progress->lists, [&](const auto& entry) {
    const ListProgress& list = entry.second;
    return list.area == area && list.sent && !list.signed_off &&
           sees_list(visit, list, Right::remind);
  });
  if (!waits || !at.is_going()) return {};
  const auto button = [&](const char* path, std::string text, const Html& more_fields) {
    return act_button(visit, at.url + path, {.text = std::move(text), .weight = Weight::secondary},
                      hidden("omrade", area) + more_fields);
  };
  Html buttons = button("/paminn", words.t("Påminn området"), {});
  if (visit.may(Right::remind, {}))
    buttons += button("/vidare", words.t("Lämna vidare till verksamhetsområdeschefen"),
                      hidden("till", "area_head"));
  buttons +=
      button("/vidare", words.t("Lämna vidare till socialchefen"), hidden("till", "director"));
  return inset(acts(buttons));
}

/// How the area's openings were judged, for who reads the report, whose numbers lead here.
Html outcome_line(const Visit& visit, const AuditAt& at, const std::string& area) {
  const Messages& words = visit.words;
  if (!visit.may(Right::see_counts, {}) || is_left_out(visit.look, visit.visitor.user, at.id))
    return {};
  const AuditReview* review = visit.look.state.review.audit(at.id);
  Tally tally;
  for (const auto& [code, list] : at.progress->lists)
    if (list.area == area && list.is_managers())
      tally.add(managers_tally(list, review == nullptr ? nullptr : review->list(code)));
  return inset(el(
      "p", {{"class", "small"}},
      words.f("Öppningar som chefer granskar: {}. Bekräftade {}, behövdes {}, misstag "
              "{}, oklara {}, misstankar {}, återstår {}.",
              words.number(tally.rows), words.number(tally.confirmed), words.number(tally.needed),
              words.number(tally.acceptable), words.number(tally.unclear + tally.not_asked),
              words.number(tally.suspected), words.number(tally.unanswered))));
}

Html area_panel(const Visit& visit, const AuditAt& at, const std::string& area,
                const ReaderIds& ids, const StaffNames& names) {
  const Messages& words = visit.words;
  Table shown{.label = words.t("Tabell med listor"),
              .columns = {{words.t("Granskare")},
                          {words.t("Rader"), ColumnKind::number},
                          {words.t("Påminnelser"), ColumnKind::number},
                          {words.t("Läge"), ColumnKind::status},
                          {words.t("Ändra"), ColumnKind::hidden}}};
  std::vector<TableRow> late;
  for (const auto& [code, list] : at.progress->lists) {
    if (list.area != area || !sees_list(visit, list, Right::see_lists_status)) continue;
    Html change;
    const std::string url = at.url + "/listor/" + code;
    if (!list.signed_off && at.is_going() && sees_list(visit, list, Right::appoint_reviewer)) {
      if (list.is_managers()) change = link(words.t("Utse annan granskare"), url) + " ";
      change += link(words.t("Ge senare datum"), url + "#datum");
    }
    auto& rows = is_late(visit, at, list) ? late : shown.rows;
    rows.push_back({{Cell{reader_text(visit, names, ids, list), reasons_text(words, list)},
                     words.number(static_cast<std::int64_t>(list.rows_of("").size())),
                     words.number(list.reminders), list_tag(visit, at, list), change}});
  }
  if (shown.rows.empty() && late.empty()) return {};
  const auto by_reader = [&](const TableRow& left, const TableRow& right) {
    return words.before(left.cells.front().content.str(), right.cells.front().content.str());
  };
  std::ranges::stable_sort(shown.rows, by_reader);
  std::ranges::stable_sort(late, by_reader);
  const auto late_lists = std::ssize(late);
  shown.rows.insert(shown.rows.begin(), late.begin(), late.end());
  return panel(
      {.heading = area.empty() ? words.t("Utan område") : unit_name(visit, area),
       .id = area.empty() ? "area" : "area-" + area,
       .sentence = late_lists == 0 ? std::string{}
                                   : words.n("{} lista är sen.", "{} listor är sena.", late_lists)},
      table(shown) + outcome_line(visit, at, area) + area_acts(visit, at, area));
}

HttpResponse lists_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto at = audit_at(visit);
  if (!at || at->audit == nullptr) return not_there(visit);
  Html body;
  if (at->progress->routed) {
    const auto ids = ids_of(visit, *at);
    if (!ids) return sorry(visit, ids.error(), at->url);
    const StaffNames names{visit};
    for (const std::string& area : at->progress->areas())
      if (visit.may(Right::see_lists_status, {.area = area}))
        body += area_panel(visit, *at, area, *ids, names);
  }
  if (!at->progress->routed)
    body = panel({.label = words.t("Listor")},
                 empty_state({.icon = Icon::clock,
                              .title = words.t("Inga listor ännu"),
                              .body = el("p", {},
                                         words.t("Listorna syns här när urvalet är lottat och jäv "
                                                 "är prövat."))}));
  else if (body.empty())
    body = panel({.label = words.t("Listor")},
                 empty_state({.icon = Icon::check,
                              .title = words.t("Inga listor här"),
                              .body = el("p", {},
                                         words.t("Ingen i ditt område blev lottad den här gången. "
                                                 "Det är slumpen, inte ett undantag."))}));
  return show(visit, {.title = words.t("Listor"),
                      .sentence = words.f("Kontroll {}. Svar senast {}. Här syns läget, aldrig vad "
                                          "som står i listorna.",
                                          at->id, words.date(at->schedule.answer_by)),
                      .entry = "/kontroller",
                      .way = way_to(visit, *at),
                      .body = body});
}

}  // namespace

Result<ReaderIds> ids_of(const Visit& visit, const AuditAt& at) {
  std::vector<std::string> everyone;
  if (visit.look.registers) {
    const RegistersAt& known = *visit.look.registers;
    for (const StaffMember& member : known.index.registers().staff)
      everyone.push_back(known.texts[member.id.value]);
  }
  const std::function<Result<ReaderIds>(Home&)> work = [&](Home& home) {
    return read_ids(home, at.id, everyone);
  };
  return visit.desk.read(work);
}

std::string reader_text(const Visit& visit, const StaffNames& names, const ReaderIds& ids,
                        const ListProgress& list) {
  if (!list.role.empty()) {
    const auto role = parse_user_role(list.role);
    return role ? role_title(visit.words, *role) : list.role;
  }
  const auto found = ids.readers.find(list.reader);
  return names.of(found == ids.readers.end() ? list.reader : found->second);
}

std::vector<PageRoute> audit_list_routes() {
  return {
      {Method::get, "/kontroller/:kontroll/listor", Right::see_lists_status, lists_page},
  };
}

}  // namespace insyn
