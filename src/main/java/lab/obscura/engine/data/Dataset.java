package lab.obscura.engine.data;

import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.ImageCounts;
import lab.obscura.engine.data.images.LabeledImages;

/**
 * A data set in memory: its description and its images.
 *
 * @param auxiliary that the attacker owns and the network never sees; none unless a split was asked for that has some
 */
public record Dataset(DatasetInfo info, LabeledImages train, LabeledImages test, LabeledImages auxiliary) {

    /** One without auxiliary images. */
    public Dataset(DatasetInfo info, LabeledImages train, LabeledImages test) {
        this(info, train, test, test.range(0, 0));
    }

    /** How many images it has. */
    public ImageCounts counts() {
        return new ImageCounts(train.count(), test.count(), auxiliary.count());
    }
}
