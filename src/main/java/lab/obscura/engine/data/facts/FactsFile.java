package lab.obscura.engine.data.facts;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.JsonText;
import lab.obscura.engine.settings.MalformedJsonException;
import lab.obscura.engine.settings.SettingsException;

/**
 * The {@code dataset.json} of a data set, which lies beside its files, at the top.
 *
 * @param where how messages call it
 */
public record FactsFile(String where, DatasetFacts facts) {

    private static final String NAME = "dataset.json";

    /**
     * Empty when there is none.
     *
     * @throws DataException when it cannot be read, or says what nobody understands
     */
    public static Optional<FactsFile> in(SafeFiles files) {
        List<SafeFiles.Entry> found = files.entries().stream()
                .filter(entry -> entry.name().equalsIgnoreCase(NAME))
                .toList();
        if (found.size() > 1) {
            throw new DataException(files.describe(found.get(0)) + " must be the only one of its name, but there is "
                    + files.describe(found.get(1)) + ". Remove one of them");
        }
        return found.stream().map(entry -> read(files, entry)).findFirst();
    }

    private static FactsFile read(SafeFiles files, SafeFiles.Entry entry) {
        String where = files.describe(entry);
        try {
            return new FactsFile(where, FactsText.read(files.beginning(entry, JsonText.LONGEST + 1)));
        } catch (MalformedJsonException e) {
            throw new DataException(where + " " + e.getMessage() + ". Correct it, or remove it", e);
        } catch (SettingsException e) {
            String broken = e.errors().stream().map(FieldError::sentence).collect(Collectors.joining("; "));
            throw new DataException(where + ": " + broken + ". If another program wrote the file, rename it", e);
        }
    }

    /**
     * The facts, for pictures of so many channels.
     *
     * @throws DataException when the normalization is one for others
     */
    public DatasetFacts facts(int channels) {
        facts.normalization()
                .flatMap(normalization ->
                        NormalizationSettings.objection(NormalizationSettings.FIELD, normalization, channels))
                .ifPresent(error -> {
                    throw new DataException(where + ": " + error.sentence()
                            + (facts.like().isEmpty() ? "" : ", once like is left out as well"));
                });
        return facts;
    }

    /** @throws DataException when it says something about samples of pictures, and the data set holds none */
    public void refuseSampleMaximum(String format) {
        if (facts.sampleMaximum() > 0) {
            throw new DataException(where + ": sampleMaximum must stand beside pictures of 16 bits, stands beside "
                    + format + ", whose samples have 8. Leave it out");
        }
    }
}
