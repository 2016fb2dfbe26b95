package lab.obscura.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.run.EncoderFile;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.Run;
import lab.obscura.queue.Runs;
import lab.obscura.queue.journal.LogLine;
import lab.obscura.queue.journal.RunJournal;
import lab.obscura.result.AttackResult;
import lab.obscura.result.GalleryEntry;
import lab.obscura.result.Links;
import lab.obscura.result.Results;
import org.springframework.stereotype.Component;

/** What a run leaves behind for people: pictures, curves, log, the trained encoder. */
@Component
final class Artifacts {

    private final RunReference reference;
    private final Runs runs;
    private final RunJournal journal;
    private final Results results;

    Artifacts(RunReference reference, Runs runs, RunJournal journal, Results results) {
        this.reference = reference;
        this.runs = runs;
        this.journal = journal;
        this.results = results;
    }

    GalleryView gallery(String id) {
        Run run = reference.find(id);
        List<AttackResult> attacks = results.attacks(run.id());
        return new GalleryView(results.gallery(run.id()).stream()
                .map(entry -> new GalleryView.Image(
                        entry.index(),
                        entry.label(),
                        entry.className(),
                        Links.original(run.id(), entry.index()),
                        entry.best().orElse(null),
                        attacks.stream()
                                .filter(attack -> entry.scores().containsKey(attack.slug()))
                                .map(attack -> rebuilt(run, entry, attack))
                                .toList()))
                .toList());
    }

    private static GalleryView.Rebuilt rebuilt(Run run, GalleryEntry entry, AttackResult attack) {
        Map<String, Double> scores = entry.scores().get(attack.slug());
        return new GalleryView.Rebuilt(
                attack.attack(), attack.slug(), Links.reconstruction(run.id(), attack.slug(), entry.index()), scores);
    }

    CurvesView curves(String id) {
        return new CurvesView(results.curves(reference.find(id).id()).entrySet().stream()
                .map(series -> new CurvesView.Series(
                        series.getKey(),
                        series.getValue().stream()
                                .map(point -> new CurvesView.Point(point.step(), point.value()))
                                .toList()))
                .toList());
    }

    /** One line per event: time, then what was said. */
    String log(String id) {
        Run run = reference.find(id);
        List<LogLine> lines = new ArrayList<>(journal.log(run.id()));
        runs.changes(run.id())
                .forEach(change -> lines.add(new LogLine(change.at(), change.to() + ": " + change.reason())));
        return lines.stream()
                .sorted(Comparator.comparing(LogLine::at))
                .map(line -> line.at() + " " + line.line() + "\n")
                .collect(Collectors.joining());
    }

    byte[] reconstruction(String id, String slug, GalleryIndex index, int scale) {
        Run run = reference.find(id);
        byte[] png = index.in(() -> results.gallery(run.id()))
                .flatMap(number -> results.reconstruction(run.id(), slug, number))
                .orElseThrow(() -> noPicture(run, "attack " + slug + " and index " + index));
        return PictureResponses.enlarged(png, scale);
    }

    byte[] original(String id, GalleryIndex index, int scale) {
        Run run = reference.find(id);
        byte[] png = index.in(() -> results.gallery(run.id()))
                .flatMap(number -> results.original(run.id(), number))
                .orElseThrow(() -> noPicture(run, "index " + index));
        return PictureResponses.enlarged(png, scale);
    }

    byte[] thumbnail(String id, int scale) {
        Run run = reference.find(id);
        return PictureResponses.enlarged(
                results.thumbnail(run.id()).orElseThrow(() -> noResult(run, "thumbnail")), scale);
    }

    byte[] encoder(String id) {
        Run run = reference.find(id);
        return results.encoder(run.id()).orElseThrow(() -> noResult(run, "encoder"));
    }

    byte[] onnxEncoder(String id) {
        var model = new ByteArrayOutputStream();
        try {
            EncoderFile.writeOnnx(CheckpointFile.parse(encoder(id), "encoder.obs"), model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return model.toByteArray();
    }

    private static Problem noPicture(Run run, String what) {
        return Problem.unknown(
                ErrorType.UNKNOWN_PICTURE,
                "This run, which is " + run.state() + ", has no picture of",
                what,
                "GET /api/v1/runs/" + run.id() + "/reconstructions lists its pictures");
    }

    private static Problem noResult(Run run, String what) {
        return new Problem(
                ErrorType.NO_RESULT_YET,
                "The " + what + " is there when the run has SUCCEEDED; it is " + run.state() + ": " + run.reason());
    }
}
