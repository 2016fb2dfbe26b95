package lab.obscura.dataset;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.engine.data.registry.Patience;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.Nearest;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The data sets that experiments may name. */
@Component
public final class RegisteredDatasets {

    private static final DatasetsView.Constants MEASURED = new DatasetsView.Constants(List.of(), List.of());

    private final Datasets datasets;
    private final Patience patience;

    @Autowired
    public RegisteredDatasets(Datasets datasets) {
        this(datasets, Patience.OF_A_REQUEST);
    }

    /** @param patience of whoever asks for what is not known yet */
    public RegisteredDatasets(Datasets datasets, Patience patience) {
        this.datasets = datasets;
        this.patience = patience;
    }

    /** Every data set, also the damaged ones and those that are being read. */
    public List<DatasetListing> list() {
        return datasets.list(patience);
    }

    /** Names alone: nothing of the files is read. */
    public List<String> ids() {
        return datasets.ids();
    }

    /** One line of the catalog. */
    public Optional<DatasetListing> listing(String id) {
        return datasets.find(id, 0, patience);
    }

    /**
     * What is known of the data set that a definition names.
     *
     * @param field of the definition
     * @param imageSize what the definition scales images to; 0 for nothing
     * @throws SettingsException when there is none, or it cannot be used
     * @throws Problem when it is still being read
     */
    public DatasetInfo named(String field, String id, int imageSize) {
        DatasetListing listing =
                datasets.find(id, imageSize, patience).orElseThrow(() -> new SettingsException(unknown(field, id)));
        if (listing instanceof DatasetListing.Usable usable) {
            return usable.info();
        }
        if (listing instanceof DatasetListing.Damaged damaged) {
            throw new SettingsException(new FieldError(field, "a data set without damage", id, damaged.problem()));
        }
        throw new Problem(
                ErrorType.DATASET_BEING_READ,
                "Data set " + listing.id() + " is still being read for the first time, and what it holds is not known "
                        + "before. Send it again in a moment; GET /api/v1/datasets/" + listing.id()
                        + " says when it is done");
    }

    /** The same without waiting; empty when it is not known now. */
    public Optional<DatasetInfo> known(String id, int imageSize) {
        return datasets.find(id, imageSize, Patience.NONE)
                .filter(DatasetListing.Usable.class::isInstance)
                .map(usable -> ((DatasetListing.Usable) usable).info());
    }

    DatasetsView all() {
        return new DatasetsView(list().stream().map(RegisteredDatasets::entry).toList());
    }

    DatasetsView.Entry get(String id) {
        return listing(id)
                .map(RegisteredDatasets::entry)
                .orElseThrow(() -> Problem.unknown(
                        ErrorType.UNKNOWN_DATASET,
                        "No data set is called",
                        id,
                        "Known are " + String.join(", ", datasets.ids())));
    }

    private FieldError unknown(String field, String id) {
        String hint = Nearest.to(id, datasets.ids())
                .map(nearest -> "Did you mean " + nearest + "?")
                .orElse("Put its folder into the data directory, or choose another");
        return new FieldError(field, "one of " + String.join(", ", datasets.ids()), id, hint);
    }

    private static DatasetsView.Entry entry(DatasetListing listing) {
        if (listing instanceof DatasetListing.Usable usable) {
            return entry(usable.info());
        }
        return listing instanceof DatasetListing.Damaged damaged
                ? entry(listing.id(), "damaged", damaged.problem())
                : entry(listing.id(), "being-read", "");
    }

    private static DatasetsView.Entry entry(String id, String state, String problem) {
        return new DatasetsView.Entry(
                id, id, state, "", 0, 0, 0, List.of(), List.of(), 0, 0, "", false, problem, List.of(), "", "", "",
                MEASURED, "");
    }

    private static DatasetsView.Entry entry(DatasetInfo info) {
        return new DatasetsView.Entry(
                info.id(),
                info.title(),
                "usable",
                info.format(),
                info.shape().height(),
                info.shape().width(),
                info.shape().channels(),
                info.classNames(),
                info.attributeNames(),
                info.trainCount(),
                info.testCount(),
                info.contentHash(),
                info.synthetic(),
                "",
                info.notes(),
                info.facts().license(),
                info.facts().citation(),
                info.facts().like(),
                info.facts()
                        .normalization()
                        .map(known -> new DatasetsView.Constants(known.mean(), known.standardDeviation()))
                        .orElse(MEASURED),
                info.facts().augmentation().name());
    }
}
