/**
 * Named sets of experiments: the presets and their groups, among them the mini study. What a single experiment is belongs to {@code
 * experiment}. The way in is {@link lab.obscura.study.PresetService}.
 */
package lab.obscura.study;
