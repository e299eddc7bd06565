package org.otpwidget.server.dashboard;

/** Somebody is not let in; carries no stack trace, since nothing went wrong in the code. */
abstract sealed class TurnedAway extends RuntimeException {

    private TurnedAway(String reason) {
        super(reason, null, false, false);
    }

    /** Nobody knows them: they are shown the sign-in page. */
    static final class NotSignedIn extends TurnedAway {
        NotSignedIn() {
            super("not signed in");
        }
    }

    /** Their role doesn't allow it. */
    static final class NotAllowed extends TurnedAway {

        private final transient Visit visit;

        NotAllowed(Visit visit) {
            super("not allowed");
            this.visit = visit;
        }

        Visit visit() {
            return visit;
        }
    }

    /** The passphrase was given too long ago for this, or never in a session by a code. */
    static final class NotProved extends TurnedAway {
        NotProved() {
            super("not proved");
        }
    }

    /** The form is not one of ours, or of a session that is over. */
    static final class Forged extends TurnedAway {
        Forged() {
            super("forged");
        }
    }
}
