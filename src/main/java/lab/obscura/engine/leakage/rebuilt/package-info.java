/** Measures of what attacks rebuilt, as an independent classifier sees it: class, person, and likeness. */
package lab.obscura.engine.leakage.rebuilt;
