package lab.obscura.execution.supervise;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.network.torch.library.GpuInventory;
import lab.obscura.execution.card.CardDriver;
import lab.obscura.platform.ObscuraProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what one slot of this worker has. A card counts only where the program has code for it; slots on one card share its memory. */
final class SlotResources {

    private static final Logger LOG = LoggerFactory.getLogger(SlotResources.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> MEMORY = List.of("--query-gpu=memory.total", "--format=csv,noheader,nounits");

    private final ObscuraProperties.Worker settings;
    private final EngineBuild build;
    private final boolean cardFound;
    private final Supplier<String> answer;
    private final int cards;

    /**
     * @param cards that its attempts are spread over; 0 or 1 where there is nothing to spread
     * @param answer what the driver says of the memory of each card, a line each; empty where it cannot be asked
     */
    SlotResources(
            ObscuraProperties.Worker settings,
            EngineBuild build,
            boolean cardFound,
            int cards,
            Supplier<String> answer) {
        this.settings = settings;
        this.build = build;
        this.cardFound = cardFound;
        this.cards = cards;
        this.answer = answer;
    }

    static Resources ofThisMachine(ObscuraProperties.Worker settings) {
        var inventory = GpuInventory.ofThisMachine();
        int cards = inventory.cards().size();
        return new SlotResources(
                        settings,
                        EngineBuild.ofThisProgram(),
                        inventory.hasCard(),
                        cards,
                        () -> CardDriver.ofThisMachine(PATIENCE).answer(MEMORY))
                .resources();
    }

    Resources resources() {
        var memory = new Resources.Memory(
                settings.heap().toMegabytes(), settings.offHeap().toMegabytes());
        long configured = settings.gpuMemory().toBytes();
        if (build == EngineBuild.CPU || configured == 0 || configured < 0 && !cardFound) {
            return Resources.withoutCard(memory, build);
        }
        long card = configured > 0
                ? settings.gpuMemory().toMegabytes()
                : smallest(answer.get()).orElseGet(SlotResources::unknown);
        int sharing = (settings.slots() + Math.max(1, cards) - 1) / Math.max(1, cards);
        return Resources.withCard(memory, card / sharing, build);
    }

    /** A slot of which nothing is known takes any run. */
    private static long unknown() {
        LOG.warn("event=gpu-memory-unknown effect=\"runs of any size are claimed\"; set obscura.worker.gpu-memory");
        return 0;
    }

    /** Any run may get any of several cards. */
    private static OptionalLong smallest(String answer) {
        return answer.lines()
                .map(String::strip)
                .filter(line -> line.matches("\\d{1,9}"))
                .mapToLong(Long::parseLong)
                .min();
    }
}
