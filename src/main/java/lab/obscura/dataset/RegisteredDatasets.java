package lab.obscura.dataset;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.DatasetInfo;
import lab.obscura.engine.data.DatasetListing;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.Nearest;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.stereotype.Component;

/** The data sets that experiments may name. */
@Component
public final class RegisteredDatasets {

    private final Datasets datasets;

    public RegisteredDatasets(Datasets datasets) {
        this.datasets = datasets;
    }

    /** Every data set, also the damaged ones. */
    public List<DatasetListing> list() {
        return datasets.list();
    }

    /** Names alone: nothing of the files is read. */
    public List<String> ids() {
        return datasets.ids();
    }

    /** One line of the catalogue. */
    public Optional<DatasetListing> listing(String id) {
        return datasets.find(id);
    }

    /**
     * What is known of the data set that a definition names.
     *
     * @param imageSize what the definition scales images to; 0 for nothing
     * @throws SettingsException when there is none, or it cannot be used
     */
    public DatasetInfo named(String id, int imageSize) {
        DatasetListing listing = datasets.find(id, imageSize).orElseThrow(() -> new SettingsException(unknown(id)));
        if (listing instanceof DatasetListing.Usable usable) {
            return usable.info();
        }
        String problem = ((DatasetListing.Damaged) listing).problem();
        throw new SettingsException(new FieldError("dataset.id", "a data set without damage", id, problem));
    }

    DatasetsView all() {
        return new DatasetsView(list().stream().map(RegisteredDatasets::entry).toList());
    }

    DatasetsView.Entry get(String id) {
        return datasets.find(id)
                .map(RegisteredDatasets::entry)
                .orElseThrow(() -> Problem.unknown(
                        ErrorType.UNKNOWN_DATASET,
                        "No data set is called",
                        id,
                        "Known are " + String.join(", ", datasets.ids())));
    }

    private FieldError unknown(String id) {
        String hint = Nearest.to(id, datasets.ids())
                .map(nearest -> "Did you mean " + nearest + "?")
                .orElse("Put its folder into the data directory, or choose another");
        return new FieldError("dataset.id", "one of " + String.join(", ", datasets.ids()), id, hint);
    }

    private static DatasetsView.Entry entry(DatasetListing listing) {
        if (listing instanceof DatasetListing.Usable usable) {
            return entry(usable.info());
        }
        String problem = ((DatasetListing.Damaged) listing).problem();
        return new DatasetsView.Entry(
                listing.id(), listing.id(), "", 0, 0, 0, List.of(), 0, 0, "", false, problem, List.of());
    }

    private static DatasetsView.Entry entry(DatasetInfo info) {
        return new DatasetsView.Entry(
                info.id(),
                info.title(),
                info.format(),
                info.shape().height(),
                info.shape().width(),
                info.shape().channels(),
                info.classNames(),
                info.trainCount(),
                info.testCount(),
                info.contentHash(),
                info.synthetic(),
                "",
                info.notes());
    }
}
