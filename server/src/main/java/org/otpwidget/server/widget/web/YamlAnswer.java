package org.otpwidget.server.widget.web;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;

/** Answers with YAML those who ask for it by name; JSON goes to everybody else. */
final class YamlAnswer {

    private YamlAnswer() {}

    static boolean isWanted(ServerHttpRequest request) {
        try {
            return request.getHeaders().getAccept().stream()
                    .findFirst()
                    .filter(MediaType.APPLICATION_YAML::equalsTypeAndSubtype)
                    .isPresent();
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    /** Whether it is for another installation. */
    static boolean isPortable(MultiValueMap<String, String> query) {
        return "true".equals(query.getFirst("portable"));
    }

    static ResponseEntity<Object> of(String file) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(file);
    }
}
