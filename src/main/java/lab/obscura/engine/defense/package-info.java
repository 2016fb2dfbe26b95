/**
 * What a defense is made of: parts that change the feature or add a term to the loss. The parts themselves lie in {@code parts}, the
 * loop that drives them in {@code training}. The way in is {@link lab.obscura.engine.defense.Defenses}, the catalogue.
 */
package lab.obscura.engine.defense;
