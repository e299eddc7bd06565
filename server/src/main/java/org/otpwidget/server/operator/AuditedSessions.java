package org.otpwidget.server.operator;

import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.audit.Author;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.List;

/** What operators do to sessions, with its line in the audit trail. */
@Component
public class AuditedSessions {

    private final OperatorSessions sessions;
    private final Audited audited;

    AuditedSessions(OperatorSessions sessions, Audited audited) {
        this.sessions = sessions;
        this.audited = audited;
    }

    /** Ends a session of the author's account; empty when it had ended. */
    public Mono<OperatorSession> end(Author author, OperatorSession session) {
        return audited.change(
                author,
                sessions.end(author.accountId(), session.id())
                        .filter(ended -> ended)
                        .map(_ -> session),
                ended ->
                        new Line("session.ended", ended.id(), ended.operator().email(), List.of()));
    }
}
