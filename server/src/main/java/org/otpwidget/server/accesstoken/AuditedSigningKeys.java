package org.otpwidget.server.accesstoken;

import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.audit.Author;

import reactor.core.publisher.Mono;

import java.util.List;

/** What authkeys do to signing keys, with its line in the audit trail. */
public final class AuditedSigningKeys {

    private final SigningKeys keys;
    private final Audited audited;

    AuditedSigningKeys(SigningKeys keys, Audited audited) {
        this.keys = keys;
        this.audited = audited;
    }

    /**
     * Makes the next key; answers its id, or empty when one was under way.
     *
     * @param immediately whether it ends all others at once
     */
    public Mono<String> rotate(Author author, boolean immediately) {
        return audited.change(
                        author,
                        immediately ? keys.replace() : keys.rotate(),
                        kid ->
                                new Line(
                                        "signing-key.rotated",
                                        kid,
                                        kid,
                                        List.of(
                                                new Change(
                                                        "immediately",
                                                        null,
                                                        Boolean.toString(immediately)))))
                // What was not committed must not sign.
                .onErrorResume(broken -> keys.refresh().then(Mono.error(broken)));
    }
}
