/**
 * Executes runs: slots that claim them, one child process per attempt, a supervisor that carries what the child says into the data
 * base, and the child's side of that contract. How a run is computed belongs to {@code engine}, who gets it to {@code queue}, what is
 * stored to {@code result}.
 */
package lab.obscura.worker;
