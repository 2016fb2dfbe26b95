/** Training rules: parts that change targets or steps of the training, and in the encoder no more than they need for that. */
package lab.obscura.engine.defense.training;
