package lab.obscura.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.obscura.platform.settings.ClusterSettings.Pool;

/**
 * Slurm, as far as pilots need it: one {@code squeue} for all of them, {@code sbatch} with arrays, {@code scancel} for those that wait. No
 * accounting, no REST: these three commands have not changed in fifteen years, and every login node has them.
 */
final class Slurm {

    static final String LIST = "squeue";

    /** Fields that need no quotes in any shell; the reason, which may hold anything, is the last. */
    private static final String FORMAT = "%j,%i,%t,%r";

    private static final Pattern LINE = Pattern.compile("([^,]+),([^,]+),([A-Z]+),(.*)");
    private static final Pattern JOB = Pattern.compile("(\\d+)(;.*)?");

    /** Variables that a program on a node needs; all others stay here, passwords among them. */
    private static final String EXPORTED = "--export=HOME,PATH,USER,LOGNAME,LANG,JAVA_HOME,LD_LIBRARY_PATH";

    /** How long before its end a pilot hears of it; it may be a minute earlier still. */
    private static final long WARNING_SECONDS = 120;

    private final BatchCommand commands;
    private final String installation;

    /** @param installation in the names of all jobs, so that two services on one cluster never count each other's */
    Slurm(BatchCommand commands, String installation) {
        this.commands = commands;
        this.installation = installation;
    }

    /**
     * A pilot that Slurm knows.
     *
     * @param job as {@code 12_3}
     * @param reason why it waits
     */
    record Listed(String pool, String job, Condition condition, String reason) {

        /** Whether nothing but a person lets it start. */
        boolean isHeld() {
            String words = reason.toLowerCase(Locale.ROOT);
            return condition == Condition.PENDING && (words.contains("held") || words.contains("jobhold"));
        }
    }

    /** What there is to know of a pilot's job. */
    enum Condition {
        PENDING,
        RUNNING,
        /** Its end has begun. */
        ENDING
    }

    /**
     * What Slurm answered.
     *
     * @param pilots empty, in the sense of unknown, when it did not
     */
    record Listing(BatchCommand.Answer answer, Optional<List<Listed>> pilots) {}

    /** All pilots of this installation. */
    Listing list(List<Pool> pools) throws InterruptedException {
        String names = pools.stream().map(this::jobName).collect(Collectors.joining(","));
        BatchCommand.Answer answer = commands.run(
                List.of(LIST, "--noheader", "--array", "--me", "--name=" + names, "--format=" + FORMAT), "");
        return new Listing(answer, answer.isWell() ? parse(answer.output(), pools) : Optional.empty());
    }

    /** A line that cannot be read makes all of it unknown: what is not counted would be started again. */
    private Optional<List<Listed>> parse(String output, List<Pool> pools) {
        List<Listed> pilots = new ArrayList<>();
        for (String line : output.lines().toList()) {
            Matcher fields = LINE.matcher(line.strip());
            Optional<Pool> pool = fields.matches()
                    ? pools.stream()
                            .filter(one -> jobName(one).equals(fields.group(1)))
                            .findFirst()
                    : Optional.empty();
            if (pool.isEmpty()) {
                return Optional.empty();
            }
            pilots.add(new Listed(pool.get().name(), fields.group(2), condition(fields.group(3)), fields.group(4)));
        }
        return Optional.of(pilots);
    }

    private static Condition condition(String state) {
        return switch (state) {
            case "PD" -> Condition.PENDING;
            case "CG" -> Condition.ENDING;
            default -> Condition.RUNNING;
        };
    }

    /**
     * What came of asking for pilots.
     *
     * @param jobs their names; none when it was refused
     */
    record Submitted(BatchCommand.Answer answer, List<String> jobs) {}

    /**
     * Asks for pilots, by one command.
     *
     * @param folder that nodes have: they begin there, and write what they say there
     */
    Submitted submit(Pool pool, int count, String script, String folder) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "sbatch",
                "--parsable",
                "--job-name=" + jobName(pool),
                "--array=1-" + count,
                "--no-requeue",
                signal(pool),
                "--open-mode=append",
                "--comment=obscura",
                "--chdir=" + folder,
                "--output=" + folder + "/%x-%A_%a.log",
                EXPORTED));
        command.addAll(pool.options());
        BatchCommand.Answer answer = commands.run(command, script);
        Matcher job = JOB.matcher(answer.output().strip());
        return new Submitted(
                answer,
                answer.isWell() && job.matches()
                        ? IntStream.rangeClosed(1, count)
                                .mapToObj(element -> job.group(1) + "_" + element)
                                .toList()
                        : List.of());
    }

    /** To the batch shell, which is the worker. A brief pilot must not hear of its end before it has begun. */
    private static String signal(Pool pool) {
        long half = pool.timeLimit().map(limit -> limit.toSeconds() / 2).orElse(WARNING_SECONDS);
        return "--signal=B:TERM@" + Math.min(WARNING_SECONDS, half);
    }

    /** Takes waiting pilots back; one that has started meanwhile stays. */
    BatchCommand.Answer cancelWaiting(List<String> jobs) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("scancel", "--state=PENDING"));
        command.addAll(jobs);
        return commands.run(command, "");
    }

    private String jobName(Pool pool) {
        return "obscura-" + installation + "-" + pool.name();
    }
}
