#include "web/pages/said.h"

#include <algorithm>
#include <iterator>

#include "web/messages/messages.h"

namespace insyn {
namespace {

struct Said {
  std::string_view code, text;
};

// One line an act, each page's together.
constexpr Said sentences[] = {
    // Rutinen
    {"routine-proposed", marked("Ändringen är föreslagen. Nu behöver någon annan godkänna den.")},
    {"routine-approved", marked("Ändringen är godkänd. Den nya versionen gäller.")},
    {"routine-refused", marked("Ändringen är avslagen. Rutinen är som den var.")},
    {"decision-recorded", marked("Beslutet är infört.")},
    // Användare
    {"user-added", marked("Användaren är tillagd.")},
    {"user-renamed", marked("Namn och e-post är ändrade.")},
    {"user-ended", marked("Användaren är avslutad och kan inte längre logga in.")},
    {"change-proposed", marked("Ändringen är föreslagen. Nu behöver någon annan godkänna den.")},
    {"change-approved", marked("Ändringen är godkänd och gäller nu.")},
    {"change-refused", marked("Ändringen är avslagen.")},
    {"stand-in-named", marked("Ersättaren är utsedd.")},
    // Informerad personal
    {"information-published", marked("Informationstexten är publicerad.")},
    {"informed-recorded", marked("Det är antecknat att medarbetarna är informerade.")},
    {"information-signed", marked("Tack. Du har kvitterat att du har läst informationen.")},
};

}  // namespace

std::string_view sentence_of(std::string_view code) {
  const auto* found = std::ranges::find(sentences, code, &Said::code);
  return found == std::end(sentences) ? std::string_view{} : found->text;
}

}  // namespace insyn
