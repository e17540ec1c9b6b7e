#include "store/files/home_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "base/disk_trouble.h"
#include "store/errors.h"

namespace insyn {

Result<std::unique_ptr<HomeLock>> HomeLock::take(const std::filesystem::path& home) {
  const auto file = home / "lock";
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    const std::string reason = std::generic_category().message(errno);
    return fail(ErrorKind::home, "home-unreadable",
                "Hemmet " + home.string() + " går inte att öppna. " +
                    disk_trouble(reason).value_or("Kontrollera sökvägen (" + reason + ")."));
  }
  auto lock = std::make_unique<HomeLock>(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return fail(home_locked_error(home.string()));
  return lock;
}

HomeLock::~HomeLock() { ::close(descriptor_); }

}  // namespace insyn
