package lab.obscura.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The BibTeX of the exports is what the bibliography of the docs says, and a part cites what its page cites. */
class BibliographyFileTest {

    private static final Path DOCS = Path.of("docs");
    private static final Path RESOURCE = Path.of("src/main/resources/export/bibliography.json");
    private static final String REPAIR = "./mvnw test -Dtest=BibliographyFileTest -Dbibliography.write=true";

    private static final Pattern CITED = Pattern.compile("bibliography\\.md#([^)\\s]+)\\)");
    private static final Pattern ENTRY =
            Pattern.compile("(?m)^### (?<heading>.+)\\n(?<authors>.+?)\\.? \\*(?<title>.+?)\\.?\\*"
                    + "(?: \\([^)]*\\))?\\.? (?<rest>.*)$");
    private static final Pattern VENUE = Pattern.compile("^((?:[^.;(\\[]|\\(\\d+\\))+)");
    private static final Pattern VOLUME =
            Pattern.compile("^(?<journal>.+?),? (?<volume>\\d+)\\((?<number>\\d+)\\), (?<from>\\d+)–(?<to>\\d+).*$");
    private static final Pattern PAGES = Pattern.compile("^(?<book>.+?), (?<from>\\d+)–(?<to>\\d+)$");

    @Test
    void theResourceIsWhatTheDocsSay() throws IOException {
        String fromDocs = content();
        if (Boolean.getBoolean("bibliography.write")) {
            Files.writeString(RESOURCE, fromDocs);
        }

        String committed = Files.exists(RESOURCE) ? Files.readString(RESOURCE) : "";

        assertThat(committed)
                .as("The docs cite otherwise now. Write the resource again and commit it: " + REPAIR)
                .isEqualTo(fromDocs);
    }

    @Test
    void everyEntryOfTheBibliographyIsRead() throws IOException {
        String page = Files.readString(DOCS.resolve("methods/bibliography.md"));

        assertThat(entries()).hasSize((int)
                page.lines().filter(line -> line.startsWith("### ")).count());
        assertThat(entries().values())
                .allSatisfy(entry -> assertThat(entry).matches("(?s)[ -~\n]+").contains("author = {", "year = {"));
    }

    @Test
    void anEntryHasWhatItsKindNeeds() throws IOException {
        assertThat(entries().get("xia-et-al-2025"))
                .contains("@inproceedings{xia-et-al-2025,")
                .contains("author = {S. Xia and Y. Yu and W. Yang and")
                .contains("title = {{Theoretical insights in model inversion robustness and")
                .contains("booktitle = {CVPR 2025}", "eprint = {2503.00383}", "archivePrefix = {arXiv}");
        assertThat(entries().get("rozell-et-al-2008"))
                .contains("@article{", "journal = {Neural Computation}", "volume = {20}", "number = {10}")
                .contains("pages = {2526--2563}", "doi = {10.1162/neco.2008.03-07-486}", "year = {2008}");
        assertThat(entries().get("alayrac-et-al-2022")).contains("author = {J.-B. Alayrac and others}");
        assertThat(entries().get("szekely-et-al-2007")).contains("G. J. Sz\\'{e}kely");
    }

    @Test
    void anExportCitesTheMethodsItShowsEachPaperOnce() {
        List<Map<String, Object>> parts =
                List.of(Map.of("part", "gaussian-noise"), Map.of("part", "feature-dropping"), Map.of("part", "mid"));
        Map<String, Object> definition =
                Map.of("defense", parts, "attacks", List.of(Map.of("attack", "siftfunnel-decoder")));

        String bib = Bibliography.of(List.of(definition, definition));

        assertThat(bib).containsOnlyOnce("{he-et-al-2020,").contains("{wang-et-al-2021,", "{liu-et-al-2025,");
        assertThat(Bibliography.of(List.of(Map.of()))).startsWith("% No method");
    }

    private static String content() throws IOException {
        Map<String, List<String>> cited = new TreeMap<>();
        for (String folder : List.of("parts", "attacks", "measures")) {
            for (Path page : pages(DOCS.resolve(folder))) {
                List<String> keys = CITED.matcher(Files.readString(page))
                        .results()
                        .map(link -> plain(link.group(1)))
                        .distinct()
                        .toList();
                cited.put(folder + "/" + page.getFileName().toString().replace(".md", ""), keys);
            }
        }
        assertThat(entries().keySet())
                .containsAll(cited.values().stream().flatMap(List::stream).toList());
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(new TreeMap<>(Map.of("entries", entries(), "cited", cited)))
                + "\n";
    }

    private static List<Path> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Map<String, String> entries() throws IOException {
        Map<String, String> entries = new TreeMap<>();
        Matcher found = ENTRY.matcher(Files.readString(DOCS.resolve("methods/bibliography.md")));
        while (found.find()) {
            String key = plain(found.group("heading")
                    .toLowerCase(Locale.ROOT)
                    .replace(".", "")
                    .replace(' ', '-'));
            entries.put(key, entry(key, found));
        }
        return entries;
    }

    private static String entry(String key, Matcher found) {
        String rest = found.group("rest");
        List<String> fields = new ArrayList<>();
        fields.add(field("author", LatexText.of(authors(found.group("authors")))));
        fields.add(field("title", "{" + LatexText.of(found.group("title")) + "}"));
        String kind = published(rest, fields);
        number(rest, "doi\\.org/([^)]+)\\)").ifPresent(doi -> fields.add(field("doi", doi)));
        number(rest, "arxiv\\.org/abs/([^)]+)\\)").ifPresent(arxiv -> {
            fields.add(field("eprint", arxiv));
            fields.add(field("archivePrefix", "arXiv"));
        });
        String year = key.replaceAll(".*-(\\d{4})b?$", "$1");
        fields.add(field("year", year));
        return "@" + kind + "{" + key + ",\n" + String.join(",\n", fields) + "\n}\n";
    }

    /** Adds where it was published and answers the kind of entry that makes it. */
    private static String published(String rest, List<String> fields) {
        Matcher venue = VENUE.matcher(rest);
        String place = venue.find() ? venue.group(1).strip().replaceAll(",$", "") : "";
        Matcher volume = VOLUME.matcher(place);
        if (volume.matches()) {
            fields.add(field("journal", LatexText.of(volume.group("journal"))));
            fields.add(field("volume", volume.group("volume")));
            fields.add(field("number", volume.group("number")));
            fields.add(field("pages", volume.group("from") + "--" + volume.group("to")));
            return "article";
        }
        if (place.isEmpty() || place.matches("\\d{4}")) {
            return "misc";
        }
        Matcher pages = PAGES.matcher(place);
        boolean hasPages = pages.matches();
        String book = (hasPages ? pages.group("book") : place).replaceAll(", \\d{4}$", "");
        boolean isJournal = book.matches(".*(Journal|Transactions).*");
        fields.add(field(isJournal ? "journal" : "booktitle", LatexText.of(book)));
        if (hasPages) {
            fields.add(field("pages", pages.group("from") + "--" + pages.group("to")));
        }
        return isJournal ? "article" : "inproceedings";
    }

    private static java.util.Optional<String> number(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .findFirst();
    }

    private static String authors(String names) {
        return names.replaceAll(" et al$", ", others").replace(", ", " and ");
    }

    private static String field(String name, String value) {
        return "  " + name + " = {" + value + "}";
    }

    /** Keys of BibTeX are ASCII. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
