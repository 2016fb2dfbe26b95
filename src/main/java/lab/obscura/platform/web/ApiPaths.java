package lab.obscura.platform.web;

import java.util.List;

/** Which addresses are for programs; all others are for browsers. */
public final class ApiPaths {

    private static final List<String> ROOTS = List.of("/api", "/actuator", "/v3", "/errors", "/swagger-ui");

    private ApiPaths() {}

    public static boolean contain(String path) {
        return path != null && ROOTS.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }
}
