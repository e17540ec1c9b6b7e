#include "command_socket/channel.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace insyn {
namespace {

constexpr std::size_t header_size = 5;
/// Texts go in pieces of this, so that no frame is anywhere near the largest.
constexpr std::size_t piece_size = std::size_t{1} << 16;

void add_frame(std::string& to, FrameKind kind, std::string_view payload) {
  to.push_back(static_cast<char>(kind));
  for (unsigned shift = 0; shift < 32; shift += 8)
    to.push_back(static_cast<char>((payload.size() >> shift) & 0xFFU));
  to.append(payload);
}

std::size_t length_of(const std::array<char, header_size>& header) {
  std::size_t length = 0;
  for (std::size_t i = header_size - 1; i > 0; --i)
    length = (length << 8U) | static_cast<unsigned char>(header[i]);
  return length;
}

/// Takes a file out of what came beside the bytes; any further ones are closed.
void take_file(msghdr& message, Descriptor& into) {
  for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr;
       part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int number = -1;
      std::memcpy(&number, CMSG_DATA(part) + i * sizeof(int), sizeof number);
      Descriptor file{number};
      if (!into) into = std::move(file);
    }
  }
}

bool is_momentary(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Channel::Channel(Descriptor socket, int stop) : socket_{std::move(socket)}, stop_{stop} {}

bool Channel::wait(int file, short events, Patience patience) {
  std::array<pollfd, 3> watched{
      {{file, events, 0}, {socket_.get(), POLLRDHUP, 0}, {stop_, POLLIN, 0}}};
  int ready = -1;
  do {
    ready = ::poll(watched.data(), watched.size(), static_cast<int>(patience.count()));
  } while (ready < 0 && errno == EINTR);
  // What the other end said before it went can still be read.
  const bool gone = (watched[1].revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
  const bool stopped = watched[2].revents != 0;
  if (stopped || (gone && file != socket_.get())) ended_ = true;
  return ready > 0 && !ended_;
}

bool Channel::send_now() {
  while (!ended_ && sent_ < unsent_.size()) {
    const ssize_t sent = ::send(socket_.get(), unsent_.data() + sent_, unsent_.size() - sent_,
                                MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) {
      sent_ += static_cast<std::size_t>(sent);
    } else if (is_momentary(errno)) {
      return false;
    } else {
      ended_ = true;
    }
  }
  unsent_.clear();
  sent_ = 0;
  return !ended_;
}

void Channel::send(FrameKind kind, std::string_view payload) {
  if (ended_) return;
  const std::size_t most = kind == FrameKind::request ? frame_payload_max : piece_size;
  do {
    add_frame(unsent_, kind, payload.substr(0, most));
    payload.remove_prefix(std::min(most, payload.size()));
  } while (!payload.empty());
  send_now();
}

void Channel::send_file(FrameKind kind, int file) {
  std::string frame;
  add_frame(frame, kind, {});
  iovec bytes{frame.data(), frame.size()};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> beside{};
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = beside.data();
  message.msg_controllen = beside.size();
  cmsghdr* const part = CMSG_FIRSTHDR(&message);
  part->cmsg_level = SOL_SOCKET;
  part->cmsg_type = SCM_RIGHTS;
  part->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(part), &file, sizeof file);
  // So few bytes go whole or not at all.
  while (::sendmsg(socket_.get(), &message, MSG_NOSIGNAL) < 0)
    if (errno != EINTR) {
      ended_ = true;
      return;
    }
}

bool Channel::flush(Patience patience) {
  while (!send_now())
    if (ended_ || !wait(socket_.get(), POLLOUT, patience)) return false;
  return true;
}

bool Channel::receive_exactly(char* into, std::size_t size, Descriptor& file, Patience patience) {
  while (size > 0) {
    if (!wait(socket_.get(), POLLIN, patience)) return false;
    iovec bytes{into, size};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(4 * sizeof(int))> beside{};
    msghdr message{};
    message.msg_iov = &bytes;
    message.msg_iovlen = 1;
    message.msg_control = beside.data();
    message.msg_controllen = beside.size();
    const ssize_t got = ::recvmsg(socket_.get(), &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (got < 0 && is_momentary(errno)) continue;
    if (got <= 0) {
      ended_ = true;
      return false;
    }
    take_file(message, file);
    into += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

std::optional<SocketFrame> Channel::receive(Patience patience) {
  if (!flush(patience)) return std::nullopt;
  SocketFrame frame;
  std::array<char, header_size> header{};
  if (!receive_exactly(header.data(), header.size(), frame.file, patience)) return std::nullopt;
  frame.kind = static_cast<FrameKind>(header[0]);
  const std::size_t length = length_of(header);
  if (length > frame_payload_max) {
    ended_ = true;
    return std::nullopt;
  }
  frame.payload.resize(length);
  if (!receive_exactly(frame.payload.data(), length, frame.file, patience)) return std::nullopt;
  return frame;
}

bool Channel::has_ended() {
  wait(-1, 0, Patience{0});
  return ended_;
}

bool Channel::wait_for(int file, Patience patience) { return wait(file, POLLIN, patience); }

}  // namespace insyn
