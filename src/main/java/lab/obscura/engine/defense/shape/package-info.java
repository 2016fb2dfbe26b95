/** Encoder shapes: parts that change the layers of the edge encoder. */
package lab.obscura.engine.defense.shape;
