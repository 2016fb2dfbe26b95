package lab.obscura.engine.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import lab.obscura.engine.data.facts.AuxiliarySet;
import lab.obscura.engine.data.facts.DatasetFacts;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.engine.data.facts.FactsFile;
import lab.obscura.engine.data.facts.KnownSets;
import lab.obscura.engine.data.files.DataFolders;
import lab.obscura.engine.data.files.PathNames;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.ClassBalance;
import lab.obscura.engine.data.images.ContentHash;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.HeldOut;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.data.images.PixelHashes;
import lab.obscura.engine.data.images.Resizing;
import lab.obscura.engine.data.images.Split;
import lab.obscura.engine.data.images.SplitShares;
import lab.obscura.engine.data.registry.DatasetFiles;
import lab.obscura.engine.data.registry.Deadline;
import lab.obscura.engine.data.registry.FilesState;
import lab.obscura.engine.data.registry.Listings;
import lab.obscura.engine.data.registry.Patience;
import lab.obscura.engine.data.shapes.Shapes;
import lab.obscura.engine.data.sources.ImageSource;
import lab.obscura.engine.data.sources.Reading;
import lab.obscura.engine.data.sources.Sources;
import lab.obscura.engine.data.sources.StoredImages;
import lab.obscura.engine.settings.Nearest;
import lab.obscura.engine.settings.PlainText;

/**
 * The catalog of data sets: {@code shapes}, which is drawn, and every folder of the data directory, whose name is its id and
 * whose format is recognized from its files. Safe for use by several threads.
 */
public final class Datasets {

    private final Path directory;
    private final Listings listings;
    private final DrawnShapes shapes;

    /**
     * @param directory where data sets lie, one folder each; may be missing, then there is only {@code shapes}
     * @param cache a folder for what was drawn, and for what was found out about unchanged files, so that they are not read again for
     *     every listing
     */
    public Datasets(Path directory, Path cache) {
        this.directory = directory;
        this.listings = new Listings(cache, new Folders());
        this.shapes = new DrawnShapes(cache, split -> describe(Shapes.ID, "Shapes (synthetic)", "drawn", split, true));
    }

    /** The ids that can be asked for, {@code shapes} first, then the folders in order. Looks at names only. */
    public List<String> ids() {
        var ids = new ArrayList<>(List.of(Shapes.ID));
        ids.addAll(folders());
        return List.copyOf(ids);
    }

    /**
     * The files of a folder of the data directory, as they lie there.
     *
     * @throws DataException when there is none, or it may not or cannot be read
     */
    public SafeFiles files(String id) {
        return SafeFiles.of(directory, id);
    }

    /** All data sets, each read to its end. A damaged folder is listed with its problem and disturbs no other. */
    public List<DatasetListing> list() {
        return list(Patience.ENDLESS);
    }

    /** All data sets; those that are not read in time are being read. */
    public List<DatasetListing> list(Patience patience) {
        List<Listings.Key> keys =
                ids().stream().map(id -> new Listings.Key(id, 0)).toList();
        return listings.get(keys, patience.begin());
    }

    /** One data set of the catalog, read to its end. */
    public Optional<DatasetListing> find(String id) {
        return find(id, 0, Patience.ENDLESS);
    }

    /**
     * One data set as it is with an image size. A folder whose pictures differ in size is usable only so; its content hash is then
     * that of the scaled pictures. All others are the same with and without, in their own shape.
     *
     * @param imageSize 0 for none
     */
    public Optional<DatasetListing> find(String id, int imageSize, Patience patience) {
        String composed = PathNames.composed(id);
        if (!ids().contains(composed)) {
            return Optional.empty();
        }
        Deadline deadline = patience.begin();
        DatasetListing plain = listing(composed, 0, deadline);
        return Optional.of(
                plain instanceof DatasetListing.Damaged && imageSize > 0
                        ? listing(composed, imageSize, deadline)
                        : plain);
    }

    private DatasetListing listing(String id, int imageSize, Deadline deadline) {
        return listings.get(List.of(new Listings.Key(id, imageSize)), deadline).get(0);
    }

    /**
     * Reads a data set, checks its hash, and cuts and scales it as asked. The info in the result has the shape and the counts of
     * what was asked for, and the content hash of the whole data set.
     *
     * @throws DataException when there is no such data set, when it is damaged, or when it is not the one that was pinned
     */
    public Dataset load(DatasetRequest request) {
        if (!ids().contains(request.id())) {
            throw unknown(request.id());
        }
        Dataset loaded = request.id().equals(Shapes.ID) ? cut(shapes.get(), request) : loadFolder(request);
        check(request.pins(), loaded.info());
        return request.auxiliary()
                .map(choice -> with(choice, request.pins(), loaded))
                .orElse(loaded);
    }

    private Dataset with(AuxiliaryChoice choice, DataPins pins, Dataset target) {
        ImageShape shape = target.info().shape();
        int size = shape.height() == shape.width() ? shape.height() : 0;
        var request = new DatasetRequest(choice.id(), choice.limit(), 1, size, pins);
        Dataset other = load(request);
        AuxiliarySet set = choice.of(target.info(), other.info());
        if (!other.train().shape().equals(shape)) {
            throw new DataException(
                    "The images of dataset.auxiliary " + choice.id() + " must be " + shape + " as those of "
                            + target.info().id() + ", were " + other.train().shape()
                            + ". Give dataset.imageSize: both are brought to it");
        }
        refuseCopies(target, other);
        return new Dataset(target.info().with(set), target.train(), target.test(), other.train());
    }

