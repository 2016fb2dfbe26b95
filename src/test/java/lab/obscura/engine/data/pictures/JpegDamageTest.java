package lab.obscura.engine.data.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegDamageTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyCutIsFound(boolean progressive) throws IOException {
        byte[] file = JpegFiles.ordinary(noise(), progressive);

        assertThat(IntStream.iterate(3, length -> length < file.length, length -> length + 1 + length / 20))
                .allSatisfy(length -> {
                    byte[] cut = Arrays.copyOf(file, length);
                    assertThatThrownBy(() -> Decoded.of(cut))
                            .isInstanceOf(DataException.class)
                            .hasMessageContaining("set/a.png must be a whole picture, but this JPEG ends before");
                });
        byte[] withoutEnd = Arrays.copyOf(file, file.length - 2);
        assertThatThrownBy(() -> Decoded.of(withoutEnd)).hasMessageContaining("before its end marker");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEndMarkerAfterTheCutDoesNotHideIt(boolean progressive) throws IOException {
        byte[] file = JpegFiles.ordinary(noise(), progressive);

        assertThat(IntStream.range(3, 10)).allSatisfy(share -> {
            byte[] cut = Arrays.copyOf(file, file.length * share / 10);
            cut[cut.length - 3] = 0;
            cut[cut.length - 2] = (byte) 0xff;
            cut[cut.length - 1] = (byte) 0xd9;
            assertThatThrownBy(() -> Decoded.of(cut)).isInstanceOf(DataException.class);
        });
    }

    @Test
    void aMissingScanIsFound() throws IOException {
        byte[] file = JpegFiles.ordinary(noise(), true);
        List<Integer> scans = new ArrayList<>();
        for (int i = 0; i < file.length - 1; i++) {
            if ((file[i] & 0xff) == 0xff && (file[i + 1] & 0xff) == 0xda) {
                scans.add(i);
            }
        }
        int last = scans.get(scans.size() - 1);
        byte[] cut = ByteBuffer.allocate(last + 2)
                .put(file, 0, last)
                .putShort((short) 0xffd9)
                .array();

        assertThat(scans).hasSizeGreaterThan(3);
        assertThatThrownBy(() -> Decoded.of(cut)).hasMessageContaining("must be a whole picture");
    }

    @Test
    void garbageInAScanIsFound() throws IOException {
        byte[] file = JpegFiles.ordinary(noise(), false);

        List<DataException> found = IntStream.range(0, 20)
                .mapToObj(seed -> catchThrowableOfType(DataException.class, () -> Decoded.of(torn(file, seed))))
                .filter(Objects::nonNull)
                .toList();

        // Garbage that happens to be valid codes of the right number cannot be told from a picture
        assertThat(found)
                .hasSizeGreaterThanOrEqualTo(18)
                .allSatisfy(refusal -> assertThat(refusal).hasMessageContaining("must be a whole picture"));
    }

    private static byte[] torn(byte[] file, int seed) {
        byte[] torn = file.clone();
        int at = file.length / 3 + 40 * seed;
        for (int i = 0; i < 24; i++) {
            torn[at + i] = (byte) (i % 2 == 0 ? 0xfe : 0x55 + seed);
        }
        return torn;
    }

    @Test
    void bytesAfterTheEndAreAllowed() throws IOException {
        byte[] file = JpegFiles.ordinary(noise(), false);

        byte[] longer = Arrays.copyOf(file, file.length + 100);

        assertThat(Decoded.of(longer).pixels()).isEqualTo(Decoded.of(file).pixels());
    }

    @Test
    void otherSegmentsDoNotMatter() throws IOException {
        byte[] file = JpegFiles.ordinary(noise(), false);
        byte[] profile = "ICC_PROFILE\0\1\1 no profile at all".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

        byte[] dressed =
                JpegFiles.with(JpegFiles.with(file, 0xe2, profile), 0xfe, new byte[] {(byte) 0xff, (byte) 0xd9});

        assertThat(Decoded.of(dressed).pixels()).isEqualTo(Decoded.of(file).pixels());
    }

    private static BufferedImage noise() {
        var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 48; i++) {
            image.setRGB(i % 64, i / 64, i * 7919 * (i % 13 + 1));
        }
        return image;
    }
}
