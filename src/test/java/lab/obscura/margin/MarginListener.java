package lab.obscura.margin;

import java.nio.file.Path;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * With {@code ./mvnw test -Dobscura.test.margins=FILE} every comparison of numbers that passes writes there how much of its bound it
 * used. Without the property nothing happens.
 */
public final class MarginListener implements LauncherSessionListener {

    private static final String PROPERTY = "obscura.test.margins";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String file = System.getProperty(PROPERTY, "");
        if (!file.isEmpty()) {
            Margins.writeTo(Path.of(file));
            MarginAdvice.install(ByteBuddyAgent.install());
        }
    }
}
