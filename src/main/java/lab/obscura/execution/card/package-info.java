/** NVIDIA's cards as their driver sees them: memory, use, and what nobody has taken. */
package lab.obscura.execution.card;
