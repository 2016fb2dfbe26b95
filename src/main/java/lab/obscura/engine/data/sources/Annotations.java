package lab.obscura.engine.data.sources;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The labels of Tiny ImageNet's validation pictures, which lie unsorted in {@code val/images}: the file
 * {@code val_annotations.txt} has a line {@code file<tab>class<tab>…} for each. Its test pictures ({@code test/images}) have no
 * labels and are left out.
 */
final class Annotations {

    private static final String FILE = "val_annotations.txt";
    private static final String UNSORTED = "images";

    private final Map<String, String> classes = new HashMap<>();

    static boolean isAnnotation(String path) {
        return path.equals(FILE) || path.endsWith("/" + FILE);
    }

    void add(byte[] text) {
        new String(text, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("\t"))
                .filter(columns -> columns.length >= 2)
                .forEach(columns -> classes.put(columns[0], columns[1]));
    }

    /** The pictures with the classes that the file gives them; all as they are when there is no such file. */
    List<ImagePath> applyTo(List<ImagePath> paths) {
        return classes.isEmpty()
                ? paths
                : paths.stream().flatMap(this::annotated).toList();
    }

    private Stream<ImagePath> annotated(ImagePath path) {
        if (!path.className().equals(UNSORTED) || path.part() == ImagePath.Part.TRAIN) {
            return Stream.of(path);
        }
        return Stream.ofNullable(classes.get(path.name()))
                .map(name -> new ImagePath(path.where(), path.part(), name, path.name(), path.bytes()));
    }
}
