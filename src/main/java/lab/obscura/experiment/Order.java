package lab.obscura.experiment;

/** What was posted and what it says, ready to be stored. */
public record Order(Submission submission, Resolved resolved) {}
