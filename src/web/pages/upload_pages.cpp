#include <algorithm>
#include <string>

#include "domain/register/schema.h"
#include "web/pages/delivery_pages.h"
#include "web/pages/names.h"

namespace insyn {
namespace {

struct RegisterTitle {
  std::string_view name, title;
};

constexpr RegisterTitle register_titles[] = {
    {"units", marked("Enheter")},
    {"unit_covers", marked("Enheters jour och pool")},
    {"staff", marked("Medarbetare")},
    {"employments", marked("Anställningar")},
    {"accounts", marked("Konton")},
    {"permissions", marked("Behörigheter")},
    {"clients", marked("Brukare")},
    {"client_ids", marked("Brukares andra identiteter")},
    {"cases", marked("Ärenden")},
    {"case_roles", marked("Handläggare i ärenden")},
    {"deputies", marked("Utsedda ersättare")},
    {"care_relations", marked("Vård- och omsorgsrelationer")},
    {"duties", marked("Uppdrag")},
    {"intakes", marked("Förfrågningar och anmälningar")},
    {"absences", marked("Frånvaro")},
    {"shifts", marked("Arbetspass")},
    {"passages", marked("Passager")},
    {"consents", marked("Samtycken")},
};

std::string register_title(const Messages& words, std::string_view name) {
  const auto* found = std::ranges::find(register_titles, name, &RegisterTitle::name);
  return found == std::end(register_titles) ? std::string{name} : words.t(found->title);
}

/// Sources as `logg:viva`, registers as `register:staff`.
std::vector<Option> kinds_of_file(const Visit& visit) {
  const Messages& words = visit.words;
  std::vector<Option> options;
  for (const Source& source : visit.look.sources)
    options.push_back({"logg:" + source.id, words.f("Logg: {}", source.label)});
  for (const RegisterSchema& schema : register_schemas())
    options.push_back({"register:" + std::string{schema.name},
                       words.f("Register: {}", register_title(words, schema.name))});
  return options;
}

HttpResponse upload_form(const Visit& visit, const std::vector<FieldError>& errors) {
  const Messages& words = visit.words;
  const auto error_at = [&](std::string_view name) {
    const auto found = std::ranges::find(errors, name, &FieldError::name);
    return found == errors.end() ? Html{} : found->text;
  };
  const Html fields =
      error_summary(words, errors) +
      select_field(words,
                   {.name = "slag",
                    .label = words.t("Vad är det för fil?"),
                    .value = std::string{visit.request.form["slag"]},
                    .error = error_at("slag")},
                   kinds_of_file(visit), words.t("Välj")) +
      file_field(words,
                 {.name = "fil",
                  .label = words.t("Fil"),
                  .help = words.t("CSV, som systemet lämnar den. Den sparas krypterad som den är."),
                  .error = error_at("fil")},
                 ".csv,.txt") +
      more(words.t("Om registret inte tas emot"),
           checkbox({.name = "ratta",
                     .label = words.t("Filen rättar det som stod förut"),
                     .value = "1",
                     .help = words.t("Annars får rader som har försvunnit dagens datum som slut."),
                     .optional = true},
                    false) +
               checkbox({.name = "godta",
                         .label = words.t("Läs in trots avvisade rader eller att registret har "
                                          "krympt"),
                         .value = "1",
                         .help = words.t("Gör det bara när du vet varför."),
                         .optional = true},
                        false)) +
      acts(submit({.text = words.t("Läs in")}) + link(words.t("Avbryt"), "/kallor"));
  return show(
      visit,
      {.title = words.t("Ladda upp leverans"),
       .faulty = !errors.empty(),
       .sentence = words.t("Filen läses in i bakgrunden. Du får ett kvitto på varje rad."),
       .entry = "/kallor",
       .way = {{words.t("Källor"), "/kallor"}},
       .body = panel(
           {.label = words.t("Fil att läsa in")},
           inset(
               form({.url = "/kallor/ladda-upp", .csrf = visit.visitor.form_token, .uploads = true},
                    fields)))});
}

HttpResponse upload_page(const Visit& visit) { return upload_form(visit, {}); }

HttpResponse take_upload(const Visit& visit) {
  const Messages& words = visit.words;
  const std::string kind{visit.request.form["slag"]};
  WantedImport wanted;
  if (kind.starts_with("logg:")) wanted.source = kind.substr(5);
  if (kind.starts_with("register:")) wanted.register_name = kind.substr(9);
  wanted.correct = visit.request.form["ratta"] == "1";
  wanted.accept = visit.request.form["godta"] == "1";
  for (const UploadedFile& file : visit.request.files)
    if (file.field == "fil" && file.size > 0)
      wanted.files.push_back({file.name, file.path, file.size});
  std::vector<FieldError> errors;
  const bool known = std::ranges::any_of(
      kinds_of_file(visit), [&](const Option& option) { return option.value == kind; });
  if (!known) errors.push_back({"slag", words.t("Välj vad det är för fil.")});
  if (wanted.files.empty()) errors.push_back({"fil", words.t("Välj en fil som inte är tom.")});
  if (!errors.empty()) return upload_form(visit, errors);
  const std::uint64_t number = visit.imports.begin(visit.actor(), std::move(wanted));
  return redirect_to("/kallor/import/" + std::to_string(number));
}

Html stage_tag(const Messages& words, ImportJob::Stage stage) {
  switch (stage) {
    case ImportJob::Stage::waiting:
      return tag(Status::todo, words.t("Väntar"));
    case ImportJob::Stage::reading:
      return tag(Status::now, words.t("Läser"));
    case ImportJob::Stage::storing:
      return tag(Status::now, words.t("Lagrar"));
    case ImportJob::Stage::done:
      return tag(Status::done, words.t("Inläst"));
    case ImportJob::Stage::failed:
      return tag(Status::stop, words.t("Inte inläst"));
  }
  return {};
}

Html file_part(const Visit& visit, const ImportJob::File& file) {
  const Messages& words = visit.words;
  Html body = el("h2", {}, file.name) + el("p", {}, stage_tag(words, file.stage));
  const auto bytes = static_cast<std::int64_t>(std::min(file.bytes, file.size));
  const auto left = static_cast<std::int64_t>(file.size) - bytes;
  if (file.stage == ImportJob::Stage::reading || file.stage == ImportJob::Stage::storing)
    body += progress(
        {{Portion::done, bytes,
          words.n("{} rad läst", "{} rader lästa", static_cast<std::int64_t>(file.rows))},
         {Portion::none, left,
          words.f("{} kvar",
                  words.share(
                      file.size == 0 ? 0 : left * 1000 / static_cast<std::int64_t>(file.size)))}});
  if (!file.problem.empty()) body += note(Tone::late, el("p", {}, told(words, file.problem)));
  if (file.receipt) body += receipt_facts(visit, to_json(*file.receipt));
  if (file.delivery != 0)
    body += acts(link_button(words.t("Till leveransen"),
                             "/kallor/leverans/" + std::to_string(file.delivery)));
  return inset(body);
}

/// While it goes on, htmx fetches the part again each second; without script there is a link.
HttpResponse import_page(const Visit& visit) {
  const Messages& words = visit.words;
  const auto number = position_in(visit.path["import"]);
  const auto job = number ? visit.imports.find(*number) : std::nullopt;
  if (!job) return not_there(visit);
  const std::string path = "/kallor/import/" + std::to_string(job->number);
  Html files;
  for (const ImportJob::File& file : job->files) files += file_part(visit, file);
  Attributes attributes{{"class", "panel"}, {"id", "import"}, {"aria-label", words.t("Inläsning")}};
  if (!job->is_done()) {
    attributes.push_back({"hx-get", path});
    attributes.push_back({"hx-trigger", "every 1s"});
    attributes.push_back({"hx-select", "#import"});
    attributes.push_back({"hx-swap", "outerHTML"});
    files +=
        inset(el("p", {{"class", "dim"}}, words.t("Du kan lämna sidan; inläsningen fortsätter.")) +
              el("p", {}, link(words.t("Visa hur långt den har kommit"), path)));
  }
  return show(visit, {.title = words.t("Inläsning"),
                      .entry = "/kallor",
                      .way = {{words.t("Källor"), "/kallor"}},
                      .body = el("section", attributes, files)});
}

}  // namespace

std::vector<PageRoute> upload_routes() {
  return {
      {Method::get, "/kallor/ladda-upp", Right::import_delivery, upload_page},
      {Method::post, "/kallor/ladda-upp", Right::import_delivery, take_upload},
      {Method::get, "/kallor/import/:import", Right::import_delivery, import_page},
  };
}

}  // namespace insyn
