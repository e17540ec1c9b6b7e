#pragma once

#include <string_view>

namespace insyn {

/// What a page says after an act, by the code that stands in its address (`?sagt=sources-checked`):
/// fixed sentences, so that nobody can put words on a page by a link. Swedish, for
/// `Messages::t`; empty for a code that there isn't.
std::string_view sentence_of(std::string_view code);

}  // namespace insyn
