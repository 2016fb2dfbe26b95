package lab.obscura.execution.checkpoints;

import java.io.InputStream;

/**
 * A file of a store that is being read.
 *
 * @param content from its first byte on, to be closed by whoever opened it
 * @param bytes that it has
 * @param isNear whether it is read without waiting, as from a disk
 */
public record StoredFile(InputStream content, long bytes, boolean isNear) {}
