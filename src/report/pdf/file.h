#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace insyn::pdf {

/// A number in points with at most two decimals, as content streams have them.
void append_number(std::string& out, double value);
std::string number(double value);
/// `5 0 R`
std::string reference(int object);
/// A text string as UTF-16 in hexadecimal (ISO 32000-1 7.9.2.2): `<FEFF00E5>`.
std::string text_string(std::string_view utf8);

/// The objects of a PDF 1.4 (ISO 32000-1 7.5), written as they come: one is never read again.
class File {
 public:
  File();

  /// A number for an object that is written later; every one must be.
  int reserve();
  void write(int object, std::string_view body);
  int add(std::string_view body);
  /// `entries` are those of its dictionary but for its length.
  int add_stream(std::string_view entries, std::string_view data);
  int add_compressed(std::string_view entries, std::string_view data);

  /// The whole file. Its identifier is made of what it holds.
  std::string finish(int root, int info) &&;

 private:
  std::string out_;
  std::vector<std::size_t> offsets_;  // by number of the object, less one; 0 until written
};

}  // namespace insyn::pdf
