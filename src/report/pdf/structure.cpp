#include "report/pdf/structure.h"

#include <algorithm>

namespace insyn::pdf {
namespace {

/// Numbers in one node of the tree of parents: arrays hold at most 8,191 things (ISO 19005-1,
/// 6.1.12), and each number takes two.
constexpr std::size_t node_numbers = 2'000;

}  // namespace

Structure::Structure() { elements_.push_back({"Document", -1, {}, {}}); }

int Structure::add(int parent, const char* type, std::string attributes) {
  const int element = static_cast<int>(elements_.size());
  elements_.push_back({type, parent, std::move(attributes), {}});
  elements_.at(static_cast<std::size_t>(parent)).kids.push_back({Kid::Kind::element, element, 0});
  return element;
}

void Structure::set_attributes(int element, std::string attributes) {
  elements_.at(static_cast<std::size_t>(element)).attributes = std::move(attributes);
}

const char* Structure::type(int element) const {
  return elements_.at(static_cast<std::size_t>(element)).type;
}

int Structure::mark(int element, int page) {
  const auto at = static_cast<std::size_t>(page);
  if (pieces_.size() <= at) pieces_.resize(at + 1);
  const int piece = static_cast<int>(pieces_[at].size());
  pieces_[at].push_back(element);
  elements_.at(static_cast<std::size_t>(element)).kids.push_back({Kid::Kind::piece, piece, page});
  return piece;
}

int Structure::annotate(int element, int page, int annotation) {
  elements_.at(static_cast<std::size_t>(element))
      .kids.push_back({Kid::Kind::annotation, annotation, page});
  annotated_.push_back(element);
  return first_key + static_cast<int>(annotated_.size()) - 1;
}

std::string Structure::element_body(int element, int first, int tree,
                                    const std::vector<int>& pages) const {
  const Element& it = elements_[static_cast<std::size_t>(element)];
  std::string body = "<</Type/StructElem/S/";
  body.append(it.type).append("/P ").append(reference(it.parent < 0 ? tree : first + it.parent));
  body += it.attributes;
  const auto page_of = [&pages](const Kid& kid) {
    return reference(pages.at(static_cast<std::size_t>(kid.page)));
  };
  // Most elements have one piece: the short form saves a third of the file.
  if (it.kids.size() == 1 && it.kids.front().kind == Kid::Kind::piece) {
    const Kid& kid = it.kids.front();
    return body.append("/Pg ").append(page_of(kid)).append("/K ").append(std::to_string(kid.what)) +
           ">>";
  }
  body += "/K[";
  for (const Kid& kid : it.kids) {
    switch (kid.kind) {
      case Kid::Kind::element:
        body.append(reference(first + kid.what)).append(" ");
        break;
      case Kid::Kind::piece:
        body.append("<</Type/MCR/Pg ").append(page_of(kid)).append("/MCID ");
        body.append(std::to_string(kid.what)).append(">>");
        break;
      case Kid::Kind::annotation:
        body.append("<</Type/OBJR/Pg ").append(page_of(kid)).append("/Obj ");
        body.append(reference(kid.what)).append(">>");
        break;
    }
  }
  return body + "]>>";
}

/// From pages and annotations back to elements (ISO 32000-1 14.7.4.4), as a tree of two levels.
int Structure::write_parents(File& file, int first) const {
  std::vector<std::pair<int, std::string>> numbers;
  for (std::size_t page = 0; page < pieces_.size(); ++page) {
    std::string owners = "[";
    for (const int element : pieces_[page]) owners.append(reference(first + element)).append(" ");
    numbers.emplace_back(static_cast<int>(page), owners + "]");
  }
  for (std::size_t at = 0; at < annotated_.size(); ++at)
    numbers.emplace_back(first_key + static_cast<int>(at), reference(first + annotated_[at]));
  std::string nodes;
  for (std::size_t from = 0; from < numbers.size(); from += node_numbers) {
    const std::size_t to = std::min(from + node_numbers, numbers.size());
    std::string listed;
    for (std::size_t at = from; at < to; ++at)
      listed += std::to_string(numbers[at].first) + " " + numbers[at].second + " ";
    nodes +=
        reference(file.add("<</Limits[" + std::to_string(numbers[from].first) + " " +
                           std::to_string(numbers[to - 1].first) + "]/Nums[" + listed + "]>>")) +
        " ";
  }
  return file.add("<</Kids[" + nodes + "]>>");
}

int Structure::write(File& file, const std::vector<int>& pages) const {
  const int tree = file.reserve();
  const int first = file.reserve();
  for (std::size_t at = 1; at < elements_.size(); ++at) file.reserve();
  for (int element = 0; element < static_cast<int>(elements_.size()); ++element)
    file.write(first + element, element_body(element, first, tree, pages));
  const int parents = write_parents(file, first);
  file.write(tree, "<</Type/StructTreeRoot/K[" + reference(first) + "]/ParentTree " +
                       reference(parents) + "/ParentTreeNextKey " +
                       std::to_string(first_key + static_cast<int>(annotated_.size())) + ">>");
  return tree;
}

}  // namespace insyn::pdf
