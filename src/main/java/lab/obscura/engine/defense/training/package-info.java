/** Training rules: parts that change targets or steps of the training, and nothing in the encoder. */
package lab.obscura.engine.defense.training;
