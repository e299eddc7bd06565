package org.otpwidget.samplesite.web;

import org.otpwidget.samplesite.SampleSiteSettings;
import org.springframework.stereotype.Component;

/**
 * What the pages may load: in the everyday form, and in the strict form of the page {@code /csp}.
 */
@Component
public class ContentSecurityPolicy {

    private final String common;
    private final String server;

    ContentSecurityPolicy(SampleSiteSettings settings) {
        this.server = settings.serverUrl();
        this.common =
                "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
                        + " base-uri 'none'; frame-src 'self'; connect-src 'self' "
                        + server
                        + "; script-src ";
    }

    /** Allows the inline scripts and handlers that the classic embed snippet consists of. */
    String everyday() {
        return everyday("'none'");
    }

    /** The same for the page that another page of this site shows inside of a frame. */
    public String framed() {
        return everyday("'self'");
    }

    private String everyday(String ancestors) {
        return common + "'self' 'unsafe-inline' " + server + "; frame-ancestors " + ancestors;
    }

    /**
     * Runs only scripts with the nonce and what they import, and no string as script, markup or
     * script address.
     */
    public String strict(String nonce) {
        return common
                + "'nonce-%s' 'strict-dynamic'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
                        .formatted(nonce);
    }
}
