package lab.obscura.execution.datasets;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.data.shapes.Shapes;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.settings.JsonText;
import lab.obscura.engine.settings.MalformedJsonException;
import lab.obscura.engine.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the data sets of a run to this node before its attempt begins, unless they lie here. Safe for several threads. */
public final class DataDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(DataDelivery.class);
    /** Ids change rarely, and every claim asks for them. */
    private static final Duration IDS_HOLD = Duration.ofMinutes(1);

    /** Of a set for which the disk has no room: until then somebody may have made some. */
    private static final Duration WITHHELD = Duration.ofMinutes(5);

    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);

    private final Datasets here;
    private final SetSource source;
    private final NodeCache cache;
    private final Clock clock;
    private final Map<String, Instant> withheld = new HashMap<>();
    private List<String> served = List.of();
    private Instant askedAt = Instant.MIN;

    /** @param here those that lie on this node anyway */
    DataDelivery(Datasets here, SetSource source, NodeCache cache, Clock clock) {
        this.here = here;
        this.source = source;
        this.cache = cache;
        this.clock = clock;
    }

    /** Of a worker that fetches nothing. */
    public static DataDelivery none(Datasets here) {
        return new DataDelivery(
                here,
                SetSource.NONE,
                new NodeCache(Path.of(""), 0, () -> 0, Duration.ZERO, Clock.systemUTC()),
                Clock.systemUTC());
    }

    /** Whether anything is ever fetched. */
    public boolean fetches() {
        return source != SetSource.NONE;
    }

    /** Ids of all data sets that a run may have here: those that lie here, and those that can be fetched and have room. */
    public synchronized List<String> ids() {
        Set<String> all = new LinkedHashSet<>(here.ids());
        all.addAll(served());
        if (withholds()) {
            all.removeAll(withheld.keySet());
        }
        return List.copyOf(all);
    }

    /** Whether something is left out of the {@link #ids} for some minutes, because there was no room for it. */
    public synchronized boolean withholds() {
        withheld.values().removeIf(end -> clock.instant().isAfter(end));
        return !withheld.isEmpty();
    }

    private synchronized void withhold(String id) {
        withheld.put(id, clock.instant().plus(WITHHELD));
    }

    private synchronized List<String> served() {
        if (clock.instant().isAfter(askedAt.plus(IDS_HOLD))) {
            try {
                served = source.ids();
                askedAt = clock.instant();
            } catch (DataAwayException | DataRefusedException e) {
                LOG.warn("event=data-sets-unknown cause=\"{}\" effect=\"as before\"", e.getMessage());
            }
        }
        return served;
    }

    /**
     * Puts all data sets of a run into a folder; none, and no folder, where all of them lie here. May be called again when it failed.
     *
     * @param definition as JSON, pinned to its data
     * @param folder that the attempt will read from
     * @param listener hears what is being fetched
     * @throws DataRefusedException when the run cannot have them
     * @throws NoRoomException when this node has no room for one of them, which is then withheld for some minutes
     * @throws DataAwayException when it is worth trying again
     * @throws InterruptedException when the thread is told to end
     */
    public void bring(String definition, Path folder, ProgressListener listener) throws InterruptedException {
        if (!fetches()) {
            return;
        }
        ExperimentDefinition read;
        try {
            read = new DefinitionReader().read(JsonText.object(definition.getBytes(StandardCharsets.UTF_8)));
        } catch (SettingsException | MalformedJsonException notForUs) {
            LOG.debug("event=definition-unreadable cause=\"{}\"", notForUs.getMessage());
            return; // the attempt says so in its own words
        }
        if (here.ids().containsAll(read.datasets())) {
            return;
        }
        for (String id : read.datasets()) {
            if (!id.equals(Shapes.ID)) {
                bringOrWithhold(read, id, folder, listener);
            }
        }
    }

    /** An attempt reads from one folder: what lies here alone is put beside what was fetched. */
    private void bringOrWithhold(ExperimentDefinition read, String id, Path folder, ProgressListener listener)
            throws InterruptedException {
        if (here.ids().contains(id) && !served().contains(id)) {
            LocalSet.put(here, id, folder.resolve(id));
            return;
        }
        try {
            bring(read, id, folder, listener);
        } catch (NoRoomException e) {
            withhold(id);
            throw e;
        }
    }

    private void bring(ExperimentDefinition definition, String id, Path folder, ProgressListener listener)
            throws InterruptedException {
        boolean isItsOwn = id.equals(definition.dataset().id());
        SetListing set = source.listing(id, isItsOwn ? definition.dataset().imageSize() : 0);
        String pinned = definition.dataset().dataHash();
        if (isItsOwn && !pinned.isEmpty() && !pinned.equalsIgnoreCase(set.dataHash())) {
            throw new DataRefusedException("dataset.dataHash must be " + set.dataHash() + " (what lies in " + id
                    + " on the service now), was " + pinned + ". The files differ from those the run was submitted for:"
                    + " put the old files back, or submit it again");
        }
        cache.provide(set, folder.resolve(id), source, new Words(listener));
    }

    /** Removes what nobody has used for long. */
    public void sweep() {
        if (fetches()) {
            cache.sweep();
        }
    }

    /** What people read of it; not each of a thousand files. */
    private final class Words implements NodeCache.Told {

        private final ProgressListener listener;
        private Instant next = Instant.MIN;
        private boolean ended;

        Words(ProgressListener listener) {
            this.listener = listener;
        }

        @Override
        public synchronized void fetched(SetListing set, long done, long missing) {
            Instant now = clock.instant();
            boolean isEnd = done == missing;
            if (missing > 0 && !ended && (isEnd || !now.isBefore(next))) {
                ended = isEnd;
                next = now.plus(BETWEEN_WORDS);
                listener.heard(new RunEvent.Log(String.format(
                        Locale.ROOT,
                        "fetching data set %s from the service: %.1f of %.1f MB",
                        set.id(),
                        done / 1e6,
                        missing / 1e6)));
            }
        }
    }
}
