package lab.obscura.queue.usage;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a computation is expected to use. */
@Schema(name = "ExpectedUsage", description = "What it is expected to use of the machines")
public record Expected(
        @Schema(description = "Of all threads", example = "310.0")
        double processorSeconds,

        @Schema(description = "With device cuda; 0 otherwise", example = "0.0")
        double cardSeconds,

        @Schema(
                nullable = true,
                description = "Energy of the card, by what cards told lately; null where none did",
                example = "null")
        Double joules,

        @Schema(description = "What it was worked out from", example = "1.9 processors busy in the last 20 attempts")
        String basis) {

    /** Of nothing. */
    public static final Expected NOTHING = new Expected(0, 0, null, "");

    /** A part of it. */
    public Expected share(double part) {
        return new Expected(
                processorSeconds * part, cardSeconds * part, joules == null ? null : (Double) (joules * part), basis);
    }

    /** Both together; the energy is known where it is known of one. */
    public Expected plus(Expected other) {
        Double known = joules == null ? other.joules : joules;
        Double both = joules == null || other.joules == null ? known : (Double) (joules + other.joules);
        return new Expected(
                processorSeconds + other.processorSeconds, cardSeconds + other.cardSeconds, both, other.basis);
    }
}
