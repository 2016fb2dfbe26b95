package lab.obscura.platform.web.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What nobody should send, drawn from a list or made from what is right. Bytes are characters up to 255 here. */
final class Oddities {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            ".",
            "..",
            "null",
            "true",
            "NaN",
            "-1",
            "0",
            "1e999",
            "-0",
            "00",
            "1.5",
            "1,5",
            "9223372036854775808",
            "2147483648",
            "-99999999999999999999999999",
            "0x10",
            "latest",
            "LATEST",
            "latest ",
            "*",
            "?",
            "#",
            "[]",
            "{}",
            "a,b",
            ",",
            ",,",
            "latest,latest,latest,latest,latest,latest,latest",
            "%",
            "_",
            "'",
            "\"",
            "\\",
            "' or 1=1 --",
            "=1+1",
            "${jndi:ldap://x}",
            "<script>",
            "../../etc/passwd",
            "first",
            "last",
            "00000000-0000-0000-0000-000000000000",
            "not-a-uuid",
            "ä",
            "İstanbul",
            "\u202e\u2066",
            "\u2028",
            "\u0000",
            "\u0007\u001b[31m",
            "\r\nX: y",
            "\ufeff",
            "\ud83d\ude00",
            "e\u0301",
            "\u200d",
            "a".repeat(300),
            "a".repeat(3000),
            "\uffff",
            "\u0130\u0131",
            ";jsessionid=1",
            "a;b=c",
            "//",
            "a/b");
    private static final List<String> TOKENS = List.of(
            "1e999",
            "1e400",
            "-1e-400",
            "123456789012345678901234567890",
            "1".repeat(2000),
            "0.1e1",
            "NaN",
            "Infinity",
            "01",
            "true",
            "false",
            "null",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\u202e\"",
            "\"=1+1\\u2028\"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"\":null}",
            "{\"part\":\"\"}",
            "\"" + "x".repeat(5000) + "\"",
            "-1",
            "0",
            "2147483648",
            "9223372036854775808",
            "2.0",
            "'a'",
            "[".repeat(600) + "]".repeat(600),
            "{\"a\":".repeat(300) + "1" + "}".repeat(300),
            "[1,2,3,4,5,6,7,8,9]");
    private static final List<String> RAW = List.of(
            "",
            " ",
            "{",
            "}",
            "[]",
            "null",
            "1",
            "\"",
            "{}{}",
            "{\"a\":1,\"a\":2}",
            "%zz",
            "a=b&c=%",
            "\u00ef\u00bb\u00bf{}",
            "\u00ff\u00fe{\0}\0",
            "\u00c3\u0028",
            "\u00ed\u00a0\u0080",
            "{\"name\":\"\u00ff\"}",
            "{\"name\":\"\t\"}",
            "[".repeat(5000),
            "{\"a\":".repeat(5000),
            "// no\n{}",
            "{,}");

    private final Random random;

    Oddities(Random random) {
        this.random = random;
    }

    String text() {
        return pick(TEXTS);
    }

    <T> T pick(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** Percent-encoded; now and then not, or wrongly. */
    String encoded(String text) {
        if (chance(0.05)) {
            return latin(text).replaceAll("[ \\r\\n\\x00]", "");
        }
        if (chance(0.05)) {
            return pick(List.of(
                    "%", "%4", "%zz", "%ff", "%c0%ae", "%00", "%2F", "%5C", "%0a%0d", "%ed%a0%80", "%25", "%u0041"));
        }
        var encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || "-._~,".indexOf(octet) >= 0);
            encoded.append(plain ? "" + (char) octet : String.format("%%%02X", octet & 0xff));
        }
        return encoded.toString();
    }

    /** A body in which up to three places are not what they should be. */
    String body(JsonNode right) {
        if (chance(0.1)) {
            return pick(RAW);
        }
        JsonNode body = right.deepCopy();
        String text = JSON.writeValueAsString(body);
        for (int i = random.nextInt(4); i > 0; i--) {
            text = text.equals("{}") ? "{\"" + "x".repeat(i) + "\":1}" : spoiled(JSON.readTree(text));
            if (!readable(text)) {
                break;
            }
        }
        return latin(chance(0.03) ? text.substring(0, random.nextInt(text.length() + 1)) : text);
    }

    private static boolean readable(String text) {
        try {
            return JSON.readTree(text).isObject();
        } catch (RuntimeException broken) {
            return false;
        }
    }

    /** Walks down a way of its own and puts something else where it stops. */
    private String spoiled(JsonNode root) {
        String mark = "\"@here@\"";
        JsonNode at = root;
        while (true) {
            List<JsonNode> below =
                    at.valueStream().filter(JsonNode::isContainer).toList();
            if (below.isEmpty() || chance(0.4)) {
                break;
            }
            at = pick(below);
        }
        if (at instanceof ObjectNode object) {
            List<String> names = List.copyOf(object.propertyNames());
            String name = names.isEmpty() || chance(0.15) ? text() : pick(names);
            if (chance(0.15)) {
                object.remove(name);
            } else {
                object.put(name, "@here@");
            }
        } else if (at instanceof ArrayNode array) {
            array.add("@here@");
        }
        String value = chance(0.3) ? JSON.writeValueAsString(text()) : pick(TOKENS);
        return JSON.writeValueAsString(root).replace(mark, value);
    }

    static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
