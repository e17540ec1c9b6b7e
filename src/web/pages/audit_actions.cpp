#include <algorithm>

#include "app/audit.h"
#include "app/audit_acts.h"
#include "app/audit_preview.h"
#include "app/second_reading.h"
#include "web/pages/audit_pages.h"

namespace insyn {
namespace {

/// An audit's act without a form: asked for, done, said on the audit's page.
template <class Act>
HttpResponse act_on_audit(const Visit& visit, std::string_view code, Act act) {
  const auto at = audit_at(visit);
  if (!at || at->audit == nullptr) return not_there(visit);
  return acted(visit, at->url, at->url, code, [&](Home& home) { return act(home, at->id); });
}

HttpResponse route_lists_now(const Visit& visit) {
  return act_on_audit(visit, "lists-routed", route_audit);
}

HttpResponse send_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto at = audit_at(visit);
  if (!at || at->audit == nullptr || !at->audit->drawn) return not_there(visit);
  const std::function<Result<json::object>(Home&)> work = [&](Home& home) {
    return forecast_of(home, at->id);
  };
  const auto forecast = visit.desk.read(work);
  if (!forecast) return sorry(visit, forecast.error(), at->url);
  const std::int64_t waiting = std::ranges::count_if(
      at->progress->lists, [](const auto& entry) { return !entry.second.sent; });
  Html send;
  if (waiting > 0)
    send = act_button(visit, at->url + "/skicka",
                      {.text = words.n("Skicka {} lista", "Skicka {} listor", waiting)});
  else if (at->progress->lists.empty() && at->progress->routed && !at->progress->sent_at)
    send = act_button(visit, at->url + "/skicka", {.text = words.t("Gå vidare utan listor")});
  else
    send = el("p", {}, words.t("Alla listor är redan skickade."));
  return show(
      visit,
      {.title = words.t("Skicka listorna"),
       .sentence = words.f("Kontroll {}. Så mycket har var och en att gå igenom.", at->id),
       .entry = "/kontroller",
       .way = way_to(visit, *at),
       .body = panel(
           {.heading = words.t("Arbetet för dem som granskar"), .id = "work"},
           inset(forecast_figure(visit, forecast->at("forecast").as_array()) +
                 more(words.t("Så räknas tiden"),
                      el("p", {},
                         words.t("Antalet rader gånger den tid per rad som står i rutinen. Rader "
                                 "som har stöd i registren går fortare."))) +
                 acts(send)))});
}

HttpResponse send_now(const Visit& visit) { return act_on_audit(visit, "lists-sent", send_lists); }

/// The lists that wait for somebody, of those that the visitor may use `right` on.
std::vector<std::string> waiting_lists(const Visit& visit, const AuditAt& at, Right right,
                                       bool only_unopened) {
  const bool in_one_area = visit.request.form.has("omrade");
  const std::string area = field_of(visit, "omrade");
  std::vector<std::string> codes;
  for (const auto& [code, list] : at.progress->lists)
    if (list.sent && !(list.is_managers() ? list.managers_signed() : list.all_signed()) &&
        (!only_unopened || !(list.opened || list.signed_off)) &&
        (!in_one_area || list.area == area) && sees_list(visit, list, right))
      codes.push_back(code);
  return codes;
}

HttpResponse remind_now(const Visit& visit) {
  const auto at = audit_at(visit);
  if (!at || at->progress == nullptr) return not_there(visit);
  const auto codes =
      waiting_lists(visit, *at, Right::remind, field_of(visit, "vilka") == "ej-oppnade");
  const std::string to = visit.request.form.has("omrade") ? at->url + "/listor" : at->url;
  return acted(visit, to, to, "reminded", [&](Home& home) { return remind(home, at->id, codes); });
}

HttpResponse escalate_now(const Visit& visit) {
  const auto at = audit_at(visit);
  if (!at || at->progress == nullptr) return not_there(visit);
  const auto codes = waiting_lists(visit, *at, Right::remind, false);
  const std::string to = at->url + "/listor";
  return acted(visit, to, to, "escalated",
               [&](Home& home) { return escalate(home, at->id, codes, field_of(visit, "till")); });
}

HttpResponse sign_off(const Visit& visit) {
  const auto at = audit_at(visit);
  const std::string area = field_of(visit, "omrade");
  // Another's area isn't there for an area head.
  if (!at || at->audit == nullptr || !visit.may(Right::sign_off_area, {.area = area}))
    return not_there(visit);
  return acted(visit, at->url, at->url, "area-signed-off",
               [&](Home& home) { return sign_off_area(home, at->id, area); });
}

HttpResponse draw_again_now(const Visit& visit) {
  return act_on_audit(visit, "second-reading-drawn", draw_second_reading);
}

HttpResponse compile_now(const Visit& visit) {
  return act_on_audit(visit, "audit-compiled", compile_audit);
}

HttpResponse report_now(const Visit& visit) {
  return act_on_audit(visit, "audit-reported", report_audit);
}

HttpResponse close_now(const Visit& visit) {
  return act_on_audit(visit, "audit-closed", close_audit);
}

HttpResponse annul_now(const Visit& visit) {
  const std::string reason = field_of(visit, "skal");
  const auto at = audit_at(visit);
  if (!at || at->audit == nullptr) return not_there(visit);
  if (reason.empty())
    return sorry(visit,
                 {ErrorKind::unusable, "reason-missing",
                  std::string{marked("Skriv varför kontrollen ska avbrytas.")}},
                 at->url);
  return acted(visit, at->url, at->url, "audit-annulled",
               [&](Home& home) { return annul_audit(home, at->id, reason); });
}

HttpResponse substitute_page(const Visit& visit) {
  const Messages& words = visit.words;
  if (!visit.may(Right::appoint_reviewer, {})) return not_there(visit);
  const Html fields =
      select_field(words, {.name = "person", .label = words.t("Vem")}, head_options(visit),
                   words.t("Välj en person")) +
      text_area(words,
                {.name = "skal",
                 .label = words.t("Skäl"),
                 .help = words.t("Vem som har beslutat om ersättaren, och varför.")},
                2) +
      acts(submit({.text = words.t("Utse ersättare")}));
  return show(visit, {.title = words.t("Utse ersättare"),
                      .sentence = words.t("Ersättaren granskar listor som ingen chef kan granska, "
                                          "till exempel socialchefens egen."),
                      .entry = "/kontroller",
                      .way = {{words.t("Kontroller"), "/kontroller"}},
                      .body = panel({.label = words.t("Ersättare")},
                                    inset(form_to(visit, "/kontroller/ersattare", fields)))});
}

HttpResponse name_one(const Visit& visit) {
  if (!visit.may(Right::appoint_reviewer, {})) return not_there(visit);
  return acted(visit, "/kontroller", "/kontroller/ersattare", "substitute-named", [&](Home& home) {
    return name_substitute(home, field_of(visit, "person"), field_of(visit, "skal"));
  });
}

}  // namespace

