package lab.obscura.export;

/** Any text inside a cell of a CSV file, shown as it is: no column and no formula comes of it. Numbers are not texts and stay bare. */
final class CsvText {

    /** With one of these a spreadsheet takes a text for a formula; a line break in front it strips first. */
    private static final String FORMULA = "=+-@\t\r\n";

    private CsvText() {}

    /** An apostrophe in front keeps it a text. */
    static String of(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
