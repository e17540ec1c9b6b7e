#include "web/server/body_reader.h"

#include "web/http/form.h"

namespace insyn {
namespace {

int status_of(MultipartReader::Standing standing) {
  if (standing == MultipartReader::Standing::malformed) return 400;
  return standing == MultipartReader::Standing::too_large ? 413 : 0;
}

}  // namespace

BodyReader::BodyReader(HttpRequest& request, const ServerOptions& options)
    : request_{request}, uploads_{options.uploads} {
  is_multipart_ = media_type(request.headers["content-type"]) == "multipart/form-data";
  is_upload_ = is_multipart_ && options.takes_upload && options.takes_upload(request.path);
  bytes_max_ = is_upload_ ? options.limits.upload_bytes_max : options.limits.body_bytes_max;
  limits_.fields_bytes_max = options.limits.body_bytes_max;
  if (!is_upload_) limits_.files_max = 0;
}

int BodyReader::begin(std::optional<std::uint64_t> content_length) {
  if (content_length.value_or(0) > bytes_max_) return 413;
  if (!is_multipart_) return 0;
  const auto boundary = multipart_boundary(request_.headers["content-type"]);
  if (!boundary) return 400;
  multipart_.emplace(*boundary, uploads_, limits_);
  return 0;
}

int BodyReader::feed(std::string_view piece) {
  bytes_ += piece.size();
  if (bytes_ > bytes_max_) return 413;
  if (multipart_) return status_of(multipart_->feed(piece));
  request_.body += piece;
  return 0;
}

int BodyReader::finish() {
  if (multipart_) {
    if (multipart_->standing() != MultipartReader::Standing::complete) return 400;
    request_.form = multipart_->take_fields();
    request_.files = uploads_.files();
    return 0;
  }
  if (media_type(request_.headers["content-type"]) != "application/x-www-form-urlencoded") return 0;
  auto form = parse_form(request_.body);
  if (!form) return 400;
  request_.form = std::move(*form);
  request_.body.clear();
  return 0;
}

}  // namespace insyn
