/** Past features by class, as the conditional entropy parts remember them: the memory bank, its bags, and the mixtures fitted to them. */
package lab.obscura.engine.defense.cem.bank;
