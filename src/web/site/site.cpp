#include "web/site/site.h"

#include <chrono>
#include <string_view>
#include <utility>

#include "app/review_view.h"
#include "web/assets/assets.h"
#include "web/auth/browser.h"
#include "web/http/gzip.h"
#include "web/http/target.h"
#include "web/pages/frame.h"
#include "web/pages/may_open.h"
#include "web/pages/routes.h"
#include "web/site/login_pages.h"
#include "web/site/metrics.h"

namespace insyn {
namespace {

constexpr std::string_view forever = "public, max-age=31536000, immutable";

HttpResponse plain(int status, std::string body) {
  HttpResponse response;
  response.status = status;
  response.type = "text/plain; charset=utf-8";
  response.body = std::move(body);
  return response;
}

/// The server sees to the rest: whether the browser has it, and whether it takes gzip.
HttpResponse asset_answer(const HttpRequest& request, const Asset& asset) {
  HttpResponse response;
  response.type = asset.type;
  response.headers = {{"Cache-Control", std::string{forever}}, {"ETag", asset.etag}};
  if (asset.gzip.empty() || !accepts_gzip(request.headers["accept-encoding"])) {
    response.body = asset.bytes;
    return response;
  }
  response.body = asset.gzip;
  response.headers.push_back({"Content-Encoding", "gzip"});
  response.headers.push_back({"Vary", "Accept-Encoding"});
  return response;
}

/// Where to come back to after logging in: this page, if it was looked at.
std::string login_address(const HttpRequest& request) {
  const std::string path = request.method == Method::post ? "/" : request.path;
  if (path == "/") return "/logga-in";
  return "/logga-in?till=" + percent_encoded(path, "/");
}

/// The local accounts as Användare sees them.
class LocalAccounts final : public UserAccounts {
 public:
  explicit LocalAccounts(Logins& logins) : logins_{logins} {}

  std::optional<Standing> standing(std::string_view user, Instant now) override {
    const auto found = logins_.standing(user, now);
    if (!found) return std::nullopt;
    return Standing{.has_password = found->has_password, .has_totp = found->has_totp};
  }
  Result<std::string> add(std::string_view user, std::string_view login, Instant now) override {
    return logins_.add_account(user, login, now);
  }
  std::string reset(std::string_view user, Instant now) override {
    return logins_.reset_all(user, now);
  }
  void remove(std::string_view user) override { logins_.remove_account(user); }

 private:
  Logins& logins_;
};

}  // namespace

struct Site::Impl {
  explicit Impl(SiteParts its_parts)
      : parts{std::move(its_parts)}, login{parts}, accounts{parts.logins} {
    for (const PageRoute& route : pages) router.add(route.method, route.pattern);
  }

  HttpResponse made(const HttpRequest& request);
  HttpResponse page(const HttpRequest& request, const LiveSession& session, Instant now);
  HttpResponse routed(const Visit& visit, const Router::Match& match);
  HttpResponse counted() const;

