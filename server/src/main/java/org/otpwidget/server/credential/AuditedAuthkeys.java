package org.otpwidget.server.credential;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.audit.Changes;
import org.otpwidget.server.credential.Authkeys.Rotation;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What people and authkeys do to authkeys, with its line in the audit trail; never the key itself.
 */
@Component
public class AuditedAuthkeys {

    /** The action of a change in the audit trail. */
    public static final String CHANGED = "authkey.changed";

    private final Authkeys authkeys;
    private final Audited audited;
    private final JsonMapper json;

    AuditedAuthkeys(Authkeys authkeys, Audited audited, JsonMapper json) {
        this.authkeys = authkeys;
        this.audited = audited;
        this.json = json;
    }

    /** Makes an authkey with a random value. */
    public Mono<NewAuthkey> create(Author author, AuthkeyForm form) {
        return audited.change(
                        author,
                        authkeys.create(author.accountId(), form),
                        made -> made("authkey.created", made))
                .doOnNext(_ -> authkeys.forget());
    }

    /** Changes an authkey; see {@link Authkeys#change}. */
    public Mono<Authkey> change(Author author, String id, UnaryOperator<AuthkeyForm> change) {
        return audited.change(
                        author,
                        change,
                        noting -> authkeys.change(author.accountId(), id, noting),
                        (before, made) -> line(CHANGED, made, before, AuthkeyForm.of(made)))
                .doOnNext(_ -> authkeys.forget());
    }

    /**
     * Makes a successor; see {@link Authkeys#rotate}.
     *
     * @param overlap how long both work
     */
    public Mono<NewAuthkey> rotate(Author author, String id, Duration overlap) {
        var rotation =
                audited.change(
                        author, authkeys.rotate(author.accountId(), id, overlap), this::ended);
        return audited.change(author, rotation, done -> made("authkey.rotated", done.successor()))
                .map(Rotation::successor)
                .doOnNext(_ -> authkeys.forget());
    }

    /** Deletes an authkey; answers it, or empty. See {@link Authkeys#delete}. */
    public Mono<Authkey> delete(Author author, String id) {
        return audited.change(
                        author,
                        authkeys.delete(author.accountId(), id),
                        gone -> line("authkey.deleted", gone, AuthkeyForm.of(gone), null))
                .doOnNext(_ -> authkeys.forget());
    }

    /** The end is a change of the key's own: a form from before must not take it back. */
    private Line ended(Rotation rotation) {
        var before = AuthkeyForm.of(rotation.before());
        return line(CHANGED, rotation.ending(), before, AuthkeyForm.of(rotation.ending()));
    }

    private Line made(String action, NewAuthkey made) {
        return line(action, made.authkey(), null, AuthkeyForm.of(made.authkey()));
    }

    private Line line(
            String action, Authkey key, @Nullable AuthkeyForm before, @Nullable AuthkeyForm after) {
        return new Line(
                action,
                key.id(),
                key.label(),
                Changes.between(tree(before), tree(after), Set.of()));
    }

    private JsonNode tree(@Nullable AuthkeyForm form) {
        return form == null ? json.createObjectNode() : json.valueToTree(form);
    }
}
