#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace insyn {

/// An open file of the operating system; closed when it goes.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_{number} {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

/// What client and server say to each other over a Unix stream socket (unix(7)), in frames: a byte
/// of kind, four of length (the least significant first), the payload. The client sends `request`;
/// the server says `begun` once it has begun, then any of out, err and what it wants of the
/// client's files, and `status` last. A `create` is followed by pieces and a `finish`. Files are
/// opened by the client, with its rights and in its view of the disk; an opened one comes with the
/// answer (SCM_RIGHTS).
enum class FrameKind : char {
  request = 'q',        ///< a CommandRequest
  begun = 'b',          ///< from now on the command may have done something
  out = 'o',            ///< for standard output
  err = 'e',            ///< for standard error
  open_file = 'r',      ///< a path; answered with the file, or errno in digits
  create_file = 'c',    ///< an absolute path; answered with what is wrong, or nothing
  piece = 'p',          ///< of that file; not answered
  finish_file = 'f',    ///< answered as `create`
  create_folder = 'd',  ///< likewise
  answer = 'a',
  status = 'x',  ///< the exit status in digits
};

struct SocketFrame {
  FrameKind kind = FrameKind::answer;
  std::string payload;
  Descriptor file;
};

inline constexpr std::size_t frame_payload_max = std::size_t{1} << 20;

/// One end of such a conversation. Used by one thread at a time.
class Channel {
 public:
  using Patience = std::chrono::milliseconds;

  /// The conversation also ends when `stop` (borrowed; -1: none) becomes readable.
  explicit Channel(Descriptor socket, int stop = -1);

  /// Sends what goes at once and keeps the rest for later; a long text becomes several frames.
  void send(FrameKind kind, std::string_view payload);
  /// The same with a file; waits until it is sent. No other may be waiting.
  void send_file(FrameKind kind, int file);
  /// Waits until all is sent. False if nothing of it goes for so long, or the other end has gone.
  bool flush(Patience patience);
  /// The next frame, after all is sent; none if nothing comes for so long, the other end has gone
  /// or says what is no frame.
  std::optional<SocketFrame> receive(Patience patience);
  /// Whether the other end has gone, or it is time to stop.
  bool has_ended();
  /// Waits until the file can be read. False as for `receive`.
  bool wait_for(int file, Patience patience);

 private:
  bool wait(int file, short events, Patience patience);
  bool send_now();
  bool receive_exactly(char* into, std::size_t size, Descriptor& file, Patience patience);

  Descriptor socket_;
  int stop_;
  std::string unsent_;
  std::size_t sent_ = 0;  ///< of `unsent_`
  bool ended_ = false;
};

}  // namespace insyn
