package lab.obscura.study;

import io.swagger.v3.oas.annotations.media.Schema;

/** What may be edited of a study. */
@Schema(name = "StudyPatch")
record StudyPatch(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description =
                        "Of all runs that the study has queued and that are not over: between -100 and 100, the highest"
                                + " first among a submitter's runs",
                example = "10")
        Integer priority) {}
