package org.otpwidget.server.problem;

/**
 * Ends a call early with a {@link Problem}; carries no stack trace, since nothing went wrong in the
 * code.
 */
public final class Refused extends RuntimeException {

    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    /** Why the call was refused. */
    public Problem problem() {
        return problem;
    }
}
