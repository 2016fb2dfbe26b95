/**
 * The parts of defenses, one class each, listed in {@link lab.obscura.engine.defense.Defenses}. Mathematics that several parts share lies
 * beside them.
 */
package lab.obscura.engine.defense.parts;
