package lab.obscura.engine.attack;

import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.seed.Seeds;

/**
 * All that one attacker may see: the features that it intercepted, and what its threat model grants. Every question for
 * anything else is refused with a {@link NotGrantedException}.
 */
public final class AttackerView {

    private final ThreatModel model;
    private final AttackSurface surface;
    private final Engine engine;
    private final Seeds seeds;

    /**
     * @param engine builds the attacker's networks
     * @param seeds the attacker's randomness
     */
    public AttackerView(ThreatModel model, AttackSurface surface, Engine engine, Seeds seeds) {
        this.model = model;
        this.surface = surface;
        this.engine = engine;
        this.seeds = seeds;
    }

    /** Shape of the targets' images. */
    public ImageShape image() {
        return surface.image();
    }

    /** Shape of what is sent. */
    public ImageShape feature() {
        return surface.feature();
    }

    public Engine engine() {
        return engine;
    }

    public Seeds seeds() {
        return seeds;
    }

    /** The same view for another attempt, with randomness of its own. */
    public AttackerView with(Seeds others) {
        return new AttackerView(model, surface, engine, others);
    }

    /** What was sent for the attacked images, once each. */
    public SentFeatures targets() {
        return surface.targets(1);
    }

    /** Needs {@link Access#REPEATS}: the mean of several transmissions of each attacked image. */
    public SentFeatures targetsAveraged(int repeats) {
        require(Access.REPEATS);
        return surface.targets(repeats);
    }

    /** Needs {@link Access#AUXILIARY_IMAGES}: the attacker's images; all their labels are 0, see {@link #labels}. */
    public LabeledImages auxiliary() {
        require(Access.AUXILIARY_IMAGES);
        return surface.auxiliary().unlabeled();
    }

    /** Needs {@link Access#LABELS}: the classes of the attacker's images. */
    public int[] labels() {
        require(Access.LABELS);
        LabeledImages auxiliary = surface.auxiliary();
        return IntStream.range(0, auxiliary.count()).map(auxiliary::label).toArray();
    }

    /** Needs {@link Access#QUERIES}: what the encoder sends for the attacker's images. */
    public EncoderOracle queryResponses() {
        require(Access.QUERIES);
        return surface.queryResponses();
    }

    /** Needs {@link Access#QUERIES}: the device, for images that the attacker makes up; the caller closes it. */
    public QueriedEncoder device() {
        require(Access.QUERIES);
        return new QueriedEncoder(surface.encoder());
    }

    /** Needs {@link Access#WEIGHTS}: the encoder itself; the caller closes it. */
    public WhiteBoxEncoder encoder() {
        require(Access.WEIGHTS);
        return surface.encoder();
    }

    /** Needs {@link Access#TAIL}: the cloud's half; the caller closes it. */
    public TailModel cloud() {
        require(Access.TAIL);
        return surface.cloud();
    }

    private void require(Access access) {
        if (!model.grants(access)) {
            throw new NotGrantedException(access);
        }
    }
}
