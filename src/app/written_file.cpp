#include "app/written_file.h"

#include <exception>
#include <fstream>

#include "base/disk_trouble.h"
#include "base/hex.h"

namespace insyn {
namespace {

tl::unexpected<Error> unwritable(const std::filesystem::path& path, std::string_view reason) {
  return fail(ErrorKind::refused, "out-unwritable",
              path.string() + " går inte att skriva. " +
                  disk_trouble(reason).value_or("Välj en annan plats med --out."));
}

}  // namespace

Result<Done> write_out(const Home& home, const std::filesystem::path& file,
                       std::string_view bytes) {
  try {
    const auto sink = home.create_file(home.directory / file);
    sink->write(bytes);
    sink->finish();
    return Done{};
  } catch (const std::exception& failure) {
    return unwritable(file, failure.what());
  }
}

Result<Done> make_out_folder(const Home& home, const std::filesystem::path& folder) {
  try {
    home.create_folder(home.directory / folder);
    return Done{};
  } catch (const std::exception& failure) {
    return unwritable(folder, failure.what());
  }
}

std::filesystem::path rejected_of_log(std::uint32_t delivery) {
  return std::filesystem::path{"rejected"} / (std::to_string(delivery) + ".csv");
}

std::filesystem::path rejected_of_register(std::uint64_t position, std::string_view name) {
  return std::filesystem::path{"rejected"} /
         (std::to_string(position) + "-" + std::string{name} + ".csv");
}

void RejectedFile::write(std::string_view bytes) {
  if (!sink_) sink_ = home_.create_file(name_);
  sink_->write(bytes);
  hash_.update(bytes);
}

std::string RejectedFile::finish() {
  if (!sink_) return {};
  sink_->finish();
  return to_hex(hash_.finish());
}

bool is_in_place(const Home& home, const std::filesystem::path& rejected,
                 const std::string& sha256) {
  std::ifstream file{home.root / rejected, std::ios::binary};
  if (!file) return sha256.empty();
  Sha256Stream stream;
  std::string piece(std::size_t{1} << 16, '\0');
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0)
    stream.update({piece.data(), static_cast<std::size_t>(file.gcount())});
  return to_hex(stream.finish()) == sha256;
}

}  // namespace insyn
