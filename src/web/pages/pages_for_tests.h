#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "app/audit_home_for_tests.h"
#include "app/people.h"
#include "base/byte_sink.h"
#include "store/memory/view_log.h"
#include "web/pages/may_open.h"
#include "web/pages/routes.h"
#include "web/pages/visit.h"

namespace insyn {

/// Pages over a small town in memory (AuditHome) and a folder for the few files they need. Asks as
/// the site would: route, right, page. Everyone's name, a unit's and a source's label hold markup,
/// which must never come out as such. Not part of the product.
class PagesForTests {
 public:
  explicit PagesForTests(std::vector<PageRoute> routes) : routes_{std::move(routes)} {
    namespace fs = std::filesystem;
    folder_ = fs::temp_directory_path() / ("insyn-pages-" + new_user_id());
    fs::create_directories(folder_ / "rejected");
    write("sources.toml",
          "[[source]]\nid = \"canonical\"\nkind = \"canonical\"\nsystem = \"viva\"\n"
          "label = \"Viva <b>\"\n");
    Home& home = town.home();
    home.root = folder_;
    home.user = "";
    home.create_file = [this](const fs::path& file) -> std::unique_ptr<ByteSink> {
      return std::make_unique<Sink>(folder_ / file);
    };
    admin_ = *add_user(home, {.name = "Ada", .email = {}, .staff = {}, .login = "ada"});
    give(admin_, {UserRole::administrator, ""});
    for (const PageRoute& route : routes_) router_.add(route.method, route.pattern);
    desk = make_desk(home, [this] { return now; });
    imports = std::make_unique<ImportJobs>(
        *desk, [](const fs::path& file) -> Result<std::unique_ptr<ByteSource>> {
          return std::make_unique<Source>(file);
        });
    as(admin_);
  }
  ~PagesForTests() {
    imports.reset();
    desk.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  PagesForTests(const PagesForTests&) = delete;
  PagesForTests& operator=(const PagesForTests&) = delete;

  /// Adds somebody with a role, proposed and approved, who asks from now on. The value is their id.
  std::string as_new(UserRole role, const std::string& area = {}, const std::string& staff = {}) {
    std::string id;
    act([&](Home& home) {
      id = *add_user(home, {.name = "<script>" + std::string{code_of(role)},
                            .email = {},
                            .staff = staff,
                            .login = {}});
      give(id, {role, area});
    });
    as(id);
    return id;
  }
  void as(const std::string& user) {
    const auto look = desk->look();
    const Person* person = look->people->find(user);
    visitor_ = {.user = user,
                .name = person->details.name,
                .holder = person->holder(),
                .strong = true,
                .form_token = "token-1"};
  }
  std::string admin() const { return admin_; }

  /// `path` may end with a query of one field: `/egen-logg?dag=2026-02-17`.
  HttpResponse get(const std::string& path) { return asked(Method::get, path, {}, {}); }
  HttpResponse post(const std::string& path, std::vector<NameValue> form,
                    std::vector<UploadedFile> files = {}) {
    return asked(Method::post, path, std::move(form), std::move(files));
  }

  /// At the command line.
  void act(const std::function<void(Home&)>& work) { desk->act({}, work); }

  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream{folder_ / name, std::ios::binary} << text;
    return folder_ / name;
  }

  struct FakeAccounts : UserAccounts {
    std::optional<Standing> standing(std::string_view user, Instant) override {
      if (!users.contains(std::string{user})) return std::nullopt;
      return Standing{};
    }
    Result<std::string> add(std::string_view user, std::string_view, Instant) override {
      users.emplace(user);
      return std::string{"CODE-1"};
    }
    std::string reset(std::string_view, Instant) override { return "CODE-2"; }
    void remove(std::string_view user) override { users.erase(std::string{user}); }
    std::set<std::string> users;
  };

  AuditHome town;
  Instant now = parse_time("2026-02-17 09:00").at;
  MemoryViewLog views;
  FakeAccounts accounts;
  std::unique_ptr<Desk> desk;
  std::unique_ptr<ImportJobs> imports;

 private:
  struct Sink : ByteSink {
    explicit Sink(const std::filesystem::path& file) : stream{file, std::ios::binary} {}
    void write(std::string_view bytes) override { stream << bytes; }
    void finish() override { stream.close(); }
    std::ofstream stream;
  };
  struct Source : ByteSource {
    explicit Source(const std::filesystem::path& file) {
      std::ifstream stream{file, std::ios::binary};
      text.assign(std::istreambuf_iterator<char>{stream}, {});
    }
    std::string_view next() override {
      return std::exchange(given, true) ? std::string_view{} : std::string_view{text};
    }
    std::string text;
    bool given = false;
  };

  /// The first administrator takes effect alone; every other grant is approved by her.
  void give(const std::string& user, const Grant& grant) {
    Home& home = town.home();
    home.user = "";
    const auto proposed = propose_change(
        home,
        {.user = user, .give = {grant}, .take = {}, .identity = std::nullopt, .reason = "test"});
    if (!proposed) throw std::runtime_error{proposed.error().text};
    if (user == admin_) return;
    home.user = admin_;
    const auto done = decide_change(home, *proposed, RoleChange::Outcome::approved, {});
    home.user = "";
    if (!done) throw std::runtime_error{done.error().text};
  }

  HttpResponse asked(Method method, const std::string& path, std::vector<NameValue> form,
                     std::vector<UploadedFile> files) {
    HttpRequest request;
    request.method = method;
    request.path = path.substr(0, path.find('?'));
    if (const auto query = path.find('?'); query != std::string::npos) {
      const auto equals = path.find('=', query);
      request.query.all.push_back(
          {path.substr(query + 1, equals - query - 1), path.substr(equals + 1)});
    }
    request.form.all = std::move(form);
    request.files = std::move(files);
    const auto match = router_.find(method, request.path);
    if (!match.route) return {.status = 404, .type = {}, .body = {}, .headers = {}};
    const PageRoute& route = routes_.at(*match.route);
    const auto look = desk->look();
    const Visit visit{.request = request,
                      .path = match.captures,
                      .visitor = visitor_,
                      .look = *look,
                      .desk = *desk,
                      .views = views,
                      .words = messages_in("sv"),
                      .config = config_,
                      .accounts = accounts,
                      .imports = *imports,
                      .now = now,
                      .demo = demo_};
    if (!may_open(visit, route.right))
      return {.status = 403, .type = {}, .body = {}, .headers = {}};
    return route.page(visit);
  }

  std::vector<PageRoute> routes_;
  Router router_;
  std::filesystem::path folder_;
  ServerConfig config_;
  std::string admin_;
  Visitor visitor_;
  std::string demo_;
};

/// Where a page led to; empty if nowhere.
inline std::string led_to(const HttpResponse& response) {
  for (const NameValue& header : response.headers)
    if (header.name == "location" || header.name == "Location") return header.value;
  return {};
}

inline bool says(const HttpResponse& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

}  // namespace insyn
