package lab.obscura.execution.pilot;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.WorkerInfo;

/** Reads who started this worker from its settings and, where those say nothing, from what batch systems put into the environment. */
public final class PilotOrigin {

    private static final String SLURM = "slurm";
    private static final String KUBERNETES = "kubernetes";

    private final ObscuraProperties.Worker settings;
    private final Map<String, String> environment;

    /** @param environment variables of this process */
    public PilotOrigin(ObscuraProperties.Worker settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /**
     * Who started it.
     *
     * @throws IllegalArgumentException when the end is no time
     */
    public WorkerInfo.Origin read() {
        String engine = settings.engine().isEmpty() ? engine() : settings.engine();
        String job = settings.job().isEmpty() ? job(engine) : settings.job();
        return new WorkerInfo.Origin(settings.isPilot(), engine, job, settings.pool(), endsAt());
    }

    private String engine() {
        if (environment.containsKey("SLURM_JOB_ID")) {
            return SLURM;
        }
        return environment.containsKey("KUBERNETES_SERVICE_HOST") ? KUBERNETES : "";
    }

    /** As the batch system lists it. */
    private String job(String engine) {
        return switch (engine) {
            case SLURM ->
                variable("SLURM_ARRAY_JOB_ID")
                        .map(array -> array + "_" + environment.getOrDefault("SLURM_ARRAY_TASK_ID", "0"))
                        .or(() -> variable("SLURM_JOB_ID"))
                        .orElse("");
            case KUBERNETES ->
                variable("POD_NAME").or(() -> variable("HOSTNAME")).orElse("");
            default -> "";
        };
    }

    private Instant endsAt() {
        String said =
                settings.endsAt().isBlank() ? variable("SLURM_JOB_END_TIME").orElse("") : settings.endsAt();
        if (said.isBlank()) {
            return Instant.MAX;
        }
        try {
            return said.strip().matches("\\d{1,12}")
                    ? Instant.ofEpochSecond(Long.parseLong(said.strip()))
                    : Instant.parse(said.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "obscura.worker.ends-at must be a time like 2026-11-30T04:00:00Z or seconds since 1970, was " + said
                            + ". Leave it out for a worker that nobody ends");
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
