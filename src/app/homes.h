#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/home.h"

namespace insyn {

/// A home that this process holds: its lock is taken, its stores are open. Closed when destroyed.
class OpenHome {
 public:
  virtual ~OpenHome() = default;
  virtual Home& home() = 0;

  /// The same home for a second thread, which may only read: its `home()` has every act that was
  /// made before the call, also while the first thread is in the middle of something. Destroy it
  /// before this one. None if there can't be one: then the first thread does both.
  virtual std::unique_ptr<OpenHome> reader() { return nullptr; }
};

/// Opens homes: what the composition root gives the commands.
class Homes {
 public:
  virtual ~Homes() = default;

  /// Takes the lock, opens the stores and finishes what a crash left. Kind home if there is no
  /// home, another process has it, it is of a newer version, or it can't be read.
  virtual Result<std::unique_ptr<OpenHome>> open(const std::filesystem::path& root, Instant now,
                                                 const std::string& actor) = 0;

  /// Makes a home with this routine (its TOML). Refused if the folder is a home already or holds
  /// anything else; what an interrupted `create` left is made anew.
  virtual Result<std::unique_ptr<OpenHome>> create(const std::filesystem::path& root, Instant now,
                                                   const std::string& actor,
                                                   const std::string& routine) = 0;
};

}  // namespace insyn
