package lab.obscura.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntriesTest {

    private static final List<String> KNOWN = List.of("gaussian-noise", "decoder", "mse");

    @Test
    void everyEntryIsAskedWhereNoneIsNamed() {
        assertThat(Entries.checked(Optional.empty(), KNOWN)).isEmpty();
    }

    @Test
    void anEntryOfAnyKindIsFoundByItsName() {
        assertThat(Entries.checked(Optional.of("mse"), KNOWN)).contains("mse");
    }

    @Test
    void aMistypedNameIsRefusedWithTheOneThatWasMeant() {
        assertThatThrownBy(() -> Entries.checked(Optional.of("gausian-noise"), KNOWN))
                .hasMessage("-Dpart must name an entry of a catalog, was gausian-noise. Did you mean gaussian-noise?");
    }

    @Test
    void aNameLikeNoOtherIsRefusedWithAllThatThereAre() {
        assertThatThrownBy(() -> Entries.checked(Optional.of("telepathy"), KNOWN))
                .hasMessage(
                        "-Dpart must name an entry of a catalog, was telepathy. There are gaussian-noise, decoder, mse");
    }
}
