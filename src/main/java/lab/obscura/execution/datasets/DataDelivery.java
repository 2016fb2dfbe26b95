package lab.obscura.execution.datasets;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.engine.data.images.ImageShape;
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
public final class DataDelivery implements ReadableSets {

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
    private List<SetSource.Offered> served = List.of();
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

    /** Ids of all data sets that a run may have here now: those that lie here, and those that can be fetched and have room. */
    @Override
    public synchronized List<String> ids() {
        Set<String> all = new LinkedHashSet<>(here.ids());
        served().forEach(set -> all.add(set.id()));
        tooLarge().forEach(all::remove);
        all.removeAll(withheld());
        return List.copyOf(all);
    }

    /** Ids of those that this node may never hold: they do not lie here, and are larger than all that it may fetch. */
    @Override
    public synchronized List<String> tooLarge() {
        List<SetSource.Offered> large =
                served().stream().filter(set -> !cache.mayHold(set.bytes())).toList();
        List<String> lying = large.isEmpty() ? List.of() : here.ids(); // which asks the disk
        return large.stream()
                .map(SetSource.Offered::id)
                .filter(id -> !lying.contains(id))
                .toList();
    }

    /** Whether something is left out of the {@link #ids}: there was no room for it, or never will be. */
    @Override
    public synchronized boolean withholds() {
        return !withheld().isEmpty() || !tooLarge().isEmpty();
    }

    /** Ids of those for which there was no room a moment ago. */
    private synchronized Set<String> withheld() {
        withheld.values().removeIf(end -> clock.instant().isAfter(end));
        return withheld.keySet();
    }

    private synchronized void withhold(String id) {
        withheld.put(id, clock.instant().plus(WITHHELD));
    }

    private boolean isServed(String id) {
        return served().stream().anyMatch(set -> set.id().equals(id));
    }

    private synchronized List<SetSource.Offered> served() {
        if (clock.instant().isAfter(askedAt.plus(IDS_HOLD))) {
            try {
                served = source.all();
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
        // Decided once, as what the service offers may change meanwhile: each set is either put there or fetched.
        Map<Boolean, List<String>> wanted = read.datasets().stream()
                .filter(id -> !id.equals(Shapes.ID))
                .collect(Collectors.partitioningBy(this::comesFromHere));
        List<SetListing> fetched = checkedListings(read, wanted.get(false));
        for (String id : wanted.get(true)) { // an attempt reads from one folder
            LocalSet.put(here, id, folder.resolve(id));
        }
        for (SetListing set : fetched) {
            provide(set, folder.resolve(set.id()), listener);
        }
    }

    /** Of all sets that must be fetched: nothing is before each of them is known to be the right one. */
    private List<SetListing> checkedListings(ExperimentDefinition read, List<String> ids) {
        int asked = read.dataset().imageSize();
        String own = read.dataset().id();
        int ofOthers = asked == 0 && read.datasets().size() > 1 ? side(own) : asked;
        List<SetListing> listings = new ArrayList<>();
        for (String id : ids) {
            SetListing set = source.listing(id, id.equals(own) ? asked : ofOthers);
            checkPin(read, set);
            listings.add(set);
        }
        return listings;
    }

    /** What lies here and can be fetched is fetched, as the service's is the one that counts; unless it is too large for that. */
    private boolean comesFromHere(String id) {
        return here.ids().contains(id)
                && served().stream().noneMatch(set -> set.id().equals(id) && cache.mayHold(set.bytes()));
    }

    /** Rows and columns of the images of a set: those of others are brought to them. 0 where they are not square. */
    private int side(String id) {
        if (id.equals(Shapes.ID)) {
            return Shapes.SIDE;
        }
        return isServed(id)
                ? source.listing(id, 0).side()
                : here.find(id)
                        .filter(DatasetListing.Usable.class::isInstance)
                        .map(usable -> ((DatasetListing.Usable) usable).info().shape())
                        .filter(shape -> shape.height() == shape.width())
                        .map(ImageShape::height)
                        .orElse(0);
    }

    private static void checkPin(ExperimentDefinition definition, SetListing set) {
        definition.dataset().pins().brokenBy(set.id(), set.dataHash()).ifPresent(pin -> {
            throw new DataRefusedException(pin.field() + " must be " + set.dataHash() + " (what lies in " + set.id()
                    + " on the service now), was " + pin.hash() + ". The files differ from those the run was submitted"
                    + " for: put the old files back, or submit it again");
        });
    }

    private void provide(SetListing set, Path folder, ProgressListener listener) throws InterruptedException {
        try {
            cache.provide(set, folder, source, new Words(listener));
        } catch (NoRoomException e) {
            withhold(set.id());
            throw e;
        }
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
