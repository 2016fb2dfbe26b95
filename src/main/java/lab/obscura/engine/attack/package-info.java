/**
 * What rebuilds pictures from features. An attack sees an {@link lab.obscura.engine.attack.AttackerView} and nothing else; scoring
 * belongs to {@code metric}. The way in is {@link lab.obscura.engine.attack.Attacks}, the catalogue.
 */
package lab.obscura.engine.attack;
