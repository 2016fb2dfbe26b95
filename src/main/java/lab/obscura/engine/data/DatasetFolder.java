package lab.obscura.engine.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lab.obscura.engine.data.facts.DatasetFacts;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ClassBalance;
import lab.obscura.engine.data.images.ContentHash;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.HeldOut;
import lab.obscura.engine.data.images.KeptPixels;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.data.images.PixelHashes;
import lab.obscura.engine.data.images.SplitShares;
import lab.obscura.engine.data.sources.StoredImages;

/**
 * The images of one folder, opened. Their content hash is that of all pixels, however few are wanted, and takes little memory: each
 * image goes by once.
 */
final class DatasetFolder implements AutoCloseable {

    private final String id;
    private final String format;
    private final StoredImages images;
    private final DatasetFacts facts;
    private final StoredAttributes attributes;
    private final Arrangement arrangement;
    private final SplitReview review;

    /** @throws DataException when classes and counts alone show that it cannot be used */
    DatasetFolder(String id, String format, StoredImages images, DatasetFacts facts, StoredAttributes attributes) {
        this.id = id;
        this.format = format;
        this.images = images;
        this.facts = facts;
        this.attributes = attributes;
        this.arrangement = Arrangement.of(images);
        this.review = new SplitReview(
                id,
                images.classNames(),
                arrangement.train().labels(),
                arrangement.test().labels());
    }

    /** What is known of it when all pixels have gone by. */
    DatasetInfo info() {
        return scan(Optional.empty(), Optional.empty()).info();
    }

    /** The images that are wanted, cut and scaled as wanted; the info keeps the content hash of the whole. */
    Dataset load(DatasetRequest request) {
        if (request.split().isPresent()) {
            return loadDivided(request, request.split().get());
        }
        int train = arrangement.train().count();
        int test = arrangement.test().count();
        boolean limited = request.trainLimit() > 0 && request.trainLimit() < train
                || request.testLimit() > 0 && request.testLimit() < test;
        if (limited) {
            Scan scan = scan(Optional.empty(), Optional.empty());
            return loadChosen(request, scan);
        }
        KeptPixels keptTrain = keep(train, request);
        KeptPixels keptTest = keep(test, request);
        Scan scan = scan(Optional.of(keptTrain), Optional.of(keptTest));
        return dataset(scan.info(), images(arrangement.train(), keptTrain), images(arrangement.test(), keptTest));
    }

    @Override
    public void close() {
        images.close();
    }

    /** What one pass over all pixels tells. */
    private record Scan(DatasetInfo info, long[] train, long[] test) {}

    private Scan scan(Optional<KeptPixels> keptTrain, Optional<KeptPixels> keptTest) {
        var hash = new ContentHash(images.shape(), images.classNames());
        long[] train = pass(arrangement.train(), hash, keptTrain);
        long[] test = pass(arrangement.test(), hash, keptTest);
        if (!attributes.names().isEmpty()) {
            hash.addAttributes(attributes.of(arrangement.train()));
            hash.addAttributes(attributes.of(arrangement.test()));
        }
        List<String> notes = review.notes(images.notes(), train, test);
        var info = new DatasetInfo(
                id,
                facts.title().isEmpty() ? id : facts.title(),
                format,
                images.shape(),
                images.classNames(),
                train.length,
                test.length,
                hash.finished(),
                false,
                notes,
                facts,
                Optional.empty(),
                Optional.empty(),
                attributes.names());
        return new Scan(info, train, test);
    }

    private long[] pass(Arrangement.Part part, ContentHash hash, Optional<KeptPixels> kept) {
        var hashes = new PixelHashes(part.count(), images.shape());
        hash.beginSplit(part.labels());
        images.read(part.half(), part.places(), (bytes, from, count) -> {
            hash.addPixels(bytes, from, count);
            hashes.accept(bytes, from, count);
            kept.ifPresent(pixels -> pixels.accept(bytes, from, count));
        });
        return hashes.all();
    }

