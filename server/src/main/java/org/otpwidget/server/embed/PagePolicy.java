package org.otpwidget.server.embed;

/** The Content-Security-Policy of our own pages: they run our own files only, in no frame. */
public final class PagePolicy {

    /** Of every page that needs no other. */
    public static final String STRICT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; frame-src 'self'; form-action"
                    + " 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Of pages with our own widget, whose proof of work has a worker of its own. */
    public static final String WITH_WIDGET = STRICT + "; worker-src blob:";

    private PagePolicy() {}
}
