#include "report/pdf/metadata.h"

#include <chrono>
#include <cstddef>
#include <string_view>

#include "domain/calendar/format.h"
#include "report/unicode.h"

namespace insyn::pdf {
namespace {

constexpr std::string_view program = "Insyn";

/// `2026-04-14T08:15:00`, without a fraction and a zone.
std::string moment(const Document& document) {
  const auto whole = std::chrono::floor<std::chrono::seconds>(document.created);
  std::string text = format_instant(whole);
  return text.substr(0, 19);
}

std::string author_of(const Document& document) {
  if (!document.author.empty()) return document.author;
  return document.sender.empty() ? std::string{program} : document.sender;
}

/// XML's five signs are escaped, and what XML 1.0 doesn't allow is left out.
std::string xml(std::string_view text) {
  std::string out;
  for (const char32_t sign : paper::code_points(text)) {
    switch (sign) {
      case U'&':
        out += "&amp;";
        break;
      case U'<':
        out += "&lt;";
        break;
      case U'>':
        out += "&gt;";
        break;
      case U'"':
        out += "&quot;";
        break;
      default:
        if (sign >= 0x20 && sign != 0xFFFE && sign != 0xFFFF) paper::append_utf8(out, sign);
    }
  }
  return out;
}

/// PDF/A allows XMP only schemas that it knows or that are described in the file (ISO 19005-1
/// 6.7.8); that of PDF/UA came later.
constexpr std::string_view ua_schema = R"(<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
)";

}  // namespace

std::string language_of(const Document& document) {
  if (document.language == "sv") return "sv-SE";
  if (document.language == "en") return "en-GB";
  return document.language;
}

int write_info(File& file, const Document& document) {
  std::string digits;
  for (const char sign : moment(document))
    if (sign >= '0' && sign <= '9') digits += sign;
  const std::string date = "(D:" + digits + "+00'00')";
  const std::string by{program};
  return file.add("<</Title" + text_string(document.title) + "/Author" +
                  text_string(author_of(document)) + "/Creator(" + by + ")/Producer(" + by +
                  ")/CreationDate" + date + "/ModDate" + date + ">>");
}

int write_xmp(File& file, const Document& document) {
  const std::string date = moment(document) + "+00:00";
  const std::string by{program};
  std::string xmp =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
      "<dc:format>application/pdf</dc:format>"
      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
      xml(document.title) +
      "</rdf:li></rdf:Alt></dc:title>"
      "<dc:creator><rdf:Seq><rdf:li>" +
      xml(author_of(document)) +
      "</rdf:li></rdf:Seq></dc:creator>"
      "<dc:language><rdf:Bag><rdf:li>" +
      language_of(document) +
      "</rdf:li></rdf:Bag></dc:language></rdf:Description>\n"
      "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">"
      "<xmp:CreatorTool>" +
      by + "</xmp:CreatorTool><xmp:CreateDate>" + date + "</xmp:CreateDate><xmp:ModifyDate>" +
      date +
      "</xmp:ModifyDate></rdf:Description>\n"
      "<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">"
      "<pdf:Producer>" +
      by +
      "</pdf:Producer></rdf:Description>\n"
      "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
      "<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
      "</rdf:Description>\n";
  xmp.append(ua_schema).append("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
  // Programs that know nothing of PDF find it too: it isn't compressed (ISO 19005-1 6.7.2).
  return file.add_stream("/Type/Metadata/Subtype/XML", xmp);
}

int write_bookmarks(File& file, const Canvas& canvas, const std::vector<Bookmark>& bookmarks) {
  if (bookmarks.empty()) return 0;
  struct Entry {
    int object = 0, parent = 0, before = 0, after = 0, first = 0, last = 0, count = 0;
  };
  Entry root{.object = file.reserve()};
  std::vector<Entry> entries(bookmarks.size());
  for (Entry& entry : entries) entry.object = file.reserve();
  Entry* chapter = nullptr;
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const bool inner = bookmarks[at].level == 3 && chapter != nullptr;
    Entry& parent = inner ? *chapter : root;
    entries[at].parent = parent.object;
    entries[at].before = parent.last;
    if (parent.first == 0) parent.first = entries[at].object;
    if (parent.last != 0)
      entries[static_cast<std::size_t>(parent.last - entries.front().object)].after =
          entries[at].object;
    parent.last = entries[at].object;
    ++parent.count;
    if (!inner) chapter = &entries[at];
  }
  const auto link = [](const char* key, int object) {
    return object == 0 ? std::string{} : key + reference(object);
  };
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const Entry& it = entries[at];
    // A negative count: what is below is closed until somebody opens it.
    file.write(it.object,
               "<</Title" + text_string(bookmarks[at].text) + "/Parent " + reference(it.parent) +
                   link("/Prev ", it.before) + link("/Next ", it.after) +
                   link("/First ", it.first) + link("/Last ", it.last) +
                   (it.count > 0 ? "/Count " + std::to_string(-it.count) : "") + "/Dest" +
                   canvas.destination(bookmarks[at].page, bookmarks[at].top) + ">>");
  }
  file.write(root.object, "<</Type/Outlines" + link("/First ", root.first) +
                              link("/Last ", root.last) + "/Count " + std::to_string(root.count) +
                              ">>");
  return root.object;
}

}  // namespace insyn::pdf
