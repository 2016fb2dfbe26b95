package lab.obscura.client;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a shell needs to complete the commands of the program: {@code source <(obscura completion bash)}. */
public final class Completion {

    private static final List<String> OTHERS =
            List.of("serve", "worker", "run", "export", "fetch", "verify", "help", "completion", "launcher");

    private Completion() {}

    /** @throws IllegalArgumentException for a shell that is none of the two */
    public static String of(String shell) {
        String words = Stream.concat(OTHERS.stream(), ClientVerb.words().stream())
                .sorted()
                .collect(Collectors.joining(" "));
        String cases = Stream.concat(
                        Stream.of("    verify) options=\"--url\" ;;"),
                        Stream.of(ClientVerb.values())
                                .map(verb -> "    " + verb.word() + ") options=\"" + options(verb) + "\" ;;"))
                .collect(Collectors.joining("\n"));
        return switch (shell) {
            case "bash" -> bash(words, cases);
            case "zsh" -> "autoload -U +X bashcompinit && bashcompinit\n" + bash(words, cases);
            default -> throw new IllegalArgumentException("completion is for bash or zsh, was \"" + shell + "\"");
        };
    }

    private static String options(ClientVerb verb) {
        return verb.options().stream().sorted().map(option -> "--" + option).collect(Collectors.joining(" "));
    }

    private static String bash(String words, String cases) {
        return """
                _obscura() {
                  local word="${COMP_WORDS[COMP_CWORD]}" options=""
                  if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W "@COMMANDS@" -- "$word"))
                    return
                  fi
                  case "${COMP_WORDS[1]}" in
                @CASES@
                  esac
                  case "$word" in
                    -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
                    *) COMPREPLY=($(compgen -f -- "$word")) ;;
                  esac
                }
                complete -o filenames -F _obscura obscura
                """.replace("@COMMANDS@", words).replace("@CASES@", cases);
    }
}
