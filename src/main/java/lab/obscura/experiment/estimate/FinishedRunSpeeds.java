package lab.obscura.experiment.estimate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.dataset.RegisteredDatasets;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.estimate.FinishedRun;
import lab.obscura.engine.estimate.Speeds;
import lab.obscura.engine.estimate.Workload;
import lab.obscura.engine.settings.SettingsException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How fast the newest finished runs went. A run counts when one attempt did all of it and its data set is still there and known. */
@Component
public final class FinishedRunSpeeds {

    /** Enough for a median of each kind, few enough to be read again for every answer. */
    private static final int NEWEST = 60;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final DefinitionReader reader = new DefinitionReader();
    private final JdbcClient jdbc;
    private final RegisteredDatasets datasets;

    /** What was read before: a finished run does not change. */
    private volatile Map<UUID, FinishedRun> known = Map.of();

    public FinishedRunSpeeds(JdbcClient jdbc, RegisteredDatasets datasets) {
        this.jdbc = jdbc;
        this.datasets = datasets;
    }

    /** Empty of runs as long as none has finished. */
    public Speeds now() {
        var runs = new LinkedHashMap<UUID, FinishedRun>();
        Map<UUID, FinishedRun> before = known;
        for (UUID id : newest()) {
            Optional.ofNullable(before.get(id)).or(() -> read(id)).ifPresent(run -> runs.put(id, run));
        }
        known = Map.copyOf(runs);
        return new Speeds(List.copyOf(runs.values()));
    }

    private List<UUID> newest() {
        return jdbc.sql("""
                        select id from runs
                         where state = 'SUCCEEDED' and attempt = 1 and started_at is not null and finished_at > started_at
                         order by position desc limit :newest
                        """).param("newest", NEWEST).query(UUID.class).list();
    }

    private Optional<FinishedRun> read(UUID id) {
        return jdbc
                .sql("""
                        select e.definition, o.timings, extract(epoch from r.finished_at - r.started_at) as seconds
                          from runs r join experiments e on e.id = r.experiment_id join outcomes o on o.run_id = r.id
                         where r.id = :id
                        """)
                .param("id", id)
                .query((row, number) -> run(
                        JSON.readValue(row.getString("definition"), OBJECT),
                        JSON.readValue(row.getString("timings"), NUMBERS),
                        row.getDouble("seconds")))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<FinishedRun> run(Map<String, Object> stored, Map<String, Double> timings, double seconds) {
        try {
            ExperimentDefinition definition = reader.read(stored);
            var choice = definition.dataset();
            return datasets.known(choice.id(), choice.imageSize())
                    .map(info -> new FinishedRun(definition, Workload.of(definition, info), timings, seconds));
        } catch (SettingsException | DataException noLonger) { // of an older version, or its data set has gone
            return Optional.empty();
        }
    }
}
