#include "report/pdf/flow.h"

#include <cstddef>

namespace insyn::pdf {
namespace {

/// A hundredth of a point is rounding.
constexpr double slack = 0.01;

struct Chain {
  std::size_t end = 0;
  double height = 0;  // without the space before its first slice
};

Chain chain_from(const std::vector<Slice>& slices, std::size_t from) {
  Chain chain{from, 0};
  for (;;) {
    const Slice& slice = slices[chain.end];
    chain.height += slice.height + (chain.end == from ? 0 : slice.before);
    ++chain.end;
    if (!slice.with_next || chain.end == slices.size() || slices[chain.end].new_page) return chain;
  }
}

}  // namespace

void flow(Canvas& canvas, const Body& body, const std::vector<Slice>& slices) {
  double top = body.top;
  bool at_top = true;
  const auto turn = [&](const Slice& next) {
    canvas.new_page();
    top = body.top;
    at_top = true;
    if (next.head == nullptr) return;
    next.head->draw(top);
    top -= next.head->height;
  };
  const auto place = [&](const Slice& slice) {
    if (!at_top) top -= slice.before;
    slice.draw(top);
    top -= slice.height;
    at_top = false;
  };
  for (std::size_t at = 0; at < slices.size();) {
    const Chain chain = chain_from(slices, at);
    const Slice& first = slices[at];
    const double room = top - body.bottom - (at_top ? 0 : first.before) + slack;
    const double head = first.head == nullptr ? 0 : first.head->height;
    const bool fits_a_page = chain.height + head <= body.height() + slack;
    if ((first.new_page || (fits_a_page && chain.height > room)) && !at_top) turn(first);
    for (; at < chain.end; ++at) {
      const Slice& slice = slices[at];
      if (!at_top && slice.before + slice.height > top - body.bottom + slack) turn(slice);
      place(slice);
    }
  }
}

}  // namespace insyn::pdf
