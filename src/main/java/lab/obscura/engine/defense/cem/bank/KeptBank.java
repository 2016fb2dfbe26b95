package lab.obscura.engine.defense.cem.bank;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.KeptState;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.graph.KeptRows;
import lab.obscura.engine.network.graph.Node;
import lab.obscura.engine.network.graph.ResidentGraphs;
import lab.obscura.engine.network.graph.ResidentSpace;

/** The {@link MemoryBank} where an engine computes. How many features of each class have come stays in the part's state. */
public final class KeptBank implements KeptState {

    private final KeptRows rows;
    private final BankPlaces shape;
    private final int size;
    /** An empty bank is none, as long as nothing was written. */
    private boolean isWritten;

    private KeptBank(KeptRows rows, BankPlaces shape, int size, boolean isWritten) {
        this.rows = rows;
        this.shape = shape;
        this.size = size;
        this.isWritten = isWritten;
    }

    /**
     * What a batch finds there.
     *
     * @param bags of the batch, each with what is remembered of its class
     */
    public record Found(KeptBank bank, BankPlaces places, List<Bag> bags) {

        /** How many features are remembered of these classes. */
        public int remembered(int[] labels) {
            return places.remembered(labels).length;
        }

        /** The batch's features, and below them what is remembered. */
        public Node rows(ResidentSpace space, Batch there, int[] labels) {
            return space.rows(there, bank.rows, places.remembered(labels));
        }

        /** Keeps of a batch what later bags need. */
        public void remember(ResidentSpace space, FeatureBatch batch, Batch there, PartState state) {
            BankPlaces.Writing writing = places.writing(batch.labels());
            bank.isWritten = true;
            if (writing.to().length > 0) {
                space.replace(bank.rows, there, writing.from(), writing.to());
            }
            MemoryBank.store(writing.after(), state);
        }
    }

    /** The bank as this batch finds it. */
    public static Found in(PartState state, int capacity, FeatureBatch batch, ResidentGraphs graphs) {
        BankPlaces places = MemoryBank.places(state, capacity, batch);
        KeptBank bank = state.kept(MemoryBank.FEATURES, () -> {
            float[] features = MemoryBank.features(state, capacity, batch);
            boolean isWritten = state.find(MemoryBank.FEATURES).isPresent();
            return new KeptBank(graphs.keepRows(features, batch.size()), places, batch.size(), isWritten);
        });
        return new Found(bank, places, places.bags(batch.labels()));
    }

    @Override
    public boolean holds(String name) {
        return isWritten && name.equals(MemoryBank.FEATURES);
    }

    @Override
    public Map<String, Tensor> tensors() {
        return !isWritten ? Map.of() : Map.of(MemoryBank.FEATURES, MemoryBank.tensor(shape, size, rows.values()));
    }

    @Override
    public void close() {
        rows.close();
    }
}
