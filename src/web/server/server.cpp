#include "web/server/server.h"

// Boost.Asio and Boost.Beast are compiled once, in beast.cpp.
#define BOOST_ASIO_SEPARATE_COMPILATION
#define BOOST_BEAST_SEPARATE_COMPILATION

#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <set>
#include <vector>

#include "base/hash.h"
#include "base/hex.h"
#include "web/server/answers.h"
#include "web/server/body_reader.h"
#include "web/server/listening_socket.h"
#include "web/server/request_head.h"

namespace insyn {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using Protocol = net::generic::stream_protocol;  // TCP and Unix sockets alike
using Stream = beast::basic_stream<Protocol>;
using Acceptor = net::basic_socket_acceptor<Protocol>;
using Parser = http::request_parser<http::buffer_body>;
using Clock = std::chrono::steady_clock;

constexpr std::size_t piece_bytes = 64 * 1024;
/// How long what a refused client still sends is thrown away. Closing at once would reset the
/// connection, and the client might never see the answer.
constexpr std::chrono::seconds linger{2};
/// Before trying again when the system has no more sockets to give.
constexpr std::chrono::milliseconds accept_pause{100};
constexpr std::size_t incident_bytes = 4;

auto noting(error_code& error) { return net::redirect_error(net::use_awaitable, error); }

/// 0: nobody is there to be answered.
int status_of(const error_code& error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) return 431;
  if (error == http::error::end_of_stream || error == http::error::partial_message) return 0;
  return error.category() == make_error_code(http::error::bad_method).category() ? 400 : 0;
}

RequestHead head_of(const Parser& parser) {
  const auto& message = parser.get();
  RequestHead head;
  head.method = std::string{message.method_string()};
  head.target = std::string{message.target()};
  head.version = message.version();
  head.has_body = parser.chunked() || parser.content_length().value_or(0) > 0;
  for (const auto& field : message)
    head.headers.all.push_back(
        {lower_case({field.name_string().data(), field.name_string().size()}),
         std::string{field.value()}});
  return head;
}

http::response<http::string_body> message_of(const HttpRequest& request, HttpResponse response,
                                             unsigned version, bool keep_alive) {
  http::response<http::string_body> message;
  message.version(version);
  message.result(static_cast<unsigned>(response.status));
  for (const NameValue& header : response.headers) message.insert(header.name, header.value);
  message.keep_alive(keep_alive);
  if (response.status == 304 || response.status == 204) return message;
  // A HEAD tells the length of what a GET would bring (RFC 9110 9.3.2).
  message.content_length(response.body.size());
  if (request.method != Method::head) message.body() = std::move(response.body);
  return message;
}

}  // namespace

struct Server::Impl {
  class Connection;

  Impl(ServerOptions wanted, Answer handler, ListeningSocket socket);
  ~Impl();

  net::awaitable<void> accept_connections();
  net::awaitable<void> wait_for_stop();
  void close_connections(bool idle_only);
  Peer peer_of(Stream& stream) const;

  const ServerOptions options;
  const Answer answer;
  ListeningSocket listening;
  int stop_descriptor;  ///< written to by `stop`, which may run where only `write` is allowed
  bool stopping = false;
  bool ending = false;                ///< the timers are no more
  std::set<Connection*> connections;  ///< touched by the one thread that runs `io` only
  net::io_context io{1};
  net::thread_pool workers;
  Acceptor acceptor{io};
  net::steady_timer room{io, Clock::time_point::max()};  ///< cancelled when a connection goes
  net::steady_timer deadline{io};                        ///< of a stop
};

/// One client's connection: requests are read, answered and written one after the other.
class Server::Impl::Connection {
 public:
  Connection(Impl& server, Stream stream);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  static net::awaitable<void> serve(std::unique_ptr<Connection> connection);
  bool is_idle() const { return idle_; }
  void close() { stream_.close(); }

 private:
  net::awaitable<bool> serve_one();
  net::awaitable<void> wait_for_bytes();
  net::awaitable<int> read_body(Parser& parser, BodyReader& body, bool awaits_leave);
  net::awaitable<int> feed_on_worker(BodyReader& body, std::string_view piece);
  net::awaitable<HttpResponse> answer_on_worker(const HttpRequest& request, BodyReader& body);
  void note_failure(const std::exception& error);
  net::awaitable<void> give_leave();
  net::awaitable<void> write(const HttpRequest& request, HttpResponse response, bool keep_alive);
  net::awaitable<bool> refuse(int status, bool secure = false);
  net::awaitable<void> discard();

  Impl& server_;
  Stream stream_;
  Peer peer_;
  beast::flat_buffer buffer_{piece_bytes};
  bool idle_ = true;
  unsigned version_ = 11;
  Clock::time_point began_;
  AccessLine line_;
};

