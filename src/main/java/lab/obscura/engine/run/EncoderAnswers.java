package lab.obscura.engine.run;

/** What the trained encoder answered to the images of a run: to those that somebody asks about, and to the test images always. */
record EncoderAnswers(EncoderQueries train, EncoderQueries test, EncoderQueries auxiliary) {}
