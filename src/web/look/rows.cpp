#include "web/look/rows.h"

namespace insyn {

namespace {

Html paragraph(std::string_view name, const Html& text) {
  return text.empty() ? Html{} : el("p", {{"class", name}}, text);
}

Html one_row(const ListRow& row) {
  const std::string title_id = "rad-" + std::to_string(row.number) + "-h";
  const Html number =
      el("span", {{"class", "nr"}}, el("span", {{"class", "ds-sr-only"}}, row.number_word, " "),
         row.number, row.choose.empty() ? Html{} : Html{" "}, row.choose);
  const Html about = row.about.empty() ? Html{} : all(" ", el("small", {}, row.about));
  const Html heading =
      el("h3", {{"id", title_id}, {"tabindex", "-1"}, when(row.takes_focus, "data-focus", "row")},
         row.heading, about, row.tags.empty() ? Html{} : all(" ", row.tags));
  const Html told = row.judged ? paragraph("", row.what) : paragraph("what", row.what);
  const std::string name = row.judged ? "row judged" : (row.check.empty() ? "row" : "row open");
  return el("li", {{"id", "rad-" + std::to_string(row.number)}},
            el("article", {{"class", name}, {"aria-labelledby", title_id}}, number,
               el("div", {}, heading, told, row.why.empty() ? Html{} : reasons(row.why)),
               row.action, row.paper.empty() ? Html{} : paper_line(row.paper), row.check));
}

}  // namespace

Html list_rows(const std::vector<ListRow>& rows) {
  Html items;
  for (const ListRow& row : rows) items += one_row(row);
  return el("ol", {{"class", "rows"}}, items);
}

Html paper_line(const std::vector<std::string>& parts) {
  Html spans;
  for (const std::string& part : parts) spans += el("span", {}, part) + " ";
  return el("p", {{"class", "paper"}}, spans);
}

Html check_box(const Html& parts) { return el("div", {{"class", "check"}}, parts); }

Html check_step(const CheckStep& step, const Html& body) {
  const Html help = step.help.empty() ? Html{} : all(" ", el("small", {}, step.help));
  return el("fieldset", {when(!step.only_if.empty(), "data-if", step.only_if)},
            el("legend", {}, step.legend, help), body);
}

Html step_text(const StepText& text) {
  return el("div", {{"class", "ds-field indent"}},
            el("label", {{"class", "ds-label"}, {"for", text.name}}, text.label),
            el("textarea",
               {{"class", "ds-input"},
                {"id", text.name},
                {"name", text.name},
                {"rows", std::to_string(text.rows)},
                {"maxlength", "2000"},
                when(!text.fault.empty(), "aria-describedby", text.fault),
                when(!text.fault.empty(), "aria-invalid", "true")},
               "\n", text.value));
}

Html check_answered(const Html& text) {
  return el("p", {{"class", "answered"}}, icon(Icon::check), " ", text);
}

Html check_later(const Html& text) {
  return el("p", {{"class", "later"}}, icon(Icon::lock), " ", el("span", {}, text));
}

Html check_foot(const Html& buttons) { return el("footer", {}, buttons); }

Html choice(const Choice& choice) {
  const std::string id = choice.name + "-" + choice.value;
  Html input =
      void_el("input", {{"class", "ds-input"},
                        {"type", choice.box ? "checkbox" : "radio"},
                        {"name", choice.name},
                        {"value", choice.value},
                        {"id", id},
                        when(!choice.form.empty(), "form", choice.form),
                        when(!choice.hidden_label.empty(), "aria-label", choice.hidden_label),
                        when(choice.digit > 0, "data-digit", std::to_string(choice.digit)),
                        flag("checked", choice.chosen)});
  if (!choice.hidden_label.empty()) return input;
  const Html digit =
      choice.digit == 0 ? Html{} : all(" ", el("kbd", {{"aria-hidden", "true"}}, choice.digit));
  const Html help = choice.help.empty() ? Html{} : el("small", {}, choice.help);
  return el("div", {{"class", "ds-field"}}, input,
            el("label", {{"class", "ds-label"}, {"for", id}}, choice.label, digit, help));
}

Html choices_in_line(const Html& choices) { return el("div", {{"class", "line"}}, choices); }

Html never_box(std::string_view heading, const std::vector<std::string>& texts) {
  Html items;
  for (const std::string& text : texts) items += el("li", {}, text);
  return el("div", {{"class", "never"}}, el("h3", {}, heading), el("ul", {}, items));
}

Html save_line(const Html& text, const Html& actions) {
  return el("p", {{"id", "saved"}, {"role", "status"}}, text) +
         el("div", {{"id", "save-acts"}, {"class", "acts"}}, actions);
}

}  // namespace insyn
