package lab.obscura.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The papers behind what is shown, as BibTeX. They are those that the page of a part, an attack or a measure cites; the resource is
 * written from these pages and {@code docs/methods/bibliography.md} by {@code BibliographyFileTest}.
 */
public final class Bibliography {

    private static final String RESOURCE = "/export/bibliography.json";
    private static final Content CONTENT = read();

    /**
     * The resource.
     *
     * @param entries key to BibTeX
     * @param cited page, as in {@code parts/gaussian-noise}, to keys
     */
    private record Content(Map<String, String> entries, Map<String, List<String>> cited) {}

    private Bibliography() {}

    /** BibTeX of the papers behind these definitions, each once; says so where there are none. */
    static String of(List<Map<String, Object>> definitions) {
        Set<String> keys = keys(definitions);
        return keys.isEmpty()
                ? "% No method shown here follows a paper\n"
                : keys.stream().map(CONTENT.entries()::get).collect(Collectors.joining("\n"));
    }

    private static Set<String> keys(List<Map<String, Object>> definitions) {
        Set<String> keys = new LinkedHashSet<>();
        for (Map<String, Object> definition : definitions) {
            SettingWords.ID_FIELDS.forEach((list, idField) -> SettingWords.entries(definition.get(list))
                    .forEach(entry -> keys.addAll(
                            CONTENT.cited().getOrDefault(folder(list) + "/" + entry.get(idField), List.of()))));
        }
        return keys;
    }

    /** Where the pages of a list of a definition lie. */
    private static String folder(String list) {
        return list.equals("defense") ? "parts" : list;
    }

    private static Content read() {
        try (InputStream resource = Bibliography.class.getResourceAsStream(RESOURCE)) {
            return JsonMapper.builder().build().readValue(resource, Content.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
