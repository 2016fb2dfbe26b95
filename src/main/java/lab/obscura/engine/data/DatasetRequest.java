package lab.obscura.engine.data;

import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.files.PathNames;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.SplitShares;

/**
 * Which images a run wants.
 *
 * @param id of a data set in the catalog, in either form of its letters
 * @param trainLimit at most so many training images, chosen evenly over the classes; 0 takes all
 * @param testLimit at most so many test images, chosen evenly over the classes; 0 takes all
 * @param imageSize height and width to which all images are brought; 0 leaves them as they are
 * @param pins content hashes that this data set and the auxiliary one must have
 * @param split how all images are divided anew, before any limit; without it the files decide
 * @param auxiliary another data set, whose training images the attacker gets
 */
public record DatasetRequest(
        String id,
        int trainLimit,
        int testLimit,
        int imageSize,
        DataPins pins,
        Optional<SplitShares> split,
        Optional<AuxiliaryChoice> auxiliary) {

    /** No image is made larger than this. */
    public static final int LARGEST_IMAGE = 512;

    public DatasetRequest {
        id = PathNames.composed(id);
        if (trainLimit < 0 || testLimit < 0) {
            throw new DataException("dataset.trainLimit and dataset.testLimit must be 0 (all) or more, were "
                    + trainLimit + " and " + testLimit + ". Leave them out to take all images");
        }
        if (imageSize < 0 || imageSize > LARGEST_IMAGE) {
            throw new DataException("dataset.imageSize must be between 1 and " + LARGEST_IMAGE
                    + ", or 0 to leave images as they are, was " + imageSize);
        }
    }

    /**
     * With the split of the files.
     *
     * @param dataHash the content hash that the data set must have
     */
    public DatasetRequest(String id, int trainLimit, int testLimit, int imageSize, Optional<String> dataHash) {
        this(id, trainLimit, testLimit, imageSize, DataPins.of(id, dataHash.orElse(""), Map.of()));
    }

    /** With the split of the files, and alone. */
    public DatasetRequest(String id, int trainLimit, int testLimit, int imageSize, DataPins pins) {
        this(id, trainLimit, testLimit, imageSize, pins, Optional.empty(), Optional.empty());
    }

    /** All images of a data set, as they are. */
    public static DatasetRequest all(String id) {
        return new DatasetRequest(id, 0, 0, 0, Optional.empty());
    }
}
