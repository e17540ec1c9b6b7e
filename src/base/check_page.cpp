#include "base/check_page.h"

namespace insyn {

void check_page(bool holds, const char* what, const char* file, int line) {
  if (!holds) throw BrokenPage{std::string{file} + ":" + std::to_string(line) + ": " + what};
}

}  // namespace insyn
