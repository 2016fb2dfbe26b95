package lab.obscura.execution.launch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import lab.obscura.engine.network.torch.library.GpuInventory;

/**
 * Which of several cards an attempt sees: the one that the fewest running attempts have. Where there is one card, or none that the driver
 * lists, attempts see what this process sees.
 */
final class CardShares {

    private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

    /** Whether the attempts on each card still run. */
    private final Map<String, List<BooleanSupplier>> attempts = new LinkedHashMap<>();

    private final boolean areNumbered;

    /** @param areNumbered whether their names are numbers in the order of the bus, which CUDA then must be told to count in */
    CardShares(List<String> cards, boolean areNumbered) {
        cards.forEach(card -> attempts.put(card, new ArrayList<>()));
        this.areNumbered = areNumbered;
    }

    static CardShares ofThisMachine() {
        GpuInventory inventory = GpuInventory.ofThisMachine();
        return new CardShares(inventory.cards(), inventory.visible().isEmpty());
    }

    /** The card for the next attempt; empty where there is nothing to choose. */
    synchronized Optional<String> freest() {
        attempts.values().forEach(running -> running.removeIf(isAlive -> !isAlive.getAsBoolean()));
        return Optional.of(attempts)
                .filter(cards -> cards.size() > 1)
                .flatMap(cards -> cards.keySet().stream()
                        .min(Comparator.comparingInt(card -> cards.get(card).size()))); // the first of several
    }

    /** An attempt has started on a card, and counts for as long as it is alive. */
    synchronized void occupy(String card, BooleanSupplier isAlive) {
        attempts.get(card).add(isAlive);
    }

    /** What the environment of an attempt must say, so that it sees this card alone. */
    Map<String, String> environment(String card) {
        var variables = new HashMap<>(Map.of(VISIBLE, card));
        if (areNumbered) {
            variables.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID"); // by itself CUDA counts the fastest first
        }
        return variables;
    }
}
