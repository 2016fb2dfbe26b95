package lab.obscura.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command line, read: plain words, and options as {@code --name=value} or {@code --name value}.
 *
 * @param words in their order
 * @param options name to value
 */
public record Arguments(List<String> words, Map<String, String> options) {

    public Arguments {
        words = List.copyOf(words);
        options = Map.copyOf(options);
    }

    /**
     * @param known names of the options that the command has
     * @throws IllegalArgumentException with a sentence for people
     */
    public static Arguments read(String[] arguments, Set<String> known) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].startsWith("--")) {
                words.add(arguments[i]);
                continue;
            }
            String[] parts = arguments[i].substring(2).split("=", 2);
            if (!known.contains(parts[0])) {
                throw new IllegalArgumentException("Unknown option --" + parts[0] + ", known are "
                        + known.stream().sorted().map(name -> "--" + name).toList());
            }
            if (parts.length == 1 && (++i == arguments.length || arguments[i].startsWith("--"))) {
                throw new IllegalArgumentException(
                        "Option --" + parts[0] + " must have a value, as in --" + parts[0] + "=…");
            }
            if (options.put(parts[0], parts.length == 2 ? parts[1] : arguments[i]) != null) {
                throw new IllegalArgumentException("Option --" + parts[0] + " must be given once. Leave one out");
            }
        }
        return new Arguments(words, options);
    }

    public boolean has(String name) {
        return options.containsKey(name);
    }

    public String option(String name, String fallback) {
        return options.getOrDefault(name, fallback);
    }

    /** An option that must be there. */
    public String required(String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Option --" + name + " is missing");
        }
        return value;
    }
}
