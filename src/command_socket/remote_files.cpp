#include "command_socket/remote_files.h"

#include <charconv>
#include <stdexcept>
#include <utility>

#include "store/files/file_source.h"

namespace insyn {
namespace {

/// For a client that only has to open a file or to fsync one.
constexpr Channel::Patience answer_patience{60'000};
/// The desk does nothing else meanwhile.
constexpr Channel::Patience pipe_patience{60'000};

[[noreturn]] void fail_without_client() {
  throw std::runtime_error{"kommandot avslutades innan det var färdigt"};
}

SocketFrame ask(Channel& channel, FrameKind kind, std::string_view payload) {
  channel.send(kind, payload);
  auto answer = channel.receive(answer_patience);
  if (!answer || answer->kind != FrameKind::answer) fail_without_client();
  return std::move(*answer);
}

/// The answer says what went wrong, or nothing.
void demand(Channel& channel, FrameKind kind, std::string_view payload) {
  const SocketFrame answer = ask(channel, kind, payload);
  if (!answer.payload.empty()) throw std::runtime_error{answer.payload};
}

class RemoteSink final : public ByteSink {
 public:
  RemoteSink(Channel& channel, const std::filesystem::path& file) : channel_{channel} {
    demand(channel_, FrameKind::create_file, file.native());
  }
  void write(std::string_view bytes) override {
    if (bytes.empty()) return;
    channel_.send(FrameKind::piece, bytes);
    if (!channel_.flush(answer_patience)) fail_without_client();
  }
  void finish() override { demand(channel_, FrameKind::finish_file, ""); }

 private:
  Channel& channel_;
};

/// A file that is read only as long as somebody waits for it.
class WatchedSource final : public ByteSource {
 public:
  WatchedSource(Channel& channel, int file, std::unique_ptr<ByteSource> source)
      : channel_{channel}, file_{file}, source_{std::move(source)} {}
  std::string_view next() override {
    if (!channel_.wait_for(file_, pipe_patience)) fail_without_client();
    return source_->next();
  }

 private:
  Channel& channel_;
  int file_;
  std::unique_ptr<ByteSource> source_;
};

int errno_of(const std::string& digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace

Result<InputFile> RemoteFiles::open(const std::string& path) {
  SocketFrame answer = ask(channel_, FrameKind::open_file, path);
  if (!answer.file) return fail(FileSource::cannot_open(path, errno_of(answer.payload)));
  const int file = answer.file.release();
  auto source = FileSource::adopt(file, path);
  if (!source) return fail(source.error());
  InputFile input;
  input.size = (*source)->size().value_or(0);
  input.bytes = std::make_unique<WatchedSource>(channel_, file, std::move(*source));
  return input;
}

std::unique_ptr<ByteSink> RemoteFiles::create(const std::filesystem::path& file) {
  return std::make_unique<RemoteSink>(channel_, file);
}

void RemoteFiles::create_folder(const std::filesystem::path& folder) {
  demand(channel_, FrameKind::create_folder, folder.native());
}

}  // namespace insyn
