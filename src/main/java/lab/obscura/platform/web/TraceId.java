package lab.obscura.platform.web;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Makes the word under which a problem is found again in the log. Nothing is decided by it. */
@Component
final class TraceId {

    private final SecureRandom random = new SecureRandom();

    String next() {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
