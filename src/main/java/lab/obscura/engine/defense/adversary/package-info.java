/**
 * Parts that keep an attacker of their own: a decoder that is trained beside the network, and what the network does about it. What
 * they share is the surrogate and how it is trained.
 */
package lab.obscura.engine.defense.adversary;
