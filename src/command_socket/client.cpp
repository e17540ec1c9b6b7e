#include "command_socket/client.h"

#include <fcntl.h>

#include <cerrno>
#include <charconv>
#include <exception>
#include <utility>

#include "command_socket/channel.h"
#include "command_socket/request.h"
#include "command_socket/socket_file.h"

namespace insyn {
namespace {

/// The server may have another's long command to do first.
constexpr Channel::Patience for_ever{-1};

constexpr int exit_home = 4;

CommandRequest request_of(const std::vector<std::string>& args, const Io& io) {
  CommandRequest request{.directory = io.directory,
                         .err_is_terminal = io.err_is_terminal,
                         .width = io.width,
                         .env = {},
                         .args = args};
  for (const std::string_view name : request_variables)
    if (auto value = io.env(std::string{name}))
      request.env.emplace(std::string{name}, std::move(*value));
  return request;
}

/// Does what the server asks for until it says how the command ended.
class Conversation {
 public:
  Conversation(Channel& channel, Io& io, const OperatorFiles& files)
      : channel_{channel}, io_{io}, files_{files} {}

  std::optional<int> run() {
    while (auto frame = channel_.receive(for_ever)) {
      if (frame->kind == FrameKind::status) return status_of(frame->payload);
      take(*frame);
    }
    if (!begun_) return std::nullopt;
    io_.err(
        "insyn: servern slutade mitt i kommandot. Antingen är allt gjort eller inget: se efter, "
        "och gör om det som fattas.\n");
    return exit_home;
  }

 private:
  static int status_of(const std::string& digits) {
    int status = exit_home;
    std::from_chars(digits.data(), digits.data() + digits.size(), status);
    return status;
  }

  void take(const SocketFrame& frame) {
    switch (frame.kind) {
      case FrameKind::begun:
        begun_ = true;
        return;
      case FrameKind::out:
        return io_.out(frame.payload);
      case FrameKind::err:
        return io_.err(frame.payload);
      case FrameKind::open_file:
        return open_file(frame.payload);
      case FrameKind::create_file:
        return answer([&] { sink_ = files_.create_file(frame.payload); });
      case FrameKind::piece:
        return write(frame.payload);
      case FrameKind::finish_file:
        return answer([&] { finish(); });
      case FrameKind::create_folder:
        return answer([&] { files_.create_folder(frame.payload); });
      default:
        return;
    }
  }

  void open_file(const std::string& path) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file)
      channel_.send_file(FrameKind::answer, file.get());
    else
      channel_.send(FrameKind::answer, std::to_string(errno));
  }

  /// Says what was thrown, or nothing.
  template <class Work>
  void answer(const Work& work) {
    std::string wrong;
    try {
      work();
    } catch (const std::exception& failure) {
      wrong = failure.what();
      sink_.reset();
    }
    channel_.send(FrameKind::answer, wrong);
  }

  /// A piece isn't answered: what is wrong is said when the file is finished.
  void write(const std::string& piece) {
    try {
      if (sink_) sink_->write(piece);
    } catch (const std::exception&) {
      failure_ = std::current_exception();
      sink_.reset();
    }
  }

  void finish() {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    if (sink_) sink_->finish();
    sink_.reset();
  }

  Channel& channel_;
  Io& io_;
  const OperatorFiles& files_;
  bool begun_ = false;
  std::unique_ptr<ByteSink> sink_;
  std::exception_ptr failure_;
};

}  // namespace

std::optional<int> run_at_server(const std::filesystem::path& root,
                                 const std::vector<std::string>& args, Io& io,
                                 const OperatorFiles& files) {
  Descriptor socket = connect_to_home(root);
  if (!socket) return std::nullopt;
  const std::string request = format_request(request_of(args, io));
  if (request.size() > frame_payload_max) {
    io.err("insyn: kommandot är för långt. Dela upp det, till exempel på färre filer.\n");
    return 2;
  }
  Channel channel{std::move(socket)};
  channel.send(FrameKind::request, request);
  return Conversation{channel, io, files}.run();
}

}  // namespace insyn
