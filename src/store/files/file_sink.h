#pragma once

#include "base/byte_sink.h"
#include "store/files/durable_file.h"

namespace insyn {

/// A DurableFile for those who only know the port.
class FileSink final : public ByteSink {
 public:
  FileSink(const std::filesystem::path& path, mode_t mode) : file_{path, mode} {}
  void write(std::string_view bytes) override { file_.append(bytes); }
  void finish() override { file_.finish(); }

 private:
  DurableFile file_;
};

}  // namespace insyn
