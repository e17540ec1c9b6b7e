#pragma once

#include <string>
#include <vector>

#include "web/auth/login.h"
#include "web/html/html.h"
#include "web/http/message.h"
#include "web/look/form.h"
#include "web/messages/messages.h"

namespace insyn {

/// What the pages of logging in look like: values in, documents out.

/// What all of them need.
struct LoginSetting {
  const Messages& words;
  const ServerConfig& config;
  const std::string& demo;
  std::string path;
  std::string csrf{};  ///< of the session, if there is one
};

struct LoginView {
  std::string login{};      ///< as typed before
  std::string return_to{};  ///< a path of ours
  std::string notice{};     ///< why one is here: logged out, form kept …
  std::string error{};
};
HttpResponse login_document(const LoginSetting& setting, const LoginView& view);

HttpResponse code_document(const LoginSetting& setting, const std::string& return_to,
                           const std::string& error);

struct SetupView {
  std::string code{};
  std::vector<FieldError> errors{};
};
HttpResponse setup_document(const LoginSetting& setting, const SetupView& view);

HttpResponse enrolment_document(const LoginSetting& setting, const Enrolment& enrolment,
                                const std::string& error);
HttpResponse recovery_document(const LoginSetting& setting, const std::vector<std::string>& codes);
HttpResponse password_document(const LoginSetting& setting, const std::vector<FieldError>& errors,
                               bool must);
HttpResponse held_document(const LoginSetting& setting, const std::vector<HeldForm>& forms);

/// A page with one sentence and a way on.
HttpResponse message_document(const LoginSetting& setting, const std::string& title,
                              const std::string& text);

/// What is wrong with a password, and what would do.
std::string password_text(const Messages& words, PasswordProblem problem);
/// Why somebody wasn't let in.
std::string refusal_text(const Messages& words, const Refusal& refusal);

}  // namespace insyn
