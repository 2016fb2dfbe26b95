package lab.obscura.engine.progress;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.checkpoint.Checkpoints;
import lab.obscura.engine.checkpoint.Position;

/**
 * What a running training or attack may say to, and must ask of, the world around it.
 *
 * @param handOver whether somebody else shall resume it: it stops behind its next checkpoint, and at once where it keeps none
 * @param checkpoints where its loops keep their states
 * @param pictures who looks at what its attacks rebuild meanwhile
 */
public record RunContext(
        ProgressListener listener,
        BooleanSupplier stopRequested,
        BooleanSupplier handOver,
        Checkpoints checkpoints,
        String stage,
        double from,
        double to,
        InterimPictures pictures) {

    /** A context that keeps no checkpoints. */
    public static RunContext of(ProgressListener listener, BooleanSupplier stopRequested) {
        return of(listener, stopRequested, () -> false);
    }

    /** The same of a computation that may be asked to let somebody else resume it. */
    public static RunContext of(ProgressListener listener, BooleanSupplier stopRequested, BooleanSupplier handOver) {
        return new RunContext(listener, stopRequested, handOver, Checkpoints.NONE, "start", 0, 1, InterimPictures.NONE);
    }

    /** The same context with a place for checkpoints. */
    public RunContext keeping(Checkpoints states) {
        return new RunContext(listener, stopRequested, handOver, states, stage, from, to, pictures);
    }

    /** The same context with somebody who looks at what attacks rebuild. */
    public RunContext showing(InterimPictures viewer) {
        return new RunContext(listener, stopRequested, handOver, checkpoints, stage, from, to, viewer);
    }

    /** The context of one stage, which covers the share [from, to] of the whole run. */
    public RunContext stage(String name, double from, double to) {
        return new RunContext(listener, stopRequested, handOver, checkpoints, name, from, to, pictures);
    }

    /** The context of a share of this stage, under the same name. */
    public RunContext share(double begin, double end) {
        double width = to - from;
        return new RunContext(
                listener,
                stopRequested,
                handOver,
                checkpoints,
                stage,
                from + begin * width,
                from + end * width,
                pictures);
    }

    /** The same context, whose points of one curve are also told to somebody else. */
    public RunContext hearing(String series, DoubleConsumer ear) {
        return hearing(point -> {
            if (point.series().equals(series)) {
                ear.accept(point.value());
            }
        });
    }

    /** The same context, whose points of all curves are also told to somebody else. */
    public RunContext hearing(Consumer<RunEvent.Point> ear) {
        ProgressListener both = event -> {
            listener.heard(event);
            if (event instanceof RunEvent.Point point) {
                ear.accept(point);
            }
        };
        return new RunContext(both, stopRequested, handOver, checkpoints, stage, from, to, pictures);
    }

    /** The same context under another stage's name. */
    public RunContext named(String other) {
        return new RunContext(listener, stopRequested, handOver, checkpoints, other, from, to, pictures);
    }

    /**
     * To be called once per iteration.
     *
     * @throws CancelledException when somebody asked the run to stop
     */
    public void checkStop() {
        if (stopRequested.getAsBoolean() || checkpoints.equals(Checkpoints.NONE) && handOver.getAsBoolean()) {
            throw new CancelledException();
        }
    }

    /** Reports how much of this stage is done, in [0, 1]. */
    public void progress(double done) {
        progress(done, "");
    }

    /** The same, with where that is in words, as in "epoch 3 of 24". */
    public void progress(double done, String detail) {
        double fraction = from + (to - from) * Math.min(1, Math.max(0, done));
        listener.heard(new RunEvent.Progress(stage, fraction, detail));
    }

    public void point(String series, double step, double value) {
        listener.heard(new RunEvent.Point(series, step, value));
    }

    /** The engine is there, and computes on a card or not. */
    public void computing(boolean onCard) {
        listener.heard(new RunEvent.Computing(onCard));
    }

    public void log(String line) {
        listener.heard(new RunEvent.Log(line));
    }

    /** The newest state of this loop; says so when a damaged one is passed over. */
    public Optional<CheckpointFile> latest(Checkpoints loop) {
        return loop.latest(this::log);
    }

    /**
     * Keeps a state of this loop, and says so when it is on the disk.
     *
     * @throws CancelledException when it was asked to hand the run over: from here somebody else resumes it
     */
    public void save(Checkpoints loop, Position at, CheckpointFile state) {
        loop.save(at, state, () -> checkpointed(at));
        if (handOver.getAsBoolean()) {
            loop.settle();
            throw new CancelledException();
        }
    }

    public void checkpointed(Position at) {
        listener.heard(new RunEvent.Checkpointed(stage, at.epochs(), at.steps()));
    }
}
