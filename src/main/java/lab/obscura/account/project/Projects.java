package lab.obscura.account.project;

import java.util.List;
import java.util.UUID;
import lab.obscura.account.Actor;
import lab.obscura.account.Purpose;
import lab.obscura.account.Role;
import lab.obscura.account.SignedIn;
import lab.obscura.account.audit.Audit;
import lab.obscura.account.audit.AuditAction;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes and changes projects, and says for which of them somebody may submit. */
@Component
public class Projects {

    /** Who may see it, as the API spells it. */
    public static final String PUBLIC = "public";

    /** Its project alone. */
    public static final String PROJECT = "project";

    private static final String LIST = "GET /api/v1/projects lists yours";

    private final ProjectStore store;
    private final Audit audit;

    Projects(ProjectStore store, Audit audit) {
        this.store = store;
        this.audit = audit;
    }

    /** An admin sees all, everybody else those that he is a member of. */
    List<Project> seenBy(SignedIn who) {
        return who.role() == Role.ADMIN ? store.all() : store.of(who.account());
    }

    @Transactional
    Project create(ProjectRequest posted, Audit.Who who) {
        ProjectRequest request = posted.checked();
        UUID id = UUID.randomUUID();
        if (!store.insert(id, request.name(), request.title())) {
            throw Problem.field(
                    "name", "a name that is not taken", request.name(), "Choose another, or change that one");
        }
        setMembers(id, request.members());
        audit.record(who, AuditAction.PROJECT_CREATED, request.name(), members(request.members()));
        return get(request.name());
    }

    @Transactional
    Project change(String name, ProjectPatch patch, Audit.Who who) {
        Project before = get(name);
        store.setTitle(before.id(), patch.checkedTitle(before.title()));
        List<String> members = patch.checkedMembers(before.members());
        setMembers(before.id(), members);
        audit.record(who, AuditAction.PROJECT_CHANGED, name, members(members));
        return get(name);
    }

    private void setMembers(UUID project, List<String> names) {
        List<String> unknown = store.unknown(names);
        if (!unknown.isEmpty()) {
            throw Problem.field(
                    "members", "names of accounts", String.join(", ", unknown), "GET /api/v1/accounts lists them");
        }
        store.setMembers(project, names);
    }

    private static String members(List<String> names) {
        return names.isEmpty() ? "without members" : "members " + String.join(", ", names);
    }

    @Transactional
    void delete(String name, Audit.Who who) {
        Project project = get(name);
        if (!store.delete(project.id())) {
            throw new Problem(
                    ErrorType.ILLEGAL_STATE,
                    "Experiments, studies or runs belong to the project " + name
                            + ". Delete them first, or leave it without members");
        }
        audit.record(who, AuditAction.DELETE, "project " + name, "");
    }

    Project get(String name) {
        return store.find(name)
                .orElseThrow(() -> Problem.unknown(ErrorType.UNKNOWN_PROJECT, "No project is called", name, LIST));
    }

    /**
     * Somebody who submits for a project: a member, or an admin.
     *
     * @param project its name; empty for none
     * @param visibility {@code public} or {@code project}; empty is the project's alone where there is one
     * @throws Problem when it is no project of the actor's; one that it must not know of is as if it were not there
     */
    public Actor submitting(Actor actor, String project, String visibility) {
        String name = project.strip();
        String word = visibility.strip();
        if (!word.isEmpty() && !word.equals(PUBLIC) && !word.equals(PROJECT)) {
            throw Problem.field("visibility", "public or project", word, "Left out it is the project's alone");
        }
        if (name.isEmpty()) {
            if (word.equals(PROJECT)) {
                throw Problem.field("project", "the project that may see it", name, LIST);
            }
            return actor;
        }
        if (actor.account().isEmpty() && SignedIn.current().isEmpty()) {
            throw new Problem(
                    ErrorType.NO_ACCOUNTS,
                    "Projects are groups of accounts, and this service runs without. Leave project out");
        }
        Project found = store.find(name)
                .filter(one -> actor.isFree() || one.members().contains(actor.name()))
                .orElseThrow(() -> Problem.field("project", "one that you are a member of", name, LIST));
        return actor.submittingFor(new Purpose(found.id().toString(), found.name(), !word.equals(PUBLIC)));
    }

    /** Somebody who adds to what is there: for its project when he is one of its members, else for himself. */
    public Actor joining(Actor actor, Purpose purpose) {
        boolean isMember = store.of(actor.account()).stream()
                .anyMatch(one -> one.id().toString().equals(purpose.project()));
        return isMember ? actor.submittingFor(purpose) : actor;
    }
}
