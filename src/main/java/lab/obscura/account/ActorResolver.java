package lab.obscura.account;

import java.util.Optional;
import lab.obscura.platform.web.HeaderText;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Tells a controller who asks: the one place where the header is read. */
final class ActorResolver implements HandlerMethodArgumentResolver {

    static final String HEADER = "X-Submitter";

    private static final int LONGEST_NAME = 100;

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
        return actor(Optional.ofNullable(request.getHeaderValues(HEADER)).orElse(new String[0]));
    }

    /** A header that stands several times is one whose values are separated by commas. */
    private static Actor actor(String[] values) {
        String name = HeaderText.line(HEADER, String.join(",", values), LONGEST_NAME);
        return name.isEmpty() ? Actor.ANONYMOUS : new Actor(name);
    }
}
