package org.otpwidget.server.embed.web;

import static org.springframework.web.reactive.function.server.RequestPredicates.methods;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import org.otpwidget.server.embed.ScriptFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The addresses of the script (contract section 2) and of its parts. Query strings are ignored:
 * sites append {@code ?v=} to the script's address.
 */
@Configuration(proxyBeanMethods = false)
class ScriptRoutes {

    private static final Logger log = LoggerFactory.getLogger(ScriptRoutes.class);

    private static final String SCRIPT = "otp-provider.js";

    private static final String MANIFEST = "manifest.json";

    /** Names with a content hash; only such a file may be cached for ever. */
    private static final Pattern HASHED = Pattern.compile("assets/.+\\.[A-Za-z0-9_-]{8,}\\.\\w+");

    /** The script under its fixed names: an update reaches all sites within ten minutes. */
    private static final CacheControl FLOATING =
            CacheControl.maxAge(Duration.ofMinutes(10))
                    .cachePublic()
                    .staleWhileRevalidate(Duration.ofDays(1));

    private static final CacheControl FOREVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private static final CacheControl SHORT =
            CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic();

    @Bean
    ScriptFiles scriptFiles() {
        ScriptFiles files = ScriptFiles.load(ScriptFiles.FOLDER);
        if (files.find(SCRIPT).isEmpty()) {
            log.warn("The widget's script is not on the class path: /{} answers 404", SCRIPT);
        }
        return files;
    }

    @Bean
    RouterFunction<ServerResponse> scripts(ScriptFiles files) {
        var answer = new ScriptAnswer(files);
        return RouterFunctions.route(
                        read("/otp-provider.js")
                                .or(read("/app/assets/otp-provider/otp-provider.js"))
                                .or(read("/v1/otp-provider.js")),
                        request -> answer.to(request, SCRIPT, FLOATING))
                .andRoute(
                        read("/assets/manifest.json"),
                        request -> answer.to(request, MANIFEST, SHORT))
                .andRoute(read("/assets/**"), request -> hashed(answer, request));
    }

    private static Mono<ServerResponse> hashed(ScriptAnswer answer, ServerRequest request) {
        String file = request.path().substring(1);
        return HASHED.matcher(file).matches()
                ? answer.to(request, file, FOREVER)
                : ScriptAnswer.notFound();
    }

    private static RequestPredicate read(String pattern) {
        return methods(HttpMethod.GET, HttpMethod.HEAD).and(path(pattern));
    }
}
