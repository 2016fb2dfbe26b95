package lab.obscura.client.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;

/** What the client needs of the program's jar: its own classes, as one jar, and the library that reads JSON. */
final class ClientFiles {

    private static final String CLASSES = "BOOT-INF/classes/";
    private static final Pattern LIBRARY =
            Pattern.compile("BOOT-INF/lib/(jackson-(core|databind|annotations)-.*\\.jar)");

    /** Packages that the client's classes use; a test starts it from them. */
    private static final List<String> PACKAGES = List.of(
            "lab/obscura/client/",
            "lab/obscura/platform/",
            "lab/obscura/engine/run/folder/",
            "lab/obscura/engine/settings/");

    private ClientFiles() {}

    /** Whether this is a jar that carries its libraries. */
    static boolean isProgram(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            return file.getEntry(CLASSES) != null
                    || file.stream().anyMatch(entry -> entry.getName().startsWith(CLASSES));
        } catch (IOException noJar) {
            return false;
        }
    }

    /** Writes {@code client.jar} and its libraries into a folder that is there. */
    static void unpack(Path program, Path folder) {
        try (var jar = new JarFile(program.toFile());
                var classes = new JarOutputStream(Files.newOutputStream(folder.resolve("client.jar")))) {
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                var library = LIBRARY.matcher(entry.getName());
                if (library.matches()) {
                    try (InputStream content = jar.getInputStream(entry)) {
                        Files.copy(content, folder.resolve(library.group(1)));
                    }
                } else if (isClass(entry.getName())) {
                    classes.putNextEntry(new JarEntry(entry.getName().substring(CLASSES.length())));
                    try (InputStream content = jar.getInputStream(entry)) {
                        content.transferTo(classes);
                    }
                    classes.closeEntry();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The client cannot be unpacked into " + folder, e);
        }
    }

    private static boolean isClass(String name) {
        return name.startsWith(CLASSES)
                && name.endsWith(".class")
                && PACKAGES.stream().anyMatch(name.substring(CLASSES.length())::startsWith);
    }
}
