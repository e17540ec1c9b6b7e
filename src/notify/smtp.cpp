#include "notify/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "notify/mail_text.h"

namespace insyn {
namespace {

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
  if (curl_easy_setopt(handle, option, value) != CURLE_OK)
    throw std::runtime_error{"libcurl refuses an option"};
}

/// The mail as libcurl asks for it, piece by piece.
struct Reading {
  std::string_view left;
};

std::size_t give(char* to, std::size_t size, std::size_t count, void* from) {
  auto& reading = *static_cast<Reading*>(from);
  const std::size_t given = std::min(size * count, reading.left.size());
  std::memcpy(to, reading.left.data(), given);
  reading.left.remove_prefix(given);
  return given;
}

std::size_t pass_over(const char*, std::size_t size, std::size_t count, void*) {
  return size * count;
}

/// What was said last before the goodbye: a 5xx to RCPT is about the recipient, one to AUTH or MAIL
/// about us.
struct Talk {
  std::string last;  ///< command, its first four letters
  int answer = 0;
  bool is_goodbye = false;
};

int note(CURL*, curl_infotype type, char* data, std::size_t size, void* to) {
  auto& talk = *static_cast<Talk*>(to);
  const std::string_view line{data, size};
  if (type == CURLINFO_HEADER_OUT) {
    talk.is_goodbye = line.starts_with("QUIT");
    if (!talk.is_goodbye) talk.last = line.substr(0, 4);
  }
  if (type == CURLINFO_HEADER_IN && !talk.is_goodbye)
    talk.answer = static_cast<int>(parse_integer(line.substr(0, 3)).value_or(0));
  return 0;
}

long tls_of(SmtpServer::Tls tls) {
  switch (tls) {
    case SmtpServer::Tls::required:
    case SmtpServer::Tls::direct:
      return CURLUSESSL_ALL;
    case SmtpServer::Tls::optional:
      return CURLUSESSL_TRY;
    case SmtpServer::Tls::none:
      return CURLUSESSL_NONE;
  }
  return CURLUSESSL_ALL;
}

class CurlSmtp final : public MailSender {
 public:
  explicit CurlSmtp(SmtpServer server) : server_{std::move(server)} {
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
      throw std::runtime_error{"libcurl could not start"};
    handle_.reset(curl_easy_init());
    if (handle_ == nullptr) throw std::runtime_error{"libcurl gives no handle"};
  }

  SendResult send(const std::string& to, const std::string& mail) override {
    const std::unique_ptr<curl_slist, FreeList> recipients{
        curl_slist_append(nullptr, ("<" + to + ">").c_str())};
    if (recipients == nullptr) throw std::runtime_error{"no memory left for a recipient"};
    Reading reading{mail};
    Talk talk;
    CURL* const handle = handle_.get();
    curl_easy_reset(handle);  // keeps the connection
    prepare();
    set(handle, CURLOPT_MAIL_RCPT, recipients.get());
    set(handle, CURLOPT_READDATA, &reading);
    set(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(mail.size()));
    set(handle, CURLOPT_DEBUGDATA, &talk);
    const CURLcode status = curl_easy_perform(handle);
    SendResult result;
    result.answer = talk.answer;
    result.delivery = delivery_of(status, talk);
    if (result.delivery != Delivery::taken) result.trouble = trouble_of(status, result.answer);
    return result;
  }

 private:
  void prepare() {
    CURL* const handle = handle_.get();
    const bool direct = server_.tls == SmtpServer::Tls::direct;
    const std::string url = (direct ? "smtps://" : "smtp://") + server_.host + ":" +
                            std::to_string(server_.port) + "/" +
                            std::string{domain_of(server_.from)};
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(handle, CURLOPT_NOPROXY, "*");
    set(handle, CURLOPT_USE_SSL, tls_of(server_.tls));
    set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!server_.ca_file.empty()) set(handle, CURLOPT_CAINFO, server_.ca_file.c_str());
    if (!server_.user.empty()) {
      set(handle, CURLOPT_USERNAME, server_.user.c_str());
      set(handle, CURLOPT_PASSWORD, server_.password.c_str());
    }
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_CONNECTTIMEOUT, server_.connect_seconds);
    set(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, server_.total_seconds);
    set(handle, CURLOPT_TIMEOUT, server_.total_seconds);
    set(handle, CURLOPT_MAIL_FROM, ("<" + server_.from + ">").c_str());
    set(handle, CURLOPT_UPLOAD, 1L);
    set(handle, CURLOPT_READFUNCTION, &give);
    set(handle, CURLOPT_WRITEFUNCTION, &pass_over);
    set(handle, CURLOPT_VERBOSE, 1L);
    set(handle, CURLOPT_DEBUGFUNCTION, &note);
  }

  static Delivery delivery_of(CURLcode status, const Talk& talk) {
    if (status == CURLE_OK) return Delivery::taken;
    const bool about_the_mail = talk.last == "RCPT" || talk.last == "DATA";
    if (!about_the_mail) return Delivery::unreachable;
    if (talk.answer >= 500 && talk.answer < 600) return Delivery::never;
    return Delivery::later;
  }

  static std::string trouble_of(CURLcode status, int answer) {
    std::string text = curl_easy_strerror(status);
    if (answer != 0) text += ", svar " + std::to_string(answer);
    return text;
  }

  SmtpServer server_;
  std::unique_ptr<CURL, FreeHandle> handle_;
};

}  // namespace

std::unique_ptr<MailSender> make_smtp_sender(SmtpServer server) {
  return std::make_unique<CurlSmtp>(std::move(server));
}

}  // namespace insyn