Server::Impl::Connection::Connection(Impl& server, Stream stream)
    : server_{server}, stream_{std::move(stream)}, peer_{server.peer_of(stream_)} {
  server_.connections.insert(this);
}

Server::Impl::Connection::~Connection() {
  server_.connections.erase(this);
  if (server_.ending) return;
  server_.room.cancel();
  if (server_.stopping && server_.connections.empty()) server_.deadline.cancel();
}

net::awaitable<void> Server::Impl::Connection::serve(std::unique_ptr<Connection> connection) {
  try {
    bool more = true;
    while (more && !connection->server_.stopping) more = co_await connection->serve_one();
    co_await connection->discard();
  } catch (const boost::system::system_error&) {
    // The client went away or was too slow, or we are stopping: there is nobody to be told.
  }
}

net::awaitable<void> Server::Impl::Connection::wait_for_bytes() {
  idle_ = true;
  stream_.expires_after(server_.options.limits.idle_timeout);
  const auto space = buffer_.prepare(piece_bytes / 16);
  const std::size_t came = co_await stream_.async_read_some(space, net::use_awaitable);
  buffer_.commit(came);
  idle_ = false;
}

/// Whether another request may follow.
net::awaitable<bool> Server::Impl::Connection::serve_one() {
  const ServerLimits& limits = server_.options.limits;
  if (buffer_.size() == 0) co_await wait_for_bytes();
  began_ = Clock::now();
  line_ = {};
  line_.method = "-";
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes_max));
  parser.body_limit(boost::none);  // depends on the path; BodyReader sees to it
  stream_.expires_after(limits.read_timeout);
  error_code error;
  co_await http::async_read_header(stream_, buffer_, parser, noting(error));
  int status = status_of(error);
  if (error) co_return co_await refuse(status);
  const RequestHead head = head_of(parser);
  auto request = read_head(head, peer_);
  if (!request) co_return co_await refuse(request.error());
  version_ = head.version;
  line_.method = head.method;

  BodyReader body{*request, server_.options};
  status = co_await read_body(parser, body, request->headers.has("expect"));
  if (status != 0) co_return co_await refuse(status, request->secure);
  stream_.expires_never();
  HttpResponse response =
      co_await net::co_spawn(server_.workers, answer_on_worker(*request, body), net::use_awaitable);
  const bool keep_alive = parser.keep_alive() && !server_.stopping;
  co_await write(*request, std::move(response), keep_alive);
  co_return keep_alive;
}

/// 0, or the status to refuse with.
net::awaitable<int> Server::Impl::Connection::read_body(Parser& parser, BodyReader& body,
                                                        bool awaits_leave) {
  const auto length = parser.content_length();
  int status = body.begin(length ? std::optional{*length} : std::nullopt);
  if (status != 0 || parser.is_done()) co_return status;
  if (awaits_leave) co_await give_leave();
  std::vector<char> piece(piece_bytes);
  while (!parser.is_done()) {
    parser.get().body().data = piece.data();
    parser.get().body().size = piece.size();
    stream_.expires_after(server_.options.limits.read_timeout);
    error_code error;
    co_await http::async_read_some(stream_, buffer_, parser, noting(error));
    if (error && error != http::error::need_buffer) {
      status = status_of(error);
      if (status == 0) throw boost::system::system_error{error};
      co_return status;
    }
    stream_.expires_never();
    const std::string_view came{piece.data(), piece.size() - parser.get().body().size};
    if (body.waits_for_disk())
      status =
          co_await net::co_spawn(server_.workers, feed_on_worker(body, came), net::use_awaitable);
    else
      status = body.feed(came);
    if (status != 0) co_return status;
  }
  co_return 0;
}

/// RFC 9110 10.1.1: the client waits to be told that its body is wanted.
net::awaitable<void> Server::Impl::Connection::give_leave() {
  static constexpr std::string_view leave = "HTTP/1.1 100 Continue\r\n\r\n";
  if (version_ != 11) co_return;
  stream_.expires_after(server_.options.limits.read_timeout);
  co_await net::async_write(stream_, net::buffer(leave), net::use_awaitable);
}

net::awaitable<int> Server::Impl::Connection::feed_on_worker(BodyReader& body,
                                                             std::string_view piece) {
  try {
    co_return body.feed(piece);
  } catch (const std::exception& error) {
    note_failure(error);
    co_return 500;
  }
}

net::awaitable<HttpResponse> Server::Impl::Connection::answer_on_worker(const HttpRequest& request,
                                                                        BodyReader& body) {
  try {
    const int status = body.finish();
    HttpResponse response = status == 0 ? server_.answer(request) : refusal(status);
    finish(request, response);
    co_return response;
  } catch (const std::exception& error) {
    note_failure(error);
  }
  HttpResponse response = failure(line_.incident);
  finish(request, response);
  co_return response;
}

void Server::Impl::Connection::note_failure(const std::exception& error) {
  line_.incident = to_hex(random_bytes(incident_bytes));
  line_.exception = name_of(error);
}

