package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.obscura.engine.run.folder.ExitCode;
import org.junit.jupiter.api.Test;

class ExitCodesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| `(\\w+)` \\| .+ \\|$");

    @Test
    void thePageListsExactlyTheCodesThatThereAre() throws IOException {
        Map<String, Integer> onThePage = new LinkedHashMap<>();
        ROW.matcher(Files.readString(Path.of("docs/exit-codes.md")))
                .results()
                .forEach(row -> onThePage.put(row.group(2), Integer.valueOf(row.group(1))));

        Map<String, Integer> inTheProgram = new LinkedHashMap<>();
        Stream.of(ExitCode.values()).forEach(code -> inTheProgram.put(code.name(), code.code()));

        assertThat(onThePage).isEqualTo(inTheProgram);
    }
}
