#pragma once

#include <string>

#include "web/http/message.h"

namespace insyn {

/// What the server itself answers, and what it adds to every answer.

/// A request that no handler gets to see. One sentence, plain text.
HttpResponse refusal(int status);

/// A handler that failed: the number finds its line in the log, and says nothing by itself.
HttpResponse failure(const std::string& incident);

/// Adds the headers below where the handler gave none of that name, then the tag and the gzipped
/// form of what may be kept. Throws std::invalid_argument for a header that can't be written.
///
/// `Content-Security-Policy` lets a page load from us only, be framed by nobody, and run no script
/// or style that stands in it; a handler replaces it where a form leads elsewhere (OIDC logout).
/// `Cache-Control: no-store`: what was looked up stays nowhere; files of ours say otherwise.
void finish(const HttpRequest& request, HttpResponse& response);

}  // namespace insyn
