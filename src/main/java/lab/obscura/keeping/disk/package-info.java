/**
 * How much of the disk is used and by what, and the rules that archive and delete old runs by themselves. How a run is deleted belongs to
 * {@code keeping}. The way in is {@link lab.obscura.keeping.disk.DiskUsage}.
 */
package lab.obscura.keeping.disk;
