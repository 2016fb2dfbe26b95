package lab.obscura.engine.definition;

import lab.obscura.engine.data.facts.AuxiliarySet;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.defense.Expert;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;

/**
 * The task of an expert as a definition asks for it.
 *
 * @param field that names its data set, as in {@code defense[0].expertDataset}
 */
public record ExpertTask(String field, Expert expert) {

    /** Height and width to which the images of the expert's set are brought for this target; 0 leaves them as they are. */
    public static int imageSize(DatasetInfo target, int asked) {
        boolean square = target.shape().height() == target.shape().width();
        return asked == 0 && square ? target.shape().height() : asked;
    }

    /**
     * The target with what is known of the expert's set.
     *
     * @param size of the images, see {@link #imageSize}
     * @throws SettingsException when the expert's images are not like the target's, or are the target's own
     */
    public DatasetInfo before(DatasetInfo target, DatasetInfo other, int size) {
        if (target.id().equals(other.id())) {
            throw refusal("another data set", other.id(), "Leave it out to train the expert on the same data set");
        }
        boolean sameSize = size > 0
                || target.shape().height() == other.shape().height()
                        && target.shape().width() == other.shape().width();
        if (!sameSize || target.shape().channels() != other.shape().channels()) {
            String expected = "a data set whose images are " + target.shape() + ", as those of " + target.id();
            String wayOut = sameSize
                    ? "Convert its pictures to " + (target.shape().channels() == 1 ? "gray" : "color")
                    : "Give dataset.imageSize: both are brought to it";
            throw refusal(expected, other.id() + " with " + other.shape(), wayOut);
        }
        int limit = expert.limit();
        int count = limit == 0 ? other.trainCount() : Math.min(limit, other.trainCount());
        return target.after(new AuxiliarySet(other.id(), count, other.contentHash()));
    }

    private SettingsException refusal(String rule, String came, String wayOut) {
        return new SettingsException(new FieldError(field, rule, came, wayOut));
    }
}
