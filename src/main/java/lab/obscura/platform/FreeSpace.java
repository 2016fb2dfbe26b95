package lab.obscura.platform;

/** How much of a disk is free. */
@FunctionalInterface
public interface FreeSpace {

    /** The free share of the disk, in [0, 1]. */
    double share();
}
