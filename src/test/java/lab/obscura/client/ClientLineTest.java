package lab.obscura.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand on the command line. Nothing of it is passed over. */
class ClientLineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            list --json=false           | --json takes no value
            submit a.json --dry-run=no  | --dry-run takes no value
            submit a.json --public      | --public must stand beside --project
            submit a.json --public=no   | --public takes no value
            submit a.json b.json        | was also given b.json
            show a b                    | was also given b
            board shapes x              | was also given x
            open a b                    | was also given b
            login obs_secret            | takes no word
            list --limit=1 --limit=2    | --limit must be given once
            list --limit --json         | --limit must have a value
            list --limit                | --limit must have a value
            list --bogus                | Unknown option --bogus
            """)
    void whatIsTooMuchIsRefused(String line, String words) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list -tag:old state:failed \"a b\"", "compare a b c", "submit -", "watch latest --json"})
    void whatIsMeantIsTaken(String line) {
        assertThat(read(line)).isNotNull();
    }

    /** In the locale C Java makes question marks of letters: a search for them finds nothing and says nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"list gr\ufffd\ufffd\ufffder", "submit --preset=\ufffd"})
    void lettersThatTheLocaleLostAreRefused(String line) {
        assertThatThrownBy(() -> read(line)).hasMessageContaining("LC_ALL=C.UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:99999",
                "http://[",
                "http://:80",
                "http://ada:secret@localhost",
                "ftp://localhost",
                "localhost",
                ""
            })
    void anAddressThatIsNoneIsRefused(String url) {
        assertThatThrownBy(() -> ServiceCall.address(url))
                .hasMessageContaining("--url must be the address of a service");
    }

    private static Object read(String line) {
        String[] words = line.split(" ");
        return ClientCommand.read(
                ClientVerb.of(words[0]).orElseThrow(), Stream.of(words).skip(1).toArray(String[]::new));
    }
}
