package org.otpwidget.server;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import java.util.List;
import java.util.Locale;

/**
 * What controllers answer to.
 *
 * @param path with its variables in braces
 */
public record Route(HttpMethod method, String path) {

    /** The routes below {@code /v1}. */
    public static List<Route> ofV1(RequestMappingHandlerMapping mapping) {
        return all(mapping).stream().filter(route -> route.path().startsWith("/v1/")).toList();
    }

    /** Every route of every controller. */
    public static List<Route> all(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().keySet().stream()
                .flatMap(
                        info ->
                                info.getMethodsCondition().getMethods().stream()
                                        .flatMap(
                                                method ->
                                                        info
                                                                .getPatternsCondition()
                                                                .getPatterns()
                                                                .stream()
                                                                .map(
                                                                        pattern ->
                                                                                new Route(
                                                                                        method
                                                                                                .asHttpMethod(),
                                                                                        pattern
                                                                                                .getPatternString()))))
                .toList();
    }

    /** As OpenAPI writes it: {@code get /v1/widgets}. */
    @Override
    public String toString() {
        return method.name().toLowerCase(Locale.ROOT) + " " + path;
    }
}
