package lab.obscura.experiment;

/** What was posted and what it says, ready to be stored. */
record Order(Submission submission, Resolved resolved) {}
