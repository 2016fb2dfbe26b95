package lab.obscura.engine.attack;

/** How many of the images that an attacker may be judged on it really attacks. */
public enum TargetSet {
    /** All that its knowledge leaves: the test split, or its last tenth. */
    EVERY_IMAGE,
    /** The fixed images of the gallery only: for attacks that take thousands of steps per image. */
    GALLERY
}
