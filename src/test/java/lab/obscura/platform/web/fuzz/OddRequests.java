package lab.obscura.platform.web.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Requests made from the API document: mostly right, so that they get far, and wrong somewhere. The same seed makes the same ones. */
final class OddRequests {

    private static final Pattern IN_BRACES = Pattern.compile("\\{(\\w+)}");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "get", "PURGE");
    private static final List<String> ELSEWHERE = List.of(
            "/",
            "/runs/latest",
            "/boards",
            "/nothing",
            "/errors/internal",
            "/errors/none",
            "/error",
            "/actuator",
            "/actuator/health",
            "/actuator/health/readiness",
            "/actuator/info",
            "/actuator/prometheus",
            "/actuator/env",
            "/v3/api-docs",
            "/v3/api-docs.yaml",
            "/v3/api-docs/swagger-config",
            "/swagger-ui.html",
            "/swagger-ui/index.html",
            "/index.html",
            "/assets/none.js",
            "/api",
            "/api/v1",
            "/api/v1/",
            "//api/v1/runs",
            "/api/v1/runs/",
            "/api/v1/./runs",
            "/api/v1/x/../runs",
            "/api/v1/runs;a=b",
            "/API/V1/runs");
    private static final List<String> HEADERS = List.of(
            "Accept: */*",
            "Accept: application/json",
            "Accept: text/html",
            "Accept: image/png",
            "Accept: text/event-stream",
            "Accept: application/xml",
            "Accept: nonsense",
            "Accept: ;;",
            "Accept: text/html;q=2",
            "Accept: application/problem+json",
            "Accept-Language: zz-Zz-@",
            "Accept-Charset: none",
            "Accept-Encoding: gzip, br, x",
            "Range: bytes=0-1",
            "Range: bytes=9-1",
            "Range: lines=a",
            "If-None-Match: *",
            "If-None-Match: \"a\", W/\"b\"",
            "If-None-Match: broken",
            "If-Match: *",
            "If-Match: \"1\"",
            "If-Match: 7",
            "If-Match: \"",
            "If-Modified-Since: yesterday",
            "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
            "Last-Event-ID: -1",
            "Last-Event-ID: 99999999999999999999",
            "Last-Event-ID: a",
            "Last-Event-ID:",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-For: a",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: gopher",
            "X-Forwarded-Prefix: /../",
            "Forwarded: for=\"",
            "Cookie: a=b; =; \"",
            "Authorization: Basic !!!",
            "Content-Language: x",
            "Content-Encoding: gzip",
            "Content-Type: text/plain",
            "Content-Type: application/xml",
            "Content-Type: */*",
            "Content-Type: application/json;charset=UTF-16",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=a",
            "Content-Type: application/merge-patch+json",
            "Content-Type:",
            "Origin: null",
            "Origin: http://evil.example",
            "Origin: ::",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: x",
            "Upgrade: h2c",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "TE: trailers",
            "Trailer: X",
            "Expect: 100-continue",
            "Expect: 200-ok",
            "Host: evil.example",
            "Host: localhost:99999",
            "X-Submitter: \u00ff",
            "X-Submitter: " + "a".repeat(300),
            "X-Submitter: =1+1",
            "Idempotency-Key: " + "k".repeat(300),
            "Idempotency-Key: \u0001",
            "Idempotency-Key: k",
            "traceparent: 00-x",
            "Pragma: no-cache",
            "Max-Forwards: 0",
            "Transfer-Encoding: identity");

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final JsonNode definition;

    private record Operation(String method, String path, JsonNode spec) {}

    OddRequests(JsonNode document) {
        this.document = document;
        document.get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, spec) ->
                        operations.add(new Operation(method.toUpperCase(java.util.Locale.ROOT), path, spec))));
        this.definition = document.at(
                "/paths/~1api~1v1~1experiments/post/requestBody/content/application~1json/examples/tiny/value");
    }

    /** Head and body as bytes, one character each. */
    String request(long seed) {
        var random = new Random(seed * 0x9E3779B97F4A7C15L);
        var odd = new Oddities(random);
        Operation operation = odd.pick(operations);
        boolean elsewhere = odd.chance(0.1);
        String method = odd.chance(0.06) ? odd.pick(METHODS) : operation.method();
        String target = elsewhere ? odd.pick(ELSEWHERE) : path(operation, odd);
        String query = query(operation, odd);
        var head = new StringBuilder(method + " " + target + query + " HTTP/1.1\r\nConnection: close\r\n");
        if (!odd.chance(0.02)) {
            head.append("Host: localhost\r\n");
        }
        for (int i = odd.chance(0.5) ? 0 : random.nextInt(4); i > 0; i--) {
            head.append(odd.pick(HEADERS)).append("\r\n");
        }
        boolean sends = operation.spec().has("requestBody") ? !odd.chance(0.03) : odd.chance(0.05);
        return sends
                ? head + body(operation, odd)
                : head + (method.equals("POST") ? "Content-Length: 0\r\n" : "") + "\r\n";
    }

    private String path(Operation operation, Oddities odd) {
        return IN_BRACES
                .matcher(operation.path())
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        odd.chance(0.75) ? example(operation, found, odd) : odd.encoded(odd.text())));
    }

    private static String example(Operation operation, MatchResult name, Oddities odd) {
        return operation
                .spec()
                .get("parameters")
                .valueStream()
                .filter(parameter -> parameter.get("name").asString().equals(name.group(1)))
                .map(parameter -> parameter.path("example").asString("none"))
                .findFirst()
                .orElseGet(odd::text);
    }

    private String query(Operation operation, Oddities odd) {
        List<String> parts = new ArrayList<>();
        operation
                .spec()
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.get("in").asString().equals("query"))
                .filter(parameter -> odd.chance(0.5))
                .forEach(parameter ->
                        parts.add(parameter.get("name").asString() + "=" + odd.encoded(queryValue(parameter, odd))));
        if (operation.path().equals("/api/v1/experiments")) {
            parts.add("dryRun=" + (odd.chance(0.9) ? "true" : odd.encoded(odd.text())));
        }
        if (odd.chance(0.06)) {
            parts.add(odd.encoded(odd.text()) + (odd.chance(0.5) ? "=" : "") + odd.encoded(odd.text()));
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static String queryValue(JsonNode parameter, Oddities odd) {
        if (odd.chance(0.4)) {
            return odd.text();
        }
        JsonNode schema = parameter.get("schema");
        if (schema.has("enum")) {
            return odd.pick(schema.get("enum").valueStream().toList()).asString();
        }
        return switch (schema.path("type").asString("")) {
            case "integer" -> odd.pick(List.of("0", "1", "2", "50", "501", "-1"));
            case "boolean" -> odd.pick(List.of("true", "false", "yes"));
            default -> odd.pick(List.of("shapes", "cnn-4", "latest", "latest,latest", "ada", "tiny", "decoder"));
        };
    }

    private String body(Operation operation, Oddities odd) {
        JsonNode schema = operation.spec().at("/requestBody/content/application~1json/schema");
        boolean isDefinition = schema.path("$ref").asString("").endsWith("/Definition");
        JsonNode right = isDefinition && odd.chance(0.7) ? definition : instance(schema, odd, 0);
        String body = odd.body(right);
        String type = odd.chance(0.9) ? "Content-Type: application/json\r\n" : "";
        if (odd.chance(0.1)) {
            return type + "Transfer-Encoding: chunked\r\n\r\n"
                    + (body.isEmpty() ? "" : Integer.toHexString(body.length()) + "\r\n" + body + "\r\n") + "0\r\n\r\n";
        }
        return type + "Content-Length: " + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n\r\n" + body;
    }

    /** Something that the schema allows. */
    private JsonNode instance(JsonNode schema, Oddities odd, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (schema.has("$ref")) {
            return instance(document.at(schema.get("$ref").asString().substring(1)), odd, depth + 1);
        }
        if (schema.has("example") && odd.chance(0.5)) {
            return schema.get("example");
        }
        if (schema.has("properties")) {
            var object = nodes.objectNode();
            schema.get("properties").forEachEntry((name, property) -> {
                if (depth < 6 && odd.chance(0.6)) {
                    object.set(name, instance(property, odd, depth + 1));
                }
            });
            return object;
        }
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? odd.pick(type.valueStream().toList()).asString() : type.asString("object")) {
            case "array" -> nodes.arrayNode().add(instance(schema.path("items"), odd, depth + 1));
            case "integer" -> nodes.numberNode(odd.pick(List.of(0, 1, 2, 40, -5, 1_000_000)));
            case "number" -> nodes.numberNode(odd.pick(List.of(0.0, 0.5, -1.0, 1e300)));
            case "boolean" -> nodes.booleanNode(odd.chance(0.5));
            case "null" -> nodes.nullNode();
            case "string" -> nodes.stringNode(odd.text());
            default -> nodes.objectNode().put(odd.text(), odd.text());
        };
    }
}
