package lab.obscura.run;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import lab.obscura.platform.web.Problem;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** PNG files: enlarged without smoothing, because a reader wants to see the pixels. */
final class PictureResponses {

    private static final int HIGHEST_SCALE = 16;

    private PictureResponses() {}

    static byte[] enlarged(byte[] png, int scale) {
        if (scale < 1 || scale > HIGHEST_SCALE) {
            throw Problem.field("scale", "a whole number between 1 and 16", "" + scale, "4 is a good size for a page");
        }
        return scale == 1 ? png : write(repeated(read(png), scale));
    }

    static ResponseEntity<byte[]> answer(byte[] png) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .eTag('"' + hash(png) + '"')
                .body(png);
    }

    private static BufferedImage repeated(BufferedImage image, int scale) {
        var large = new BufferedImage(image.getWidth() * scale, image.getHeight() * scale, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < large.getHeight(); y++) {
            for (int x = 0; x < large.getWidth(); x++) {
                large.setRGB(x, y, image.getRGB(x / scale, y / scale));
            }
        }
        return large;
    }

    private static BufferedImage read(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException("A stored picture is not a PNG", e);
        }
    }

    private static byte[] write(BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory refused a PNG", e);
        }
        return out.toByteArray();
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
