package lab.obscura.execution.remote;

import java.io.IOException;

/** An archive that is not what an attempt leaves. */
public final class DamagedOutcome extends IOException {

    DamagedOutcome(String why) {
        super(why);
    }
}