std::vector<PageRoute> audit_act_routes() {
  return {
      {Method::post, "/kontroller/:kontroll/jav", Right::route_lists, route_lists_now},
      {Method::get, "/kontroller/:kontroll/skicka", Right::send_lists, send_page},
      {Method::post, "/kontroller/:kontroll/skicka", Right::send_lists, send_now},
      {Method::post, "/kontroller/:kontroll/paminn", Right::remind, remind_now},
      {Method::post, "/kontroller/:kontroll/vidare", Right::remind, escalate_now},
      {Method::post, "/kontroller/:kontroll/omrade", Right::sign_off_area, sign_off},
      {Method::post, "/kontroller/:kontroll/andra-lasning", Right::draw_second_reading,
       draw_again_now},
      {Method::post, "/kontroller/:kontroll/sammanstall", Right::compile_result, compile_now},
      {Method::post, "/kontroller/:kontroll/rapport", Right::report_result, report_now},
      {Method::post, "/kontroller/:kontroll/avsluta", Right::close_audit, close_now},
      {Method::post, "/kontroller/:kontroll/avbryt", Right::annul_audit, annul_now},
      {Method::get, "/kontroller/ersattare", Right::appoint_reviewer, substitute_page},
      {Method::post, "/kontroller/ersattare", Right::appoint_reviewer, name_one},
  };
}

}  // namespace insyn
