package org.otpwidget.server.problem;

/**
 * An exception as it may be logged: without its suppressed ones, among which the web framework puts
 * the whole address of the request, credentials in the query included.
 */
public final class LoggedFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** The same failure, without those. */
    public LoggedFailure(Throwable failure) {
        super(failure.toString(), failure.getCause());
        setStackTrace(failure.getStackTrace());
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
