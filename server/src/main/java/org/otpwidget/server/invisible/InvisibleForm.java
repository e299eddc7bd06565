package org.otpwidget.server.invisible;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.secret.SecretText;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Reads how an account's provider is called. */
final class InvisibleForm {

    private static final Set<String> START = Set.of("TO", "PLUS_TO", "IP", "CALLBACK_URL");
    private static final Set<String> FINISH = Set.of("TO", "PLUS_TO", "SESSION", "CODE");
    private static final int LONGEST_URL = 2000;
    private static final int LONGEST_BODY = 10_000;
    private static final int LONGEST_SECRET = 4000;

    private InvisibleForm() {}

    /**
     * The provider in a body.
     *
     * @param before what is kept where the body names no authorization, or null
     * @param allowed whether an address may be called
     * @throws org.otpwidget.server.problem.Refused with all mistakes
     */
    static InvisibleProvider read(
            ObjectNode body, @Nullable InvisibleProvider before, Predicate<String> allowed) {
        var form = Form.of(body);
        String startUrl = form.requiredText("startUrl", LONGEST_URL);
        String finishUrl = form.requiredText("finishUrl", LONGEST_URL);
        String stored =
                before != null
                                && isAt(startUrl, before.startUrl())
                                && isAt(finishUrl, before.finishUrl())
                        ? before.authorization().reveal()
                        : "";
        var provider =
                new InvisibleProvider(
                        form.flag("enabled", true),
                        startUrl,
                        text(form, "startBody", "{\"number\":\"##PLUS_TO##\"}", LONGEST_BODY),
                        SecretText.of(text(form, "authorization", stored, LONGEST_SECRET)),
                        text(form, "checkUrlPointer", "/check_url", LONGEST_URL),
                        text(form, "sessionPointer", "/request_id", LONGEST_URL),
                        text(form, "codeParameter", "code", 100),
                        finishUrl,
                        text(form, "finishBody", "{\"code\":\"##CODE##\"}", LONGEST_BODY),
                        text(form, "resultPointer", "/status", LONGEST_URL),
                        text(form, "resultValue", "completed", 100),
                        text(form, "numberPointer", "", LONGEST_URL));
        form.check();
        check(provider, form, allowed);
        form.check();
        return provider;
    }

    /** Another host must not be sent the secret that was entered for this one. */
    private static boolean isAt(String url, String other) {
        try {
            return Objects.equals(address(url).getAuthority(), address(other).getAuthority())
                    && Objects.equals(address(url).getScheme(), address(other).getScheme());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static void check(InvisibleProvider provider, Form form, Predicate<String> allowed) {
        url(form, "startUrl", provider.startUrl(), allowed);
        url(form, "finishUrl", provider.finishUrl(), allowed);
        json(form, "startBody", provider.startBody());
        json(form, "finishBody", provider.finishBody());
        names(form, "startUrl", provider.startUrl(), START);
        names(form, "startBody", provider.startBody(), START);
        names(form, "finishUrl", provider.finishUrl(), FINISH);
        names(form, "finishBody", provider.finishBody(), FINISH);
        pointer(form, "checkUrlPointer", provider.checkUrlPointer(), true);
        pointer(form, "sessionPointer", provider.sessionPointer(), false);
        pointer(form, "resultPointer", provider.resultPointer(), true);
        pointer(form, "numberPointer", provider.numberPointer(), false);
        if (provider.authorization().reveal().chars().anyMatch(Character::isISOControl)) {
            form.refuse("authorization", "Send one line, such as Bearer abc.");
        }
        boundToVisitor(provider, form);
    }

    /** A proof must be of this check and of this number, or another visitor's would do. */
    private static void boundToVisitor(InvisibleProvider provider, Form form) {
        String begun = provider.startUrl() + provider.startBody();
        if (!begun.contains("TO##")) {
            form.refuse("startBody", "Name the number, as ##TO## or ##PLUS_TO##.");
        }
        String ended = provider.finishUrl() + provider.finishBody();
        if (!ended.contains("##CODE##")) {
            form.refuse("finishBody", "Hand over what the phone brought, as ##CODE##.");
        }
        if (!ended.contains("##SESSION##")
                && !ended.contains("TO##")
                && provider.numberPointer().isEmpty()) {
            form.refuse(
                    "finishUrl",
                    "Say which check it is, by ##SESSION##, ##TO## or ##PLUS_TO##; or send a"
                            + " numberPointer.");
        }
        if (ended.contains("##SESSION##") && provider.sessionPointer().isEmpty()) {
            form.refuse("sessionPointer", "Say where the first answer has what ##SESSION## is.");
        }
    }

    private static String text(Form form, String field, String fallback, int longest) {
        return Objects.requireNonNullElse(form.lines(field, longest), fallback);
    }

    private static URI address(String url) {
        return URI.create(url.replaceAll("##[A-Z_]+##", "x"));
    }

    private static void url(Form form, String field, String url, Predicate<String> allowed) {
        try {
            URI address = address(url);
            int path = url.indexOf('/', url.indexOf("//") + 2);
            boolean http =
                    "https".equals(address.getScheme())
                            || ("http".equals(address.getScheme()) && allowed.test(url));
            boolean fixed = !(path < 0 ? url : url.substring(0, path)).contains("##");
            if (http && fixed && address.getHost() != null && address.getUserInfo() == null) {
                return;
            }
        } catch (IllegalArgumentException _) {
            // as below
        }
        form.refuse(
                field,
                "Send an address such as https://api.example/check; placeholders are for its path"
                        + " and query.");
    }

    private static void json(Form form, String field, String body) {
        try {
            JsonMapper.shared().readTree(Placeholders.inJson(body, Map.of()));
        } catch (JacksonException _) {
            form.refuse(field, "Send JSON, with placeholders inside of its texts.");
        }
    }

    private static void names(Form form, String field, String template, Set<String> known) {
        for (String name : Placeholders.of(template)) {
            if (!known.contains(name)) {
                form.refuse(
                        field,
                        "There is no ##%s## here. There are: %s."
                                .formatted(
                                        name, String.join(", ", known.stream().sorted().toList())));
            }
        }
    }

    private static void pointer(Form form, String field, String pointer, boolean required) {
        try {
            if (!pointer.isEmpty() || !required) {
                JsonPointer.compile(pointer);
                return;
            }
        } catch (IllegalArgumentException _) {
            // as below
        }
        form.refuse(field, "A JSON pointer begins with a slash, such as /check_url.");
    }
}
