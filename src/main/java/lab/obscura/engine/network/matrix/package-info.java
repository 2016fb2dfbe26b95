/** Products of matrices on the device of an engine, for methods whose numbers live with Java. */
package lab.obscura.engine.network.matrix;
