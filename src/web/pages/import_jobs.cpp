#include "web/pages/import_jobs.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "app/import_register.h"

namespace insyn {
namespace {

namespace fs = std::filesystem;

void remove_quietly(const fs::path& file) {
  std::error_code ignored;
  fs::remove(file, ignored);
}

const Source* find_source(const std::vector<Source>& sources, const std::string& id) {
  const auto found = std::ranges::find(sources, id, &Source::id);
  return found == sources.end() ? nullptr : &*found;
}

}  // namespace

bool ImportJob::is_done() const {
  return std::ranges::all_of(files, [](const File& file) {
    return file.stage == Stage::done || file.stage == Stage::failed;
  });
}

ImportJobs::ImportJobs(Desk& desk, OpensFile open)
    : desk_{desk}, open_{std::move(open)}, thread_{[this] { work(); }} {}

ImportJobs::~ImportJobs() {
  {
    const std::lock_guard lock{mutex_};
    ending_ = true;
  }
  wake_.notify_all();
  thread_.join();
  for (const Task& task : waiting_)
    for (const WantedImport::File& file : task.wanted.files) remove_quietly(file.path);
}

std::uint64_t ImportJobs::begin(const Actor& actor, WantedImport wanted) {
  for (WantedImport::File& file : wanted.files) {
    fs::path aside = file.path;
    aside += ".import";
    fs::rename(file.path, aside);
    file.path = aside;
  }
  const std::lock_guard lock{mutex_};
  ImportJob job;
  job.number = ++last_;
  job.user = actor.user;
  job.source = wanted.source;
  job.register_name = wanted.register_name;
  for (const WantedImport::File& file : wanted.files) {
    ImportJob::File known;
    known.name = file.name;
    known.size = file.size;
    job.files.push_back(std::move(known));
  }
  known_.push_back(std::move(job));
  while (known_.size() > remembered_max && known_.front().is_done()) known_.pop_front();
  waiting_.push_back({actor, std::move(wanted), last_});
  wake_.notify_all();
  return last_;
}

std::optional<ImportJob> ImportJobs::find(std::uint64_t number) const {
  const std::lock_guard lock{mutex_};
  const auto found = std::ranges::find(known_, number, &ImportJob::number);
  if (found == known_.end()) return std::nullopt;
  return *found;
}

std::optional<ImportJob> ImportJobs::under_way() const {
  const std::lock_guard lock{mutex_};
  for (auto job = known_.rbegin(); job != known_.rend(); ++job)
    if (!job->is_done()) return *job;
  return std::nullopt;
}

void ImportJobs::work() {
  std::unique_lock lock{mutex_};
  while (true) {
    wake_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
    if (ending_) return;
    const Task task = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    for (std::size_t index = 0; index < task.wanted.files.size(); ++index) run(task, index);
    lock.lock();
  }
}

void ImportJobs::run(const Task& task, std::size_t index) {
  const fs::path& path = task.wanted.files[index].path;
  const auto failed = [&](const std::string& why) {
    update(task, index, [&](ImportJob::File& file) {
      file.stage = ImportJob::Stage::failed;
      file.problem = why;
    });
  };
  update(task, index, [](ImportJob::File& file) { file.stage = ImportJob::Stage::reading; });
  try {
    const auto bytes = open_(path);
    if (bytes)
      desk_.act(task.actor, [&](Home& home) { import_file(home, task, index, **bytes); });
    else
      failed("Filen gick inte att läsa. Ladda upp den på nytt.");
  } catch (const std::exception&) {
    // The home has been opened anew: nothing of the file is kept.
    failed("Något gick fel hos oss. Inget av filen är inläst. Försök igen om en stund.");
  }
  remove_quietly(path);
}

void ImportJobs::import_file(Home& home, const Task& task, std::size_t index, ByteSource& bytes) {
  const std::string& name = task.wanted.files[index].name;
  const auto finished = [&](const Result<Receipt>& receipt, const std::optional<Error>& refusal) {
    update(task, index, [&](ImportJob::File& file) {
      const bool taken = receipt && !refusal;
      file.stage = taken ? ImportJob::Stage::done : ImportJob::Stage::failed;
      if (receipt) file.receipt = *receipt;
      if (taken && !receipt->source.empty()) file.delivery = home.ledger.state().last_delivery();
      if (!receipt) file.problem = receipt.error().text;
      if (refusal) file.problem = refusal->text;
    });
  };
  if (!task.wanted.register_name.empty()) {
    const auto id = parse_register(task.wanted.register_name);
    if (!id)
      return finished(fail(ErrorKind::refused, "register-unknown", "Registret finns inte."), {});
    const auto result =
        import_register(home, schema_of(*id), bytes, name,
                        {.mode = task.wanted.correct ? SnapshotMode::correct : SnapshotMode::usual,
                         .accept = task.wanted.accept});
    if (!result) return finished(fail(result.error()), {});
    return finished(result->receipt, result->refusal);
  }
  const auto sources = load_sources(home);
  if (!sources) return finished(fail(sources.error()), {});
  const Source* source = find_source(*sources, task.wanted.source);
  if (source == nullptr)
    return finished(fail(ErrorKind::refused, "source-unknown", "Källan finns inte."), {});
  finished(import_log(home, *source, bytes, name,
                      [&](const Progress& progress) {
                        update(task, index, [&](ImportJob::File& file) {
                          file.bytes = progress.bytes;
                          file.rows = progress.rows;
                          file.stage = progress.storing ? ImportJob::Stage::storing
                                                        : ImportJob::Stage::reading;
                        });
                      }),
           {});
}

void ImportJobs::update(const Task& task, std::size_t index,
                        const std::function<void(ImportJob::File&)>& change) {
  const std::lock_guard lock{mutex_};
  const auto found = std::ranges::find(known_, task.number, &ImportJob::number);
  if (found != known_.end()) change(found->files[index]);
}

}  // namespace insyn
