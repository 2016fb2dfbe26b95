package lab.obscura.platform.start;

import java.util.Optional;

/** The version of this program, as its jar says; {@code development} where there is no jar. */
public final class ProgramVersion {

    private ProgramVersion() {}

    public static String text() {
        return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
