package lab.obscura.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.ObscuraProperties.AuthMode;
import lab.obscura.platform.start.StartException;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Refuses to serve without accounts where other machines can reach the service. */
public final class OpenDoor implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Environment environment = event.getEnvironment();
        String said = environment.getProperty("obscura.auth", "off");
        AuthMode mode = AuthMode.of(environment)
                .orElseThrow(() -> new StartException(
                        ExitCode.SETTINGS,
                        "obscura.auth cannot be \"" + said
                                + "\": it must be off, local, proxy or oidc. README.md has the table of settings"));
        String address = environment.getProperty("server.address", "");
        if (!mode.hasAccounts() && isReachable(address)) {
            throw new StartException(
                    ExitCode.SETTINGS,
                    "Without accounts the service serves its own machine only, and server.address="
                            + (address.isEmpty() ? "(all addresses)" : address)
                            + " lets others in. Set obscura.auth=local (accounts with passwords), obscura.auth=oidc (a provider"
                            + " of OpenID Connect) or obscura.auth=proxy (a proxy names who asks), or leave server.address at 127.0.0.1");
        }
    }

    /** What cannot be resolved is none of this: the server says so itself. */
    private static boolean isReachable(String address) {
        if (address.isBlank()) {
            return true;
        }
        try {
            return !InetAddress.getByName(address.strip()).isLoopbackAddress();
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }
}
