package org.otpwidget.server.embed.web;

import org.otpwidget.server.embed.ContentCoding;
import org.otpwidget.server.embed.ScriptFile;
import org.otpwidget.server.embed.ScriptFile.Variant;
import org.otpwidget.server.embed.ScriptFiles;
import org.otpwidget.server.problem.Problems;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Mono;

/**
 * Answers with a file in the best coding that the client takes, or 304 when the client has it.
 * Every origin may load it, also with {@code crossorigin} and subresource integrity, and from pages
 * that are cross-origin isolated.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header">Fetch, CORP</a>
 * @see <a href="https://www.w3.org/TR/resource-timing/#sec-timing-allow-origin">Resource Timing</a>
 */
final class ScriptAnswer {

    private final ScriptFiles files;

    ScriptAnswer(ScriptFiles files) {
        this.files = files;
    }

    Mono<ServerResponse> to(ServerRequest request, String path, CacheControl cache) {
        return files.find(path)
                .map(file -> answer(request, file, cache))
                .orElseGet(ScriptAnswer::notFound);
    }

    /** The server's writer turns this into a 304 by itself when the client names the ETag. */
    private static Mono<ServerResponse> answer(
            ServerRequest request, ScriptFile file, CacheControl cache) {
        var accepted = AcceptEncoding.of(request.headers().header(HttpHeaders.ACCEPT_ENCODING));
        Variant variant = file.variant(accepted.best(file.codings()));
        var response =
                ServerResponse.ok()
                        .contentType(file.type())
                        .eTag(variant.etag())
                        .cacheControl(cache)
                        .varyBy(HttpHeaders.ACCEPT_ENCODING)
                        .headers(ScriptAnswer::forEveryOrigin);
        if (variant.coding() != ContentCoding.IDENTITY) {
            response.header(HttpHeaders.CONTENT_ENCODING, variant.coding().token());
        }
        return HttpMethod.HEAD.equals(request.method())
                ? response.contentLength(variant.content().remaining()).build()
                : response.bodyValue(variant.content());
    }

    /** Not to be cached: a newer server, or the next one behind the balancer, may have the file. */
    static Mono<ServerResponse> notFound() {
        return ServerResponse.status(HttpStatus.NOT_FOUND)
                .contentType(MediaType.TEXT_PLAIN)
                .cacheControl(CacheControl.noStore())
                .headers(ScriptAnswer::forEveryOrigin)
                .bodyValue(Problems.NO_SUCH_PATH.message());
    }

    private static void forEveryOrigin(HttpHeaders headers) {
        headers.setAccessControlAllowOrigin("*");
        headers.set("Cross-Origin-Resource-Policy", "cross-origin");
        headers.set("Timing-Allow-Origin", "*");
        headers.set("X-Content-Type-Options", "nosniff");
    }
}
