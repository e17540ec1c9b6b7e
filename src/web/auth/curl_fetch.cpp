#include "web/auth/curl_fetch.h"

#include <curl/curl.h>

#include <memory>
#include <stdexcept>

#include "web/auth/addresses.h"

namespace insyn {
namespace {

constexpr long connect_ms = 4'000;
constexpr long total_ms = 10'000;

struct FreeHeaders {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Headers = std::unique_ptr<curl_slist, FreeHeaders>;

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

std::size_t take(const char* data, std::size_t size, std::size_t count, void* to) {
  auto& body = *static_cast<std::string*>(to);
  if (body.size() + size * count > fetch_bytes_most) return 0;  // curl gives up
  body.append(data, size * count);
  return size * count;
}

void add_header(Headers& headers, const std::string& line) {
  curl_slist* const longer = curl_slist_append(headers.get(), line.c_str());
  if (longer == nullptr) throw std::runtime_error{"no memory left for a header"};
  if (headers == nullptr) headers.reset(longer);
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
  if (curl_easy_setopt(handle, option, value) != CURLE_OK)
    throw std::runtime_error{"libcurl refuses an option"};
}

}  // namespace

CurlFetch::CurlFetch() {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
    throw std::runtime_error{"libcurl could not start"};
}

Result<FetchAnswer> CurlFetch::fetch(const FetchRequest& request) {
  if (!is_safe_address(request.url))
    return fail(ErrorKind::unusable, "fetch", "Adressen är varken https eller på den egna datorn.");
  const std::unique_ptr<CURL, FreeHandle> owner{curl_easy_init()};
  CURL* const handle = owner.get();
  if (handle == nullptr) throw std::runtime_error{"libcurl gives no handle"};
  FetchAnswer answer;
  Headers headers;
  add_header(headers, "Accept: application/json");
  if (!request.authorization.empty())
    add_header(headers, "Authorization: " + request.authorization);
  const bool here = is_loopback_address(request.url);
  set(handle, CURLOPT_URL, request.url.c_str());
  set(handle, CURLOPT_PROTOCOLS_STR, here ? "https,http" : "https");
  if (here) set(handle, CURLOPT_NOPROXY, "*");
  set(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
  set(handle, CURLOPT_TIMEOUT_MS, total_ms);
  set(handle, CURLOPT_HTTPHEADER, headers.get());
  set(handle, CURLOPT_WRITEFUNCTION, &take);
  set(handle, CURLOPT_WRITEDATA, &answer.body);
  if (!request.form.empty()) {
    set(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.form.size()));
    set(handle, CURLOPT_POSTFIELDS, request.form.c_str());
  }
  const CURLcode status = curl_easy_perform(handle);
  if (status != CURLE_OK)
    return fail(
        ErrorKind::unusable, "fetch",
        std::string{"Inloggningstjänsten svarar inte ("} + curl_easy_strerror(status) + ").");
  long code = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
  answer.status = static_cast<int>(code);
  return answer;
}

}  // namespace insyn
