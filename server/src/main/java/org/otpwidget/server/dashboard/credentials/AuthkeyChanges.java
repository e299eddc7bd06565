package org.otpwidget.server.dashboard.credentials;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Authkey;
import org.otpwidget.server.account.AuthkeyForm;
import org.otpwidget.server.account.Authkeys;
import org.otpwidget.server.account.Changes;
import org.otpwidget.server.account.NewAuthkey;
import org.otpwidget.server.dashboard.Audited;
import org.otpwidget.server.dashboard.Audited.Line;
import org.otpwidget.server.dashboard.Visit;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** What an operator does to authkeys, written down in the audit trail; never the key itself. */
@Component
class AuthkeyChanges {

    private static final int LONGEST_OVERLAP_HOURS = 720;
    private static final int USUAL_OVERLAP_HOURS = 24;

    private final Authkeys authkeys;
    private final Audited audited;
    private final JsonMapper json;

    AuthkeyChanges(Authkeys authkeys, Audited audited, JsonMapper json) {
        this.authkeys = authkeys;
        this.audited = audited;
        this.json = json;
    }

    Mono<NewAuthkey> create(Visit visit, AuthkeyForm form) {
        return audited.change(
                visit,
                authkeys.create(visit.accountId(), form),
                made -> line("authkey.created", made.authkey(), json.createObjectNode()));
    }

    Mono<Authkey> change(Visit visit, String id, UnaryOperator<AuthkeyForm> change) {
        var before = new AtomicReference<JsonNode>(json.createObjectNode());
        return audited.change(
                visit,
                authkeys.change(
                        visit.accountId(),
                        id,
                        form -> {
                            before.set(json.valueToTree(form));
                            return change.apply(form);
                        }),
                made -> line("authkey.changed", made, before.get()));
    }

    /**
     * Makes a successor.
     *
     * @param hours how long both work; a day unless it is a usable number
     */
    Mono<NewAuthkey> rotate(Visit visit, String id, @Nullable String hours) {
        return audited.change(
                visit,
                authkeys.rotate(visit.accountId(), id, Duration.ofHours(overlap(hours))),
                made -> line("authkey.rotated", made.authkey(), json.createObjectNode()));
    }

    Mono<Authkey> delete(Visit visit, String id) {
        return audited.change(
                visit,
                authkeys.get(visit.accountId(), id)
                        .delayUntil(key -> authkeys.delete(visit.accountId(), key.id())),
                key -> line("authkey.deleted", key, settings(key)));
    }

    private Line line(String action, Authkey key, JsonNode before) {
        return new Line(
                action,
                key.id(),
                key.name() + " (" + key.hint() + "…)",
                Changes.between(before, settings(key), Set.of()));
    }

    private ObjectNode settings(Authkey key) {
        ObjectNode tree = json.valueToTree(key);
        return tree.retain("name", "scopes", "ipWhitelist", "enabled", "expiresAt");
    }

    private static int overlap(@Nullable String hours) {
        return hours != null && hours.matches("\\d{1,3}")
                ? Math.min(Integer.parseInt(hours), LONGEST_OVERLAP_HOURS)
                : USUAL_OVERLAP_HOURS;
    }
}
