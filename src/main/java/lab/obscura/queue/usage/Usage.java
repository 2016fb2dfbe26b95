package lab.obscura.queue.usage;

import io.swagger.v3.oas.annotations.media.Schema;

/** What attempts used, also failed and cancelled ones. */
@Schema(name = "Usage", description = "What attempts used of the machines, failed and cancelled ones included")
public record Usage(
        @Schema(description = "Of all threads, as the training process measured them", example = "312.5")
        double processorSeconds,

        @Schema(description = "While a card was held; 0 without one", example = "120.0")
        double cardSeconds,

        @Schema(
                nullable = true,
                description = "Energy of the card, as its driver tells it; null where no attempt knows it",
                example = "33000.0")
        Double joules,

        @Schema(description = "How many attempts were measured; those of version 0.1 were not", example = "3")
        int attempts,

        @Schema(description = "Of how many of them the energy is known", example = "1")
        int attemptsWithJoules) {

    /** Nobody measured anything. */
    public static final Usage NOTHING = new Usage(0, 0, null, 0, 0);
}
