package lab.obscura.account;

import java.util.Optional;
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
            return onBehalf(who.get(), name);
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

    /** A name is no proof: only an admin acts in the place of somebody else. */
    private Actor onBehalf(SignedIn who, String name) {
        if (name.isEmpty() || name.equals(who.name())) {
            return who.actor();
        }
        if (who.role() != Role.ADMIN) {
            throw new Problem(
                    ErrorType.NOT_ALLOWED,
                    "Only an admin may act for somebody else; you are " + who.name() + ". Leave the header " + HEADER
                            + " out");
        }
        return accounts.find(name)
                .orElseThrow(
                        () -> Problem.field(HEADER, "the name of an account", name, "GET /api/v1/accounts lists them"));
    }
}
