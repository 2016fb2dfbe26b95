package lab.obscura.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.SettingsReader;

/** The classes in the guides {@code docs/adding-*.md}, compiled and loaded as if they lay in the packages that they name. */
public final class WorkedExamples {

    private static final Pattern JAVA = Pattern.compile("(?s)```java\\n(package ([\\w.]+);.*?)```");
    private static final Pattern NAME = Pattern.compile("(?m)^public (?:final )?(?:class|record) (\\w+)");
    private static final Map<String, Class<?>> LOADED = new LinkedHashMap<>();

    private WorkedExamples() {}

    /** Pages with an example. */
    public static List<Path> pages() {
        try (Stream<Path> files = Files.list(Path.of("docs"))) {
            return files.filter(page -> page.getFileName().toString().startsWith("adding-"))
                    .filter(page -> JAVA.matcher(text(page)).find())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The examples of all guides that are of this kind. */
    public static <T> List<Class<? extends T>> of(Class<T> kind) {
        return pages().stream()
                .flatMap(page -> of(page).stream())
                .filter(kind::isAssignableFrom)
                .<Class<? extends T>>map(example -> example.asSubclass(kind))
                .toList();
    }

    /** The examples of a guide. */
    public static List<Class<?>> of(Path page) {
        List<Class<?>> examples = new ArrayList<>();
        JAVA.matcher(text(page)).results().forEach(block -> {
            var name = NAME.matcher(block.group(1));
            if (!name.find()) {
                throw new AssertionError(page + ": the example has no public class or record");
            }
            examples.add(load(page, block.group(2), name.group(1), block.group(1)));
        });
        return examples;
    }

    /** The line of the catalog that an example brings along. */
    public static Info info(Class<?> example) {
        return reflected(() -> (Info) example.getField("INFO").get(null));
    }

    /** An example with these settings. */
    public static <T> T make(Class<? extends T> example, SettingsReader settings) {
        return reflected(() -> example.getConstructor(SettingsReader.class).newInstance(settings));
    }

    /** An example without settings. */
    public static <T> T make(Class<? extends T> example) {
        return reflected(() -> example.getConstructor().newInstance());
    }

    /** What a static method of an example returns for two whole numbers. */
    public static Object call(Class<?> example, String method, int first, int second) {
        return reflected(() -> example.getMethod(method, int.class, int.class).invoke(null, first, second));
    }

    private interface Reflection<T> {
        T get() throws ReflectiveOperationException;
    }

    private static <T> T reflected(Reflection<T> reflection) {
        try {
            return reflection.get();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("The example of a guide is not made as its kind is made", e);
        }
    }

    /** Once per class: a class loader takes no second one of the same name. */
    private static synchronized Class<?> load(Path page, String packageName, String name, String code) {
        return LOADED.computeIfAbsent(packageName + "." + name, missing -> {
            Map<String, ByteArrayOutputStream> compiled = compile(page, name, code);
            compiled.forEach((inner, bytes) -> define(packageName, bytes.toByteArray()));
            return classNamed(missing);
        });
    }

    private static Map<String, ByteArrayOutputStream> compile(Path page, String name, String code) {
        var classes = new LinkedHashMap<String, ByteArrayOutputStream>();
        var messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var memory = new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return classes.computeIfAbsent(className, missing -> new ByteArrayOutputStream());
                    }
                };
            }
        };
        var source = new SimpleJavaFileObject(URI.create("memory:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
        List<String> options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
        if (!compiler.getTask(messages, memory, null, options, null, List.of(source))
                .call()) {
            throw new AssertionError("Correct the example in " + page + ": " + messages);
        }
        return classes;
    }

    /** Beside a class of the program, so that the example may use what is open to its package alone, as a copy of it could. */
    private static void define(String packageName, byte[] bytes) {
        try {
            MethodHandles.privateLookupIn(neighbor(packageName), MethodHandles.lookup())
                    .defineClass(bytes);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> neighbor(String packageName) {
        Path folder = Path.of("target/classes", packageName.split("\\."));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("\\w+\\.class"))
                    .sorted()
                    .findFirst()
                    .map(file -> classNamed(packageName + "." + file.replace(".class", "")))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> classNamed(String name) {
        try {
            return Class.forName(name, false, WorkedExamples.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
