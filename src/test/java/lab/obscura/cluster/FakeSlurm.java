package lab.obscura.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Commands that answer what the test has written into files, and remember what they were asked. */
final class FakeSlurm {

    private final Path folder;

    FakeSlurm(Path folder) {
        this.folder = folder;
        script("squeue", "cat " + folder + "/listing\nexit $(cat " + folder + "/squeue-code)");
        script("sbatch", """
                cat > %1$s/script
                code=$(cat %1$s/sbatch-code)
                [ "$code" -eq 0 ] || { cat %1$s/refusal >&2; exit "$code"; }
                number=$(( $(cat %1$s/number) + 1 )); echo $number > %1$s/number; echo $number""".formatted(folder));
        script("scancel", "true");
        answers("");
        write("squeue-code", "0");
        write("sbatch-code", "0");
        write("number", "100");
        write("calls", "");
    }

    /** What stands before each command. */
    String prefix() {
        return "env PATH=" + folder + ":" + System.getenv("PATH");
    }

    /** @param listing of squeue, a line per pilot */
    void answers(String listing) {
        write("listing", listing.isEmpty() ? "" : listing + "\n");
    }

    void isAway() {
        write("squeue-code", "1");
    }

    void isBack() {
        write("squeue-code", "0");
    }

    void refuses(String words) {
        write("refusal", words);
        write("sbatch-code", "1");
    }

    List<String> calls(String command) {
        try {
            return Files.readAllLines(folder.resolve("calls")).stream()
                    .filter(line -> line.startsWith(command + " "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String script() {
        try {
            return Files.readString(folder.resolve("script"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void script(String name, String body) {
        write(name, "#!/bin/sh\necho \"" + name + " $*\" >> " + folder + "/calls\n" + body + "\n");
        try {
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
