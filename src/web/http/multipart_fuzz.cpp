#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/text.h"
#include "web/http/form.h"
#include "web/http/multipart.h"

namespace insyn {
namespace {

struct FilesInMemory : FileTaker {
  std::vector<NameValue> files;
  std::string contents;
  bool open = false;
  void begin(std::string_view field, std::string_view name) override {
    check(!open && is_utf8(field) && is_utf8(name), "a file has a name, one after the other");
    check(name.find_first_of("/\\") == std::string_view::npos, "a file's name has no folders");
    files.push_back({std::string{field}, std::string{name}});
    open = true;
  }
  void write(std::string_view bytes) override { contents += bytes; }
  void end() override {
    contents += '\0';
    open = false;
  }
};

struct Read {
  MultipartReader::Standing standing{};
  Fields fields;
  FilesInMemory files;
};

constexpr MultipartLimits limits{.parts_max = 6, .fields_bytes_max = 200, .files_max = 3};

Read read(std::string_view text, std::size_t piece) {
  Read found;
  MultipartReader reader{"b", found.files, limits};
  for (std::size_t at = 0; at < text.size(); at += piece) reader.feed(text.substr(at, piece));
  found.standing = reader.standing();
  found.fields = reader.take_fields();
  return found;
}

void fuzz_one(std::string_view input) {
  multipart_boundary(input);
  // The first byte says how the rest is cut.
  if (input.empty()) return;
  const auto piece = 1 + static_cast<std::size_t>(static_cast<unsigned char>(input.front()) % 32);
  input.remove_prefix(1);
  const Read whole = read(input, std::max<std::size_t>(input.size(), 1));
  const Read cut = read(input, piece);
  check(whole.standing == cut.standing, "pieces stand as the whole does");
  if (whole.standing != MultipartReader::Standing::complete) return;
  check(whole.fields == cut.fields, "pieces have the fields of the whole");
  check(whole.files.files == cut.files.files && whole.files.contents == cut.files.contents,
        "pieces have the files of the whole");
  check(!whole.files.open && whole.files.files.size() <= limits.files_max, "every file ended");
  for (const auto& [name, value] : whole.fields.all)
    check(is_field_text(name) && is_field_text(value), "a field is a text");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
