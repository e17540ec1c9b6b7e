#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/progress_state.h"
#include "papers/audit_material.h"
#include "papers/head.h"
#include "report/document.h"

namespace insyn {

/// Names by pseudonym, for those who may see who was drawn.
using DrawnNames = std::map<std::string, std::string, std::less<>>;

/// How an audit's sample came about, so that a stranger can do it again: period, groups and shares,
/// the root that was committed to, the seed and its source, who did what when, the drawn as
/// pseudonyms, the checkpoints. With `names` an appendix says who they are; without it nobody is
/// named but those who opened and drew.
Document draw_protocol(const AuditMaterial& material, const std::vector<LeftSample>& left,
                       const PaperHead& head, const DrawnNames& names = {});

/// Digits in groups of five, as dice are thrown and read aloud: `01382 43811`. Any other seed as it
/// is.
std::string seed_text(const std::string& seed);

}  // namespace insyn
