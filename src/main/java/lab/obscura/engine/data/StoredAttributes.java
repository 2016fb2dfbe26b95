package lab.obscura.engine.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import lab.obscura.engine.data.files.PathNames;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.files.Texts;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.sources.StoredImages;
import lab.obscura.engine.data.sources.StoredImages.Half;

/**
 * A second label of every image from {@code attributes.txt}, which lies at the top of a data set: lines {@code image<tab>attribute}, one
 * for each image of both splits. Names of attributes are put in order.
 */
final class StoredAttributes {

    /** At the top of a data set, and nowhere else. */
    static final String FILE = "attributes.txt";

    private static final int FEWEST = 2;
    private static final int MOST = 1000;

    private final List<String> names;
    private final Map<Half, int[]> values = new EnumMap<>(Half.class);

    private StoredAttributes(List<String> names) {
        this.names = names;
    }

    /**
     * Those of all images; none when there is no such file.
     *
     * @throws DataException when an image has none or two, when a line is of no image, or when there are too few or too many attributes
     */
    static StoredAttributes of(SafeFiles files, StoredImages images) {
        return files.entries().stream()
                .filter(entry -> entry.name().equalsIgnoreCase(FILE))
                .findFirst()
                .map(entry -> read(files.describe(entry), files.read(entry), images))
                .orElseGet(() -> new StoredAttributes(List.of()));
    }

    private static StoredAttributes read(String where, byte[] text, StoredImages images) {
        Map<String, String> written = lines(where, text);
        var names = new ArrayList<>(new TreeSet<>(written.values()));
        if (names.size() < FEWEST || names.size() > MOST) {
            throw new DataException(where + " must tell " + FEWEST + " to " + MOST + " attributes apart, names "
                    + names.size() + ". Correct it, or remove it");
        }
        var stored = new StoredAttributes(names);
        for (Half half : Half.values()) {
            int[] of = new int[images.labels(half).length];
            for (int place = 0; place < of.length; place++) {
                String name = PathNames.composed(images.name(half, place));
                String attribute = written.remove(name);
                if (attribute == null) {
                    throw new DataException(where + " must have a line for every image, has none for " + name
                            + ". Add its name, a tab and its attribute, or remove the file");
                }
                of[place] = names.indexOf(attribute);
            }
            stored.values.put(half, of);
        }
        if (!written.isEmpty()) {
            throw new DataException(where + " must name images of this data set, but " + written.size()
                    + " of its lines name none of them, as "
                    + written.keySet().iterator().next()
                    + ". Remove these lines");
        }
        return stored;
    }

    private static Map<String, String> lines(String where, byte[] text) {
        var written = new LinkedHashMap<String, String>();
        for (Texts.Line line : Texts.lines(where, text)) {
            String[] columns = line.text().split("\t", 2);
            String attribute = columns.length == 2 ? columns[1].strip() : "";
            String at = where + ", line " + line.number();
            if (attribute.isEmpty()) {
                throw new DataException(at + ": must be an image, a tab and its attribute, is '" + line.text()
                        + "'. Correct it, or remove the file");
            }
            String name = PathNames.composed(columns[0].strip());
            if (written.put(name, attribute) != null) {
                throw new DataException(at + ": " + name + " stands there before. Keep one of the lines");
            }
        }
        return written;
    }

    List<String> names() {
        return names;
    }

    /** Of the images of a split, in its order. */
    Attributes of(Arrangement.Part part) {
        return names.isEmpty() ? Attributes.NONE : new Attributes(names, values.get(part.half())).select(part.places());
    }
}
