#include "web/site/login_view.h"

#include <utility>

#include "web/look/page.h"
#include "web/pages/demo_notice.h"
#include "web/site/login_pages.h"

namespace insyn {
namespace {

HttpResponse document(const LoginSetting& setting, const std::string& title, const Html& body) {
  Frame frame;
  frame.words = &setting.words;
  frame.organisation = setting.config.municipality;
  if (!setting.config.department.empty())
    frame.organisation += (frame.organisation.empty() ? "" : ", ") + setting.config.department;
  frame.csrf = setting.csrf;
  frame.path = setting.path;
  frame.demo = demo_notice(setting.words, setting.demo);
  HttpResponse response;
  response.body = page(frame, {.title = title, .body = body});
  return response;
}

Html paragraph(const std::string& text) { return el("p", {}, text); }

std::vector<FieldError> whole_form(const std::string& error) {
  if (error.empty()) return {};
  return {{"", error}};
}

}  // namespace

std::string password_text(const Messages& words, PasswordProblem problem) {
  switch (problem) {
    case PasswordProblem::unreadable:
      return words.t("Lösenordet innehåller tecken som inte går att läsa. Välj ett annat.");
    case PasswordProblem::too_short:
      return words.t("Lösenordet är för kort. Det ska ha minst 12 tecken; en mening går bra.");
    case PasswordProblem::too_long:
      return words.t("Lösenordet är för långt. Det får ha högst 256 tecken.");
    case PasswordProblem::too_common:
      return words.t("Lösenordet är lätt att gissa. Välj till exempel fyra ord som inte hör ihop.");
  }
  return {};
}

std::string refusal_text(const Messages& words, const Refusal& refusal) {
  switch (refusal.reason) {
    case RefusalReason::wrong:
      return words.t("Uppgifterna stämmer inte. Kontrollera dem och försök igen.");
    case RefusalReason::wait: {
      const auto seconds = refusal.retry_after.count();
      if (seconds < 90)
        return words.n("För många försök. Vänta {} sekund och försök igen.",
                       "För många försök. Vänta {} sekunder och försök igen.", seconds);
      return words.n("För många försök. Vänta {} minut och försök igen.",
                     "För många försök. Vänta {} minuter och försök igen.", (seconds + 59) / 60);
    }
    case RefusalReason::weak_password:
      return refusal.problem ? password_text(words, *refusal.problem) : std::string{};
    case RefusalReason::setup_code:
      return words.t("Koden är fel, använd eller äldre än en vecka. Be administratören om en ny.");
    case RefusalReason::logged_out:
      return words.t("Du är inte längre inloggad. Logga in igen.");
    case RefusalReason::provider:
      return refusal.error.text;
  }
  return {};
}

HttpResponse login_document(const LoginSetting& setting, const LoginView& view) {
  const Messages& words = setting.words;
  Html panels;
  if (!view.notice.empty()) panels += note(Tone::plain, paragraph(view.notice));
  if (setting.config.oidc) {
    const std::string label = setting.config.oidc->label.empty()
                                  ? words.t("Logga in med e-legitimation")
                                  : setting.config.oidc->label;
    panels += panel({.heading = words.t("Med kommunens inloggning"), .id = "provider"},
                    inset(link_button(label, "/logga-in/oidc", Weight::primary)));
  }
  const Html fields =
      error_summary(words, whole_form(view.error)) + hidden("till", view.return_to) +
      text_field(words, {.name = "namn",
                         .label = words.t("Användarnamn"),
                         .value = view.login,
                         .autocomplete = "username"}) +
      password_field(
          words,
          {.name = "password", .label = words.t("Lösenord"), .autocomplete = "current-password"}) +
      submit({.text = words.t("Logga in"),
              .weight = setting.config.oidc ? Weight::secondary : Weight::primary});
  panels +=
      panel(setting.config.oidc ? Panel{.heading = words.t("Med lösenord"), .id = "password-login"}
                                : Panel{.label = words.t("Logga in")},
            inset(form({.url = "/logga-in", .csrf = {}}, fields)));
  Html below = el("p", {}, words.t("Första gången?") + " ",
                  link(words.t("Välj lösenord med din kod"), "/valkommen"));
  if (!setting.config.contact.empty())
    below += paragraph(words.f("Kommer du inte in? {}", setting.config.contact));
  return document(setting, words.t("Logga in"),
                  lone({.title = words.t("Logga in"),
                        .sentence = words.t("Insyn visar vem som har öppnat brukarnas akter, och "
                                            "om det var rätt.")},
                       panels, below));
}

HttpResponse code_document(const LoginSetting& setting, const std::string& return_to,
                           const std::string& error) {
  const Messages& words = setting.words;
  const Html fields =
      error_summary(words, whole_form(error)) + hidden("till", return_to) +
      text_field(words,
                 {.name = "code",
                  .label = words.t("Engångskod"),
                  .help = words.t("Sex siffror ur din app. Har du inte telefonen: en av dina "
                                  "reservkoder."),
                  .is_short = true,
                  .autocomplete = "one-time-code"}) +
      submit({.text = words.t("Fortsätt")});
  return document(
      setting, words.t("Engångskod"),
      lone({.title = words.t("Engångskod"),
            .sentence = words.t("Insyn visar uppgifter om personer. Då räcker inte ett lösenord.")},
           panel({.label = words.t("Engångskod")},
                 inset(form({.url = "/logga-in/kod", .csrf = setting.csrf}, fields)))));
}

HttpResponse setup_document(const LoginSetting& setting, const SetupView& view) {
  const Messages& words = setting.words;
  const auto error_of = [&](std::string_view name) {
    for (const FieldError& error : view.errors)
      if (error.name == name) return error.text;
    return Html{};
  };
  const Html fields =
      error_summary(words, view.errors) +
      text_field(words, {.name = "code",
                         .label = words.t("Kod från administratören"),
                         .value = view.code,
                         .error = error_of("code"),
                         .autocomplete = "off"}) +
      password_field(words, {.name = "password",
                             .label = words.t("Nytt lösenord"),
                             .help = words.t("Minst 12 tecken. Fyra ord som inte hör ihop är lätta "
                                             "att minnas och svåra att gissa."),
                             .error = error_of("password"),
                             .autocomplete = "new-password"}) +
      submit({.text = words.t("Välj lösenord")});
  return document(setting, words.t("Välkommen"),
                  lone({.title = words.t("Välkommen"),
                        .sentence = words.t("Välj ett lösenord som bara du känner till.")},
                       panel({.label = words.t("Välj lösenord")},
                             inset(form({.url = "/valkommen", .csrf = {}}, fields)))));
}

namespace {

Html qr_picture(const Messages& words, const QrCode& code) {
  const std::string side = std::to_string(code.size + 8);
  return el("svg",
            {{"class", "qr"},
             {"viewBox", "-4 -4 " + side + " " + side},
             {"width", "220"},
             {"height", "220"},
             {"role", "img"},
             {"aria-label", words.t("QR-kod för appen; koden står också i klartext nedanför")}},
            el("path", {{"d", code.path}}));
}

}  // namespace

HttpResponse enrolment_document(const LoginSetting& setting, const Enrolment& enrolment,
                                const std::string& error) {
  const Messages& words = setting.words;
  Html body =
      paragraph(words.t("Öppna en app för engångskoder på din telefon (till exempel Microsoft "
                        "Authenticator, Google Authenticator eller FreeOTP) och läs av bilden."));
  if (enrolment.qr) body += qr_picture(words, *enrolment.qr);
  body +=
      more(words.t("Kan du inte läsa av bilden?"),
           paragraph(words.t("Skriv in koden för hand i appen:")) + hash_text(enrolment.secret));
  body += form({.url = "/konto/app", .csrf = setting.csrf},
               error_summary(words, whole_form(error)) +
                   text_field(words, {.name = "code",
                                      .label = words.t("Koden som appen visar nu"),
                                      .is_short = true,
                                      .autocomplete = "one-time-code",
                                      .inputmode = "numeric"}) +
                   submit({.text = words.t("Koppla appen")}));
  return document(
      setting, words.t("Koppla en app för engångskoder"),
      lone({.title = words.t("Koppla en app för engångskoder"),
            .sentence = words.t("Insyn visar uppgifter om personer. Då räcker inte ett lösenord.")},
           panel({.label = words.t("Koppla en app")}, inset(body))));
}

HttpResponse recovery_document(const LoginSetting& setting, const std::vector<std::string>& codes) {
  const Messages& words = setting.words;
  Html list;
  for (const std::string& code : codes) list += el("li", {}, el("code", {}, code));
  return document(
      setting, words.t("Dina reservkoder"),
      lone({.title = words.t("Dina reservkoder"),
            .sentence = words.t("De visas bara nu. Skriv ut dem eller skriv av dem och förvara dem "
                                "inlåst; var och en fungerar en gång om telefonen är borta.")},
           panel({.label = words.t("Reservkoder")},
                 inset(el("ul", {{"class", "codes"}}, list) +
                       acts(link_button(words.t("Jag har sparat dem, fortsätt"), "/",
                                        Weight::primary))))));
}

HttpResponse password_document(const LoginSetting& setting, const std::vector<FieldError>& errors,
                               bool must) {
  const Messages& words = setting.words;
  const auto error_of = [&](std::string_view name) {
    for (const FieldError& error : errors)
      if (error.name == name) return error.text;
    return Html{};
  };
  const Html fields = error_summary(words, errors) +
                      password_field(words, {.name = "password",
                                             .label = words.t("Nuvarande lösenord"),
                                             .error = error_of("password"),
                                             .autocomplete = "current-password"}) +
                      password_field(words, {.name = "new_password",
                                             .label = words.t("Nytt lösenord"),
                                             .help = words.t("Minst 12 tecken."),
                                             .error = error_of("new_password"),
                                             .autocomplete = "new-password"}) +
                      submit({.text = words.t("Byt lösenord")});
  return document(
      setting, words.t("Byt lösenord"),
      lone({.title = words.t("Byt lösenord"),
            .sentence = must ? words.t("Lösenordet behöver bytas innan du fortsätter.")
                             : words.t("Andra inloggningar som du har avslutas.")},
           panel({.label = words.t("Byt lösenord")},
                 inset(form({.url = "/konto/losenord", .csrf = setting.csrf}, fields)))));
}

HttpResponse held_document(const LoginSetting& setting, const std::vector<HeldForm>& forms) {
  const Messages& words = setting.words;
  Html panels;
  for (const HeldForm& held : forms) {
    Html fields = hidden(held_field, std::to_string(held.number));
    Html shown;
    for (const NameValue& field : held.fields.all) {
      if (field.name == csrf_field || field.name == held_field) continue;
      fields += hidden(field.name, field.value);
      if (field.value.size() > 20)  // what somebody wrote, not a choice or a key
        shown += el("blockquote", {}, field.value);
    }
    panels +=
        panel({.heading = words.f("Skrivet {}", words.moment(held.at)),
               .id = "kept-" + std::to_string(held.number)},
              inset(shown + acts(form({.url = held.path, .csrf = setting.csrf, .plain = true},
                                      fields + submit({.text = words.t("Skicka det nu")})) +
                                 action("/fortsatt", setting.csrf,
                                        {.text = words.t("Kasta det"), .weight = Weight::tertiary},
                                        hidden("nummer", std::to_string(held.number))))));
  }
  return document(setting, words.t("Det du skrev finns kvar"),
                  lone({.title = words.t("Det du skrev finns kvar"),
                        .sentence = words.t("Du blev utloggad innan det hann sparas.")},
                       panels, el("p", {}, link(words.t("Fortsätt utan att skicka"), "/"))));
}

HttpResponse message_document(const LoginSetting& setting, const std::string& title,
                              const std::string& text) {
  return document(setting, title,
                  lone({.title = title, .sentence = text}, Html{},
                       el("p", {}, link(setting.words.t("Till inloggningen"), "/logga-in"))));
}

}  // namespace insyn
