package lab.obscura.engine.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How JSON that people wrote is read, wherever it comes from: a request, a file, the database. One meaning or none: a field that stands
 * twice, more than one value, a tree too deep to be a definition, what no JSON is (comments, NaN): all refused, with line and column.
 * A byte order mark is skipped.
 */
public final class JsonText {

    /** Bytes of a text; no definition comes near. */
    public static final int LONGEST = 1 << 20;

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_NAME = 200;

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final JsonMapper JSON =
            strict(JsonMapper.builder(bounded(JsonFactory.builder()).build())).build();

    private JsonText() {}

    /** The same factory, which refuses what is written twice and what is too much. */
    public static JsonFactoryBuilder bounded(JsonFactoryBuilder factory) {
        return factory.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxNameLength(LONGEST_NAME)
                        .build());
    }

    /** The same mapper, which reads one value and knows every field. */
    public static JsonMapper.Builder strict(JsonMapper.Builder mapper) {
        return mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * The object that a text holds.
     *
     * @throws MalformedJsonException when it holds no single object
     */
    public static Map<String, Object> object(byte[] text) {
        if (text.length > LONGEST) {
            throw new MalformedJsonException("is longer than 1 MB, which no definition is");
        }
        Map<String, Object> object;
        try {
            object = JSON.readValue(text, OBJECT);
        } catch (JacksonException e) {
            throw new MalformedJsonException(JsonFault.of(e));
        }
        if (object == null) {
            throw new MalformedJsonException("must be an object in JSON, was null");
        }
        return object;
    }

    /**
     * The object in a file, which may also be a pipe.
     *
     * @throws MalformedJsonException when it holds no single object
     */
    public static Map<String, Object> object(Path file) throws IOException {
        try (InputStream text = Files.newInputStream(file)) {
            return object(text.readNBytes(LONGEST + 1));
        }
    }
}
