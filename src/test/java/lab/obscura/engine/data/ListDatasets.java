package lab.obscura.engine.data;

import java.nio.file.Path;
import java.util.List;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.engine.data.files.PathNames;

/** Lists the data sets of a directory in a process of its own, whose locale a test chooses. Writes ASCII only. */
final class ListDatasets {

    private ListDatasets() {}

    public static void main(String[] arguments) {
        var datasets = new Datasets(Path.of(arguments[0]), Path.of(arguments[1]));
        List<String> folders = datasets.ids().subList(1, datasets.ids().size());
        folders.stream()
                .map(id -> datasets.find(id).orElseThrow())
                .map(ListDatasets::line)
                .map(PathNames::ascii)
                .forEach(System.out::println);
    }

    private static String line(DatasetListing listing) {
        return listing instanceof DatasetListing.Usable usable
                ? usable.id() + ":" + usable.info().classNames()
                : listing.id() + ":" + ((DatasetListing.Damaged) listing).problem();
    }
}
