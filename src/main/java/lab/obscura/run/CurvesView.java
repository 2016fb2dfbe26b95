package lab.obscura.run;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The learning curves of a run. */
@Schema(name = "Curves")
record CurvesView(List<Series> series) {

    @Schema(name = "CurveSeries")
    record Series(@Schema(example = "training.loss") String name, List<Point> points) {}

    @Schema(name = "CurvePoint")
    record Point(
            @Schema(example = "1.5") double step,
            @Schema(example = "0.73") double value) {}
}
