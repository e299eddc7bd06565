package org.otpwidget.server.widget;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a widget has to know of the templates that it names. The templates themselves live in a room
 * above this one, which implements it.
 */
public interface TemplateDirectory {

    /**
     * What there is to know of a template.
     *
     * @param channel the only channel that it is for
     * @param variables names of its variables
     * @param link whether it carries a magic link, rather than a code
     */
    record Entry(Channel channel, Set<String> variables, boolean link) {}

    /**
     * A template as people call it.
     *
     * @param name not unique
     */
    record Named(String id, String name, Channel channel) {}

    /** All templates of an account. */
    Mono<List<Named>> all(long accountId);

    /**
     * The account's templates among these ids, which stay as they are until the transaction ends;
     * those that are not there are left out.
     */
    Mono<Map<String, Entry>> hold(long accountId, Set<String> ids);
}
