package lab.obscura.engine.network.torch.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The NVIDIA cards of this machine as their driver lists them: a folder each, under its device on the bus. libtorch takes the first card
 * that CUDA shows it, and CUDA has an order of its own, so where models differ the name of that card is not known here.
 *
 * @param visible what CUDA_VISIBLE_DEVICES says; empty when it says nothing
 */
public record GpuInventory(Path folder, Optional<String> visible) {

    private static final Path DEVICE = Path.of("/dev/nvidia0");
    private static final Set<String> NONE_VISIBLE = Set.of("", "-1", "NoDevFiles");

    /** As the driver of this machine lists them to this process. */
    public static GpuInventory ofThisMachine() {
        return new GpuInventory(
                Path.of("/proc/driver/nvidia/gpus"), Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")));
    }

    /** Whether CUDA may find one, as far as it can be seen without asking it. Where the driver's folder is hidden a device file speaks. */
    public boolean hasCard() {
        boolean hidden = visible.filter(NONE_VISIBLE::contains).isPresent();
        return !hidden && (Files.isDirectory(folder) ? !models().isEmpty() : Files.exists(DEVICE));
    }

    /**
     * The cards that this process may use, as CUDA_VISIBLE_DEVICES names them: what it says, or else their numbers in the order of the bus.
     * Empty where the driver does not list them.
     */
    public List<String> cards() {
        if (!hasCard()) {
            return List.of();
        }
        if (visible.isPresent()) {
            return Stream.of(visible.get().split(",")).map(String::strip).toList();
        }
        try (Stream<Path> cards = Files.list(folder)) {
            return IntStream.range(0, (int) cards.filter(Files::isDirectory).count())
                    .mapToObj(Integer::toString)
                    .toList();
        } catch (IOException hidden) {
            return List.of();
        }
    }

    /** The model of the card in use, or as much as is known of it. */
    String inUse() {
        List<String> models = models();
        if (models.isEmpty()) {
            return "an NVIDIA GPU"; // containers may hide the driver's folder
        }
        if (models.size() == 1) {
            return models.get(0);
        }
        String choice =
                visible.map(value -> " (CUDA_VISIBLE_DEVICES=" + value + ")").orElse("");
        return "the first visible card" + choice + " of " + String.join(", ", models);
    }

    private List<String> models() {
        try (Stream<Path> cards = Files.walk(folder, 2)) {
            return cards.filter(file -> file.endsWith("information"))
                    .sorted()
                    .flatMap(GpuInventory::model)
                    .distinct()
                    .collect(Collectors.toList());
        } catch (IOException hidden) {
            return List.of();
        }
    }

    private static Stream<String> model(Path information) {
        try {
            return Files.readAllLines(information).stream()
                    .filter(line -> line.startsWith("Model:"))
                    .map(line -> line.substring("Model:".length()).strip());
        } catch (IOException hidden) {
            return Stream.of();
        }
    }
}
