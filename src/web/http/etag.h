#pragma once

#include <string>
#include <string_view>

#include "web/http/message.h"

namespace insyn {

/// The entity tag of a content (RFC 9110 8.8.3): weak, since gzip changes the bytes but not what
/// they say.
std::string etag_of(std::string_view content);

/// Whether an `If-None-Match` names the tag, compared weakly (RFC 9110 13.1.2); `*` names all. What
/// is malformed names nothing more.
bool names_etag(std::string_view if_none_match, std::string_view etag);

/// Whether the answer may lie in a browser or proxy. What doesn't say may not: it may hold what
/// somebody looked up.
bool may_be_kept(const HttpResponse& response);

/// Gives a 200 that may be kept its tag, and makes it a 304 without a body if the browser has it.
void answer_from_cache(const HttpRequest& request, HttpResponse& response);

}  // namespace insyn
