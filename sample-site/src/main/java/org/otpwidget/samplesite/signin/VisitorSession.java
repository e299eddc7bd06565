package org.otpwidget.samplesite.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.WebSession;

import reactor.core.publisher.Mono;

/** Who is signed in, kept in the session and put before every page as {@code visitor}. */
@ControllerAdvice
class VisitorSession {

    private static final String VISITOR = "visitor";

    @ModelAttribute(VISITOR)
    @Nullable Identifier visitor(WebSession session) {
        return session.getAttribute(VISITOR);
    }

    static boolean isOpen(WebSession session) {
        return session.getAttribute(VISITOR) != null;
    }

    /** Opens a session with a new id, so that an id known to somebody before is worth nothing. */
    static Mono<Void> open(WebSession session, Identifier visitor) {
        session.getAttributes().put(VISITOR, visitor);
        return session.changeSessionId();
    }
}
