package org.otpwidget.server.verification.web;

import static org.springframework.web.reactive.function.server.RequestPredicates.methods;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.problem.HttpProblem;
import org.otpwidget.server.verification.LinkCall;
import org.otpwidget.server.verification.LinkVisit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Mono;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * {@code /l/{token}}: where magic links lead. GET asks, POST does. The address is a secret: it is
 * not logged, and a script takes it out of the browser's history.
 */
@Configuration(proxyBeanMethods = false)
class LinkRoutes {

    private static final String ADDRESS = "/l/{token}";
    private static final Pattern TWO_DIGITS = Pattern.compile("[0-9]{2}");

    private final LinkCall link;
    private final LinkVisits visits;

    LinkRoutes(LinkCall link, LinkVisits visits) {
        this.link = link;
        this.visits = visits;
    }

    @Bean
    RouterFunction<ServerResponse> linkPages() {
        return RouterFunctions.route()
                .resources("/l/assets/**", new ClassPathResource("link/"))
                .GET("/l", request -> LinkPages.say(request, HttpStatus.OK, "away"))
                .route(path(ADDRESS).and(methods(HttpMethod.GET, HttpMethod.HEAD)), this::open)
                .POST(ADDRESS, this::decide)
                .build();
    }

    private Mono<ServerResponse> open(ServerRequest request) {
        return link.open(request.pathVariable("token"), visit(request))
                .flatMap(answer -> LinkPages.of(request, answer))
                .onErrorResume(failure -> trouble(request, failure));
    }

    private Mono<ServerResponse> decide(ServerRequest request) {
        String token = request.pathVariable("token");
        return request.formData()
                .flatMap(
                        form ->
                                "deny".equals(form.getFirst("action"))
                                        ? link.deny(token, visit(request))
                                        : link.confirm(token, visit(request), digits(form)))
                .flatMap(answer -> LinkPages.of(request, answer))
                .onErrorResume(failure -> trouble(request, failure));
    }

    private LinkVisit visit(ServerRequest request) {
        return visits.of(request.exchange().getRequest());
    }

    /** What was typed, in digits of any script; what is no two digits is wrong, but counts. */
    private static @Nullable Integer digits(MultiValueMap<String, String> form) {
        String typed = form.getFirst("digits");
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var digits = new StringBuilder();
        Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC)
                .codePoints()
                .limit(3)
                .forEach(
                        c ->
                                digits.append(
                                        Character.isDigit(c)
                                                ? Integer.toString(Character.digit(c, 10))
                                                : "?"));
        return TWO_DIGITS.matcher(digits).matches() ? Integer.valueOf(digits.toString()) : 0;
    }

    private static Mono<ServerResponse> trouble(ServerRequest request, Throwable failure) {
        int status = HttpProblem.of(failure, "/l/…").status();
        return LinkPages.say(request, HttpStatus.valueOf(status), "trouble");
    }
}
