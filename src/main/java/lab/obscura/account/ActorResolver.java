package lab.obscura.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.HeaderText;
import lab.obscura.platform.web.Problem;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Tells a controller who asks: the one place where the header is read. */
final class ActorResolver implements HandlerMethodArgumentResolver {

    static final String HEADER = "X-Submitter";

    private static final int LONGEST_NAME = 100;
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final KnownNames accounts;

    ActorResolver(KnownNames accounts) {
        this.accounts = accounts;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Actor.class);
    }

    @Override
    public Actor resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer container,
            NativeWebRequest request,
            WebDataBinderFactory binders) {
        String name = name(Optional.ofNullable(request.getHeaderValues(HEADER)).orElse(new String[0]));
        Optional<SignedIn> who = SignedIn.current();
        if (who.isPresent()) {
            return onBehalf(who.get(), name, isChange(request));
        }
        if (SignedIn.isAsked()) {
            throw new Problem(ErrorType.NOT_LOGGED_IN, "Log in first, or send a token: Authorization: Bearer obs_…");
        }
        return name.isEmpty() ? Actor.ANONYMOUS : new Actor(name);
    }

    /** A header that stands several times is one whose values are separated by commas. */
    private static String name(String[] values) {
        return HeaderText.line(HEADER, String.join(",", values), LONGEST_NAME);
    }

    private static boolean isChange(NativeWebRequest request) {
        var asked = request.getNativeRequest(HttpServletRequest.class);
        return asked != null && !READING.contains(asked.getMethod());
    }

    /** A name is no proof: only an admin acts in the place of somebody else, and does what that account may do. */
    private Actor onBehalf(SignedIn who, String name, boolean isChange) {
        if (name.isEmpty() || name.equals(who.name())) {
            return who.actor();
        }
        if (who.role() != Role.ADMIN) {
            throw new Problem(
                    ErrorType.NOT_ALLOWED,
                    "Only an admin may act for somebody else; you are " + who.name() + ". Leave the header " + HEADER
                            + " out");
        }
        SignedIn other = accounts.find(name)
                .orElseThrow(() -> Problem.field(
                        HEADER, "the name of an account that is not locked", name, "GET /api/v1/accounts lists them"));
        if (isChange && !other.role().includes(Role.SUBMITTER)) {
            throw new Problem(
                    ErrorType.NOT_ALLOWED,
                    "This needs the role submitter; " + name + " has "
                            + other.role().word()
                            + ", and what it may not do, nobody does in its name. Change its role, or leave the header "
                            + HEADER + " out");
        }
        return other.actor();
    }
}
