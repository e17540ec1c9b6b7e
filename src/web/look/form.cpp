#include "web/look/form.h"

#include <algorithm>

#include "base/check_page.h"

namespace insyn {

namespace {

std::string id_of(std::string_view name) { return "f-" + std::string{name}; }

/// The ids of help and error, for aria-describedby.
std::string described_by(const Field& field) {
  std::string ids;
  if (!field.help.empty()) ids = id_of(field.name) + "-help";
  if (!field.error.empty()) ids += (ids.empty() ? "" : " ") + id_of(field.name) + "-error";
  return ids;
}

Html help_of(const Field& field) {
  if (field.help.empty()) return {};
  return el("p", {{"data-field", "description"}, {"id", id_of(field.name) + "-help"}}, field.help);
}

Html error_of(const Field& field) {
  if (field.error.empty()) return {};
  return el("p",
            {{"class", "ds-validation-message"},
             {"data-field", "validation"},
             {"id", id_of(field.name) + "-error"}},
            field.error);
}

Html name_of(const Messages& words, const Field& field) {
  if (!field.optional) return field.label;
  return all(field.label, " ", el("span", {{"class", "dim"}}, words.t("(frivilligt)")));
}

Attributes input_attributes(const Field& field) {
  const std::string ids = described_by(field);
  const std::string_view shape = field.is_short ? " short" : field.is_file ? " file" : "";
  return {{"class", "ds-input" + std::string{shape}},
          {"id", id_of(field.name)},
          {"name", field.name},
          when(!field.autocomplete.empty(), "autocomplete", field.autocomplete),
          when(!field.inputmode.empty(), "inputmode", field.inputmode),
          when(!ids.empty(), "aria-describedby", ids),
          when(!field.error.empty(), "aria-invalid", "true")};
}

Html framed(const Messages& words, const Field& field, const Html& input) {
  const Html label =
      el("label", {{"class", "ds-label"}, {"for", id_of(field.name)}}, name_of(words, field));
  return el("div", {{"class", "ds-field"}}, label, help_of(field), input, error_of(field));
}

Html input_field(const Messages& words, const Field& field, std::string_view type,
                 std::string_view accept = {}) {
  Attributes attributes = input_attributes(field);
  attributes.emplace_back("type", type);
  // A password isn't sent back, and a browser refuses a file's name.
  attributes.push_back(when(type != "password" && type != "file", "value", field.value));
  attributes.push_back(when(!accept.empty(), "accept", accept));
  return framed(words, field, void_el("input", attributes));
}

/// One radio button or box with its label.
Html choice(std::string_view type, const Field& field, const Option& option, bool chosen,
            std::string_view id) {
  const std::string help_id = std::string{id} + "-about";
  const Html input = void_el("input", {{"class", "ds-input"},
                                       {"type", type},
                                       {"id", id},
                                       {"name", field.name},
                                       {"value", option.value},
                                       flag("checked", chosen),
                                       when(!option.help.empty(), "aria-describedby", help_id)});
  const Html help = option.help.empty()
                        ? Html{}
                        : el("p", {{"data-field", "description"}, {"id", help_id}}, option.help);
  return el("div", {{"class", "ds-field"}}, input,
            el("label", {{"class", "ds-label"}, {"for", id}}, option.label), help);
}

template <class IsChosen>
Html group(std::string_view type, const Messages& words, const Field& field,
           const std::vector<Option>& options, const IsChosen& is_chosen) {
  check_page(!options.empty(), "a group has something to choose");
  Html choices;
  for (std::size_t i = 0; i < options.size(); ++i) {
    // The first has the group's own id, so that the summary's link leads into the group.
    const std::string id = id_of(field.name) + (i == 0 ? "" : "-" + std::to_string(i + 1));
    choices += choice(type, field, options[i], is_chosen(options[i].value), id);
  }
  const std::string ids = described_by(field);
  return el("fieldset",
            {{"class", "ds-fieldset"},
             when(!ids.empty(), "aria-describedby", ids),
             when(type == "radio", "role", "radiogroup"),
             when(type == "radio" && !field.error.empty(), "aria-invalid", "true")},
            el("legend", {}, name_of(words, field)), help_of(field), choices, error_of(field));
}

Html button(const Submit& button, const Html& content) {
  constexpr std::string_view variants[] = {"primary", "secondary", "tertiary"};
  return el("button",
            {{"class", "ds-button"},
             {"data-variant", variants[static_cast<std::size_t>(button.weight)]},
             when(!button.name.empty(), "name", button.name),
             when(!button.name.empty(), "value", button.value)},
            content);
}

}  // namespace

Html hidden(std::string_view name, std::string_view value) {
  return void_el("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

Html form(const Form& form, const Html& fields) {
  return el("form",
            {{"method", "post"},
             {"action", form.url},
             when(!form.plain, "class", "form"),
             when(!form.id.empty(), "id", form.id),
             when(form.uploads, "enctype", "multipart/form-data"),
             flag("novalidate")},
            form.csrf.empty() ? Html{} : hidden("csrf", form.csrf), fields);
}

Html submit(const Submit& it) { return button(it, it.text); }

Html submit(Icon icon_before, const Submit& it) {
  return button(it, all(icon(icon_before), " ", it.text));
}

Html action(std::string_view url, std::string_view csrf, const Submit& button,
            const Html& hidden_fields) {
  const Form bare{.url = std::string{url}, .csrf = std::string{csrf}, .plain = true};
  return form(bare, hidden_fields + submit(button));
}

Html text_field(const Messages& words, const Field& field) {
  return input_field(words, field, "text");
}
Html password_field(const Messages& words, const Field& field) {
  return input_field(words, field, "password");
}
Html date_field(const Messages& words, const Field& field) {
  Field narrow = field;
  narrow.is_short = true;
  return input_field(words, narrow, "date");
}
Html file_field(const Messages& words, const Field& field, std::string_view accept) {
  return input_field(words, field, "file", accept);
}

Html text_area(const Messages& words, const Field& field, int rows) {
  Attributes attributes = input_attributes(field);
  attributes.emplace_back("rows", std::to_string(rows));
  // A browser leaves out the first line break of a textarea: one of ours spares the writer's own.
  return framed(words, field, el("textarea", attributes, "\n", field.value));
}

Html select_field(const Messages& words, const Field& field, const std::vector<Option>& options,
                  std::string_view nothing) {
  Html list;
  if (!nothing.empty()) list += el("option", {{"value", ""}}, nothing);
  for (const Option& option : options)
    list += el("option", {{"value", option.value}, flag("selected", option.value == field.value)},
               option.label);
  return framed(words, field, el("select", input_attributes(field), list));
}

Html radio_group(const Messages& words, const Field& field, const std::vector<Option>& options) {
  return group("radio", words, field, options,
               [&](const std::string& value) { return value == field.value; });
}

Html checkbox_group(const Messages& words, const Field& field, const std::vector<Option>& options,
                    const std::vector<std::string>& chosen) {
  return group("checkbox", words, field, options, [&](const std::string& value) {
    return std::find(chosen.begin(), chosen.end(), value) != chosen.end();
  });
}

Html checkbox(const Field& field, bool ticked) {
  Attributes attributes = input_attributes(field);
  attributes.emplace_back("type", "checkbox");
  attributes.emplace_back("value", field.value.empty() ? "ja" : field.value);
  attributes.push_back(flag("checked", ticked));
  const Html label = el("label", {{"class", "ds-label"}, {"for", id_of(field.name)}}, field.label);
  return el("div", {{"class", "ds-field"}}, void_el("input", attributes), label, help_of(field),
            error_of(field));
}

Html error_summary(const Messages& words, const std::vector<FieldError>& errors) {
  if (errors.empty()) return {};
  Html items;
  for (const FieldError& error : errors)
    items += el(
        "li", {},
        error.name.empty() ? error.text : el("a", {{"href", "#" + id_of(error.name)}}, error.text));
  return el("div",
            {{"class", "ds-error-summary"},
             {"tabindex", "-1"},
             {"role", "group"},
             {"aria-labelledby", "f-errors"},
             flag("autofocus")},
            el("h2", {{"id", "f-errors"}},
               words.n("Ett svar behöver rättas", "{} svar behöver rättas",
                       static_cast<std::int64_t>(errors.size()))),
            el("ul", {}, items));
}

}  // namespace insyn
