/**
 * What is known about a data set: its listing, and what it says about itself in its {@code dataset.json} or because its id is that of
 * a public one. No pixel is read here.
 */
package lab.obscura.engine.data.facts;
