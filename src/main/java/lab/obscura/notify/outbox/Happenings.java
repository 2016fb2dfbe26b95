package lab.obscura.notify.outbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.board.Bests;

/** The sentences of messages. */
final class Happenings {

    private static final int LONGEST_NAME = 120;

    private Happenings() {}

    /**
     * A study of which no run waits or is computed.
     *
     * @param last when its last run came to an end
     */
    record Study(
            UUID id,
            String name,
            Optional<UUID> owner,
            Optional<UUID> privateTo,
            String last,
            int runs,
            int succeeded,
            int failed) {}

    static Happening failed(RunEndings.Ended run) {
        return new Happening(
                NotifiedEvent.RUN_FAILED,
                run.owner(),
                run.privateTo(),
                false,
                "end " + run.id(),
                "Failed: " + named(run),
                run.reason(),
                "/runs/" + run.run());
    }

    static Happening inadequate(RunEndings.Ended run) {
        return new Happening(
                NotifiedEvent.ATTACKER_INADEQUATE,
                run.owner(),
                run.privateTo(),
                false,
                "" + run.run(),
                "Attacker inadequate: " + named(run),
                "Its errors say nothing about privacy and have no rank. "
                        + run.standing().orElse(""),
                "/runs/" + run.run());
    }

    static Happening finished(Study study) {
        int cancelled = study.runs() - study.succeeded() - study.failed();
        return new Happening(
                NotifiedEvent.STUDY_FINISHED,
                study.owner(),
                study.privateTo(),
                false,
                study.id() + " " + study.last(),
                "Study finished: " + shortened(study.name()),
                study.succeeded() + " of its " + study.runs() + " runs succeeded"
                        + (study.failed() > 0 ? ", " + study.failed() + " failed" : "")
                        + (cancelled > 0 ? ", " + cancelled + " were cancelled" : ""),
                "/studies/" + study.id());
    }

    static Happening newBest(RunEndings.Board board, Bests.NewBest best) {
        return new Happening(
                NotifiedEvent.NEW_BEST,
                Optional.empty(),
                Optional.empty(),
                true,
                "" + best.standsFor(),
                "New best on " + board.dataset() + ": " + shortened(best.title()),
                "It leads the " + (best.families() ? "families of strengths" : "definitions of one strength") + " with "
                        + board.backbone() + ", cut layer " + board.cutLayer(),
                "/boards/" + encoded(board.dataset()) + "?backbone=" + encoded(board.backbone()) + "&cutLayer="
                        + board.cutLayer());
    }

    private static String named(RunEndings.Ended run) {
        return shortened(run.name()) + ", seed " + run.seed();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
