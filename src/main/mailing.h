#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "app/desk.h"
#include "base/result.h"
#include "notify/outbox.h"

namespace insyn {

/// Mails of a served home: a thread of its own plans, queues and sends them (notify/mailer.h) while
/// it lives, by what server.toml says. What goes wrong with mails stops nothing else: `report` gets
/// a line.
class Mailing {
 public:
  virtual ~Mailing() = default;
  virtual MailCounts counts(Instant now) = 0;
  /// Whether server.toml has a `[mail]`.
  virtual bool is_configured() const = 0;
  /// Whether outbox.db is damaged: then no mail is queued or sent, and the counts are none.
  virtual bool is_damaged() const = 0;
};

/// The desk is borrowed. Errors: server.toml can't be used. A damaged outbox.db is reported and
/// left as it is: the pages are served without mail until somebody has seen to it (docs/adr/0019).
Result<std::unique_ptr<Mailing>> start_mailing(const std::filesystem::path& root, Desk& desk,
                                               std::function<void(std::string_view)> report);

}  // namespace insyn
