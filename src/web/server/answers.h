#pragma once

#include <exception>
#include <string>
#include <string_view>

#include "web/http/message.h"

namespace insyn {

/// What the server itself answers, and what it adds to every answer (OWASP Secure Headers):
/// nothing of ours in frames, nothing of others' in ours, no address given away, no page kept by a
/// shared computer.

/// The header Content-Security-Policy: a page loads from us only, is framed by nobody, and runs no
/// script or style that stands in it. htmx needs no `unsafe-*`; the icons inside Designsystemet's
/// CSS are `data:` images.
inline constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'";

/// A request that no handler gets to see. One sentence, plain text.
HttpResponse refusal(int status);

/// A handler that failed: the number finds its line in the log, and says nothing by itself.
HttpResponse failure(const std::string& incident);

/// What the log says of an exception: its type. Its text may hold what the request was about, but
/// for a BrokenPage's, which says where in the source.
std::string name_of(const std::exception& error);

/// Adds the headers below where the handler gave none of that name, then the tag and the gzipped
/// form of what may be kept. Throws std::invalid_argument for a header that can't be written.
///
/// A handler replaces `Content-Security-Policy` where a form leads elsewhere (OIDC logout).
/// `Cache-Control: no-store`: what was looked up stays nowhere; files of ours say otherwise.
/// `Strict-Transport-Security` only to who came by TLS.
void finish(const HttpRequest& request, HttpResponse& response);

}  // namespace insyn
