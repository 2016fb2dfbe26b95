/**
 * The ground that everything outside the engine stands on: configuration, clock, the PostgreSQL that a new user gets without
 * installing one, limits on requests, health. Knows nothing of runs or experiments.
 */
package lab.obscura.platform;
