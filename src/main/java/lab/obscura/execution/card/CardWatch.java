package lab.obscura.execution.card;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.torch.library.GpuInventory;
import lab.obscura.queue.workers.CardState;

/**
 * The cards that this process may use, as they are now. Somebody else may compute on them too: before a run is claimed, what they have left
 * is asked for.
 */
public final class CardWatch {

    private static final List<String> QUESTION =
            List.of("--query-gpu=uuid,name,memory.total,memory.used,utilization.gpu", "--format=csv,noheader,nounits");
    private static final Pattern CARD =
            Pattern.compile("([\\w-]+), *(.+?), *(\\d{1,9}), *(\\d{1,9}), *(\\d{1,3}|\\[.*])");
    /** A claim asks several times a second when the queue is short, the driver takes a tenth of one to answer. */
    private static final long KEPT = Duration.ofSeconds(5).toNanos();

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final List<String> visible;
    private final CardDriver driver;
    private final LongSupplier nanoTime;
    private volatile List<CardState> latest = List.of();
    private OptionalLong asked = OptionalLong.empty();

    /**
     * @param visible names of the cards that this process may use; none where it has none, or its driver does not list them
     * @param nanoTime a clock that is never set back
     */
    CardWatch(List<String> visible, CardDriver driver, LongSupplier nanoTime) {
        this.visible = List.copyOf(visible);
        this.driver = driver;
        this.nanoTime = nanoTime;
    }

    public static CardWatch ofThisMachine() {
        return new CardWatch(
                GpuInventory.ofThisMachine().cards(), CardDriver.ofThisMachine(PATIENCE), System::nanoTime);
    }

    /** As they were at most some seconds ago; none where the driver does not say. */
    public synchronized List<CardState> now() {
        if (visible.isEmpty()) {
            return List.of();
        }
        long time = nanoTime.getAsLong();
        if (asked.isEmpty() || time - asked.getAsLong() > KEPT) {
            asked = OptionalLong.of(time);
            var options = new ArrayList<>(QUESTION);
            options.add("--id=" + String.join(",", visible));
            latest = driver.answer(options)
                    .lines()
                    .map(CARD::matcher)
                    .filter(Matcher::matches)
                    .map(CardWatch::card)
                    .toList();
        }
        return latest;
    }

    /** As they were when they were last asked for; returns at once, so that nothing waits for a driver that hangs. */
    public List<CardState> latest() {
        return latest;
    }

    private static CardState card(Matcher line) {
        String use = line.group(5);
        return new CardState(
                line.group(1),
                line.group(2),
                Long.parseLong(line.group(3)),
                Long.parseLong(line.group(4)),
                use.startsWith("[") ? CardState.UNKNOWN : Integer.parseInt(use)); // as of a card that is cut in parts
    }

    /** What a slot has at this moment: no more of the card than nobody has taken. Any run may get any of several cards. */
    public Resources offered(Resources slot) {
        if (slot.device() != DeviceChoice.CUDA) {
            return slot;
        }
        OptionalLong free = now().stream().mapToLong(CardState::freeMegabytes).min();
        if (free.isEmpty()) {
            return slot;
        }
        long share = slot.gpuMegabytes() == 0 ? Long.MAX_VALUE : slot.gpuMegabytes();
        long left = Math.max(1, Math.min(share, free.getAsLong())); // 0 means that it is not known
        return Resources.withCard(slot.memory(), left, slot.engineBuild());
    }
}
