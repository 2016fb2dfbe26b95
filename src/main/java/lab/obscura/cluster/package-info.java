/**
 * Beyond one machine: how many pilots are worth starting, the batch system that starts them (Slurm), and what people see of both. The truth
 * about runs is the queue's alone; what a batch system says of a job proves neither life nor death of a run.
 */
package lab.obscura.cluster;
