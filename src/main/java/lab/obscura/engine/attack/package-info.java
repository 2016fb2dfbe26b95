/**
 * What an attack is and what it may see: an {@link lab.obscura.engine.attack.AttackerView} and nothing else. The attacks lie in one
 * package per kind, scoring belongs to {@code metric}.
 */
package lab.obscura.engine.attack;
