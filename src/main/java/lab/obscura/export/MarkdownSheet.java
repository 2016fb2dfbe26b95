package lab.obscura.export;

import java.util.List;
import java.util.stream.Collectors;

/** Tables in Markdown as GitHub reads it. */
final class MarkdownSheet {

    private static final Markup MARKUP =
            new Markup(MarkdownText::of, " ± ", "–", best -> "**" + best + "**", number -> "<sup>" + number + "</sup>");

    private MarkdownSheet() {}

    static String of(Sheet sheet) {
        List<String> notes = Markup.notes(sheet);
        var text = new StringBuilder("**" + MarkdownText.of(sheet.caption()) + "**\n");
        sheet.sections().forEach(section -> text.append('\n').append(table(section, notes)));
        for (int i = 0; i < notes.size(); i++) {
            text.append('\n')
                    .append(MARKUP.raised().apply(i + 1))
                    .append(' ')
                    .append(MarkdownText.of(notes.get(i)))
                    .append('\n');
        }
        sheet.notes()
                .forEach(note -> text.append('\n').append(MarkdownText.of(note)).append('\n'));
        return text.toString();
    }

    private static String table(Sheet.Section section, List<String> notes) {
        String title = section.title().isEmpty() ? "" : MarkdownText.of(section.title()) + "\n\n";
        String rule = section.columns().stream()
                .map(column -> column.isText() ? "---|" : "--:|")
                .collect(Collectors.joining());
        String rows = section.rows().stream()
                .map(row -> "| " + String.join(" | ", MARKUP.cells(section, row, notes)) + " |\n")
                .collect(Collectors.joining());
        return title + "| " + MARKUP.headings(section, " | ") + " |\n|" + rule + "\n" + rows;
    }
}
