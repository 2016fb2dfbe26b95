package lab.obscura.account.guard;

import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.account.SignedIn;
import lab.obscura.account.audit.Audit;
import lab.obscura.account.oidc.OidcLogin;
import lab.obscura.account.session.ProxyPeers;
import lab.obscura.account.session.Sessions;
import lab.obscura.account.token.Tokens;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.web.ProblemWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;

/** Two chains: programs with a token, and browsers with a session. Without accounts neither is there. */
@Configuration(proxyBeanMethods = false)
@Conditional(AccountsInUse.class)
@EnableWebSecurity
class Guard {

    /** On a port of its own the operator decides by its address who comes; there the actuator asks nobody. */
    @Bean
    @Order(0)
    SecurityFilterChain operators(HttpSecurity http, ManagementPort port) {
        return http.securityMatcher(port::isAsked)
                .csrf(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain programs(
            HttpSecurity http, Tokens tokens, Audit audit, ProblemWriter problems, ObscuraProperties properties) {
        http.securityMatcher(request -> request.getHeader(HttpHeaders.AUTHORIZATION) != null)
                .addFilterBefore(new BearerFilter(tokens, problems), AnonymousAuthenticationFilter.class);
        return chain(http, audit, problems, properties);
    }

    @Bean
    @Order(2)
    SecurityFilterChain browsers(
            HttpSecurity http,
            Sessions sessions,
            ProxyPeers proxies,
            OidcLogin oidc,
            Audit audit,
            ProblemWriter problems,
            ObscuraProperties properties) {
        oidc.addTo(http);
        http.addFilterBefore(new SessionFilter(sessions, proxies, problems), AnonymousAuthenticationFilter.class);
        return chain(http, audit, problems, properties);
    }

    /** Sessions, CSRF tokens and headers are our own; see docs/decisions/0025-accounts.md. */
    private static SecurityFilterChain chain(
            HttpSecurity http, Audit audit, ProblemWriter problems, ObscuraProperties properties) {
        boolean anonymousRead = properties.accounts().anonymousRead();
        AuthorizationManager<RequestAuthorizationContext> matrix =
                (who, context) -> decide(who, context, anonymousRead);
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, reason) ->
                                GuardAnswers.write(problems, request, response, GuardAnswers.of(request)))
                        .accessDeniedHandler((request, response, reason) ->
                                GuardAnswers.write(problems, request, response, GuardAnswers.of(request))))
                .authorizeHttpRequests(all -> all.anyRequest().access(matrix))
                .addFilterAfter(new AuditFilter(audit), AuthorizationFilter.class)
                .build();
    }

    private static AuthorizationDecision decide(
            Supplier<? extends Authentication> who, RequestAuthorizationContext context, boolean anonymousRead) {
        Optional<SignedIn> signedIn = Optional.ofNullable(who.get())
                .map(Authentication::getPrincipal)
                .filter(SignedIn.class::isInstance)
                .map(SignedIn.class::cast);
        return new AuthorizationDecision(Rights.of(context.getRequest())
                .filter(rule -> rule.right().allows(signedIn, anonymousRead))
                .isPresent());
    }
}
