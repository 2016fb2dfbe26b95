/** Which entries of the catalogs the contract tests ask, and how one is asked alone. The tests themselves stand beside what they test. */
package lab.obscura.contract;
