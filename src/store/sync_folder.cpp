#include "store/sync_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace insyn {

void sync_folder(const std::filesystem::path& folder) {
  const std::filesystem::path name = folder.empty() ? "." : folder;
  const int descriptor = ::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int reason = errno;
  if (descriptor >= 0) {
    const int done = ::fsync(descriptor);
    reason = done == 0 ? 0 : errno;
    ::close(descriptor);
  }
  if (reason != 0)
    throw std::runtime_error{name.string() + ": " + std::generic_category().message(reason)};
}

}  // namespace insyn
