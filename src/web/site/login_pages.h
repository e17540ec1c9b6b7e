#pragma once

#include <optional>
#include <string_view>

#include "web/auth/login.h"
#include "web/http/message.h"
#include "web/messages/messages.h"
#include "web/site/site.h"

namespace insyn {

/// Names a form that was kept when a session ran out, in the form that is sent again.
inline constexpr std::string_view held_field = "fortsatt";

/// Where a session has to go before any other page.
std::string_view next_address(NextStep step);

/// The pages of logging in and out, which need no session or one that isn't whole yet:
///   /logga-in, /logga-in/kod, /logga-in/oidc, /logga-in/svar, /logga-ut, /valkommen (setup code),
///   /konto/app (authenticator app), /konto/losenord, /fortsatt (forms that were kept), /sprak.
class LoginPages {
 public:
  explicit LoginPages(SiteParts& parts) : parts_{parts} {}

  /// None for any other path.
  std::optional<HttpResponse> answer(const HttpRequest& request,
                                     const std::optional<LiveSession>& session, Instant now);

  /// A kept form has come again: it is kept no longer.
  void sent_again(const std::string& user, const HttpRequest& request, Instant now);

 private:
  SiteParts& parts_;
};

}  // namespace insyn
