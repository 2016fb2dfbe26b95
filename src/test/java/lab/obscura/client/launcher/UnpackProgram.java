package lab.obscura.client.launcher;

import java.nio.file.Path;

/** Stands for {@code java -jar PROGRAM launcher --into=DIR}: the jar of the test has no launcher of Spring Boot in it. */
public final class UnpackProgram {

    private UnpackProgram() {}

    public static void main(String[] arguments) {
        new LauncherCommand(Path.of(arguments[0]), Path.of("java"), System.out)
                .run(new String[] {arguments[arguments.length - 1]});
    }
}
