package lab.obscura.account.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Where the service runs without accounts, everything about them says so, except who asks. */
@Configuration(proxyBeanMethods = false)
class NoAccountsHere implements WebMvcConfigurer, HandlerInterceptor {

    private final boolean isOff;

    NoAccountsHere(ObscuraProperties properties) {
        this.isOff = !properties.auth().hasAccounts();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        if (isOff) {
            registry.addInterceptor(this)
                    .addPathPatterns(
                            "/api/v1/accounts/**",
                            "/api/v1/tokens/**",
                            "/api/v1/session/**",
                            "/api/v1/sessions/**",
                            "/api/v1/audit",
                            "/api/v1/projects/**",
                            "/api/v1/usage",
                            "/api/v1/quotas/**");
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getMethod().equals("GET") && request.getRequestURI().equals("/api/v1/session")) {
            return true;
        }
        throw new Problem(
                ErrorType.NO_ACCOUNTS,
                "The service runs without accounts, because only this machine can reach it. Start it with"
                        + " obscura.auth=local to have some");
    }
}
