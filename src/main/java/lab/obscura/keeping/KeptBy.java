package lab.obscura.keeping;

import java.util.Collection;
import java.util.Map;
import lab.obscura.queue.RunId;

/** Something that keeps runs from being deleted, such as a pin. Every bean of this type is asked before a run goes. */
public interface KeptBy {

    /**
     * Those among these runs that are kept, each with the reason. Called inside the transaction that deletes, when the runs are locked.
     *
     * @param runs at most some thousands
     */
    Map<RunId, Reason> among(Collection<RunId> runs);

    /**
     * Why a run is kept.
     *
     * @param rule what would have to hold, as in {@code unpinned}
     * @param found what holds instead, as in {@code pinned}
     * @param wayOut what to do first, as a sentence
     */
    record Reason(String rule, String found, String wayOut) {}
}
