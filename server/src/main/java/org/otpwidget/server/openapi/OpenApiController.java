package org.otpwidget.server.openapi;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;

/**
 * {@code /v1/openapi.yaml}, open to everybody.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI 3.1</a>
 */
@RestController
class OpenApiController {

    private static final Resource DOCUMENT = new ClassPathResource("openapi/openapi.yaml");
    private static final Duration LIFETIME = Duration.ofHours(1);

    @GetMapping("/v1/openapi.yaml")
    ResponseEntity<Resource> document() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "application/yaml;charset=UTF-8")
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .cacheControl(CacheControl.maxAge(LIFETIME).cachePublic())
                .body(DOCUMENT);
    }
}
