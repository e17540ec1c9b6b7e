#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "web/http/form.h"

namespace insyn {
namespace {

void fuzz_one(std::string_view input) {
  const auto fields = parse_form(input);
  if (!fields) return;
  check(fields->all.size() <= form_fields_max, "the number of fields is limited");
  for (const auto& [name, value] : fields->all)
    check(is_field_text(name) && is_field_text(value), "a field is a text");
  check(parse_form(form_encoded(*fields)) == *fields, "what is written is read back");
}

}  // namespace
}  // namespace insyn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  insyn::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
