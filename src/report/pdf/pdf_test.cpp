#include "report/pdf/pdf.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "report/samples_for_tests.h"

namespace insyn {
namespace {

TEST(PdfOf, GivesTheSameBytesForTheSameDocument) {
  EXPECT_EQ(pdf_of(sample_report()), pdf_of(sample_report()));
}

TEST(PdfOf, RefusesADocumentWithAFault) {
  Document document = sample_report();
  document.title.clear();
  EXPECT_THROW(pdf_of(document), std::logic_error);
}

/// For tests/document: others' programs judge the files.
TEST(PdfSamples, AreWritten) {
  const char* folder = std::getenv("INSYN_SAMPLES");
  if (folder == nullptr) GTEST_SKIP() << "INSYN_SAMPLES names no folder";
  std::filesystem::create_directories(folder);
  for (const SampleDocument& sample : sample_documents())
    std::ofstream{std::string{folder} + "/" + sample.name + ".pdf", std::ios::binary}
        << pdf_of(sample.document);
}

}  // namespace
}  // namespace insyn
