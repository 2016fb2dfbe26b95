package lab.obscura.queue.journal;

import lab.obscura.queue.StorableText;

/**
 * What an attack makes of the gallery's images while it still learns.
 *
 * @param attack its slug
 * @param detail when, as in "epoch 3 of 24"
 * @param png a sheet of the originals above what was made of them
 */
public record InterimPicture(String attack, String detail, byte[] png) {

    public InterimPicture {
        attack = StorableText.of(attack);
        detail = StorableText.of(detail);
    }
}
