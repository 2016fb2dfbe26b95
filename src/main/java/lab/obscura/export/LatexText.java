package lab.obscura.export;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import lab.obscura.engine.settings.PlainText;

/**
 * Any text as LaTeX that shows it. What comes out is plain ASCII without ligatures, so it compiles with pdflatex whatever the
 * encoding and the packages; accents and the Greek of papers become commands, and what pdflatex has no letter for becomes its
 * number, as in {@code [U+4E2D]}, rather than an error or a gap.
 */
final class LatexText {

    private static final Map<Integer, String> WORDS = new HashMap<>();
    private static final Map<Integer, String> ACCENTS = new HashMap<>();

    static {
        put(
                "\\",
                "\\textbackslash{}",
                "{",
                "\\{",
                "}",
                "\\}",
                "$",
                "\\$",
                "&",
                "\\&",
                "#",
                "\\#",
                "_",
                "\\_",
                "%",
                "\\%");
        put("^", "\\textasciicircum{}", "~", "\\textasciitilde{}", "<", "\\textless{}", ">", "\\textgreater{}");
        put("|", "\\textbar{}", "\"", "{\\char34}", "`", "{\\char96}", "'", "{'}", "[", "{[}", "]", "{]}", "*", "{*}");
        put("ß", "\\ss{}", "æ", "\\ae{}", "Æ", "\\AE{}", "œ", "\\oe{}", "Œ", "\\OE{}", "ø", "\\o{}", "Ø", "\\O{}");
        put(
                "ł",
                "\\l{}",
                "Ł",
                "\\L{}",
                "ı",
                "\\i{}",
                "¿",
                "?{}`",
                "¡",
                "!{}`",
                "§",
                "\\S{}",
                "¶",
                "\\P{}",
                "£",
                "\\pounds{}");
        put("–", "--", "—", "---", "…", "\\dots{}", "‘", "`{}", "’", "'{}", "“", "``{}", "”", "''{}", "„", ",,{}");
        put("©", "\\copyright{}", "•", "$\\bullet$", "†", "\\dag{}", "‡", "\\ddag{}", "\u00a0", "~", "\u2011", "-");
        put(
                "±",
                "$\\pm$",
                "×",
                "$\\times$",
                "÷",
                "$\\div$",
                "·",
                "$\\cdot$",
                "°",
                "$^\\circ$",
                "¬",
                "$\\neg$",
                "−",
                "$-$");
        put(
                "¹",
                "$^1$",
                "²",
                "$^2$",
                "³",
                "$^3$",
                "½",
                "$1/2$",
                "¼",
                "$1/4$",
                "¾",
                "$3/4$",
                "µ",
                "$\\mu$",
                "∞",
                "$\\infty$");
        put("≤", "$\\leq$", "≥", "$\\geq$", "≠", "$\\neq$", "≈", "$\\approx$", "≡", "$\\equiv$", "∝", "$\\propto$");
        put(
                "←",
                "$\\leftarrow$",
                "→",
                "$\\rightarrow$",
                "↑",
                "$\\uparrow$",
                "↓",
                "$\\downarrow$",
                "↔",
                "$\\leftrightarrow$");
        put(
                "∈",
                "$\\in$",
                "∂",
                "$\\partial$",
                "∇",
                "$\\nabla$",
                "∑",
                "$\\sum$",
                "∏",
                "$\\prod$",
                "√",
                "$\\surd$",
                "∥",
                "$\\|$");
        greek();
        accents();
    }

    private LatexText() {}

    static String of(String text) {
        var latex = new StringBuilder();
        int[] characters =
                Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            latex.append(one(characters[i]));
            boolean ligature = i + 1 < characters.length
                    && characters[i] == characters[i + 1]
                    && (characters[i] == '-' || characters[i] == ',');
            latex.append(ligature ? "{}" : "");
        }
        return latex.toString();
    }

    /** A line that TeX passes over; only its end would end it. */
    static String comment(String text) {
        return "% " + PlainText.line(text) + "\n";
    }

    private static String one(int character) {
        if (WORDS.containsKey(character)) {
            return WORDS.get(character);
        }
        if (Character.isISOControl(character)
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character)) {
            return " ";
        }
        if (character < 0x7f) {
            return Character.toString(character);
        }
        int[] parts = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFD)
                .codePoints()
                .toArray();
        boolean accented = parts.length == 2 && parts[0] < 0x7f && ACCENTS.containsKey(parts[1]);
        return accented
                ? ACCENTS.get(parts[1]) + "{" + Character.toString(parts[0]) + "}"
                : String.format(Locale.ROOT, "{[}U+%04X{]}", character);
    }

    private static void put(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            WORDS.put(pairs[i].codePointAt(0), pairs[i + 1]);
        }
    }

    private static void greek() {
        String[] names = {
            "alpha",
            "beta",
            "gamma",
            "delta",
            "varepsilon",
            "zeta",
            "eta",
            "theta",
            "iota",
            "kappa",
            "lambda",
            "mu",
            "nu",
            "xi",
            "",
            "pi",
            "rho",
            "varsigma",
            "sigma",
            "tau",
            "upsilon",
            "varphi",
            "chi",
            "psi",
            "omega"
        };
        String capitals = "ΓΔΘΛΞΠΣΥΦΨΩ";
        String[] capitalNames = {
            "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega"
        };
        for (int i = 0; i < names.length; i++) {
            WORDS.put('α' + i, names[i].isEmpty() ? "o" : "$\\" + names[i] + "$");
        }
        for (int i = 0; i < capitalNames.length; i++) {
            WORDS.put((int) capitals.charAt(i), "$\\" + capitalNames[i] + "$");
        }
        put("ϵ", "$\\epsilon$", "ϕ", "$\\phi$", "ϑ", "$\\vartheta$");
    }

    /** Combining characters and the commands that every font encoding knows. */
    private static void accents() {
        String[] pairs = {
            "\u0300", "\\`", "\u0301", "\\'", "\u0302", "\\^", "\u0303", "\\~", "\u0304", "\\=", "\u0306", "\\u",
                    "\u0307", "\\.",
            "\u0308", "\\\"", "\u030a", "\\r", "\u030b", "\\H", "\u030c", "\\v", "\u0327", "\\c", "\u0323", "\\d",
                    "\u0331", "\\b"
        };
        for (int i = 0; i < pairs.length; i += 2) {
            ACCENTS.put((int) pairs[i].charAt(0), pairs[i + 1]);
        }
    }
}
