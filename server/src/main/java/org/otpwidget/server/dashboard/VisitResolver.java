package org.otpwidget.server.dashboard;

import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.Objects;

/** Lets an operator in to a page, or ends the call before the page's method runs. */
final class VisitResolver implements HandlerMethodArgumentResolver {

    private final Door door;
    private final Undos undos;
    private final Clock clock;

    VisitResolver(Door door, Undos undos, Clock clock) {
        this.door = door;
        this.undos = undos;
        this.clock = clock;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Visit.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        var may =
                Objects.requireNonNull(
                        parameter.getParameterAnnotation(May.class),
                        "A Visit says by @May what it is for");
        return door.enter(exchange, may)
                .doOnNext(
                        visit ->
                                binding.getModel()
                                        .addAttribute("visit", visit)
                                        .addAttribute("undo", undo(visit, exchange))
                                        .addAttribute(
                                                "times", new Times(clock.instant(), visit.zone())))
                .cast(Object.class);
    }

    /** How to put back what the page says was done; with an empty path when it cannot be. */
    private Undo undo(Visit visit, ServerWebExchange exchange) {
        return undos.after(visit, exchange.getRequest(), PageFrame.doneBefore(exchange));
    }
}
