#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "domain/calendar/time.h"

namespace insyn {

/// One look at a person's data in Insyn itself. Personal data.
struct View {
  Instant at{};
  std::string user;        ///< who looked: their id among the users; never empty
  std::string user_staff;  ///< and in the staff register, if they have one
  std::string page;        ///< a code: `list`, `frame`, `extract`
  std::string staff;       ///< whose data, if a member of staff's
  std::string client;      ///< whose data, if a client's
  std::string audit;       ///< in which audit, if in one
  friend bool operator==(const View&, const View&) = default;
};

/// Who looked at what in Insyn, numbered from 1 without gaps, for ever. Apart from all that the
/// home's owner holds, so that a page which logs a look never waits for an import. Every function
/// may be called from any thread.
class ViewLog {
 public:
  virtual ~ViewLog() = default;

  /// Durable when it returns: only then may the page be shown. Throws if it can't be written; what
  /// was given may then still be logged later, since a look too many does no harm.
  virtual void append(std::span<const View> views) = 0;

  virtual std::uint64_t size() = 0;

  /// At most `limit` of them, those after the first `from`. Throws if one can't be read.
  virtual std::vector<View> read(std::uint64_t from, std::uint64_t limit) = 0;

  /// How many of the first have become events of the source `insyn`; only ever grows.
  virtual std::uint64_t delivered() = 0;
  virtual void set_delivered(std::uint64_t count) = 0;
};

}  // namespace insyn
