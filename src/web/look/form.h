#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/html/html.h"
#include "web/look/parts.h"
#include "web/messages/messages.h"

namespace insyn {

/// Forms, on Digdir's classes. A form goes by POST to one of our addresses, works without script,
/// and comes back with what was typed, errors at their fields, and all of them in a summary on top
/// that has the focus.
///
/// A field is required unless `optional` says otherwise; the server says what is missing, in our
/// words and language, so the browser's own checks are off.

struct Form {
  std::string url;
  std::string csrf;      ///< the session's token
  bool uploads = false;  ///< has a file field
  std::string id{};
  bool plain = false;  ///< without the layout of fields: for a single button
};
Html form(const Form& form, const Html& fields);
Html hidden(std::string_view name, std::string_view value);

/// A button that sends its form; `name` and `value` tell several of them apart.
struct Submit {
  std::string text;
  Weight weight = Weight::primary;
  std::string name{}, value{};
};
Html submit(const Submit& button);
Html submit(Icon icon_before, const Submit& button);
/// A form that is one button: an action without questions.
Html action(std::string_view url, std::string_view csrf, const Submit& button,
            const Html& hidden_fields = {});

/// What all fields have. The element's id is `f-` and the name; the summary links to it.
struct Field {
  std::string name, label;
  std::string value{};
  std::string help{};  ///< under the label: how to answer
  Html error{};        ///< what is wrong and how to put it right
  bool optional = false;
  bool is_short = false;       ///< a narrow box: a year, a code
  bool is_file = false;        ///< a wide box whose lines stand as in a file
  std::string autocomplete{};  ///< `username`, `current-password`, `one-time-code`, `off` …
  std::string inputmode{};     ///< `numeric`, `email`
};

Html text_field(const Messages& words, const Field& field);
Html password_field(const Messages& words, const Field& field);  ///< never shows a value
Html date_field(const Messages& words, const Field& field);      ///< value `YYYY-MM-DD`
Html text_area(const Messages& words, const Field& field, int rows = 4);
/// `accept` as in HTML: `.csv,.xml`.
Html file_field(const Messages& words, const Field& field, std::string_view accept = {});

struct Option {
  std::string value, label;
  std::string help{};
};
/// The chosen one is the field's value; `nothing` is the text of an empty choice before the others,
/// if there is to be one.
Html select_field(const Messages& words, const Field& field, const std::vector<Option>& options,
                  std::string_view nothing = {});
Html radio_group(const Messages& words, const Field& field, const std::vector<Option>& options);
/// Several of the options: sent as the name once for each chosen.
Html checkbox_group(const Messages& words, const Field& field, const std::vector<Option>& options,
                    const std::vector<std::string>& chosen);
/// One box; the field's value is what is sent when it is ticked.
Html checkbox(const Field& field, bool ticked);

struct FieldError {
  std::string name;  ///< of the field; empty: about the whole form
  Html text;
};
/// Stands first in the form and takes the focus. Nothing if there are no errors.
Html error_summary(const Messages& words, const std::vector<FieldError>& errors);

}  // namespace insyn
