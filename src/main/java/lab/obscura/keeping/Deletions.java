package lab.obscura.keeping;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import lab.obscura.account.Actor;
import lab.obscura.queue.RunId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deletes runs and studies with everything that belongs to them. Rows and pictures lie in the database and go in one transaction; files
 * on this host go after it. What a crash in between leaves, and what lies on other hosts, belongs to no run any more, and the workers'
 * sweepers remove it.
 */
@Component
public final class Deletions {

    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);

    private final DeletionSteps steps;
    private final RunFiles files;

    Deletions(DeletionSteps steps, RunFiles files) {
        this.steps = steps;
        this.files = files;
    }

    /** What deleting these runs would free, and what stands in the way. */
    public DeletionView look(Collection<RunId> runs) {
        return view(steps.look(runs), false);
    }

    /** The same of a study: the runs that are its own go with it. */
    public DeletionView lookAtStudy(UUID study) {
        return view(steps.lookAtStudy(study), false);
    }

    /**
     * Deletes runs, all or none.
     *
     * @throws lab.obscura.platform.web.Problem when one is kept or is running; nothing is deleted then
     */
    public DeletionView delete(Collection<RunId> runs, Actor actor) {
        return done(steps.deleteAll(runs), actor);
    }

    /** Deletes those of the runs that may go; the answer names the others. */
    public DeletionView deletePossible(Collection<RunId> runs, Actor actor) {
        return done(steps.deletePossible(runs), actor);
    }

    /**
     * Deletes a study with the runs that are its own.
     *
     * @throws lab.obscura.platform.web.Problem when one of these is kept or is running; nothing is deleted then
     */
    public DeletionView deleteStudy(UUID study, Actor actor) {
        return done(steps.deleteStudy(study), actor);
    }

    private DeletionView done(DeletionSteps.Plan plan, Actor actor) {
        DeletionView view = view(plan, true);
        plan.runs().forEach(files::delete);
        plan.trained().forEach(files::deleteTrained);
        LOG.info(
                "event=runs-deleted runs={} experiments={} studies={} bytes={} actor={}",
                view.runs(),
                view.experiments(),
                view.studies(),
                view.bytes(),
                actor.equals(Actor.SYSTEM) ? "retention" : actor.name());
        return view;
    }

    private DeletionView view(DeletionSteps.Plan plan, boolean deleted) {
        List<Long> left = plan.runs().stream()
                .map(files::bytes)
                .filter(bytes -> bytes > 0)
                .toList();
        long bytes = plan.held().bytes()
                + left.stream().mapToLong(Long::longValue).sum()
                + plan.trained().stream().mapToLong(files::trainedBytes).sum();
        return new DeletionView(
                deleted,
                plan.going().size(),
                plan.around().experiments().size(),
                plan.studies(),
                plan.held().pictures(),
                plan.held().encoders(),
                left.size(),
                bytes,
                plan.refused(),
                plan.stay());
    }
}
