package lab.obscura.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import lab.obscura.account.Purpose;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.experiment.content.ContentKey;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.TextArray;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Experiments that several studies use. Two are alike when their {@link ContentKey} is the same. */
@Component
final class SharedExperiments {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    SharedExperiments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An experiment that is there.
     *
     * @param runs seed to state
     */
    record Existing(ExperimentId id, Map<Long, RunState> runs) {

        /** Whether it may have these seeds as well. */
        boolean hasRoomFor(List<Long> seeds) {
            var all = new TreeSet<>(runs.keySet());
            all.addAll(seeds);
            return all.size() <= DefinitionReader.MOST_SEEDS;
        }
    }

    /**
     * By the place of the definition that it is alike: the newest; none where there is none, or it has too many seeds already. What is private
     * is shared within its project alone, and nothing that shall be private stands with what everybody sees.
     */
    Map<Integer, Existing> find(List<Resolved> wanted, Purpose purpose) {
        Map<Integer, ExperimentId> found = new HashMap<>();
        List<ContentKey> keys = wanted.stream().map(Resolved::contentKey).toList();
        jdbc.sql(
                        "select distinct on (wanted.place) wanted.place, e.id from " + ContentKey.WANTED_EXPERIMENTS
                                + "where e.private_to is not distinct from cast(nullif(:privateTo, '') as uuid) order by wanted.place, e.created_at desc, e.id")
                .param("keys", ContentKey.json(keys))
                .param("privateTo", purpose.privateTo())
                .query(row -> {
                    found.put(row.getInt("place"), new ExperimentId(row.getObject("id", UUID.class)));
                });
        Map<ExperimentId, Existing> runs = of(found.values());
        Map<Integer, Existing> existing = new HashMap<>();
        found.forEach((place, id) -> Optional.of(runs.get(id))
                .filter(one -> one.hasRoomFor(wanted.get(place).definition().seeds()))
                .ifPresent(one -> existing.put(place, one)));
        return existing;
    }

    /** The runs of these experiments. */
    Map<ExperimentId, Existing> of(Collection<ExperimentId> experiments) {
        Map<ExperimentId, Existing> existing = new HashMap<>();
        experiments.forEach(id -> existing.put(id, new Existing(id, new TreeMap<>())));
        jdbc.sql("select experiment_id, seed, state from runs where experiment_id = any (cast(:ids as uuid[]))")
                .param(
                        "ids",
                        TextArray.of(
                                experiments.stream().map(ExperimentId::toString).toList()))
                .query(row -> {
                    existing.get(new ExperimentId(row.getObject("experiment_id", UUID.class)))
                            .runs()
                            .put(row.getLong("seed"), RunState.valueOf(row.getString("state")));
                });
        return existing;
    }

    /** Writes the seeds that come along into the definitions of experiments that are there. */
    void grow(List<Resolved> wanted, Map<Integer, Existing> there) {
        List<Map<String, Object>> rows = new ArrayList<>();
        there.forEach((place, existing) -> {
            var all = new TreeSet<>(existing.runs().keySet());
            if (all.addAll(wanted.get(place).definition().seeds())) {
                rows.add(Map.of("id", existing.id().value(), "seeds", all));
            }
        });
        jdbc.sql("""
                        update experiments set definition = jsonb_set(definition, '{seeds}', grown.seeds)
                          from jsonb_to_recordset(cast(:rows as jsonb)) as grown(id uuid, seeds jsonb)
                         where experiments.id = grown.id
                        """).param("rows", JSON.writeValueAsString(rows)).update();
    }
}
