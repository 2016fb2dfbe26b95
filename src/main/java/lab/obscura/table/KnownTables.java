package lab.obscura.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The tables of the program, and after them those that were posted. */
@Component
final class KnownTables {

    private final ShippedTables shipped;
    private final TableStore store;

    KnownTables(ShippedTables shipped, TableStore store) {
        this.shipped = shipped;
        this.store = store;
    }

    List<PaperTable> all() {
        return Stream.concat(shipped.all().stream(), store.all().stream().map(TableReader::read))
                .toList();
    }

    Optional<PaperTable> find(String id) {
        return shipped.all().stream()
                .filter(table -> table.id().equals(id))
                .findFirst()
                .or(() -> store.find(id).map(TableReader::read));
    }

    /** Whether it is one of the program. */
    boolean isShipped(String id) {
        return shipped.all().stream().anyMatch(table -> table.id().equals(id));
    }
}
