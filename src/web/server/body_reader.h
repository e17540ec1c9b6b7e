#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "web/http/message.h"
#include "web/http/multipart.h"
#include "web/server/server.h"
#include "web/server/uploads.h"

namespace insyn {

/// Takes the body of a request piece by piece and puts it where handlers look for it: a form into
/// `form`, its files into the folder of uploads and `files`, anything else into `body`.
class BodyReader {
 public:
  BodyReader(HttpRequest& request, const ServerOptions& options);

  /// Before the first piece, with what Content-Length says. 0, or the status to refuse with.
  int begin(std::optional<std::uint64_t> content_length);
  /// 0, or the status to refuse with. Throws if the disk fails.
  int feed(std::string_view piece);
  int finish();

  /// Pieces go to a disk, and `feed` may have to wait.
  bool waits_for_disk() const { return is_upload_; }

 private:
  HttpRequest& request_;
  bool is_upload_ = false;
  std::uint64_t bytes_max_ = 0;
  std::uint64_t bytes_ = 0;
  Uploads uploads_;
  bool is_multipart_ = false;
  std::optional<MultipartReader> multipart_;
  MultipartLimits limits_;
};

}  // namespace insyn