    /** Which images a limit leaves depends on the pixels of all, so these are read once more. */
    private Dataset loadChosen(DatasetRequest request, Scan scan) {
        int classes = images.classNames().size();
        Arrangement.Part train = arrangement.train();
        if (request.trainLimit() > 0 && request.trainLimit() < train.count()) {
            train = train.chosen(ClassBalance.choose(train.labels(), scan.train(), classes, request.trainLimit()));
        }
        Arrangement.Part test = arrangement.test();
        if (request.testLimit() > 0 && request.testLimit() < test.count()) {
            test = test.chosen(HeldOut.limited(test.labels(), scan.test(), classes, request.testLimit()));
        }
        return dataset(scan.info(), read(train, request), read(test, request));
    }

    /** Divided by the pixels of all images, which are read once more for it. */
    private Dataset loadDivided(DatasetRequest request, SplitShares shares) {
        Scan scan = scan(Optional.empty(), Optional.empty());
        int classes = images.classNames().size();
        Pool pool = new Pool(scan.train(), scan.test());
        SplitShares.Parts parts = shares.divide(pool.labels(), pool.hashes(), classes);
        int[] train = parts.train();
        if (request.trainLimit() > 0 && request.trainLimit() < train.length) {
            train = pool.of(
                    train, ClassBalance.choose(pool.labels(train), pool.hashes(train), classes, request.trainLimit()));
        }
        int[] test = parts.test();
        if (request.testLimit() > 0 && request.testLimit() < test.length) {
            test = pool.of(test, HeldOut.limited(pool.labels(test), pool.hashes(test), classes, request.testLimit()));
        }
        LabeledImages read = pool.read(train, request);
        LabeledImages tested = pool.read(test, request);
        return new Dataset(scan.info().cutTo(read, tested), read, tested, pool.read(parts.auxiliary(), request));
    }

    /** All images by one number: those of the training split first. */
    private final class Pool {

        private final int[] labels;
        private final long[] hashes;
        private final int border;

        Pool(long[] train, long[] test) {
            this.labels = IntStream.concat(
                            IntStream.of(arrangement.train().labels()),
                            IntStream.of(arrangement.test().labels()))
                    .toArray();
            this.hashes =
                    LongStream.concat(LongStream.of(train), LongStream.of(test)).toArray();
            this.border = train.length;
        }

        int[] labels() {
            return labels;
        }

        long[] hashes() {
            return hashes;
        }

        int[] labels(int[] numbers) {
            return of(labels, numbers);
        }

        long[] hashes(int[] numbers) {
            return IntStream.of(numbers).mapToLong(i -> hashes[i]).toArray();
        }

        int[] of(int[] numbers, int[] chosen) {
            return IntStream.of(chosen).map(i -> numbers[i]).toArray();
        }

        /** In rising order. */
        LabeledImages read(int[] numbers, DatasetRequest request) {
            KeptPixels kept = keep(numbers.length, request);
            int[] first = IntStream.of(numbers).filter(i -> i < border).toArray();
            int[] second = IntStream.of(numbers)
                    .filter(i -> i >= border)
                    .map(i -> i - border)
                    .toArray();
            read(arrangement.train().chosen(first), kept);
            read(arrangement.test().chosen(second), kept);
            int[] values = IntStream.concat(
                            IntStream.of(attributes.of(arrangement.train()).values()),
                            IntStream.of(attributes.of(arrangement.test()).values()))
                    .toArray();
            return new LabeledImages(
                    kept.shape(),
                    kept.pixels(),
                    labels(numbers),
                    images.classNames(),
                    new Attributes(attributes.names(), values).select(numbers));
        }

        private void read(Arrangement.Part part, KeptPixels kept) {
            images.read(part.half(), part.places(), kept);
        }
    }

    private LabeledImages read(Arrangement.Part part, DatasetRequest request) {
        KeptPixels kept = keep(part.count(), request);
        images.read(part.half(), part.places(), kept);
        return images(part, kept);
    }

    private KeptPixels keep(int count, DatasetRequest request) {
        return new KeptPixels(count, images.shape(), request.imageSize());
    }

    private LabeledImages images(Arrangement.Part part, KeptPixels kept) {
        return new LabeledImages(kept.shape(), kept.pixels(), part.labels(), images.classNames(), attributes.of(part));
    }

    private static Dataset dataset(DatasetInfo info, LabeledImages train, LabeledImages test) {
        return new Dataset(info.cutTo(train, test), train, test);
    }
}
