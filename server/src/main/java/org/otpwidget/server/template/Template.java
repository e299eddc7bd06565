package org.otpwidget.server.template;

import java.time.Instant;
import java.util.Set;

/**
 * A template of an account.
 *
 * @param id 24 hex characters, opaque
 * @param accountId the account that owns it
 * @param settings complete and valid
 * @param variables names of the variables in any of its languages
 */
public record Template(
        String id,
        long accountId,
        TemplateSettings settings,
        Set<String> variables,
        Instant createdAt,
        Instant updatedAt) {

    Template(
            String id,
            long accountId,
            TemplateSettings settings,
            Instant createdAt,
            Instant updatedAt) {
        this(id, accountId, settings, settings.variables(), createdAt, updatedAt);
    }
}
