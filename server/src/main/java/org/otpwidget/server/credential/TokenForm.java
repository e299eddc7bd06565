package org.otpwidget.server.credential;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.credential.Token.Throttle;
import org.otpwidget.server.form.Form;

import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What can be set of a token.
 *
 * @param name 1 to 100 characters
 * @param enabled true by default
 * @param origins exact origins that browsers may call from; empty: any
 * @param throttle null: none
 */
public record TokenForm(
        String name, boolean enabled, Set<String> origins, @Nullable Throttle throttle) {

    private static final int MOST_ORIGINS = 100;
    private static final int LONGEST_ORIGIN = 300;
    private static final int MOST_HITS = 1_000_000;
    private static final int DAY = 86_400;
    private static final int YEAR = 365 * DAY;

    /** An enabled token for any origin. */
    public static TokenForm of(String name) {
        return new TokenForm(name, true, Set.of(), null);
    }

    /** What is set now. */
    static TokenForm of(Token token) {
        return new TokenForm(
                token.name(),
                token.enabled(),
                new LinkedHashSet<>(token.origins()),
                token.throttle());
    }

    /**
     * Reads a body.
     *
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    public static TokenForm read(ObjectNode body) {
        var form = Form.of(body);
        var read =
                new TokenForm(
                        form.requiredText("name", 100),
                        form.flag("enabled", true),
                        origins(form),
                        throttle(form.part("throttle")));
        form.check();
        return read;
    }

    private static Set<String> origins(Form form) {
        var origins = new LinkedHashSet<String>();
        List<String> texts = form.texts("origins", MOST_ORIGINS, LONGEST_ORIGIN);
        for (var text : texts) {
            Origin.normalise(text)
                    .ifPresentOrElse(origins::add, () -> form.refuse("origins", Origin.EXAMPLE));
        }
        return origins;
    }

    private static @Nullable Throttle throttle(@Nullable Form rule) {
        return rule == null
                ? null
                : new Throttle(
                        rule.requiredNumber("hits", 1, MOST_HITS),
                        rule.requiredNumber("period", 1, DAY),
                        rule.requiredNumber("block", 1, YEAR));
    }
}
