package lab.obscura.engine.attack;

import lab.obscura.engine.data.images.HeldOut;

/**
 * Which images an attack has on a data set, by number: decided here alone, for the run and for every estimate of it.
 *
 * @param own that the attacker owns: training images, or the first nine tenths of the test images
 * @param firstTarget position in the test split of the first image that it may be judged on
 * @param targets that it attacks: from the first on, or those of the gallery
 */
public record AttackImages(int own, int firstTarget, int targets, boolean ofGallery) {

    public static AttackImages of(Attack attack, int train, int test) {
        Knowledge knowledge = attack.knowledge();
        int boundary = HeldOut.boundary(test);
        int own = knowledge == Knowledge.TRAIN ? train : knowledge == Knowledge.INFER ? boundary : 0;
        int first = knowledge == Knowledge.TRAIN ? 0 : boundary;
        boolean ofGallery = attack.targets() == TargetSet.GALLERY || knowledge == Knowledge.NONE;
        return new AttackImages(
                own, first, ofGallery ? Math.min(test - boundary, HeldOut.GALLERY_SIZE) : test - first, ofGallery);
    }
}
