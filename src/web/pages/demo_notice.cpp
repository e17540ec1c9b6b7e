#include "web/pages/demo_notice.h"

#include "base/text.h"
#include "web/look/parts.h"

namespace insyn {

Html demo_notice(const Messages& words, const std::string& accounts) {
  if (accounts.empty()) return {};
  Html lines;
  for (const std::string_view line : split(accounts, '\n'))
    if (!line.empty()) lines += el("li", {}, line);
  return el("p", {}, el("strong", {}, words.t("Demonstration.")), " ",
            words.t("Kommunen, personerna och loggarna är påhittade.")) +
         more(words.t("Vilka kan jag logga in som?"), el("ul", {}, lines));
}

}  // namespace insyn
