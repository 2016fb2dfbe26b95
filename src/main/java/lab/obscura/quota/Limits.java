package lab.obscura.quota;

/** What a holder may use; 0 is no limit. */
record Limits(int queuedRuns, double processorHours, double cardHours, long storedBytes) {}
