package org.otpwidget.server.form;

import org.springframework.http.ResponseEntity;

import java.net.URI;

/** The answer to whoever made something: 201, with its address. */
public final class Created {

    private Created() {}

    /**
     * Shows what was made.
     *
     * @param list path of the list that it is in now
     */
    public static <T> ResponseEntity<T> at(String list, String id, T made) {
        return ResponseEntity.created(URI.create(list + "/" + id)).body(made);
    }
}
