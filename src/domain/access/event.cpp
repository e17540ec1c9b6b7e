#include "domain/access/event.h"

namespace insyn {

std::optional<Action> parse_action(std::string_view text) {
  for (std::size_t i = 0; i < action_names.size(); ++i)
    if (action_names[i] == text) return static_cast<Action>(i);
  return std::nullopt;
}

}  // namespace insyn
