package lab.obscura.export;

import java.util.List;
import java.util.stream.Collectors;

/** Tables for a paper: plain ASCII that compiles with pdflatex and the package booktabs, everything else being LaTeX's own. */
final class LatexSheet {

    private static final Markup MARKUP = new Markup(
            LatexText::of, " $\\pm$ ", "--", best -> "\\textbf{" + best + "}", number -> "$^{" + number + "}$");

    private LatexSheet() {}

    static String of(Sheet sheet) {
        List<String> notes = Markup.notes(sheet);
        var text = new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n");
        text.append("\\caption{").append(LatexText.of(sheet.caption())).append("}\n");
        text.append("\\label{").append(sheet.label()).append("}\n");
        sheet.sections().forEach(section -> text.append(table(section, notes)));
        for (int i = 0; i < notes.size(); i++) {
            text.append(note(MARKUP.raised().apply(i + 1) + " " + LatexText.of(notes.get(i))));
        }
        sheet.notes().forEach(note -> text.append(note(LatexText.of(note))));
        return text.append("\\end{table}\n").toString();
    }

    private static String note(String written) {
        return "\\par{\\footnotesize " + written + "}\n";
    }

    private static String table(Sheet.Section section, List<String> notes) {
        String title = section.title().isEmpty() ? "" : "\\par\\medskip " + LatexText.of(section.title()) + "\\par\n";
        String places = section.columns().stream()
                .map(column -> column.isText() ? "l" : "r")
                .collect(Collectors.joining());
        String rows = section.rows().stream()
                .map(row -> String.join(" & ", MARKUP.cells(section, row, notes)) + " \\\\\n")
                .collect(Collectors.joining());
        return title
                + "\\begin{tabular}{" + places + "}\n\\toprule\n"
                + MARKUP.headings(section, " & ") + " \\\\\n\\midrule\n"
                + rows
                + "\\bottomrule\n\\end{tabular}\n";
    }
}
