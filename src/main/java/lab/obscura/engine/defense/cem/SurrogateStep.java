package lab.obscura.engine.defense.cem;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.Once;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.cem.attention.BagSamples;
import lab.obscura.engine.defense.cem.attention.Gate;
import lab.obscura.engine.defense.cem.attention.Slots;
import lab.obscura.engine.defense.cem.moments.FeatureMoments.Detail;
import lab.obscura.engine.network.graph.Node;

/** What a surrogate makes of one batch: worked out for the penalty, and gone on with when gate and slots learn. Each thing is made once. */
final class SurrogateStep implements PartState.Held {

    /**
     * What a surrogate consists of.
     *
     * @param gate which most have
     * @param slots which some have
     * @param slotMode whether the slots specialize
     * @param sharedGate whether the gate says how much each sample counts when the slots compete for it
     * @param detail of the gated variances
     */
    record Plan(
            Optional<GateLearning> gate,
            Optional<SlotLearning> slots,
            SlotAttention.Mode slotMode,
            boolean sharedGate,
            Detail detail) {

        static Plan of(GateLearning gate, Detail detail) {
            return new Plan(Optional.of(gate), Optional.empty(), SlotAttention.Mode.UNIFORM, false, detail);
        }

        static Plan of(SlotLearning slots, SlotAttention.Mode mode) {
            return new Plan(Optional.empty(), Optional.of(slots), mode, false, Detail.MEAN);
        }
    }

    private final SurrogateSite site;
    private final FeatureBatch batch;
    private final Supplier<BagSamples> gateSamples;
    private final Supplier<List<Gate.Attention>> attention;
    private final Supplier<BagSamples> slotSamples;
    private final Supplier<List<Slots.Reading>> readings;
    private final Supplier<Measured> measured;

    private SurrogateStep(SurrogateSite site, Plan plan, FeatureBatch batch, PartState state) {
        this.site = site;
        this.batch = batch;
        this.gateSamples = Once.of(() -> site.samples(plan.gate().orElseThrow().learned(batch)));
        this.attention = Once.of(() -> plan.gate()
                .map(gate -> gate.gate().attention(gateSamples.get()))
                .orElseGet(List::of));
        this.slotSamples = Once.of(() -> site.samples(plan.slots().orElseThrow().learned(batch)));
        this.readings = Once.of(() -> plan.slots()
                .filter(ignored -> plan.slotMode() != SlotAttention.Mode.UNIFORM)
                .map(slots ->
                        slots.slots().read(slotSamples.get(), SlotLearning.conditions(emphasis(plan), batch, state)))
                .orElseGet(List::of));
        this.measured = Once.of(() -> site.measure(plan.detail(), attention.get(), responsibilities(plan)));
    }

    /** What was made of this batch before, as long as the state has it at hand. */
    static SurrogateStep of(Object part, Plan plan, FeatureBatch batch, PartState state, Supplier<SurrogateSite> site) {
        return state.atHand(new Key(batch.values(), part), () -> new SurrogateStep(site.get(), plan, batch, state));
    }

    /** The features themselves, not features alike; the same step may be seen with images or without. */
    private record Key(FeatureBatch.Values values, Object part) {}

    private List<Node> responsibilities(Plan plan) {
        return plan.slotMode() == SlotAttention.Mode.UNIFORM && plan.slots().isPresent()
                ? plan.slots().get().slots().alike(slotSamples.get(), emphasis(plan))
                : readings().stream().map(Slots.Reading::responsibilities).toList();
    }

    /** Attention times n, 1 on average. */
    private List<Node> emphasis(Plan plan) {
        if (!plan.sharedGate()) {
            return List.of();
        }
        var groups = gateSamples.get().groups();
        return IntStream.range(0, groups.size())
                .mapToObj(g -> attention()
                        .get(g)
                        .weights()
                        .detached()
                        .scaledEach(groups.get(g).counts()))
                .toList();
    }

    SurrogateSite site() {
        return site;
    }

    FeatureBatch batch() {
        return batch;
    }

    BagSamples gateSamples() {
        return gateSamples.get();
    }

    List<Gate.Attention> attention() {
        return attention.get();
    }

    BagSamples slotSamples() {
        return slotSamples.get();
    }

    /** Of slots that compete. */
    List<Slots.Reading> readings() {
        return readings.get();
    }

    Measured measured() {
        return measured.get();
    }

    @Override
    public void close() {
        site.close();
    }
}
