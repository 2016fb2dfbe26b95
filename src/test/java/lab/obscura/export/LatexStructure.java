package lab.obscura.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a table would compile: by pdflatex where there is one, else by its structure. */
public final class LatexStructure {

    private static final Pattern ENVIRONMENT = Pattern.compile("\\\\(begin|end)\\{(\\w+)}");
    private static final Pattern TABULAR =
            Pattern.compile("(?s)\\\\begin\\{tabular}\\{([lr]+)}\n(.*?)\\\\end\\{tabular}");

    private LatexStructure() {}

    /** Environments are balanced, braces too, every row has the columns announced, nothing is left to TeX by accident. */
    public static void check(String tex) {
        assertThat(unbalanced(tex)).isEmpty();
        String body = tex.replaceFirst("^% [^\n]*\n", "").replaceAll("\\\\[\\\\{}$&#_%]", "");
        assertThat(body).matches("(?s)[ -~\n]*").doesNotContain("#", "_", "%", "~", "\n\n");
        assertThat(body.chars().filter(sign -> sign == '$').count() % 2).isZero();
        assertThat(body.chars().filter(sign -> sign == '{').count())
                .isEqualTo(body.chars().filter(sign -> sign == '}').count());
        assertThat(TABULAR.matcher(tex).results()).isNotEmpty().allSatisfy(tabular -> {
            int columns = tabular.group(1).length();
            assertThat(tabular.group(2).lines().filter(line -> line.endsWith("\\\\")))
                    .isNotEmpty()
                    .allSatisfy(line ->
                            assertThat(line.replace("\\&", "").split("&", -1)).hasSize(columns));
        });
    }

    /** What begins and does not end, or the other way round. */
    private static String unbalanced(String tex) {
        String left = ENVIRONMENT
                .matcher(tex)
                .results()
                .map(found -> found.group(1) + " " + found.group(2) + ";")
                .collect(Collectors.joining());
        String before = "";
        while (!before.equals(left)) {
            before = left;
            left = left.replaceAll("begin (\\w+);end \\1;", "");
        }
        return left;
    }

    /** The same, and a whole document with it where pdflatex is installed. */
    public static void compile(String tex) throws IOException, InterruptedException {
        check(tex);
        boolean isInstalled = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pdflatex")));
        if (!isInstalled) {
            return;
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "latex")), "sheet");
        Files.writeString(
                folder.resolve("sheet.tex"),
                "\\documentclass{article}\n\\usepackage{booktabs}\n\\begin{document}\n" + tex + "\\end{document}\n");
        Process process = new ProcessBuilder("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "sheet.tex")
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        assertThat(process.waitFor()).as(folder.toString()).isZero();
    }
}
