#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace insyn {

/// An HTTP request and its answer as plain values (RFC 9110): what a page sees of the network.
/// Everything of the request comes from outside and has been checked for form only.

enum class Method { get, head, post };

struct NameValue {
  std::string name, value;
  friend bool operator==(const NameValue&, const NameValue&) = default;
};

/// Names and values in the order in which they came; a name may come several times.
struct Fields {
  std::vector<NameValue> all;

  /// The first value of the name; empty if there is none.
  std::string_view operator[](std::string_view name) const;
  bool has(std::string_view name) const;
  std::vector<std::string_view> every(std::string_view name) const;
  friend bool operator==(const Fields&, const Fields&) = default;
};

/// A file that came with a multipart form; it lies in a folder of the server's until the answer is
/// sent.
struct UploadedFile {
  std::string field;  ///< of the form
  std::string name;   ///< as the browser called it, without folders; only ever shown
  std::string path;   ///< where it lies now
  std::uint64_t size = 0;
};

struct HttpRequest {
  Method method = Method::get;
  std::string path;  ///< decoded, begins with `/`, no empty, `.` or `..` part, valid UTF-8
  Fields query;      ///< decoded
  Fields headers;    ///< names in lower case
  Fields cookies;
  Fields form;  ///< of a POST with a form; decoded
  std::vector<UploadedFile> files;
  std::string body;     ///< of a POST with anything but a form, as it came
  std::string client;   ///< the address that limits are counted by; believed only from a proxy
  bool secure = false;  ///< came by TLS, as the proxy in front says

  bool wants_fragment() const;  ///< htmx asked (`HX-Request: true`)
};

struct HttpResponse {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body;
  std::vector<NameValue> headers;  ///< besides those that the server sets for every answer
};

/// 303 See Other, to a path of ours, which may have a query and a `#place`. What is no path of ours
/// (`//other.host`, `https:…`, which a form may have brought) leads to `/`.
HttpResponse redirect_to(std::string_view path);

/// Whether the name is a token and the value holds nothing that ends a line (RFC 9110 5.5, 5.6.2).
bool is_header(const NameValue& header);

/// The text with A–Z in lower case, as names of headers and types are compared.
std::string lower_case(std::string_view text);

}  // namespace insyn
