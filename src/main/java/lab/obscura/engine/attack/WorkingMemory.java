package lab.obscura.engine.attack;

/**
 * What an attack keeps in memory beside its networks, its features and its images.
 *
 * @param heapBytes of Java
 * @param nativeBytes of the libraries
 */
public record WorkingMemory(double heapBytes, double nativeBytes) {

    /** Nothing worth counting. */
    public static final WorkingMemory NONE = new WorkingMemory(0, 0);
}
