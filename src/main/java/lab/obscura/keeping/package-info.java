/**
 * What stays and what goes: deleting runs, experiments and studies with all that belongs to them, what keeps them, how much disk is used,
 * and what rules delete by themselves. What a run is belongs to {@code run}; finding runs too. The way in is {@link
 * lab.obscura.keeping.Deletions}.
 */
package lab.obscura.keeping;
