package org.otpwidget.server.dashboard;

import org.otpwidget.server.dashboard.TurnedAway.NotAllowed;
import org.otpwidget.server.dashboard.TurnedAway.NotProved;
import org.otpwidget.server.dashboard.TurnedAway.NotSignedIn;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Refused;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

import java.util.Locale;
import java.util.Objects;

/** What somebody sees who is not let in, or asks for what is not there. */
@ControllerAdvice(basePackageClasses = TurnedAwayPages.class)
class TurnedAwayPages {

    private final Assets assets;
    private final RoomTexts rooms;

    TurnedAwayPages(Assets assets, RoomTexts rooms) {
        this.assets = assets;
        this.rooms = rooms;
    }

    @ExceptionHandler
    Rendering turnedAway(TurnedAway reason, ServerWebExchange exchange) {
        return switch (reason) {
            case NotSignedIn _ -> go(exchange, "/sign-in");
            case NotProved _ -> go(exchange, "/dashboard/confirm");
            case NotAllowed _ -> page(HttpStatus.FORBIDDEN, "notAllowed");
            case TurnedAway.Forged _ -> page(HttpStatus.FORBIDDEN, "forged");
        };
    }

    @ExceptionHandler
    Rendering refused(Refused refused, Locale language) {
        Problem problem = refused.problem();
        return switch (problem.status()) {
            case 404 -> page(HttpStatus.NOT_FOUND, "notFound");
            case 413 -> page(HttpStatus.CONTENT_TOO_LARGE, "tooLarge");
            case 503 -> unavailable(problem);
            default -> said(problem, language);
        };
    }

    private Rendering said(Problem problem, Locale language) {
        return Rendering.view("dashboard/failure")
                .status(HttpStatusCode.valueOf(problem.status()))
                .modelAttribute("assets", assets)
                .modelAttribute("reason", "refused")
                .modelAttribute(
                        "detail",
                        rooms.in(language)
                                .of(Objects.requireNonNullElse(problem.help(), problem.message())))
                .build();
    }

    private Rendering unavailable(Problem problem) {
        var page = view(HttpStatus.SERVICE_UNAVAILABLE, "unavailable");
        if (problem.retryAfter() != null) {
            page.header(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfter()));
        }
        return page.build();
    }

    private Rendering page(HttpStatus status, String reason) {
        return view(status, reason).build();
    }

    private Rendering.Builder<?> view(HttpStatus status, String reason) {
        return Rendering.view("dashboard/failure")
                .status(status)
                .modelAttribute("assets", assets)
                .modelAttribute("reason", reason);
    }

    private static Rendering go(ServerWebExchange exchange, String path) {
        var request = exchange.getRequest();
        boolean read = request.getMethod().equals(HttpMethod.GET);
        boolean returns = read || path.startsWith(Next.HOME);
        var target = returns ? Next.with(path, request.getURI()).toString() : path;
        return Rendering.redirectTo(target).status(HttpStatus.SEE_OTHER).build();
    }
}
