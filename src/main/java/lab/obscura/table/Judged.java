package lab.obscura.table;

/** A verdict and why, in a sentence. */
record Judged(CellVerdict verdict, String reason) {}
