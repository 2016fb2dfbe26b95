package lab.obscura.build.secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * After a run of the tests: looks through its reports and logs, also for the very passwords that its databases had, and reads what
 * {@link DatabasesAtTheEnd} has found. Needs nothing but the JDK:
 *
 * <pre>java -cp target/test-classes lab.obscura.build.secrets.ScanRun target</pre>
 */
public final class ScanRun {

    /** Files that hold a secret and nothing else. */
    private static final Set<String> HOLDERS = Set.of("password", "service-password", "bootstrap-token");

    private static final int SHORTEST = 16;

    private ScanRun() {}

    /** @param arguments the folder of the build */
    public static void main(String[] arguments) throws IOException {
        Result result = of(Path.of(arguments[0]));
        result.findings().forEach(System.err::println);
        System.out.println(result);
        System.exit(result.isClean() ? 0 : 1);
    }

    /** What was looked at, and what was found. */
    record Result(int logs, int known, int databases, long values, List<String> findings) {

        /** Whoever looks at nothing finds nothing. */
        boolean isClean() {
            return findings.isEmpty() && logs > 0 && databases > 0;
        }

        @Override
        public String toString() {
            return "secrets: " + findings.size() + " in " + logs + " logs (with " + known + " known ones) and "
                    + databases
                    + " databases of " + values + " values"
                    + (isClean() ? "" : logs == 0 || databases == 0 ? "; run the tests first" : "");
        }
    }

    static Result of(Path build) throws IOException {
        List<Path> all = files(build);
        Map<String, Path> known = new LinkedHashMap<>();
        for (Path holder : all.stream().filter(ScanRun::holdsSecret).toList()) {
            String secret = text(holder).strip();
            if (secret.length() >= SHORTEST) {
                known.put(secret, holder);
            }
        }
        List<String> findings = new ArrayList<>();
        List<Path> logs = all.stream().filter(file -> isLog(build, file)).toList();
        for (Path log : logs) {
            String text = text(log);
            Secrets.in(log.toString(), text).forEach(found -> findings.add(found.toString()));
            known.forEach((secret, holder) -> {
                if (text.contains(secret)) {
                    findings.add(log + ": what " + holder + " holds");
                }
            });
        }
        int databases = 0;
        long values = 0;
        for (Path report : all.stream()
                .filter(file -> file.startsWith(build.resolve("secrets")))
                .toList()) {
            List<String> lines = Files.readAllLines(report);
            databases += Integer.parseInt(lines.get(0).replace("databases ", ""));
            values += Long.parseLong(lines.get(1).replace("values ", ""));
            lines.stream().skip(2).forEach(line -> findings.add("database of " + report.getFileName() + ": " + line));
        }
        return new Result(logs.size(), known.size(), databases, values, List.copyOf(findings));
    }

    private static List<Path> files(Path build) throws IOException {
        try (Stream<Path> files = Files.walk(build)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static boolean holdsSecret(Path file) {
        return HOLDERS.contains(file.getFileName().toString());
    }

    private static boolean isLog(Path build, Path file) {
        return file.toString().endsWith(".log") || file.startsWith(build.resolve("surefire-reports"));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
