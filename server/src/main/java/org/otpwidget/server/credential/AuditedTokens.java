package org.otpwidget.server.credential;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.audit.Changes;
import org.otpwidget.server.audit.LatestChanges;
import org.otpwidget.server.audit.PutBack;
import org.otpwidget.server.problem.Refused;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What people and authkeys do to tokens, with its line in the audit trail. */
@Component
public class AuditedTokens {

    /** The action of a change in the audit trail. */
    public static final String CHANGED = "token.changed";

    private final Tokens tokens;
    private final Audited audited;
    private final LatestChanges latest;
    private final JsonMapper json;

    AuditedTokens(Tokens tokens, Audited audited, LatestChanges latest, JsonMapper json) {
        this.tokens = tokens;
        this.audited = audited;
        this.latest = latest;
        this.json = json;
    }

    /** Makes a token with a random value. */
    public Mono<Token> create(Author author, TokenForm form) {
        return audited.change(
                        author,
                        tokens.create(author.accountId(), form),
                        made -> line("token.created", made, null, TokenForm.of(made)))
                .doOnNext(tokens::forget);
    }

    /** Changes a token; empty when the account has none of this id. */
    public Mono<Token> change(Author author, String id, UnaryOperator<TokenForm> change) {
        return audited.change(
                        author,
                        change,
                        noting -> tokens.change(author.accountId(), id, noting),
                        (before, made) -> line(CHANGED, made, before, TokenForm.of(made)))
                .doOnNext(tokens::forget);
    }

    /** Gives a token another value; see {@link Tokens#rotate}. */
    public Mono<Token> rotate(Author author, String id, Duration overlap) {
        return audited.change(
                        author,
                        tokens.rotate(author.accountId(), id, overlap),
                        made ->
                                new Line(
                                        "token.rotated",
                                        made.id(),
                                        made.name(),
                                        List.of(new Change("overlap", null, overlap.toString()))))
                .doOnNext(tokens::forget);
    }

    /** Deletes a token and what is known of its clients' addresses; answers it, or empty. */
    public Mono<Token> delete(Author author, String id) {
        return audited.change(
                        author,
                        tokens.delete(author.accountId(), id),
                        gone -> line("token.deleted", gone, TokenForm.of(gone), null))
                .doOnNext(tokens::forget);
    }

    /**
     * The number in the audit trail of the change that this author made of a token just now; empty
     * when it cannot be put back exactly.
     */
    public Mono<Long> undoable(Author author, Token made) {
        return latest.undoable(
                author, made.id(), CHANGED, changes -> before(TokenForm.of(made), changes));
    }

    /**
     * Puts a token's settings back as they were before a change; empty when the account has none of
     * this id.
     *
     * @param change its number in the audit trail
     * @throws Refused as an error signal, a conflict, when the token has been changed since
     */
    public Mono<Token> undo(Author author, String id, long change) {
        return latest.putBack(
                author,
                id,
                CHANGED,
                change,
                tokens.get(author.accountId(), id).map(TokenForm::of),
                this::before,
                door -> change(author, id, door));
    }

    private Optional<TokenForm> before(TokenForm now, List<Change> changes) {
        return PutBack.of(
                tree(now),
                changes,
                TokenForm::read,
                before -> Changes.between(tree(before), tree(now), Set.of()),
                json);
    }

    private Line line(
            String action, Token token, @Nullable TokenForm before, @Nullable TokenForm after) {
        return new Line(
                action,
                token.id(),
                token.name(),
                Changes.between(tree(before), tree(after), Set.of()));
    }

    private JsonNode tree(@Nullable TokenForm form) {
        return form == null ? json.createObjectNode() : json.valueToTree(form);
    }
}
