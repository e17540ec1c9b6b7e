#pragma once

#include <stdexcept>
#include <string>

namespace insyn {

/// An invariant of ours is broken in what one request is answered with. Its text is the place in
/// the source and what should have held, nothing of the request: it may stand in the log.
class BrokenPage : public std::logic_error {
 public:
  explicit BrokenPage(const std::string& text) : std::logic_error{text} {}
};

/// As `check`, where nobody but who asked for the page is wronged: throws BrokenPage, which the
/// server answers with a 500 (web/server), instead of ending the server for everyone.
void check_page(bool holds, const char* what, const char* file = __builtin_FILE(),
                int line = __builtin_LINE());

}  // namespace insyn
