package org.otpwidget.server.credential;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.client.Cidr;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.form.Form;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What can be set of an authkey.
 *
 * @param name 1 to 100 characters
 * @param scopes at least one; {@code verify} by default
 * @param ipWhitelist addresses or CIDR blocks; empty: any
 * @param enabled true by default
 * @param expiresAt null: never
 */
public record AuthkeyForm(
        String name,
        Set<Scope> scopes,
        List<Cidr> ipWhitelist,
        boolean enabled,
        @Nullable Instant expiresAt) {

    private static final int MOST_BLOCKS = 100;
    private static final int LONGEST_BLOCK = 50;

    /** A key that works from everywhere and for ever. */
    public static AuthkeyForm of(String name, Scope... scopes) {
        return new AuthkeyForm(name, Set.of(scopes), List.of(), true, null);
    }

    /** What is set now. */
    static AuthkeyForm of(Authkey key) {
        return new AuthkeyForm(
                key.name(), key.scopes(), key.ipWhitelist(), key.enabled(), key.expiresAt());
    }

    /**
     * Reads a body.
     *
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    public static AuthkeyForm read(ObjectNode body) {
        var form = Form.of(body);
        var read =
                new AuthkeyForm(
                        form.requiredText("name", 100),
                        scopes(form),
                        ipWhitelist(form),
                        form.flag("enabled", true),
                        form.time("expiresAt"));
        form.check();
        return read;
    }

    /** Whether a key with these settings opens {@code /v1}. */
    boolean administers(Instant now) {
        return enabled
                && scopes.contains(Scope.ADMIN)
                && (expiresAt == null || expiresAt.isAfter(now));
    }

    private static Set<Scope> scopes(Form form) {
        var scopes = form.words("scopes", Scope.class);
        if (scopes == null) {
            return EnumSet.of(Scope.VERIFY);
        }
        if (scopes.isEmpty()) {
            form.refuse("scopes", "Choose at least one of: verify, admin.");
        }
        return scopes;
    }

    private static List<Cidr> ipWhitelist(Form form) {
        var blocks = new ArrayList<Cidr>();
        for (var text : form.texts("ipWhitelist", MOST_BLOCKS, LONGEST_BLOCK)) {
            Cidr.parse(text)
                    .ifPresentOrElse(
                            blocks::add,
                            () ->
                                    form.refuse(
                                            "ipWhitelist",
                                            "Send IP addresses or CIDR blocks, for example"
                                                    + " 203.0.113.7 or 2001:db8::/32."));
        }
        return blocks;
    }
}
