package lab.obscura.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables that come with the program: one file each in the folder {@code tables} of the jar. */
@Component
final class ShippedTables {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final List<PaperTable> tables;

    ShippedTables() {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:/tables/*.json");
            this.tables = Arrays.stream(files)
                    .map(ShippedTables::read)
                    .sorted(Comparator.comparing(PaperTable::id))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<PaperTable> all() {
        return tables;
    }

    private static PaperTable read(Resource file) {
        try (var content = file.getInputStream()) {
            return TableReader.read(JsonMapper.builder().build().readValue(content, OBJECT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
