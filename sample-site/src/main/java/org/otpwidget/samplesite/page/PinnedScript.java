package org.otpwidget.samplesite.page;

import org.otpwidget.samplesite.SampleSiteSettings;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Map;

/**
 * The attributes of a script element that loads one exact version of the widget, held to it by its
 * hash. A customer copies them once; this site asks the server for them, so as to follow its build.
 *
 * @see <a href="https://www.w3.org/TR/sri-2/">Subresource Integrity</a>
 */
@Component
class PinnedScript {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ParameterizedTypeReference<Map<String, ManifestEntry>> MANIFEST =
            new ParameterizedTypeReference<>() {};

    private final WebClient server;
    private final String serverUrl;

    PinnedScript(WebClient.Builder builder, SampleSiteSettings settings) {
        this.serverUrl = settings.serverUrl();
        this.server = builder.baseUrl(serverUrl).build();
    }

    /** Falls back to the floating address, which has no integrity, where there is no manifest. */
    Mono<String> attributes() {
        return server.get()
                .uri("/assets/manifest.json")
                .retrieve()
                .bodyToMono(MANIFEST)
                .timeout(PATIENCE)
                .mapNotNull(manifest -> manifest.get("otp-provider.js"))
                .map(this::pinned)
                .onErrorComplete()
                .defaultIfEmpty("src=\"%s/otp-provider.js\"".formatted(serverUrl));
    }

    private String pinned(ManifestEntry entry) {
        return "src=\"%s/%s\"%n        integrity=\"%s\" crossorigin=\"anonymous\""
                .formatted(serverUrl, entry.file(), entry.integrity());
    }

    private record ManifestEntry(String file, String integrity) {}
}
