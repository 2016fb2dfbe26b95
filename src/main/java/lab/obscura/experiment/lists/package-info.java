/**
 * Lists of values as people write them: with ranges in them. The way in is {@link lab.obscura.experiment.lists.ValueList}.
 */
package lab.obscura.experiment.lists;
