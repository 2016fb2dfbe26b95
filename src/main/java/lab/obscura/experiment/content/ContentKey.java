package lab.obscura.experiment.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.Identity;
import tools.jackson.databind.json.JsonMapper;

/**
 * What experiments have in common that are alike: data, network, defense, training, attacks, measures and the version of the numerics, not
 * their names, tags and seeds. Studies share their experiments by it, and tables find what is measured of their rows.
 *
 * @param measures as the resolved definition lists them
 */
public record ContentKey(String dataset, String rowHash, Object measures) {

    /** The experiments {@code e} that have a wanted key; {@code wanted.place} is its place in the list. The parameter is {@code keys}. */
    public static final String WANTED_EXPERIMENTS = """
            jsonb_to_recordset(cast(:keys as jsonb)) as wanted(place int, dataset text, row_hash text, measures jsonb)
              join experiments e on e.dataset = wanted.dataset and e.row_hash = wanted.row_hash
               and coalesce(e.definition -> 'measures', '[]') = wanted.measures
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static ContentKey of(ExperimentDefinition definition, Identity identity) {
        return new ContentKey(
                definition.dataset().id(),
                identity.rowHash(),
                Optional.ofNullable(definition.toJson().get("measures")).orElse(List.of()));
    }

    /** The parameter of {@link #WANTED_EXPERIMENTS}. */
    public static String json(List<ContentKey> keys) {
        List<Map<String, Object>> wanted = new ArrayList<>();
        for (ContentKey key : keys) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("place", wanted.size());
            row.put("dataset", key.dataset());
            row.put("row_hash", key.rowHash());
            row.put("measures", key.measures());
            wanted.add(row);
        }
        return JSON.writeValueAsString(wanted);
    }
}
