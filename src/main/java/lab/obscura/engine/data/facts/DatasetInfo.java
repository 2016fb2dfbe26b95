package lab.obscura.engine.data.facts;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;

/**
 * What is known of a data set without holding its pixels.
 *
 * @param id the folder's name, or {@code shapes}
 * @param title for people
 * @param format how it was recognized, as in {@code cifar10-binary}
 * @param shape size of its images
 * @param classNames in label order
 * @param trainCount images in the training split
 * @param testCount images in the test split
 * @param contentHash SHA-256 over shape, labels and pixels of both splits, in hexadecimal
 * @param synthetic drawn by a program, not photographed
 * @param notes what a reader of the numbers should know: classes without images, copies, files left out
 * @param facts what it says of itself
 * @param auxiliary another set from which an attacker has its images
 * @param expert another set, on which a network is trained first
 * @param attributeNames of the values of a second label that every image has; none where there is no such label
 */
public record DatasetInfo(
        String id,
        String title,
        String format,
        ImageShape shape,
        List<String> classNames,
        int trainCount,
        int testCount,
        String contentHash,
        boolean synthetic,
        List<String> notes,
        DatasetFacts facts,
        Optional<AuxiliarySet> auxiliary,
        Optional<AuxiliarySet> expert,
        List<String> attributeNames) {

    /** Without an auxiliary set and without attributes. */
    public DatasetInfo(
            String id,
            String title,
            String format,
            ImageShape shape,
            List<String> classNames,
            int trainCount,
            int testCount,
            String contentHash,
            boolean synthetic,
            List<String> notes,
            DatasetFacts facts) {
        this(
                id,
                title,
                format,
                shape,
                classNames,
                trainCount,
                testCount,
                contentHash,
                synthetic,
                notes,
                facts,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** Without notes, and with nothing said of itself. */
    public DatasetInfo(
            String id,
            String title,
            String format,
            ImageShape shape,
            List<String> classNames,
            int trainCount,
            int testCount,
            String contentHash,
            boolean synthetic) {
        this(
                id,
                title,
                format,
                shape,
                classNames,
                trainCount,
                testCount,
                contentHash,
                synthetic,
                List.of(),
                DatasetFacts.NONE);
    }

    public DatasetInfo {
        classNames = List.copyOf(classNames);
        notes = List.copyOf(notes);
        attributeNames = List.copyOf(attributeNames);
    }

    /** The same data set with the shape and the counts of these images; the hash stays that of the whole. */
    public DatasetInfo cutTo(LabeledImages train, LabeledImages test) {
        return new DatasetInfo(
                id,
                title,
                format,
                train.shape(),
                classNames,
                train.count(),
                test.count(),
                contentHash,
                synthetic,
                notes,
                facts,
                auxiliary,
                expert,
                attributeNames);
    }

    /** The same data set beside another. */
    public DatasetInfo with(AuxiliarySet other) {
        return new DatasetInfo(
                id,
                title,
                format,
                shape,
                classNames,
                trainCount,
                testCount,
                contentHash,
                synthetic,
                notes,
                facts,
                Optional.of(other),
                expert,
                attributeNames);
    }

    /** The same data set, for a training that begins with what was learned on another. */
    public DatasetInfo after(AuxiliarySet learned) {
        return new DatasetInfo(
                id,
                title,
                format,
                shape,
                classNames,
                trainCount,
                testCount,
                contentHash,
                synthetic,
                notes,
                facts,
                auxiliary,
                Optional.of(learned),
                attributeNames);
    }
}
