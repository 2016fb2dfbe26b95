/** Attacks that know the tail alone and train a shadow encoder for it. */
package lab.obscura.engine.attack.cloud;
