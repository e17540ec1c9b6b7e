#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace insyn {

/// The Swedish words for what stands on a list (practice 4.1).

/// Looks up a unit's or a person's name.
using NameOf = std::function<std::string(const std::string& id)>;

/// What the registers say behind an explanation or a fact, as a sentence.
std::string fact_text(const json::object& evidence, const NameOf& unit, const NameOf& person);

/// What a reader is asked to look closer at.
std::string flag_text(const json::object& evidence);

/// What was done: `läste`, `skrev ut` …
std::string_view verb_of(std::string_view action);

std::string_view role_text(std::string_view role);

/// `Anna Ekmans`, `Lars Näs`: the genitive of a name.
std::string genitive(const std::string& name);

/// `Anna` of `Anna Öberg` and of `Öberg, Anna`; empty if there is none.
std::string first_name_of(std::string_view name);

/// `1 rad`, `3 rader`.
std::string counted(std::int64_t count, std::string_view one, std::string_view many);

/// `2–15 februari 2026`, of a half-open range in RFC 3339 days.
std::string days_text(const std::string& from, const std::string& to);

/// `3 februari` of an RFC 3339 instant.
std::string day_in_year(const std::string& instant);

/// `3 februari kl. 08.15`.
std::string moment_text(const std::string& instant);

/// `3 februari 2026 kl. 08.15`.
std::string dated_moment_text(const std::string& instant);

}  // namespace insyn
