#include "web/site/login_pages.h"

#include <charconv>
#include <utility>

#include "web/auth/addresses.h"
#include "web/auth/browser.h"
#include "web/site/login_view.h"

namespace insyn {
namespace {

constexpr std::string_view language_cookie = "sprak";

/// One request to one of the pages, with what all of them use.
struct Asking {
  const HttpRequest& request;
  const std::optional<LiveSession>& session;
  SiteParts& parts;
  Instant now;
  LoginSetting setting;

  bool posted() const { return request.method == Method::post; }
  std::string field(std::string_view name) const { return std::string{request.form[name]}; }
};

HttpResponse logged_in(const Asking& asking, const SessionKey& key, std::string_view to) {
  HttpResponse response =
      redirect_to(asking.parts.logins.held(key.user, asking.now).empty() ? to : "/fortsatt");
  response.headers.push_back(set_cookie(Cookie::session, key.cookie, asking.parts.logins.config()));
  return response;
}

/// 429 with Retry-After if one has to wait, else 422.
HttpResponse with_status(HttpResponse response, const Refusal& refusal) {
  response.status = refusal.reason == RefusalReason::wait ? 429 : 422;
  if (refusal.reason == RefusalReason::wait)
    response.headers.push_back({"Retry-After", std::to_string(refusal.retry_after.count())});
  return response;
}

HttpResponse login_page(const Asking& asking) {
  const Messages& words = asking.setting.words;
  if (!asking.posted()) {
    if (asking.session && asking.session->next == NextStep::none) return redirect_to("/");
    LoginView view{.return_to = own_path(asking.request.query["till"])};
    if (asking.request.query.has("sparat"))
      view.notice = words.t(
          "Du har varit borta en stund och blev utloggad. Det du skrev är sparat "
          "och kommer tillbaka när du har loggat in.");
    else if (asking.request.query["sagt"] == "utloggad")
      view.notice = words.t("Du är utloggad.");
    else if (asking.request.query["sagt"] == "avslutad")
      view.notice = words.t("Ditt konto har inte längre tillgång till Insyn.");
    else if (asking.request.query["sagt"] == "svag")
      view.notice = words.t(
          "Insyn kräver två faktorer, till exempel e-legitimation. Logga in en gång till med det.");
    return login_document(asking.setting, view);
  }
  const auto key = asking.parts.logins.by_password({.login = asking.field("namn"),
                                                    .password = asking.field("password"),
                                                    .code = {},
                                                    .address = asking.request.client,
                                                    .language = std::string{words.language()}},
                                                   asking.now);
  const std::string to = own_path(asking.request.form["till"]);
  if (key) return logged_in(asking, *key, to);
  return with_status(login_document(asking.setting, {.login = asking.field("namn"),
                                                     .return_to = to,
                                                     .error = refusal_text(words, key.error())}),
                     key.error());
}

HttpResponse code_page(const Asking& asking) {
  if (!asking.session) return redirect_to("/logga-in");
  if (asking.session->next != NextStep::code) return redirect_to("/");
  if (!asking.posted()) return code_document(asking.setting, "/", "");
  const auto key =
      asking.parts.logins.by_code(asking.request, asking.request.form["code"], asking.now);
  const std::string to = own_path(asking.request.form["till"]);
  if (key) return logged_in(asking, *key, to);
  return with_status(
      code_document(asking.setting, to, refusal_text(asking.setting.words, key.error())),
      key.error());
}

HttpResponse setup_page(const Asking& asking) {
  if (!asking.posted()) return setup_document(asking.setting, {});
  const auto key =
      asking.parts.logins.by_setup_code({.code = asking.field("code"),
                                         .password = asking.field("password"),
                                         .address = asking.request.client,
                                         .language = std::string{asking.setting.words.language()}},
                                        asking.now);
  if (key) return logged_in(asking, *key, "/");
  const bool password = key.error().reason == RefusalReason::weak_password;
  return with_status(
      setup_document(asking.setting,
                     {.code = asking.field("code"),
                      .errors = {{password ? "password" : "code",
                                  refusal_text(asking.setting.words, key.error())}}}),
      key.error());
}

HttpResponse oidc_page(const Asking& asking) {
  if (!asking.parts.logins.config().oidc) return redirect_to("/logga-in");
  const Messages& words = asking.setting.words;
  const auto trouble = [&](const Refusal& refusal) {
    return with_status(login_document(asking.setting, {.error = refusal_text(words, refusal)}),
                       refusal);
  };
  if (asking.request.path == "/logga-in/oidc") {
    const auto start = asking.parts.logins.oidc_start("/", asking.now);
    if (!start) return trouble(start.error());
    HttpResponse response;
    response.status = 303;
    response.headers = {
        {"Location", start->location},
        set_cookie(Cookie::oidc_login, start->browser, asking.parts.logins.config())};
    return response;
  }
  const auto finished =
      asking.parts.logins.oidc_finish(asking.request, words.language(), asking.now);
  if (!finished) return trouble(finished.error());
  if (finished->session) return logged_in(asking, *finished->session, finished->identity.return_to);
  // Known to the provider, unknown here: whoever added the user wrote what the provider calls them.
  const auto look = asking.parts.desk.look();
  const Person* person = look->people->by_login(finished->identity.name);
  if (person == nullptr) {
    HttpResponse response = message_document(
        asking.setting, words.t("Du är inte tillagd i Insyn"),
        words.t("Inloggningen lyckades, men ingen har lagt till dig som användare. Be "
                "systemadministratören om det."));
    response.status = 403;
    return response;
  }
  return logged_in(
      asking,
      asking.parts.logins.admit(finished->identity, person->id, words.language(), asking.now),
      finished->identity.return_to);
}

HttpResponse app_page(const Asking& asking) {
  if (!asking.session) return redirect_to("/logga-in");
  const Messages& words = asking.setting.words;
  const auto enrolment = asking.parts.logins.enrolment(asking.request, asking.now);
  if (!enrolment) return redirect_to("/logga-in");
  if (!asking.posted()) return enrolment_document(asking.setting, *enrolment, "");
  const auto enrolled = asking.parts.logins.confirm_enrolment(
      asking.request, asking.request.form["code"], asking.now);
  if (!enrolled)
    return with_status(
        enrolment_document(asking.setting, *enrolment, refusal_text(words, enrolled.error())),
        enrolled.error());
  HttpResponse response = recovery_document(asking.setting, enrolled->recovery_codes);
  response.headers.push_back(
      set_cookie(Cookie::session, enrolled->session.cookie, asking.parts.logins.config()));
  return response;
}

HttpResponse password_page(const Asking& asking) {
  if (!asking.session) return redirect_to("/logga-in");
  const bool must = asking.session->next == NextStep::new_password;
  if (!asking.posted()) return password_document(asking.setting, {}, must);
  const auto key =
      asking.parts.logins.change_password(asking.request,
                                          {.old_password = asking.field("password"),
                                           .new_password = asking.field("new_password"),
                                           .address = asking.request.client},
                                          asking.now);
  if (key) return logged_in(asking, *key, "/");
  const bool weak = key.error().reason == RefusalReason::weak_password;
  return with_status(password_document(asking.setting,
                                       {{weak ? "new_password" : "password",
                                         refusal_text(asking.setting.words, key.error())}},
                                       must),
                     key.error());
}

HttpResponse held_page(const Asking& asking) {
  if (!asking.session) return redirect_to("/logga-in");
  if (asking.session->next != NextStep::none)
    return redirect_to(next_address(asking.session->next));
  if (asking.posted()) {
    std::int64_t number = 0;
    const std::string typed = asking.field("nummer");
    std::from_chars(typed.data(), typed.data() + typed.size(), number);
    asking.parts.logins.take_held(asking.session->user, number, asking.now);
    return redirect_to("/fortsatt");
  }
  const auto forms = asking.parts.logins.held(asking.session->user, asking.now);
  if (forms.empty()) return redirect_to("/");
  return held_document(asking.setting, forms);
}

HttpResponse logout_page(const Asking& asking) {
  if (!asking.posted() || !asking.session) return redirect_to("/");
  const auto provider = asking.parts.logins.logout(asking.request, asking.now);
  HttpResponse response = redirect_to("/logga-in?sagt=utloggad");
  if (provider)
    for (NameValue& header : response.headers)
      if (header.name == "Location") header.value = *provider;
  response.headers.push_back(set_cookie(Cookie::session, "", asking.parts.logins.config()));
  return response;
}

HttpResponse language_page(const Asking& asking) {
  if (!asking.posted()) return redirect_to("/");
  const std::string language = asking.field("sprak") == "en" ? "en" : "sv";
  if (asking.session) asking.parts.logins.set_language(asking.request, language);
  HttpResponse response = redirect_to(own_path(asking.request.form["till"]));
  response.headers.push_back({"Set-Cookie", std::string{language_cookie} + "=" + language +
                                                "; Path=/; Max-Age=31536000; SameSite=Lax"});
  return response;
}

struct LoginRoute {
  std::string_view path;
  HttpResponse (*page)(const Asking&);
};

constexpr LoginRoute login_routes[] = {
    {"/logga-in", login_page},          {"/logga-in/kod", code_page}, {"/logga-in/oidc", oidc_page},
    {oidc_return_path, oidc_page},      {"/valkommen", setup_page},   {"/konto/app", app_page},
    {"/konto/losenord", password_page}, {"/fortsatt", held_page},     {"/logga-ut", logout_page},
    {"/sprak", language_page},
};

}  // namespace

std::string_view next_address(NextStep step) {
  switch (step) {
    case NextStep::none:
      return "/";
    case NextStep::code:
      return "/logga-in/kod";
    case NextStep::enrolment:
      return "/konto/app";
    case NextStep::new_password:
      return "/konto/losenord";
    case NextStep::stronger_login:
      return "/logga-in?sagt=svag";  // not to the provider at once: it might answer the same for
                                     // ever
  }
  return "/";
}

std::optional<HttpResponse> LoginPages::answer(const HttpRequest& request,
                                               const std::optional<LiveSession>& session,
                                               Instant now) {
  for (const LoginRoute& route : login_routes) {
    if (request.path != route.path) continue;
    const std::string language{session ? std::string_view{session->language}
                                       : request.cookies[language_cookie]};
    const ServerConfig& config = parts_.logins.config();
    const Asking asking{.request = request,
                        .session = session,
                        .parts = parts_,
                        .now = now,
                        .setting = {.words = messages_in(language),
                                    .config = config,
                                    .demo = parts_.demo_notice,
                                    .path = request.path,
                                    .csrf = session ? session->csrf : std::string{}}};
    const bool forged =
        session ? !holds_csrf(request, *session, config) : !from_our_pages(request, config);
    // Logging in anew in a browser that is logged in already has no token to show.
    const bool anew = request.path == "/logga-in" || request.path == "/valkommen";
    if (asking.posted() && forged && !(anew && from_our_pages(request, config))) {
      HttpResponse response = message_document(
          asking.setting, asking.setting.words.t("Formuläret gick inte att ta emot"),
          asking.setting.words.t("Det kom inte från den här sidan eller är för gammalt. Ladda om "
                                 "sidan och försök igen."));
      response.status = 403;
      return response;
    }
    return route.page(asking);
  }
  return std::nullopt;
}

void LoginPages::sent_again(const std::string& user, const HttpRequest& request, Instant now) {
  std::int64_t number = 0;
  const std::string_view typed = request.form[held_field];
  std::from_chars(typed.data(), typed.data() + typed.size(), number);
  parts_.logins.take_held(user, number, now);
}

}  // namespace insyn
