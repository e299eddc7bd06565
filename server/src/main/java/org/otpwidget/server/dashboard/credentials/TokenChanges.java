package org.otpwidget.server.dashboard.credentials;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Changes;
import org.otpwidget.server.account.Token;
import org.otpwidget.server.account.TokenForm;
import org.otpwidget.server.account.Tokens;
import org.otpwidget.server.dashboard.Audited;
import org.otpwidget.server.dashboard.Audited.Line;
import org.otpwidget.server.dashboard.Visit;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** What an operator does to tokens, written down in the audit trail. */
@Component
class TokenChanges {

    private final Tokens tokens;
    private final Audited audited;
    private final JsonMapper json;

    TokenChanges(Tokens tokens, Audited audited, JsonMapper json) {
        this.tokens = tokens;
        this.audited = audited;
        this.json = json;
    }

    Mono<Token> create(Visit visit, TokenForm form) {
        return audited.change(
                visit,
                tokens.create(visit.accountId(), form),
                made -> line("token.created", made, null, settings(made)));
    }

    /** Changes a token; empty when the account has none of this id. */
    Mono<Token> change(Visit visit, String id, UnaryOperator<TokenForm> change) {
        var before = new AtomicReference<JsonNode>(json.createObjectNode());
        return audited.change(
                visit,
                tokens.change(
                        visit.accountId(),
                        id,
                        form -> {
                            before.set(json.valueToTree(form));
                            return change.apply(form);
                        }),
                made -> line("token.changed", made, before.get(), settings(made)));
    }

    /** Deletes a token; empty when the account has none of this id. */
    Mono<Token> delete(Visit visit, String id) {
        return audited.change(
                visit,
                tokens.delete(visit.accountId(), id),
                token -> line("token.deleted", token, settings(token), null));
    }

    /** What can be set of a token, and nothing else of it. */
    ObjectNode settings(Token token) {
        ObjectNode tree = json.valueToTree(token);
        return tree.retain("name", "enabled", "origins", "throttle");
    }

    private Line line(
            String action, Token token, @Nullable JsonNode before, @Nullable JsonNode after) {
        JsonNode none = json.createObjectNode();
        return new Line(
                action,
                token.id(),
                token.name(),
                Changes.between(
                        before == null ? none : before, after == null ? none : after, Set.of()));
    }
}
