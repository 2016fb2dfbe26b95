package lab.obscura.result;

import java.util.Map;

/**
 * One fixed test image and how well each attack rebuilt it.
 *
 * @param index place in the test split
 * @param label its class, from 0
 * @param scores slug of an attack to metric to value
 */
public record GalleryEntry(int index, int label, String className, Map<String, Map<String, Double>> scores) {}
