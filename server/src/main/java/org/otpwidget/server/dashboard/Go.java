package org.otpwidget.server.dashboard;

import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.result.view.Rendering;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.function.Function;

/**
 * Where a page's method leads: after a form always to another page, so that a reload is harmless.
 */
public final class Go {

    private Go() {}

    /** To a page of the dashboard, by GET. */
    public static Rendering to(String path) {
        return Rendering.redirectTo(path).status(HttpStatus.SEE_OTHER).build();
    }

    /**
     * To the form again, with what is wrong with it; a refusal that is about no field has a page of
     * its own.
     */
    public static Mono<Rendering> again(
            Refused refused, Function<List<FieldError>, Rendering> form) {
        var errors = refused.problem().errors();
        return errors.isEmpty() ? Mono.error(refused) : Mono.just(form.apply(errors));
    }

    /**
     * To a page that shows one thing.
     *
     * @param name by which the page knows it
     */
    public static Rendering view(String page, String name, Object thing) {
        return Rendering.view(page).modelAttribute(name, thing).build();
    }

    /**
     * To the question whether to delete something.
     *
     * @param kind first word of its texts
     * @param path its page; {@code /delete} below it deletes
     */
    public static Rendering sure(String kind, String name, String path) {
        return Rendering.view("dashboard/delete")
                .modelAttribute("kind", kind)
                .modelAttribute("name", name)
                .modelAttribute("at", path)
                .build();
    }

    /**
     * To a page that says what was done.
     *
     * @param done the word of a text {@code done.<word>}
     */
    public static Rendering to(String path, String done) {
        return Rendering.redirectTo(saying(path, done)).status(HttpStatus.SEE_OTHER).build();
    }

    static String saying(String path, String done) {
        return path + (path.contains("?") ? "&" : "?") + "done=" + done;
    }
}
