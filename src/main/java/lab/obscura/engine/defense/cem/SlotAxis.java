package lab.obscura.engine.defense.cem;

import java.util.List;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.defense.cem.bank.MemoryBank;

/** What the slots compete for. */
enum SlotAxis {

    /** The samples of a class, those of the batch and the remembered ones. */
    SAMPLES {
        @Override
        int tokenSize(FeatureBatch batch) {
            return batch.size();
        }

        @Override
        Bags bags(FeatureBatch batch, MemoryBank bank) {
            return bank.bags(batch);
        }

        @Override
        void remember(MemoryBank bank, FeatureBatch batch, PartState state) {
            bank.with(batch).storeIn(state);
        }

        @Override
        ClassSlots classes(Bags bags, List<List<SlotComponent>> components) {
            return ClassSlots.ofSamples(bags, components);
        }
    },

    /**
     * The positions of one image's feature map: see {@code docs/methods/learned-surrogates.md#slots-over-positions}. Nothing is
     * remembered.
     */
    POSITIONS {
        @Override
        int tokenSize(FeatureBatch batch) {
            return batch.feature().channels();
        }

        @Override
        Bags bags(FeatureBatch batch, MemoryBank bank) {
            return Bags.ofPositions(batch);
        }

        @Override
        void remember(MemoryBank bank, FeatureBatch batch, PartState state) {
            // Every image brings all of its positions.
        }

        @Override
        ClassSlots classes(Bags bags, List<List<SlotComponent>> components) {
            return ClassSlots.ofPositions(bags, components);
        }
    };

    /** Values of one thing that is competed for. */
    abstract int tokenSize(FeatureBatch batch);

    abstract Bags bags(FeatureBatch batch, MemoryBank bank);

    /** Keeps of a batch what later bags need. */
    abstract void remember(MemoryBank bank, FeatureBatch batch, PartState state);

    /** @param components of each bag */
    abstract ClassSlots classes(Bags bags, List<List<SlotComponent>> components);
}
