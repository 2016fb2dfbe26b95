/** What finished runs say about the speed of the machines that compute here. */
package lab.obscura.experiment.estimate;
