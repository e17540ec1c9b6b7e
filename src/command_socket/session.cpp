#include "command_socket/session.h"

#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <array>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "command_socket/remote_files.h"
#include "command_socket/request.h"

namespace insyn {
namespace {

constexpr Channel::Patience request_patience{10'000};
/// Whoever looks at a long answer page by page takes it as slowly as they like.
constexpr Channel::Patience for_ever{-1};

constexpr int exit_refused = 2;
constexpr int exit_home = 4;

std::string account_name(uid_t user) {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, 16384> texts{};
  if (getpwuid_r(user, &entry, texts.data(), texts.size(), &found) == 0 && found != nullptr)
    return found->pw_name;
  return std::to_string(user);
}

/// The name of the account at the other end; none if it isn't the home's owner or root. The mode of
/// the socket says the same; this also holds where a file system doesn't heed modes.
std::optional<std::string> allowed_account(int socket, const std::filesystem::path& root) {
  ucred peer{};
  socklen_t size = sizeof peer;
  struct stat home {};
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 ||
      ::stat(root.c_str(), &home) != 0 || (peer.uid != 0 && peer.uid != home.st_uid))
    return std::nullopt;
  return account_name(peer.uid);
}

/// The home as a command finds it: as if it had been opened for that one, with the client's files.
class LentHome final : public OpenHome {
 public:
  LentHome(Home& home, const std::filesystem::path& root, const std::filesystem::path& directory,
           RemoteFiles& files)
      : home_{home},
        root_{std::exchange(home.root, root)},
        directory_{std::exchange(home.directory, directory)},
        create_file_{home.create_file},
        create_folder_{home.create_folder} {
    home.create_file = [this, &files](const std::filesystem::path& name) {
      return name.is_absolute() ? files.create(name) : create_file_(name);
    };
    home.create_folder = [&files](const std::filesystem::path& folder) {
      files.create_folder(folder);
    };
  }
  ~LentHome() override {
    home_.root = std::move(root_);
    home_.directory = std::move(directory_);
    home_.create_file = std::move(create_file_);
    home_.create_folder = std::move(create_folder_);
  }
  LentHome(const LentHome&) = delete;
  LentHome& operator=(const LentHome&) = delete;

  Home& home() override { return home_; }

 private:
  Home& home_;
  std::filesystem::path root_, directory_;
  decltype(Home::create_file) create_file_;
  decltype(Home::create_folder) create_folder_;
};

/// Gives a command the home that the desk has; there is no other.
class LentHomes final : public Homes {
 public:
  LentHomes(Home& home, const std::filesystem::path& directory, RemoteFiles& files)
      : home_{home}, directory_{directory}, files_{files} {}

  Result<std::unique_ptr<OpenHome>> open(const std::filesystem::path& root, Instant now,
                                         const std::string& actor) override {
    home_.now = now;
    home_.actor = actor;
    home_.user.clear();
    return std::make_unique<LentHome>(home_, root, directory_, files_);
  }
  Result<std::unique_ptr<OpenHome>> create(const std::filesystem::path&, Instant,
                                           const std::string&, const std::string&) override {
    return fail(ErrorKind::refused, "create-in-server", "En server gör inga hem.");
  }

 private:
  Home& home_;
  const std::filesystem::path& directory_;
  RemoteFiles& files_;
};

/// Thrown at the desk after a command that failed at the home, so that it is opened anew; `run` has
/// said why.
struct CommandFailed : std::exception {};

class Session {
 public:
  Session(Channel& channel, const ServedHome& served, const CommandRequest& request,
          const std::string& account)
      : channel_{channel}, served_{served}, request_{request}, io_{io_of(account)} {}

  bool is_for_this_home() const {
    const auto root = home_worked_on(request_.args, io_);
    std::error_code none;
    return root && std::filesystem::equivalent(*root, served_.root, none);
  }

  void run_at_desk() {
    try {
      served_.desk.act({.user = "", .name = io_.user}, [this](Home& home) { run_with(home); });
    } catch (const CommandFailed&) {
      begun_ = true;
    } catch (const std::exception& failure) {
      io_.err("insyn: avbröts: " + std::string{failure.what()} + "\n");
      begun_ = true;
    }
    if (begun_) channel_.send(FrameKind::status, std::to_string(status_));
  }

 private:
  Io io_of(const std::string& account) {
    Io io;
    io.out = [this](std::string_view text) { send(FrameKind::out, text); };
    io.err = [this](std::string_view text) { send(FrameKind::err, text); };
    io.err_is_terminal = request_.err_is_terminal;
    io.width = request_.width;
    io.env = [this](const std::string& name) -> std::optional<std::string> {
      const auto found = request_.env.find(name);
      if (found == request_.env.end()) return std::nullopt;
      return found->second;
    };
    io.directory = request_.directory;
    io.user = account;
    return io;
  }

  void send(FrameKind kind, std::string_view text) {
    if (!text.empty()) channel_.send(kind, text);
  }

  void run_with(Home& home) {
    if (channel_.has_ended()) return;  // while it waited for the desk
    channel_.send(FrameKind::begun, "");
    begun_ = true;
    RemoteFiles files{channel_};
    LentHomes homes{home, request_.directory, files};
    Program program{.homes = homes,
                    .default_routine = served_.program.default_routine,
                    .clock = served_.program.clock,
                    .open_input = [&files](const std::string& path) { return files.open(path); }};
    status_ = run(request_.args, io_, program);
    if (status_ == exit_home) throw CommandFailed{};
  }

  Channel& channel_;
  const ServedHome& served_;
  const CommandRequest& request_;
  Io io_;
  bool begun_ = false;
  int status_ = exit_home;
};

}  // namespace

void serve_client(Descriptor socket, int stop, const ServedHome& served) {
  const auto account = allowed_account(socket.get(), served.root);
  if (!account) return;
  Channel channel{std::move(socket), stop};
  const auto frame = channel.receive(request_patience);
  if (!frame || frame->kind != FrameKind::request) return;
  const auto request = parse_request(frame->payload);
  if (!request) {
    channel.send(FrameKind::err, "insyn: " + request.error().text + "\n");
    channel.send(FrameKind::status, std::to_string(exit_refused));
  } else {
    Session session{channel, served, *request, *account};
    if (!session.is_for_this_home()) return;
    session.run_at_desk();
  }
  channel.flush(for_ever);
}

}  // namespace insyn
