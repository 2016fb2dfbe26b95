package lab.obscura.board;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The boards that have something to show. */
@Schema(name = "Boards")
record BoardsView(List<Entry> boards) {

    @Schema(name = "BoardEntry")
    record Entry(
            @Schema(example = "shapes") String dataset,

            @Schema(description = "Definitions with at least one run that succeeded", example = "3")
            int rows,

            @Schema(description = "Runs that succeeded", example = "5")
            int runs,

            @Schema(
                    description = "Of the latest run: a strip of originals above what was rebuilt",
                    example = "/api/v1/runs/0f9c…/thumbnail.png")
            String thumbnail) {}
}
