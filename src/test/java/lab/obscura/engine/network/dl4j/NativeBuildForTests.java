package lab.obscura.engine.network.dl4j;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Chooses the native build before the first test class is loaded, so that every test may touch ND4J. */
public final class NativeBuildForTests implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        NativeBuild.choose();
    }
}
