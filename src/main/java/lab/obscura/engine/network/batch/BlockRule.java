package lab.obscura.engine.network.batch;

/**
 * How alike two stacks of images are: a uniform window slides over images, rows and columns of each channel.
 *
 * @param images in a stack, one behind the other; a shorter last one counts where the window fits
 * @param window its three sides
 * @param brightness constant beside the products of means
 * @param structure constant beside the covariance
 */
public record BlockRule(int images, int window, double brightness, double structure) {}
