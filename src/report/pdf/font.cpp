#include "report/pdf/font.h"

#include <hb-ot.h>
#include <hb.h>

#include <array>
#include <cmath>
#include <functional>
#include <span>
#include <unordered_map>

#include "base/check.h"
#include "report/pdf/font_subset.h"
#include "report/unicode.h"

namespace insyn::pdf {
namespace {

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
using Words = std::unordered_map<std::string, Shaped, Hash, std::equal_to<>>;

constexpr float axis_value(Weight weight) { return weight == Weight::regular ? 400 : 600; }

hb_feature_t feature(std::string_view name, bool on) {
  return {hb_tag_from_string(name.data(), static_cast<int>(name.size())), on ? 1U : 0U,
          HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
}

/// The font would draw 3x4 as 3×4 and -> as an arrow; a document shows what stands in the log.
const std::vector<hb_feature_t>& features(Figures figures) {
  static const std::array<std::vector<hb_feature_t>, 3> all = [] {
    const std::vector<hb_feature_t> text{feature("calt", false), feature("liga", false),
                                         feature("clig", false)};
    std::vector<hb_feature_t> table{text};
    table.push_back(feature("tnum", true));
    std::vector<hb_feature_t> code{table};
    code.push_back(feature("zero", true));
    code.push_back(feature("ss02", true));
    return std::array{text, table, code};
  }();
  return all.at(static_cast<std::size_t>(figures));
}

void append_glyph(std::string& out, unsigned glyph) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) out += digits[(glyph >> shift) & 0xFU];
}

}  // namespace

struct Font::Impl {
  explicit Impl(Weight its_weight) : weight{its_weight} {
    const std::string_view bytes = font_files("inter.ttf");
    check(!bytes.empty(), "the font is in the program");
    blob = hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()),
                          HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    face = hb_face_create(blob, 0);
    font = hb_font_create(face);
    const hb_variation_t variation{HB_TAG('w', 'g', 'h', 't'), axis_value(weight)};
    hb_font_set_variations(font, &variation, 1);
    to_thousandths = 1000.0 / hb_face_get_upem(face);
    buffer = hb_buffer_create();
  }
  ~Impl() {
    hb_buffer_destroy(buffer);
    hb_font_destroy(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  Shaped shaped(std::string_view word, Figures figures);
  void remember(std::span<const hb_glyph_info_t> glyphs, std::u32string_view signs);

  Weight weight;
  hb_blob_t* blob = nullptr;
  hb_face_t* face = nullptr;
  hb_font_t* font = nullptr;
  hb_buffer_t* buffer = nullptr;
  double to_thousandths = 0;
  std::array<Words, 3> words;
  UsedGlyphs used;
};

/// Notes what each glyph says. Glyphs of one cluster say its signs together: one each if there are
/// as many, else the first says them all.
void Font::Impl::remember(std::span<const hb_glyph_info_t> glyphs, std::u32string_view signs) {
  for (std::size_t from = 0; from < glyphs.size();) {
    std::size_t to = from;
    while (to < glyphs.size() && glyphs[to].cluster == glyphs[from].cluster) ++to;
    const std::size_t end = to < glyphs.size() ? glyphs[to].cluster : signs.size();
    const std::u32string_view said = signs.substr(glyphs[from].cluster, end - glyphs[from].cluster);
    for (std::size_t at = from; at < to; ++at) {
      const bool one_each = said.size() == to - from;
      const std::u32string_view its =
          one_each ? said.substr(at - from, 1) : (at == from ? said : U"\u200b");
      auto& glyph = used[glyphs[at].codepoint];
      glyph.width = hb_font_get_glyph_h_advance(font, glyphs[at].codepoint) * to_thousandths;
      if (glyph.says.empty()) glyph.says = its;
    }
    from = to;
  }
}

Shaped Font::Impl::shaped(std::string_view word, Figures figures) {
  const std::u32string signs = paper::code_points(word);
  hb_buffer_reset(buffer);
  hb_buffer_add_utf32(buffer, reinterpret_cast<const std::uint32_t*>(signs.data()),
                      static_cast<int>(signs.size()), 0, static_cast<int>(signs.size()));
  hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
  hb_buffer_guess_segment_properties(buffer);
  const auto& wanted = features(figures);
  hb_shape(font, buffer, wanted.data(), static_cast<unsigned>(wanted.size()));
  unsigned count = 0;
  const hb_glyph_info_t* glyphs = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer, &count);
  remember({glyphs, count}, signs);
  Shaped shaped;
  bool open = false;
  for (unsigned at = 0; at < count; ++at) {
    if (!open) shaped.glyphs += '<';
    open = true;
    append_glyph(shaped.glyphs, glyphs[at].codepoint);
    shaped.width += places[at].x_advance * to_thousandths;
    const double nearer = used[glyphs[at].codepoint].width - places[at].x_advance * to_thousandths;
    if (std::abs(nearer) < 0.5) continue;  // half a thousandth of the size: nobody sees it
    shaped.glyphs += '>';
    append_number(shaped.glyphs, std::round(nearer));
    open = false;
  }
  if (open) shaped.glyphs += '>';
  return shaped;
}

Font::Font(Weight weight) : impl_{std::make_unique<Impl>(weight)} {}
Font::~Font() = default;

bool Font::has(char32_t sign) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(impl_->font, sign, &glyph) != 0;
}

const Shaped& Font::shape(std::string_view word, Figures figures) {
  Words& words = impl_->words.at(static_cast<std::size_t>(figures));
  const auto known = words.find(word);
  if (known != words.end()) return known->second;
  return words.emplace(std::string{word}, impl_->shaped(word, figures)).first->second;
}

bool Font::used() const { return !impl_->used.empty(); }

void Font::write(File& file, int object) const {
  const bool regular = impl_->weight == Weight::regular;
  write_font(file, object,
             {.face = impl_->face,
              .font = impl_->font,
              .weight = axis_value(impl_->weight),
              .name = regular ? "Inter-Regular" : "Inter-SemiBold",
              .stem = regular ? 90 : 130},
             impl_->used);
}

}  // namespace insyn::pdf
