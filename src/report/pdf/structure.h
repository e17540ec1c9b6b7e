#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/pdf/file.h"

namespace insyn::pdf {

/// The tree that says what the marks on the pages are and in what order they are read (ISO 32000-1
/// 14.7): elements hold elements, marked pieces of pages, and the annotations of links.
/// Elements are numbered in the order in which they came.
class Structure {
 public:
  static constexpr int root = 0;  ///< the `Document`

  Structure();

  /// `type` is one of the standard ones of PDF 1.4 and lives as long as the tree. `attributes` are
  /// further entries of the element, as `/A<<…>>`.
  int add(int parent, const char* type, std::string attributes = {});
  void set_attributes(int element, std::string attributes);
  const char* type(int element) const;

  /// The element's next piece is on this page; gives its number there.
  int mark(int element, int page);

  /// The element has an annotation; gives the key by which the annotation finds the element.
  int annotate(int element, int page, int annotation);

  /// Writes all of it; `pages` are the objects of the pages. Gives the object of the root.
  int write(File& file, const std::vector<int>& pages) const;

 private:
  struct Kid {
    enum class Kind { element, piece, annotation };
    Kind kind;
    int what;  // its number
    int page;
  };
  struct Element {
    const char* type;
    int parent;
    std::string attributes;
    std::vector<Kid> kids;
  };
  std::string element_body(int element, int first, int tree, const std::vector<int>& pages) const;
  int write_parents(File& file, int first) const;

  std::vector<Element> elements_;
  std::vector<std::vector<int>> pieces_;  // by page: whose each piece is
  std::vector<int> annotated_;            // by key from `first_key` on: whose the annotation is
};

/// Where the keys of annotations begin; those of pages are their numbers.
constexpr int first_key = 1'000'000;

}  // namespace insyn::pdf
