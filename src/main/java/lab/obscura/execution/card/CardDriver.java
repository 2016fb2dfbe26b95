package lab.obscura.execution.card;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.platform.process.ShortCommand;
import lab.obscura.platform.process.Subprocess;

/** Questions to the driver of NVIDIA's cards. */
@FunctionalInterface
public interface CardDriver {

    /**
     * What {@code nvidia-smi} prints.
     *
     * @param options of it
     * @return empty where it is not there, or says nothing in time
     */
    String answer(List<String> options);

    /**
     * Of this machine.
     *
     * @param patience with the program, which may wake many cards before it answers
     */
    static CardDriver ofThisMachine(Duration patience) {
        return options -> ask(options, patience);
    }

    private static String ask(List<String> options, Duration patience) {
        List<String> command =
                Stream.concat(Stream.of("nvidia-smi"), options.stream()).toList();
        try {
            var ended = ShortCommand.run(Subprocess.of(command), "", patience);
            return ended.isInTime() ? ended.output() + ended.error() : "";
        } catch (IOException e) {
            return ""; // no driver, no answer
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
