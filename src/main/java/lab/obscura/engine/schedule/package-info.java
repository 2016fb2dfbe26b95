/**
 * How published schedules are scaled to trainings of another length. Says nothing about what is trained: networks, surrogates and
 * decoders all ask here, so that a short training is never all falling rate.
 */
package lab.obscura.engine.schedule;
