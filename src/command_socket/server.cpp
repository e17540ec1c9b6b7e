#include "command_socket/server.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <chrono>
#include <exception>
#include <list>
#include <thread>
#include <utility>

#include "base/check.h"
#include "command_socket/socket_file.h"

namespace insyn {
namespace {

/// Further ones wait to be let in.
constexpr std::size_t clients_max = 64;
constexpr int moment_ms = 50;

Descriptor new_event() {
  Descriptor event{::eventfd(0, EFD_CLOEXEC)};
  check(static_cast<bool>(event), "there is a descriptor left at the start");
  return event;
}

struct Client {
  std::atomic<bool> is_done = false;
  std::jthread thread;
};

class ListeningServer final : public CommandServer {
 public:
  ListeningServer(const ServedHome& served, Descriptor socket)
      : served_{served}, socket_{std::move(socket)}, stop_{new_event()}, listening_{[this] {
          listen();
        }} {}
  ~ListeningServer() override {
    remove_socket(served_.root);
    ::eventfd_write(stop_.get(), 1);
  }
  ListeningServer(const ListeningServer&) = delete;
  ListeningServer& operator=(const ListeningServer&) = delete;

 private:
  void listen() {
    while (is_going_on()) {
      clients_.remove_if([](const Client& client) { return client.is_done.load(); });
      Descriptor socket = clients_.size() < clients_max
                              ? Descriptor{::accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC)}
                              : Descriptor{};
      if (socket)
        begin(std::move(socket));
      else  // too many clients or open files: it gets better
        std::this_thread::sleep_for(std::chrono::milliseconds{moment_ms});
    }
    clients_.clear();
  }

  /// Waits for a client; false when it is time to stop.
  bool is_going_on() {
    std::array<pollfd, 2> watched{{{socket_.get(), POLLIN, 0}, {stop_.get(), POLLIN, 0}}};
    while (::poll(watched.data(), watched.size(), -1) <= 0) {
    }
    return watched[1].revents == 0;
  }

  void begin(Descriptor socket) {
    Client& client = clients_.emplace_back();
    client.thread = std::jthread{[this, &client, descriptor = socket.release()] {
      try {
        serve_client(Descriptor{descriptor}, stop_.get(), served_);
      } catch (const std::exception&) {
        // Memory is out: the client sees that nobody answers.
      }
      client.is_done = true;
    }};
  }

  ServedHome served_;
  Descriptor socket_;
  Descriptor stop_;
  std::list<Client> clients_;  // of the listening thread
  std::jthread listening_;     // last: it uses all of the above
};

}  // namespace

Result<std::unique_ptr<CommandServer>> start_command_server(const ServedHome& served) {
  auto socket = listen_in_home(served.root);
  if (!socket) return fail(socket.error());
  return std::make_unique<ListeningServer>(served, std::move(*socket));
}

}  // namespace insyn