  SiteParts parts;
  LoginPages login;
  LocalAccounts accounts;
  Router router;
  std::vector<PageRoute> pages = page_routes();  ///< by the number of their route
  Metrics metrics;
};

HttpResponse Site::Impl::counted() const {
  const auto look = parts.desk.look();
  const MailNews mails = parts.mails();
  return plain(
      200, metrics.text(
               {{"insyn_ledger_acts", "Acts in the ledger.", static_cast<double>(look->acts)},
                {"insyn_deliveries", "Deliveries of access logs.",
                 static_cast<double>(look->state.deliveries.size())},
                {"insyn_audits", "Audits opened.", static_cast<double>(look->state.audits.size())},
                {"insyn_desk_idle", "1 if no act is under way.", parts.desk.is_idle() ? 1.0 : 0.0},
                {"insyn_mails_waiting", "Mails in the queue; -1 if it is damaged.",
                 mails.is_damaged ? -1.0 : static_cast<double>(mails.waiting)},
                {"insyn_mails_failed", "Mails given up in the last two weeks.",
                 static_cast<double>(mails.failed)},
                {"insyn_mail_readers_unknown", "Readers of lists without a user, in two weeks.",
                 static_cast<double>(mails.unreachable)}}));
}

HttpResponse Site::Impl::made(const HttpRequest& request) {
  if (request.path == "/healthz") return plain(200, "ok\n");
  if (request.path == "/metrics") return counted();
  if (const Asset* asset = find_asset(request.path)) return asset_answer(request, *asset);
  const Instant now = parts.desk.now();
  const auto session = parts.logins.session(request, now);
  if (auto answered = login.answer(request, session, now)) return std::move(*answered);
  if (!session) {
    if (request.method == Method::post && parts.logins.hold_form(request, now))
      return redirect_to("/logga-in?sparat=1");
    return redirect_to(login_address(request));
  }
  if (session->next != NextStep::none) return redirect_to(next_address(session->next));
  return page(request, *session, now);
}

HttpResponse Site::Impl::page(const HttpRequest& request, const LiveSession& session, Instant now) {
  const auto look = parts.desk.look();
  const Messages& words = messages_in(session.language);
  const Person* person = look->people->find(session.user);
  if (person == nullptr || !person->active) {
    parts.logins.end_sessions(session.user);
    return redirect_to("/logga-in?sagt=avslutad");
  }
  const Visitor visitor{
      .user = session.user,
      .name = person->details.name,
      .holder = person->holder(),
      .strong = session.level == Assurance::strong || parts.logins.config().password_only,
      .form_token = session.csrf};
  const auto match = router.find(request.method, request.path);
  const Visit visit{.request = request,
                    .path = match.captures,
                    .visitor = visitor,
                    .look = *look,
                    .desk = parts.desk,
                    .views = parts.views,
                    .words = words,
                    .config = parts.logins.config(),
                    .accounts = accounts,
                    .imports = parts.imports,
                    .now = now,
                    .demo = parts.demo_notice,
                    .mails = parts.mails()};
  if (request.method == Method::post && !holds_csrf(request, session, parts.logins.config())) {
    HttpResponse response =
        sorry(visit, Error{ErrorKind::refused, "form-forged",
                           std::string{marked("Formuläret kom inte från den här sidan eller är för "
                                              "gammalt. Ladda om sidan och försök igen.")}});
    response.status = 403;
    return response;
  }
  if (request.method == Method::post && request.form.has(held_field))
    login.sent_again(session.user, request, now);
  return routed(visit, match);
}

HttpResponse Site::Impl::routed(const Visit& visit, const Router::Match& match) {
  if (!match.route) {
    HttpResponse response = not_there(visit);
    if (match.path_known) {
      response.status = 405;
      response.headers.push_back(
          {"Allow", visit.request.method == Method::post ? "GET, HEAD" : "POST"});
    }
    return response;
  }
  const PageRoute& route = pages[*match.route];
  const bool rows_behind_password =
      !visit.visitor.strong && (needs_strong_login(visit.visitor.holder.grants) ||
                                acts_for_director(visit.look, visit.visitor.user));
  const bool allowed = !rows_behind_password && may_open(visit, route.right);
  // Whoever has no role has no overview: everybody comes to the front after the login.
  if (!allowed && visit.request.path == "/" && visit.visitor.holder.grants.empty())
    return redirect_to("/min-sida");
  if (!allowed) return refused(visit, route.right);
  return route.page(visit);
}

Site::Site(SiteParts parts) : impl_{std::make_unique<Impl>(std::move(parts))} {}
Site::~Site() = default;

HttpResponse Site::answer(const HttpRequest& request) {
  const auto begun = std::chrono::steady_clock::now();
  const auto count = [&](int status) {
    impl_->metrics.answered(status, std::chrono::duration_cast<std::chrono::microseconds>(
                                        std::chrono::steady_clock::now() - begun));
  };
  try {
    HttpResponse response = impl_->made(request);
    count(response.status);
    return response;
  } catch (...) {
    count(500);  // the server answers it, and writes the log's line
    throw;
  }
}

bool Site::takes_upload(const std::string& path) { return path == "/kallor/ladda-upp"; }

}  // namespace insyn
