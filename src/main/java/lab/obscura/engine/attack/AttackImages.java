package lab.obscura.engine.attack;

import lab.obscura.engine.data.images.HeldOut;
import lab.obscura.engine.data.images.ImageCounts;

/**
 * Which images an attack has on a data set, by number: decided here alone, for the run and for every estimate of it.
 *
 * @param own that the attacker owns: training images, the first nine tenths of the test images, or auxiliary images
 * @param firstTarget position in the test split of the first image that it may be judged on
 * @param targets that it attacks: from the first on, or those of the gallery
 */
public record AttackImages(int own, int firstTarget, int targets, boolean ofGallery) {

    public static AttackImages of(Attack attack, ImageCounts images) {
        Knowledge knowledge = attack.knowledge();
        int boundary = HeldOut.boundary(images.test());
        int own = switch (knowledge) {
            case TRAIN -> images.train();
            case INFER -> boundary;
            case AUXILIARY -> images.auxiliary();
            case NONE -> 0;
        };
        boolean ofGallery = attack.targets() == TargetSet.GALLERY;
        int first = knowledge == Knowledge.INFER || knowledge == Knowledge.NONE && ofGallery ? boundary : 0;
        return new AttackImages(
                own,
                first,
                ofGallery ? Math.min(images.test() - boundary, HeldOut.GALLERY_SIZE) : images.test() - first,
                ofGallery);
    }
}
