/** The attack that is a single linear map: the floor under every attacker that learns. */
package lab.obscura.engine.attack.linear;
