package lab.obscura.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.platform.process.Subprocess;

/** The program that shows pages on this machine, where there is one and somebody who looks. */
final class Browser {

    private static final int PATIENCE_SECONDS = 10;

    /** What tells a program where the desktop is. */
    private static final Set<String> DESKTOP =
            Set.of("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "BROWSER");

    private final Optional<List<String>> program;
    private final Map<String, String> desktop;

    private Browser(Optional<List<String>> program, Map<String, String> desktop) {
        this.program = program;
        this.desktop = desktop;
    }

    /**
     * On macOS {@code open}; elsewhere {@code xdg-open}, if it is installed and there is a desktop.
     *
     * @param system name of the operating system, as Java has it
     */
    static Browser of(Map<String, String> environment, String system) {
        boolean isMac = system.startsWith("Mac");
        boolean hasDesktop = isMac || environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        String name = isMac ? "open" : "xdg-open";
        Optional<List<String>> found = Stream.of(
                        environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .filter(path -> hasDesktop)
                .map(path -> List.of(path.toString()));
        Map<String, String> desktop = environment.entrySet().stream()
                .filter(entry ->
                        DESKTOP.contains(entry.getKey()) || entry.getKey().startsWith("XDG_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Browser(found, desktop);
    }

    /** False where there is none, or it does not start. */
    boolean shows(String address) {
        return program.map(words ->
                        starts(Stream.concat(words.stream(), Stream.of(address)).toList()))
                .orElse(false);
    }

    private boolean starts(List<String> command) {
        try {
            ProcessBuilder builder = Subprocess.of(command);
            builder.environment().putAll(desktop);
            Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Some return at once, others stay for as long as the page is open.
            return !process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
