import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.exception.SyntaxValidationException;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Judges files as PDF/A-1b by PDFBox. Prints what is wrong; the exit status is how many are. */
public class Preflight {
  private static ValidationResult judged(File file) throws Exception {
    PreflightParser parser = new PreflightParser(file);
    try {
      parser.parse();
      try (PreflightDocument document = parser.getPreflightDocument()) {
        document.validate();
        return document.getResult();
      }
    } catch (SyntaxValidationException refused) {
      return refused.getResult();
    }
  }

  public static void main(String[] names) throws Exception {
    int wrong = 0;
    for (String name : names) {
      ValidationResult result = judged(new File(name));
      if (result.isValid()) continue;
      ++wrong;
      Map<String, Integer> counts = new TreeMap<>();
      for (ValidationResult.ValidationError error : result.getErrorsList())
        counts.merge(error.getErrorCode() + " " + error.getDetails(), 1, Integer::sum);
      System.out.println(name + " is not valid PDF/A-1b:");
      counts.forEach((error, count) -> System.out.println("  " + count + " times " + error));
    }
    System.exit(wrong);
  }
}
