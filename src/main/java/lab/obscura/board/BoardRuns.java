package lab.obscura.board;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.board.evidence.BoardRun;

/**
 * The runs behind boards. Which runs there are, their names and their tags are asked anew each time; what they left never changes, takes
 * ten times as long to fetch, and is remembered for the boards seen last.
 */
final class BoardRuns {

    /** At a good kilobyte each. */
    private static final int MOST_REMEMBERED = 16_000;

    private record Key(RunFacts.Asked asked, UUID run) {}

    private record Sample(String rowHash, long seed) {}

    private final BoardQueries queries;
    private final Cache<Key, RunFacts> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    BoardRuns(BoardQueries queries) {
        this.queries = queries;
    }

    /**
     * Of each definition and seed the latest run, because a seed that was run twice is still one sample. Runs that were attacked otherwise
     * are left out unless they were not attacked at all.
     */
    List<BoardRun> of(String dataset, BoardQueries.Network network, RunFacts.Asked asked) {
        return of(queries.places(dataset, network), network, asked);
    }

    /** The same of a part of the runs on a board. */
    List<BoardRun> of(List<BoardQueries.Place> places, BoardQueries.Network network, RunFacts.Asked asked) {
        Map<Key, RunFacts> facts = remembered.getAll(
                places.stream().map(place -> new Key(asked, place.run())).toList(), missing -> fetched(asked, missing));
        Set<Sample> seen = new HashSet<>();
        return places.stream()
                .flatMap(place -> Stream.ofNullable(facts.get(new Key(asked, place.run())))
                        .filter(left -> left.belongs() && seen.add(new Sample(place.rowHash(), place.seed())))
                        .map(left -> left.at(place, network)))
                .toList();
    }

    private Map<Key, RunFacts> fetched(RunFacts.Asked asked, Set<? extends Key> missing) {
        return queries.facts(asked, missing.stream().map(Key::run).toList()).entrySet().stream()
                .collect(Collectors.toMap(fact -> new Key(asked, fact.getKey()), Map.Entry::getValue));
    }
}
