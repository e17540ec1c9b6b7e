#include "store/memory/act_log.h"

#include "store/errors.h"

namespace insyn {

Result<Done> MemoryActLog::append(const StoredAct& act) {
  if (act.seq != acts_.size()) return fail(act_position_error(act.seq, acts_.size()));
  acts_.push_back(act);
  return Done{};
}

std::vector<StoredAct> MemoryActLog::read(std::uint64_t from) {
  std::vector<StoredAct> acts;
  for (std::uint64_t seq = from; seq < acts_.size(); ++seq) {
    acts.push_back(acts_[seq]);
    acts.back().salt.reset();
    acts.back().words.reset();
  }
  return acts;
}

std::optional<StoredAct> MemoryActLog::with_words(std::uint64_t seq) {
  if (seq >= acts_.size()) return std::nullopt;
  return acts_[seq];
}

}  // namespace insyn
