#include "main/serve.h"

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "app/desk.h"
#include "command_socket/server.h"
#include "command_socket/socket_file.h"
#include "main/mailing.h"
#include "main/service_manager.h"
#include "main/stop_signals.h"
#include "main/upkeep.h"
#include "main/web_application.h"
#include "web/server/server.h"
#include "web/site/site.h"

namespace insyn {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours for_long{1};

/// Where files lie while they come in.
fs::path uploads_of(const fs::path& root) {
  fs::path folder = root / "uploads";
  fs::create_directory(folder);
  fs::permissions(folder, fs::perms::owner_all);
  return folder;
}

/// What one can click on in a terminal.
std::string as_link(const std::string& address) {
  return address.starts_with("unix:") ? address : "http://" + address + "/";
}

/// Somebody has the home: who that is makes a difference to what one does about it.
Error locked_error(const ServeOptions& options, const Error& error) {
  if (error.code != "home-locked" || !connect_to_home(options.root)) return error;
  return {ErrorKind::home, "home-served",
          "Hemmet " + options.root.string() +
              " serveras redan av en annan process. Stoppa den först; kommandon går att köra som "
              "vanligt medan den är igång."};
}

/// Answers requests on a thread of its own while it lives.
class Answering {
 public:
  explicit Answering(Server& server) : server_{server}, thread_{[&server] { server.run(); }} {}
  ~Answering() { server_.stop(); }
  Answering(const Answering&) = delete;
  Answering& operator=(const Answering&) = delete;

 private:
  Server& server_;
  std::jthread thread_;
};

void wait_for_stop(const StopSignals& signals, const ServiceManager& manager) {
  while (!signals.wait(manager.watchdog().value_or(for_long)))
    if (manager.watchdog()) manager.say("WATCHDOG=1");
}

}  // namespace

Result<int> serve_home(const ServeOptions& options, Io& io, const Program& program) {
  auto signals = std::make_unique<StopSignals>();  // before there are threads
  const ServiceManager manager{io};
  auto desk =
      open_desk([&] { return program.homes.open(options.root, options.clock(), options.actor); },
                options.clock);
  if (!desk) return fail(locked_error(options, desk.error()));
  const Program for_commands{.homes = program.homes,
                             .default_routine = program.default_routine,
                             .clock = options.clock,
                             .open_input = program.open_input,
                             .setup_code = program.setup_code};
  const auto mailing = start_mailing(options.root, **desk, io.err);
  if (!mailing) return fail(mailing.error());
  auto application = open_web_application(options.root, **desk, **mailing);
  if (!application) return fail(application.error());
  ServerOptions web;
  web.listen = options.listen;
  web.uploads = uploads_of(options.root);
  web.log = [err = io.err](const AccessLine& line) {
    if (!line.incident.empty()) err("insyn: fel " + line.incident + ": " + line.exception + "\n");
  };
  web.trusted_proxies = (*application)->trusted_proxies();
  web.takes_upload = Site::takes_upload;
  auto server = Server::listen(std::move(web), [&application](const HttpRequest& request) {
    return (*application)->answer(request);
  });
  if (!server) return fail(server.error());
  const Answering answering{**server};
  const Upkeep upkeep{**desk, [&application] { (*application)->deliver_views(); }, io.err};
  // Last, so that it stops first: a page may wait for a command's long import.
  const auto commands = start_command_server({options.root, **desk, for_commands});
  if (!commands) return fail(commands.error());
  io.err("Insyn serverar " + options.root.string() + " på " + as_link((*server)->address()) + "\n");
  manager.say("READY=1");
  wait_for_stop(*signals, manager);
  manager.say("STOPPING=1");
  signals.reset();  // A second signal ends the process at once, which loses nothing either.
  return 0;
}

}  // namespace insyn
