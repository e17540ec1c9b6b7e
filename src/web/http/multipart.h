#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "web/http/message.h"

namespace insyn {

/// Takes the files of a form, one after the other, piece by piece as they come.
class FileTaker {
 public:
  virtual ~FileTaker() = default;
  /// `name` as the browser called it, without folders; UTF-8 without control characters.
  virtual void begin(std::string_view field, std::string_view name) = 0;
  virtual void write(std::string_view bytes) = 0;
  virtual void end() = 0;
};

/// The boundary of a `Content-Type: multipart/form-data; boundary=…`; none for any other type, or
/// if the boundary isn't one (RFC 2046 5.1.1).
std::optional<std::string> multipart_boundary(std::string_view content_type);

struct MultipartLimits {
  std::size_t parts_max = 5000;
  std::size_t fields_bytes_max = 1024 * 1024;  ///< names and values together: they lie in memory
  std::size_t files_max = 20;                  ///< 0: a file makes the form malformed
};

/// Reads `multipart/form-data` (RFC 7578) that comes in pieces, however it is cut; fields into
/// memory, files to a FileTaker. Memory doesn't follow the size of a file.
///
/// Stricter than RFC 2046 where no browser differs: nothing before the first boundary or after the
/// last, no white space after a boundary, no header over 8 KiB. Names are as WHATWG HTML 4.10.21.8
/// writes them (`%22` is a quotation mark). A file input that was left empty is no file.
class MultipartReader {
 public:
  /// Neither may go away before the reader does.
  MultipartReader(std::string_view boundary, FileTaker& files, MultipartLimits limits = {});

  enum class Standing {
    open,       ///< more has to come
    complete,   ///< the last boundary came
    malformed,  ///< and stays so
    too_large,  ///< a limit was passed; and stays so
  };
  Standing feed(std::string_view piece);
  Standing standing() const { return standing_; }

  /// The fields in the order in which they came; once complete.
  Fields take_fields() { return std::move(fields_); }

 private:
  enum class At { start, boundary_end, header, field, file, ignored, epilogue };

  bool step();
  bool step_start();
  bool step_boundary_end();
  bool step_header();
  bool step_content();
  bool step_epilogue();
  bool begin_part(std::string_view header);
  bool take_content(std::string_view bytes);
  bool end_part();
  bool refuse(Standing why);
  std::string_view unread() const { return std::string_view{waiting_}.substr(read_); }

  std::string delimiter_;  ///< CRLF, `--`, the boundary
  FileTaker& files_;
  MultipartLimits limits_;
  Standing standing_ = Standing::open;
  At at_ = At::start;
  std::string waiting_;   ///< came, and isn't done with
  std::size_t read_ = 0;  ///< how much of it is
  Fields fields_;
  NameValue field_;  ///< being read
  std::size_t parts_ = 0, fields_bytes_ = 0, files_begun_ = 0;
};

}  // namespace insyn
