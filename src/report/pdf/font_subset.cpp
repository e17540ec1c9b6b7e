#include "report/pdf/font_subset.h"

#include <hb-ot.h>
#include <hb-subset.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace insyn::pdf {
namespace {

template <auto destroy>
struct Destroy {
  template <class Thing>
  void operator()(Thing* thing) const {
    destroy(thing);
  }
};
using Input = std::unique_ptr<hb_subset_input_t, Destroy<hb_subset_input_destroy>>;
using Plan = std::unique_ptr<hb_subset_plan_t, Destroy<hb_subset_plan_destroy>>;
using Face = std::unique_ptr<hb_face_t, Destroy<hb_face_destroy>>;
using Blob = std::unique_ptr<hb_blob_t, Destroy<hb_blob_destroy>>;

std::string hex(unsigned value, int digits) {
  constexpr std::string_view signs = "0123456789ABCDEF";
  std::string text(static_cast<std::size_t>(digits), '0');
  for (auto at = text.rbegin(); at != text.rend(); ++at, value >>= 4U) *at = signs[value & 0xFU];
  return text;
}

struct Program {
  std::string bytes;
  std::string glyph_set;  ///< a bit a glyph, the first is the highest of the first byte
};

/// The outlines of the used glyphs at one weight. Glyphs keep their numbers, so that text already
/// written stays right.
Program program_of(const FontToWrite& font, const UsedGlyphs& used) {
  const Input input{hb_subset_input_create_or_fail()};
  if (!input) throw std::runtime_error{"HarfBuzz has no memory"};
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
  hb_subset_input_pin_axis_location(input.get(), font.face, HB_TAG('w', 'g', 'h', 't'),
                                    font.weight);
  hb_set_t* glyphs = hb_subset_input_glyph_set(input.get());
  hb_set_add(glyphs, 0);
  for (const auto& [glyph, what] : used) hb_set_add(glyphs, glyph);
  hb_set_t* drop = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const auto table :
       {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
        HB_TAG('S', 'T', 'A', 'T'), HB_TAG('D', 'S', 'I', 'G')})
    hb_set_add(drop, table);
  const Plan plan{hb_subset_plan_create_or_fail(font.face, input.get())};
  if (!plan) throw std::runtime_error{"HarfBuzz can't plan the font"};
  const Face face{hb_subset_plan_execute_or_fail(plan.get())};
  if (!face) throw std::runtime_error{"HarfBuzz can't make the font"};
  const Blob blob{hb_face_reference_blob(face.get())};
  unsigned size = 0;
  const char* bytes = hb_blob_get_data(blob.get(), &size);
  Program program{{bytes, size}, {}};
  const hb_map_t* kept = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
  const unsigned count = hb_face_get_glyph_count(font.face);
  std::vector<std::uint8_t> bits((count + 7) / 8);
  for (unsigned glyph = 0; glyph < count; ++glyph)
    if (hb_map_has(kept, glyph))
      bits[glyph / 8] = static_cast<std::uint8_t>(bits[glyph / 8] | (0x80U >> (glyph % 8)));
  program.glyph_set.assign(bits.begin(), bits.end());
  return program;
}

std::string says_in_hex(std::u32string_view says) {
  std::string text;
  for (const char32_t sign : says) {
    const auto value = static_cast<unsigned>(sign);
    text += value > 0xFFFF ? hex(0xD800U + ((value - 0x10000U) >> 10U), 4) +
                                 hex(0xDC00U + ((value - 0x10000U) & 0x3FFU), 4)
                           : hex(value, 4);
  }
  return text;
}

/// From glyphs to Unicode (ISO 32000-1 9.10.3); at most a hundred a section.
std::string to_unicode(const UsedGlyphs& used) {
  std::string map =
      "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
      "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
      "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
      "1 begincodespacerange <0000> <FFFF> endcodespacerange\n";
  for (auto from = used.begin(); from != used.end();) {
    std::string lines;
    int count = 0;
    for (; from != used.end() && count < 100; ++from, ++count)
      lines += "<" + hex(from->first, 4) + "> <" + says_in_hex(from->second.says) + ">\n";
    map += std::to_string(count) + " beginbfchar\n" + lines + "endbfchar\n";
  }
  return map + "endcmap CMapName currentdict /CMap defineresource pop end end";
}

std::string widths(const UsedGlyphs& used) {
  std::string all = "[";
  for (const auto& [glyph, what] : used)
    all += std::to_string(glyph) + "[" + number(what.width) + "]";
  return all + "]";
}

/// Six letters that tell this subset from others of the font (ISO 32000-1 9.6.4).
std::string subset_tag(const UsedGlyphs& used) {
  std::string glyphs;
  for (const auto& [glyph, what] : used) glyphs += hex(glyph, 4);
  const Bytes32 sum = sha256(glyphs);
  std::string tag;
  for (std::size_t at = 0; at < 6; ++at) tag += static_cast<char>('A' + sum.at(at) % 26);
  return tag;
}

/// Its box from the table `head`: four numbers of 16 bits from byte 36 on.
std::string bounding_box(const FontToWrite& font) {
  const Blob head{hb_face_reference_table(font.face, HB_TAG('h', 'e', 'a', 'd'))};
  unsigned size = 0;
  const char* bytes = hb_blob_get_data(head.get(), &size);
  if (size < 44) throw std::runtime_error{"the font has no head"};
  std::string box = "[";
  for (std::size_t at = 36; at < 44; at += 2) {
    const auto high = static_cast<std::uint8_t>(bytes[at]);
    const auto low = static_cast<std::uint8_t>(bytes[at + 1]);
    const auto units = static_cast<std::int16_t>((high << 8U) | low);
    box += number(units * 1000.0 / hb_face_get_upem(font.face)) + " ";
  }
  return box + "]";
}

std::string descriptor(const FontToWrite& font, const std::string& name, int program,
                       int glyph_set) {
  const double scale = 1000.0 / hb_face_get_upem(font.face);
  hb_font_extents_t extents{};
  hb_font_get_h_extents(font.font, &extents);
  hb_position_t capitals = 0;
  hb_ot_metrics_get_position_with_fallback(font.font, HB_OT_METRICS_TAG_CAP_HEIGHT, &capitals);
  return "<</Type/FontDescriptor/FontName/" + name + "/Flags 4/ItalicAngle 0/Ascent " +
         number(extents.ascender * scale) + "/Descent " + number(extents.descender * scale) +
         "/CapHeight " + number(capitals * scale) + "/StemV " + std::to_string(font.stem) +
         "/FontBBox" + bounding_box(font) + "/FontFile2 " + reference(program) + "/CIDSet " +
         reference(glyph_set) + ">>";
}

}  // namespace

void write_font(File& file, int object, const FontToWrite& font, const UsedGlyphs& used) {
  const std::string name = subset_tag(used) + "+" + font.name;
  const Program program = program_of(font, used);
  const int outlines =
      file.add_compressed("/Length1 " + std::to_string(program.bytes.size()), program.bytes);
  const int glyph_set = file.add_compressed("", program.glyph_set);
  const int unicode = file.add_compressed("", to_unicode(used));
  const int described = file.add(descriptor(font, name, outlines, glyph_set));
  const int descendant = file.add(
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/" + name +
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor " +
      reference(described) + "/CIDToGIDMap/Identity/W" + widths(used) + ">>");
  file.write(object, "<</Type/Font/Subtype/Type0/BaseFont/" + name +
                         "/Encoding/Identity-H/DescendantFonts[" + reference(descendant) +
                         "]/ToUnicode " + reference(unicode) + ">>");
}

}  // namespace insyn::pdf
