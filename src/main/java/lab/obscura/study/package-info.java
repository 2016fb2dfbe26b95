/**
 * Named sets of experiments: studies from lists of values, and the presets with their groups, among them the mini study. What a single
 * experiment is belongs to {@code experiment}. The way in is {@link lab.obscura.study.Studies}.
 */
package lab.obscura.study;
