#pragma once

#include <string>
#include <string_view>

#include "web/http/message.h"

namespace insyn {

/// Whether an `Accept-Encoding` takes gzip: named, or by `*`, with a weight above 0 (RFC 9110
/// 12.5.3). What is malformed is not taken.
bool accepts_gzip(std::string_view accept_encoding);

/// The content as one gzip member (RFC 1952) that tells neither time nor name.
std::string gzipped(std::string_view content);

/// Compresses texts that are worth it, if the browser takes it and the answer may be kept (etag.h).
/// Pages that hold what somebody looked up are sent as they are: beside a secret of the page, the
/// length of a compressed answer tells strangers what the secret is (the BREACH attack, 2013).
void compress_for(const HttpRequest& request, HttpResponse& response);

}  // namespace insyn