    /** An attacker that has the attacked pictures themselves rebuilds nothing. */
    private static void refuseCopies(Dataset target, Dataset other) {
        Set<Long> attacked = hashes(target.test()).boxed().collect(Collectors.toSet());
        long copies = hashes(other.train()).filter(attacked::contains).count();
        if (copies > 0) {
            throw new DataException(
                    "dataset.auxiliary " + other.info().id() + " must not hold the attacked images, but "
                            + copies + " of its " + other.train().count() + " are exact copies of test images of "
                            + target.info().id() + ". Take them out");
        }
    }

    private static LongStream hashes(LabeledImages images) {
        return LongStream.of(PixelHashes.of(images, 0, images.count()));
    }

    private Dataset loadFolder(DatasetRequest request) {
        try (DatasetFolder folder = open(request.id(), request.imageSize())) {
            return folder.load(request);
        }
    }

    private static Dataset cut(Dataset drawn, DatasetRequest request) {
        Dataset whole = request.split().map(shares -> divided(drawn, shares)).orElse(drawn);
        LabeledImages train = whole.train();
        if (request.trainLimit() > 0 && request.trainLimit() < train.count()) {
            train = train.select(ClassBalance.choose(train, 0, train.count(), request.trainLimit()));
        }
        LabeledImages test = HeldOut.limited(whole.test(), request.testLimit());
        LabeledImages auxiliary = whole.auxiliary();
        if (request.imageSize() > 0) {
            train = Resizing.toSquare(train, request.imageSize());
            test = Resizing.toSquare(test, request.imageSize());
            auxiliary = Resizing.toSquare(auxiliary, request.imageSize());
        }
        return new Dataset(whole.info().cutTo(train, test), train, test, auxiliary);
    }

    private static Dataset divided(Dataset whole, SplitShares shares) {
        LabeledImages all = whole.train().and(whole.test());
        SplitShares.Parts parts = shares.divide(all.labels(), PixelHashes.of(all, 0, all.count()), all.classes());
        return new Dataset(
                whole.info(), all.select(parts.train()), all.select(parts.test()), all.select(parts.auxiliary()));
    }

    private DatasetFolder open(String id, int imageSize) {
        SafeFiles files = SafeFiles.of(directory, id);
        ImageSource source = Sources.of(files)
                .orElseThrow(
                        () -> new DataException("Folder " + id + " must hold CIFAR binary files (data_batch_1.bin, "
                                + "test_batch.bin), IDX files (train-images-idx3-ubyte), or pictures or zip files of pictures "
                                + "(train/CLASS/file.png), holds none of them. "
                                + Sources.hint(files) + "See docs/adding-a-data-set.md"));
        Optional<FactsFile> said = FactsFile.in(files);
        if (!source.scalesSamples()) {
            said.ifPresent(file -> file.refuseSampleMaximum(source.format()));
        }
        int white = said.map(file -> file.facts().sampleMaximum()).orElse(0);
        StoredImages images = source.open(files, new Reading(imageSize, white));
        try {
            int channels = images.shape().channels();
            DatasetFacts facts = said.map(file -> file.facts(channels)).orElseGet(() -> KnownSets.of(id, channels));
            return new DatasetFolder(id, source.format(), images, facts, StoredAttributes.of(files, images));
        } catch (RuntimeException | Error e) {
            images.close();
            throw e;
        }
    }

    /** How the registry finds out what it lists. */
    private final class Folders implements DatasetFiles {

        @Override
        public FilesState look(String id) {
            return id.equals(Shapes.ID)
                    ? new FilesState(Shapes.VERSION, 0)
                    : FilesState.of(SafeFiles.of(directory, id));
        }

        @Override
        public DatasetInfo read(String id, int imageSize) {
            if (id.equals(Shapes.ID)) {
                return shapes.get().info();
            }
            try (DatasetFolder folder = open(id, imageSize)) {
                return folder.info();
            }
        }
    }

    private static Dataset describe(String id, String title, String format, Split split, boolean synthetic) {
        var info = new DatasetInfo(
                id,
                title,
                format,
                split.train().shape(),
                split.train().classNames(),
                split.train().count(),
                split.test().count(),
                ContentHash.of(split),
                synthetic,
                split.notes(),
                DatasetFacts.NONE,
                Optional.empty(),
                Optional.empty(),
                split.train().attributes().names());
        return new Dataset(info, split.train(), split.test());
    }

    private List<String> folders() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try {
            return DataFolders.in(directory).ids().stream()
                    .filter(id -> !id.equals(Shapes.ID))
                    .toList();
        } catch (IOException e) {
            throw new DataException(
                    "The data directory " + directory + " cannot be listed: " + e.getMessage()
                            + ". Check obscura.data.directory and its permissions",
                    e);
        }
    }

    private DataException unknown(String id) {
        String shown = PlainText.line(id);
        String came = shown.length() <= 80 ? shown : shown.substring(0, 80) + "…";
        String wayOut = Nearest.to(id, ids())
                .map(nearest -> "Did you mean " + nearest + "?")
                .orElse("Each folder of the data directory is a data set; add one, or choose another");
        return new DataException(
                "dataset.id must be one of " + String.join(", ", ids()) + ", was " + came + ". " + wayOut);
    }

    private static void check(DataPins pins, DatasetInfo info) {
        pins.brokenBy(info.id(), info.contentHash()).ifPresent(pin -> {
            throw new DataException(pin.field() + " must be " + info.contentHash() + " (what lies in " + info.id()
                    + " now), was " + pin.hash() + ". The files differ from those the experiment was pinned to: "
                    + "put the old files back, or leave it out");
        });
    }
}
