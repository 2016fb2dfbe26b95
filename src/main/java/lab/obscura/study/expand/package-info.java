/**
 * What a study says: a base definition, axes of values, seeds; and the definitions that come of it, one per cell. Nothing here asks
 * whether a definition holds. The way in is {@link lab.obscura.study.expand.StudyReader}.
 */
package lab.obscura.study.expand;
