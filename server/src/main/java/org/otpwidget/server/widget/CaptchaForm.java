package org.otpwidget.server.widget;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.widget.CaptchaProvider.Kind;

import tools.jackson.databind.node.ObjectNode;

/** Reads the setting {@code captchaProvider}. */
final class CaptchaForm {

    private static final String SETTING = "captchaProvider";
    private static final String SECRET = "secret";
    private static final String ACTION = "otp_send";
    private static final double MINIMUM_SCORE = 0.5;
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_PROJECT = 63;
    private static final int LONGEST_ACTION = 32;

    private CaptchaForm() {}

    /** The vendor; null for the built-in kind, whatever else is said of it. */
    static @Nullable CaptchaProvider read(Form form) {
        var part = form.part(SETTING);
        if (part == null) {
            return null;
        }
        if (!part.has("kind")) {
            part.refuse("kind", "This is required: the captcha's vendor, or builtin.");
        }
        Kind kind = part.word("kind", Kind.class);
        String siteKey = part.text("siteKey", LONGEST_KEY);
        String secret = part.text(SECRET, LONGEST_KEY);
        String project = part.text("project", LONGEST_PROJECT);
        String action = part.text("action", LONGEST_ACTION);
        double score = part.share("minimumScore", MINIMUM_SCORE);
        boolean failOpen = part.flag("failOpen", false);
        if (kind == null || kind == Kind.BUILTIN) {
            return null;
        }
        require(part, "siteKey", siteKey, "the public key that the vendor gave you for the page");
        require(part, SECRET, secret, "the secret key that belongs to the site key");
        if (kind == Kind.RECAPTCHA_ENTERPRISE) {
            require(part, "project", project, "the id of the Google Cloud project");
        }
        if (project != null && !project.matches("[a-z0-9:.-]*")) {
            part.refuse("project", "Send the project's id: small letters, digits and dashes.");
        }
        if (action != null && !action.matches("[A-Za-z0-9_]+")) {
            part.refuse("action", "Name the action with letters, digits and _, such as otp_send.");
        }
        return new CaptchaProvider(
                kind,
                siteKey == null ? "" : siteKey,
                secret == null ? null : SecretText.of(secret),
                kind == Kind.RECAPTCHA_ENTERPRISE ? project : null,
                kind.hasAction() ? (action == null ? ACTION : action) : null,
                kind.hasScore() ? score : 0,
                failOpen);
    }

    /**
     * Lets a change keep the secret that it doesn't name, which no client was ever shown; but not
     * for another vendor, who must not learn it.
     *
     * @param body the settings; gets the secret
     */
    static void keepSecret(@Nullable CaptchaProvider current, ObjectNode body) {
        ObjectNode provider = WidgetForm.lacks(body, SETTING, SECRET);
        if (current != null
                && current.secret() != null
                && provider != null
                && provider.path("kind").asString("").equals(current.kind().word())) {
            provider.put(SECRET, current.secret().reveal());
        }
    }

    private static void require(Form part, String field, @Nullable String value, String what) {
        if (value == null || value.isEmpty()) {
            part.refuse(field, "This is required: " + what + ".");
        }
    }
}
