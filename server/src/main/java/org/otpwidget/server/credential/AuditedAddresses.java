package org.otpwidget.server.credential;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.audit.Audited;
import org.otpwidget.server.audit.Audited.Line;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.audit.Changes;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Set;

/** What people and authkeys do to the states of addresses, with its line in the audit trail. */
@Component
public class AuditedAddresses {

    private final IpStates states;
    private final Audited audited;
    private final JsonMapper json;

    AuditedAddresses(IpStates states, Audited audited, JsonMapper json) {
        this.states = states;
        this.audited = audited;
        this.json = json;
    }

    /** Gives an address a state, and forgets its hits. */
    public Mono<IpState> put(Author author, Token token, IpState state) {
        return audited.change(
                author,
                states.get(token, state.ip()),
                states.put(token, state),
                (before, after) -> line("address.changed", token, before, after));
    }

    /** Forgets what is known of an address; answers its state, or empty. */
    public Mono<IpState> delete(Author author, Token token, String ip) {
        return audited.change(
                author,
                states.delete(token, ip),
                gone -> line("address.deleted", token, gone, null));
    }

    /** Found by the token, since an address has no id. */
    private Line line(String action, Token token, IpState before, @Nullable IpState after) {
        return new Line(
                action,
                token.id(),
                before.ip() + " (" + token.name() + ")",
                Changes.between(tree(before), tree(after), Set.of()));
    }

    private ObjectNode tree(@Nullable IpState state) {
        ObjectNode tree = json.createObjectNode();
        return state == null ? tree : json.<ObjectNode>valueToTree(state).without("ip");
    }
}
