import java.io.FileInputStream;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/** One line for each file and standard: PASS or FAIL, then a line for each rule that failed, with where it first did. */
public class VeraPdf {
    private static final String[] STANDARDS = {"ua1", "2b"};
    private static final int EXAMPLES = 1;

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (String standard : STANDARDS) {
                judge(file, PDFAFlavour.fromString(standard));
            }
        }
    }

    private static void judge(String file, PDFAFlavour standard) throws Exception {
        try (FileInputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, standard);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(standard, EXAMPLES, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.printf("%s %s %s%n", result.isCompliant() ? "PASS" : "FAIL", standard, file);
            for (Map.Entry<RuleId, Integer> failed : result.getFailedChecks().entrySet()) {
                RuleId rule = failed.getKey();
                System.out.printf("  %s-%d, %d times%n", rule.getClause(), rule.getTestNumber(), failed.getValue());
                result.getTestAssertions().stream()
                        .filter(found -> found.getRuleId().equals(rule))
                        .findFirst()
                        .ifPresent(VeraPdf::explain);
            }
        }
    }

    private static void explain(TestAssertion found) {
        System.out.printf("    %s%n    at %s%n", found.getMessage(), found.getLocation().getContext());
    }
}
