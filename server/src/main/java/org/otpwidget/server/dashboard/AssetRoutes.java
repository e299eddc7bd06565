package org.otpwidget.server.dashboard;

import static org.springframework.web.reactive.function.server.RequestPredicates.methods;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import org.otpwidget.server.dashboard.Assets.Asset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Duration;

/** The addresses of the dashboard that are no pages. */
@Configuration(proxyBeanMethods = false)
class AssetRoutes {

    private static final CacheControl FOREVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @Bean
    RouterFunction<ServerResponse> dashboardAssets(Assets assets) {
        return RouterFunctions.route()
                .route(read("/dashboard/assets/{file}"), request -> file(assets, request))
                .route(
                        read("/"),
                        _ -> ServerResponse.temporaryRedirect(URI.create(Next.HOME)).build())
                .build();
    }

    private static RequestPredicate read(String pattern) {
        return methods(HttpMethod.GET, HttpMethod.HEAD).and(path(pattern));
    }

    private static Mono<ServerResponse> file(Assets assets, ServerRequest request) {
        return assets.find(request.path())
                .map(asset -> answer(asset, request))
                .orElseGet(() -> ServerResponse.notFound().build());
    }

    private static Mono<ServerResponse> answer(Asset asset, ServerRequest request) {
        boolean zip =
                request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream()
                        .anyMatch(accepted -> accepted.contains("gzip"));
        var response =
                ServerResponse.ok()
                        .contentType(MediaType.parseMediaType(asset.type()))
                        .cacheControl(FOREVER)
                        // A sandboxed frame is a stranger even to its own server.
                        .header("Cross-Origin-Resource-Policy", "cross-origin")
                        .varyBy(HttpHeaders.ACCEPT_ENCODING);
        if (zip) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return response.bodyValue(asset.bytes(zip));
    }
}
