package lab.obscura.platform.web.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import lab.obscura.engine.settings.Nearest;
import lab.obscura.engine.settings.PlainText;
import lab.obscura.platform.web.Problem;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a query parameter that the called address does not have, or that stands twice: ignored, it would look obeyed. */
final class KnownParameters implements HandlerInterceptor {

    /** Whether each parameter may stand several times, by its name. */
    private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Map<String, Boolean> names = known.computeIfAbsent(method.getMethod(), key -> namesOf(method));
            request.getParameterMap().forEach((name, values) -> check(names, name, values));
            checkBody(request, method);
        }
        return true;
    }

    private static void check(Map<String, Boolean> known, String name, String[] values) {
        if (!known.containsKey(name)) {
            String there = known.isEmpty() ? "This address has none" : "Known are " + String.join(", ", known.keySet());
            String hint = Nearest.to(name, known.keySet())
                    .map(word -> "Did you mean " + word + "?")
                    .orElse("Leave it out");
            throw Problem.field("query parameter " + name, "one of this address", name, there + ". " + hint);
        }
        for (String value : values) {
            if (PlainText.hiddenIn(value).isPresent()) {
                throw Problem.field(name, "text on one line", value, PlainText.hint(value));
            }
        }
        if (values.length > 1 && !known.get(name)) {
            throw Problem.field(name, "given once", String.join(", ", values), "Leave one out");
        }
    }

    private static void checkBody(HttpServletRequest request, HandlerMethod method) {
        boolean taken = Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class)
                        || parameter.getParameterType() == IncomingFile.class);
        if (!taken && request.getContentLengthLong() > 0 && !request.getMethod().equals("GET")) {
            throw Problem.field("the body", "empty: this address takes none", "text", "Leave it out");
        }
    }

    private static Map<String, Boolean> namesOf(HandlerMethod method) {
        Map<String, Boolean> names = new TreeMap<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            if (named != null) {
                String name = named.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : named.name();
                names.put(name, List.class.isAssignableFrom(parameter.getParameterType()));
            } else if (parameter.hasParameterAnnotation(ParameterObject.class)) {
                for (RecordComponent component : parameter.getParameterType().getRecordComponents()) {
                    names.put(component.getName(), List.class.isAssignableFrom(component.getType()));
                }
            }
        }
        return names;
    }
}
