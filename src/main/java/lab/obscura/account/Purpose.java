package lab.obscura.account;

import java.util.Objects;

/**
 * For what somebody submits: for a project, or for himself, and whether everybody may see it.
 *
 * @param project id; empty for none
 * @param projectName as it is shown; empty for none
 * @param isPrivate whether only members of the project may see what is submitted
 */
public record Purpose(String project, String projectName, boolean isPrivate) {

    /** For no project, and for everybody to see. */
    public static final Purpose OWN = new Purpose("", "", false);

    public Purpose {
        Objects.requireNonNull(project, "A purpose without a project has an empty one");
        Objects.requireNonNull(projectName, "A purpose without a project has an empty name");
        if (isPrivate && project.isEmpty()) {
            throw new IllegalArgumentException("What is private needs a project whose members may see it");
        }
    }

    /** Who may see it, as the API spells it. */
    public String visibility() {
        return isPrivate ? "project" : "public";
    }

    /** The name of the project as the API shows it; null for none. */
    public String shownProject() {
        return projectName.isEmpty() ? null : projectName;
    }

    /** The project whose members alone may see it; empty for everybody. */
    public String privateTo() {
        return isPrivate ? project : "";
    }
}
