package org.otpwidget.server.body;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import java.util.Arrays;
import java.util.List;

/** How many bytes a body may have. */
final class SizeLimits {

    /** What anybody may send anywhere. */
    static final long USUAL = 262_144;

    /** Files of widgets, and forms with one, where a character takes up to three times the room. */
    private static final long FILE = 3_211_264;

    private static final List<Files> FILES =
            List.of(
                    new Files("/v1/widgets/import", "authkey", HttpHeaders.AUTHORIZATION),
                    new Files("/dashboard/widgets/import", HttpHeaders.COOKIE));

    private SizeLimits() {}

    /** Whoever brings nothing that could let them in gets no further than anywhere else. */
    static long of(ServerHttpRequest request) {
        return FILES.stream().anyMatch(files -> files.open(request)) ? FILE : USUAL;
    }

    /** An address that takes files, and the headers of which one says who sends. */
    private record Files(PathPattern path, List<String> headers) {

        Files(String path, String... headers) {
            this(PathPatternParser.defaultInstance.parse(path), Arrays.asList(headers));
        }

        boolean open(ServerHttpRequest request) {
            return path.matches(request.getPath().pathWithinApplication())
                    && headers.stream().anyMatch(request.getHeaders()::containsHeader);
        }
    }
}
