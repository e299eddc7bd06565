package org.otpwidget.server.dashboard;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import java.util.List;

/** Where the pages of the dashboard are, those before the sign-in included. */
final class PagePaths {

    /** Patterns, not prefixes: they see through percent-encoding as the routes do. */
    private static final List<PathPattern> ALL =
            List.of(
                    pattern("/dashboard/**"),
                    pattern("/sign-in/**"),
                    pattern("/setup/**"),
                    pattern("/invitation/**"));

    private PagePaths() {}

    /** Whether a call is for one of them. */
    static boolean hold(ServerHttpRequest request) {
        var path = request.getPath().pathWithinApplication();
        return ALL.stream().anyMatch(page -> page.matches(path));
    }

    private static PathPattern pattern(String pattern) {
        return PathPatternParser.defaultInstance.parse(pattern);
    }
}