net::awaitable<void> Server::Impl::Connection::write(const HttpRequest& request,
                                                     HttpResponse response, bool keep_alive) {
  line_.status = response.status;
  auto message = message_of(request, std::move(response), version_, keep_alive);
  line_.bytes = message.body().size();
  http::response_serializer<http::string_body> writer{message};
  while (!writer.is_done()) {
    stream_.expires_after(server_.options.limits.read_timeout);
    co_await http::async_write_some(stream_, writer, net::use_awaitable);
  }
  line_.took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began_);
  if (server_.options.log) server_.options.log(line_);
}

/// Answers what no handler sees; nothing may follow, since where it would begin isn't known.
net::awaitable<bool> Server::Impl::Connection::refuse(int status, bool secure) {
  if (status == 0) co_return false;
  HttpRequest nothing;
  nothing.secure = secure;
  HttpResponse response = status == 500 ? failure(line_.incident) : refusal(status);
  finish(nothing, response);
  co_await write(nothing, std::move(response), false);
  co_return false;
}

net::awaitable<void> Server::Impl::Connection::discard() {
  idle_ = true;
  stream_.socket().shutdown(Protocol::socket::shutdown_send);
  stream_.expires_after(linger);
  std::vector<char> piece(piece_bytes);
  for (;;) co_await stream_.async_read_some(net::buffer(piece), net::use_awaitable);
}

Server::Impl::Impl(ServerOptions wanted, Answer handler, ListeningSocket socket)
    : options{std::move(wanted)},
      answer{std::move(handler)},
      listening{std::move(socket)},
      stop_descriptor{eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)},
      workers{static_cast<std::size_t>(options.limits.workers)} {
  acceptor.assign(Protocol{listening.family(), 0}, listening.release());
}

Server::Impl::~Impl() {
  ending = true;
  ::close(stop_descriptor);
}

Peer Server::Impl::peer_of(Stream& stream) const {
  if (listening.family() == AF_UNIX) return {"", true};
  error_code gone;
  const auto endpoint = stream.socket().remote_endpoint(gone);
  if (gone) return {};
  const std::string address = peer_address(endpoint.data(), endpoint.size());
  return {address, is_among(address, options.trusted_proxies)};
}

net::awaitable<void> Server::Impl::accept_connections() {
  error_code error;
  while (!stopping) {
    if (connections.size() >= options.limits.connections_max) {
      co_await room.async_wait(noting(error));
      continue;
    }
    Protocol::socket socket{io};
    co_await acceptor.async_accept(socket, noting(error));
    if (stopping) break;
    if (error) {  // the client is gone already, or the system has no more sockets
      net::steady_timer pause{io, accept_pause};
      co_await pause.async_wait(noting(error));
      continue;
    }
    // What is written is complete: the system needn't wait for more. (A Unix socket knows no such.)
    socket.set_option(net::ip::tcp::no_delay{true}, error);
    auto connection = std::make_unique<Connection>(*this, Stream{std::move(socket)});
    net::co_spawn(io, Connection::serve(std::move(connection)), net::detached);
  }
}

net::awaitable<void> Server::Impl::wait_for_stop() {
  net::posix::stream_descriptor asked{io, dup(stop_descriptor)};
  co_await asked.async_wait(net::posix::stream_descriptor::wait_read, net::use_awaitable);
  stopping = true;
  listening.withdraw();
  error_code ignored;
  acceptor.close(ignored);
  room.cancel();
  close_connections(true);
  deadline.expires_after(options.limits.stop_timeout);
  if (!connections.empty()) co_await deadline.async_wait(noting(ignored));
  close_connections(false);
  if (!connections.empty()) io.stop();
}

void Server::Impl::close_connections(bool idle_only) {
  for (Connection* connection : connections)
    if (!idle_only || connection->is_idle()) connection->close();
}

Result<std::unique_ptr<Server>> Server::listen(ServerOptions options, Answer answer) {
  auto socket = ListeningSocket::open(options.listen);
  if (!socket) return fail(socket.error());
  Uploads::remove_leftovers(options.uploads);
  auto impl = std::make_unique<Impl>(std::move(options), std::move(answer), std::move(*socket));
  return std::unique_ptr<Server>{new Server{std::move(impl)}};
}

Server::Server(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Server::~Server() = default;

void Server::run() {
  net::co_spawn(impl_->io, impl_->accept_connections(), net::detached);
  net::co_spawn(impl_->io, impl_->wait_for_stop(), net::detached);
  impl_->io.run();
}

void Server::stop() {
  const std::uint64_t once = 1;
  // The counter can't be full, and a signal's handler has nobody to tell.
  [[maybe_unused]] const auto written = ::write(impl_->stop_descriptor, &once, sizeof(once));
}

std::string Server::address() const { return impl_->listening.address(); }

}  // namespace insyn
