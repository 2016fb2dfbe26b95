package lab.obscura.engine.stats;

/**
 * What a defense keeps and what it costs the attacker.
 *
 * @param accuracy share of images that the network classifies right, 0 to 1
 * @param error of the attacker, mean squared, 0 or more: higher is more private
 */
public record TradeOff(double accuracy, double error) {

    public TradeOff {
        if (!(accuracy >= 0 && accuracy <= 1 && error >= 0 && Double.isFinite(error))) {
            throw new IllegalArgumentException(
                    "A trade-off needs an accuracy of 0 to 1 and an error of 0 or more, were " + accuracy + " and "
                            + error);
        }
    }
}
